"""The texts that are open in the editor, kept by kps itself.

Lines end where ``kps.source.Lines`` says. pygls' own store has lines end at U+2028 and other signs too, and then puts
a change on the wrong line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kps.lsp import positions
from kps.lsp.positions import Encoding, Range
from kps.source import Lines, Positions, Span, locate

_MARK = "\ufeff"
_HALVES = range(0xD800, 0xE000)


@dataclass(frozen=True)
class OpenText:
    """A text as the editor has it: the address it is open under, the version it was received with, the words."""

    uri: str
    version: int | None
    text: str

    @cached_property
    def lines(self) -> Lines:
        """Its lines."""
        return Lines(self.text)

    @cached_property
    def body(self) -> str:
        """What is judged of it: without the byte order mark that an editor may leave in the text.

        Offsets, here and in all that is asked of a text, are those in the body.
        """
        return self.text.removeprefix(_MARK)

    @cached_property
    def places(self) -> Positions:
        """The places of its keys and values, worked out once a version."""
        return locate(self.body)

    @property
    def _mark(self) -> int:
        return len(self.text) - len(self.body)

    def offset(self, position: Mapping[str, Any], encoding: Encoding) -> int:
        """The offset of a position."""
        return max(0, positions.offset(self.lines, position, encoding) - self._mark)

    def between(self, start: int, end: int, encoding: Encoding) -> Range:
        """The range from one offset up to, but without, another."""
        return positions.between(self.lines, start + self._mark, end + self._mark, encoding)

    def covered(self, span: Span, encoding: Encoding) -> Range:
        """The range of a span of the body."""
        start, end = (
            (line, column + self._mark if line == 1 else column)
            for line, column in ((span.line, span.column), (span.end_line, span.end_column))
        )
        return positions.covered(self.lines, Span(*start, *end), encoding)

    def changed(self, version: int | None, changes: Iterable[Mapping[str, Any]], encoding: Encoding) -> OpenText:
        """The text after the editor's changes, each told in the text that the ones before it left."""
        text = self.text
        for change in changes:
            text = _changed(text, change, encoding)
        return OpenText(self.uri, version, text)


def _changed(text: str, change: Mapping[str, Any], encoding: Encoding) -> str:
    new = str(change["text"])
    if change.get("range") is None:
        return _joined(new)
    lines = Lines(text)
    start, end = (positions.offset(lines, change["range"][edge], encoding) for edge in ("start", "end"))
    return _joined(text[: min(start, end)] + new + text[max(start, end) :])


def _joined(text: str) -> str:
    """The text with the halves of a surrogate pair that came one by one made into the one sign they are."""
    if not any(ord(sign) in _HALVES for sign in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
