"""A value that may stand somewhere."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """A value that may stand at a place; ``words`` are what it is found by besides itself."""

    value: str
    label: str = ""
    detail: str = ""
    words: str = ""
    in_quotes: bool = False
    is_word: bool = False
    """Whether it is one of a closed list."""
