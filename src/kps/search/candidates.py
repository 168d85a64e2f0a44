"""Which files are worth taking apart: those whose signs have all that is looked for, in the file or a Markdown file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from kps.language import Message
from kps.register.pieces import Names
from kps.register.tree import Tree, contents
from kps.search.forms import plain
from kps.search.hits import MARKDOWN
from kps.search.query import Query
from kps.source import whole_text

_ESCAPE = "\\"
"""What has this may say more than its signs show."""


class Candidates:
    """The records of a register in which something may be found."""

    def __init__(self, tree: Tree, query: Query) -> None:
        self._tree, self._query = tree, query

    def __iter__(self) -> Iterator[str]:
        names = Names.of(self._tree.files())
        for file in names.files:
            if names.role(file) == "record" and self._may_have(file):
                yield file

    def _may_have(self, file: str) -> bool:
        data = contents(self._tree, file)
        if isinstance(data, Message):
            return True  # whoever looks on tells that it cannot be read
        text = whole_text(data)
        if _ESCAPE in text:
            return True
        written = plain(text)
        there = self._query.may_be_in(written)
        if there < self._query.parts and self._markdown:
            there = there.union(*(parts for name, parts in self._markdown.items() if name in written))
        return there == self._query.parts

    @cached_property
    def _markdown(self) -> dict[str, frozenset[int]]:
        """What may stand in the Markdown files, by their names without the folder."""
        found: dict[str, frozenset[int]] = {}
        for file in self._tree.files():
            if file.lower().endswith(MARKDOWN):
                data = contents(self._tree, file)
                parts = frozenset() if isinstance(data, Message) else self._query.may_be_in(plain(whole_text(data)))
                name = plain(file.rpartition("/")[2])
                found[name] = found.get(name, frozenset()) | parts
        return found
