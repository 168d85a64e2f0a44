"""Which records are worth taking apart, and what of them: where all that is looked for may stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kps.language import Message
from kps.register.tree import Tree, contents
from kps.search.forms import composed, plain
from kps.search.query import Query
from kps.source import whole_text
from kps.source.encoding import foreign

MARKDOWN = ".md"
_ESCAPE = "\\"
"""What has this may say more than its signs show."""


@dataclass(frozen=True)
class Candidate:
    """A record in which something may be found."""

    file: str
    text: str | None
    """None where it cannot be read."""
    query: Query
    near: Mapping[str, tuple[int, ...]] | None = None
    """The words in it that count, each with the numbers of those it may be; None where its signs do not tell."""

    def may_hold(self, start: int, end: int) -> bool:
        """Whether all that is looked for may stand in a stretch of it, or in a Markdown file named there."""
        if self.near is None or self.text is None:
            return True
        stretch = self.text[start:end]
        found = {number for word, numbers in self.near.items() if word in stretch for number in numbers}
        return found | self.query.wordless >= self.query.parts or MARKDOWN in stretch.lower()

    def parts_in(self, words: str) -> frozenset[int]:
        """The numbers of what stands in one of its values."""
        if self.near is not None and not self.query.wordless and not any(word in words for word in self.near):
            return _NONE
        return self.query.parts_in(words)


_NONE: frozenset[int] = frozenset()


class Candidates:
    """The records among some files of a register in which something may be found."""

    def __init__(self, tree: Tree, query: Query, records: Iterable[str]) -> None:
        self._tree, self._query, self._records = tree, query, records

    def __iter__(self) -> Iterator[Candidate]:
        return (found for file in self._records if (found := self._candidate(file)))

    def _candidate(self, file: str) -> Candidate | None:
        data = contents(self._tree, file)
        if isinstance(data, Message):
            return Candidate(file, None, self._query)  # whoever looks on tells that it cannot be read
        text = whole_text(data)
        near = None
        if _ESCAPE not in text:
            written = plain(text)
            named = self._named(written)
            if not named and not self._query.may_be_in(written):
                return None
            near = self._query.near(composed(text))
            here = {number for numbers in near.values() for number in numbers}
            if here.union(self._query.wordless, *named) < self._query.parts:
                return None
            near = near if composed(text) == text else None
        return Candidate(file, None if foreign(data) else text, self._query, near)

    def _named(self, written: str) -> list[frozenset[int]]:
        """What stands in each of the Markdown files that a text, written ``plain``, may name."""
        return [parts for name, parts in self._markdown.items() if name in written]

    @cached_property
    def _markdown(self) -> dict[str, frozenset[int]]:
        """What may stand in the Markdown files, by their names without the folder."""
        found: dict[str, frozenset[int]] = {}
        for file in self._tree.files():
            if file.lower().endswith(MARKDOWN):
                data = contents(self._tree, file)
                parts = frozenset() if isinstance(data, Message) else self._query.parts_in(whole_text(data))
                name = plain(file.rpartition("/")[2])
                found[name] = found.get(name, frozenset()) | parts
        return found
