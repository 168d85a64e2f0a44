"""Findings that have been put into words: told again as they were, where nothing else is asked of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kps.checking.finding import Severity
from kps.output.located import Located


@dataclass(frozen=True, slots=True)
class Worded:
    """A finding as a format tells it in a language: what it is sorted by, what it counts as, and its text.

    ``place`` is its file as the reader knows it, its line, its column and its code.
    """

    place: tuple[str, int, int, str]
    severity: Severity
    waived: bool
    stands_for: int
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A way of putting findings into words; ``name`` tells it from every other, the language too."""

    name: str
    words: Callable[[Located], str]

    def of(self, one: Located) -> Worded:
        """A finding in these words."""
        finding = one.finding
        place = one.file, one.span.line, one.span.column, finding.code
        return Worded(place, finding.severity, finding.waiver is not None, finding.stands_for, self.words(one))
