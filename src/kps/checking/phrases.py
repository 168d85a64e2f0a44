"""What several rules' messages name: the two sides, municipalities, and keys and values as they are typed."""

from __future__ import annotations

from collections.abc import Iterable

from kps.models.places import former, municipalities
from kps.models.vocabulary import Term, term


def sides(parties: Iterable[str]) -> list[Term]:
    """The sides, in the reader's words."""
    return [term("side", party) for party in parties]


def quoted(words: Iterable[str]) -> str:
    """Keys or values, marked as such, in a row."""
    return ", ".join(f"`{word}`" for word in words)


def named(number: str) -> str:
    """A municipality by number and name, of today or of yesterday: 4205 Lindesnes."""
    known = municipalities().get(number) or former().get(number)
    return f"{number} {known.name}" if known else number
