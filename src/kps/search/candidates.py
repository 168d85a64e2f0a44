"""Which records are worth taking apart, and what of them: where all that is looked for may stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kps.language import Message
from kps.register.tree import Tree, contents
from kps.search.days import LAST, latest
from kps.search.forms import plain
from kps.search.markdown import MARKDOWN, MarkdownFiles
from kps.search.query import Query
from kps.source import whole_text
from kps.source.encoding import foreign
from kps.source.text import UTF16_MARKS, composed

_ESCAPE = "\\"
"""What has this may say more than its signs show."""
_MARKDOWN = re.compile(re.escape(MARKDOWN))
_MARKDOWN_BYTES = MARKDOWN.encode()
_NAME = -1
"""Stands for a number where a Markdown file may be named."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where in a text something of what is looked for may stand, in order, each place with the number of what."""

    at: tuple[int, ...]
    numbers: tuple[int, ...]

    @classmethod
    def of(cls, found: list[tuple[int, int]]) -> Places:
        """These places, in any order."""
        return cls(*zip(*sorted(found), strict=True)) if found else cls((), ())

    def any_within(self, start: int, end: int) -> bool:
        """Whether there is any in a stretch."""
        first = bisect_left(self.at, start)
        return first < len(self.at) and self.at[first] < end

    def within(self, start: int, end: int) -> frozenset[int]:
        """The numbers of what may stand in a stretch."""
        return frozenset(self.numbers[bisect_left(self.at, start) : bisect_left(self.at, end)])


@dataclass(frozen=True)
class Candidate:
    """A record in which something may be found."""

    file: str
    text: str | None
    """None where it cannot be read."""
    query: Query
    places: Places | None = None
    """Where in it; None where its signs do not tell."""

    @property
    def latest(self) -> str:
        """A day as it is written, empty if there is none: nothing in it is of a later one."""
        return LAST if self.text is None else latest(self.text)

    def may_hold(self, start: int, end: int) -> bool:
        """Whether all that is looked for may stand in a stretch of it, or in a Markdown file named there."""
        if self.places is None:
            return True
        found = self.places.within(start, end)
        return _NAME in found or found >= self.query.parts

    def may_add(self, start: int, end: int) -> bool:
        """Whether something that is looked for may stand in a stretch of it, or in a Markdown file named there."""
        return self.places is None or self.places.any_within(start, end)

    def parts_in(self, words: str, start: int, end: int) -> frozenset[int]:
        """The numbers of what is said by what is written in a stretch of it."""
        if self.places is None or self.query.phrases:
            return self.query.parts_in(words) if self.may_add(start, end) else _NONE
        return self.places.within(start, end) & self.query.parts


_NONE: frozenset[int] = frozenset()


class Candidates:
    """The records among some files of a register in which something may be found."""

    def __init__(self, tree: Tree, query: Query, records: Iterable[str], markdown: MarkdownFiles) -> None:
        self._tree, self._query, self._records, self._markdown = tree, query, records, markdown

    def __iter__(self) -> Iterator[Candidate]:
        return (found for file in self._records if (found := self.of(file)))

    def of(self, file: str) -> Candidate | None:
        """The record in a file; None where nothing can be found in it."""
        data = contents(self._tree, file)
        if isinstance(data, Message):
            return Candidate(file, None, self._query)  # whoever looks on tells that it cannot be read
        if self._is_passed_over(data):
            return None
        text = whole_text(data)
        places = None
        if _ESCAPE not in text:
            small = composed(text).lower()
            found = self._query.places_in(small)
            names = [(one.start(), _NAME) for one in _MARKDOWN.finditer(small)]
            named = self._markdown.parts_named_in(plain(text)) if names else ()
            there = {number for _, number in found}
            if there.union(*named) < self._query.parts:
                return None
            places = Places.of(found + names) if len(small) == len(text) and composed(text) == text else None
        return Candidate(file, None if foreign(data) else text, self._query, places)

    def _is_passed_over(self, data: bytes) -> bool:
        """Whether the bytes tell that nothing is found in a file, nor in a Markdown file that it may name."""
        small = data.lower()
        unsaid = b"\\" in data or data.startswith(UTF16_MARKS) or _MARKDOWN_BYTES in small
        return not unsaid and not self._query.may_be_in(small)
