"""What several rules' messages name: the two sides, municipalities, and keys and values as they are typed."""

from __future__ import annotations

from collections.abc import Iterable

from kps.language import Message, mark
from kps.models.places import former, municipalities

_SIDES = {"kommune": mark("the municipality"), "politi": mark("the police"), "andre": mark("others")}


def sides(parties: Iterable[str]) -> list[Message]:
    """The sides, in the reader's words."""
    return [Message(_SIDES[party]) for party in parties]


def quoted(words: Iterable[str]) -> str:
    """Keys or values, marked as such, in a row."""
    return ", ".join(f"`{word}`" for word in words)


def named(number: str) -> str:
    """A municipality by number and name, of today or of yesterday: 4205 Lindesnes."""
    known = municipalities().get(number) or former().get(number)
    return f"{number} {known.name}" if known else number
