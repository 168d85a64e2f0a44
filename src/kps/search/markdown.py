"""The Markdown files of a register, as the records name them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from kps.language import Message
from kps.register.tree import Tree, contents
from kps.search.forms import plain
from kps.search.query import Query
from kps.source import decode, whole_text
from kps.source.text import composed

MARKDOWN = ".md"
_ENDING = re.compile(re.escape(MARKDOWN))


class MarkdownFiles:
    """A register's Markdown files, and what of that which is looked for stands in them."""

    def __init__(self, tree: Tree, query: Query) -> None:
        self._tree, self._query = tree, query

    def named(self, file: str, names: Iterable[str]) -> Iterator[str]:
        """Those of the files that a record in ``file`` names, each once."""
        found = dict.fromkeys(named_markdown(file, names))
        return (self._there[one] for one in found if one in self._there)

    def text(self, file: str) -> str | None:
        """What stands in a file; None where it cannot be had."""
        data = contents(self._tree, file)
        return None if isinstance(data, Message) else decode(data)[0]

    def parts_named_in(self, written: str) -> Iterator[frozenset[int]]:
        """What stands in each of the files that a text, written ``plain``, may name."""
        for found in _ENDING.finditer(written):
            names = (written[found.end() - length : found.end()] for length in self._lengths if length <= found.end())
            yield from (self._parts[name] for name in names if name in self._parts)

    @cached_property
    def _there(self) -> dict[str, str]:
        """The files by their names, composed."""
        return {composed(one): one for one in self._tree.files() if _is_markdown(one)}

    @cached_property
    def _lengths(self) -> frozenset[int]:
        return frozenset(map(len, self._parts))

    @cached_property
    def _parts(self) -> dict[str, frozenset[int]]:
        """What may stand in the files that have something of what is looked for, by their names without the folder."""
        found: dict[str, frozenset[int]] = {}
        for file in self._there.values():
            data = contents(self._tree, file)
            if not isinstance(data, Message) and (parts := self._query.parts_in(whole_text(data))):
                name = plain(file.rpartition("/")[2])
                found[name] = found.get(name, frozenset()) | parts
        return found


def named_markdown(file: str, names: Iterable[str]) -> Iterator[str]:
    """The Markdown files of the register that a record in ``file`` means by these names."""
    folder = posixpath.dirname(file)
    for name in names:
        if _is_markdown(name):
            yield posixpath.normpath(posixpath.join(folder, composed(name)))


def _is_markdown(file: str) -> bool:
    return file.lower().endswith(MARKDOWN)
