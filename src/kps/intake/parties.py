"""Political parties beside people's names: they are told apart from the name, and have no place in a record."""

from __future__ import annotations

from kps.intake.labels import labels
from kps.language import msg

PARTY = msg("a record has no place for a person's party")


def is_party(text: str) -> bool:
    """Whether a text is a political party, as it is written beside a name."""
    return text[:1].isupper() and labels("party").get(text) is not None
