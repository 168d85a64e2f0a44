"""Bytes to text, and offsets in it to lines and columns."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from kps.language import msg

BOM = b"\xef\xbb\xbf"
"""What some editors begin a text with: the byte order mark."""
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
"""What a text in UTF-16 begins with."""
NOT_UTF8 = msg("the file is not saved as UTF-8: save it anew with the encoding UTF-8")
MAX_BYTES = 5 * 1024 * 1024
"""A larger file is no record that a person typed."""

BREAK = re.compile(r"\r\n|\n|\r")
"""What ends a line."""


def composed(text: str) -> str:
    """The text with its letters in one sign each (NFC), however they were typed; macOS takes those of names apart."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


_WITH_END = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def whole_lines(text: str) -> list[str]:
    """A text's lines, each with what ends it, as ``Lines`` counts them."""
    return _WITH_END.findall(text)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file: lines and columns from 1, in code points, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)
"""A file\'s first sign."""


class Lines:
    """A text's lines as an editor counts them: ``\\n``, ``\\r\\n`` and ``\\r`` end one, nothing else does."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = _starts(text)

    @property
    def count(self) -> int:
        """How many lines there are: one at least, and after a line's end always another."""
        return len(self._starts)

    def at(self, offset: int) -> tuple[int, int]:
        """The line and the column of a code point."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The stretch from one code point up to, but without, another."""
        return Span(*self.at(start), *self.at(end))

    def within(self, span: Span) -> str:
        """The text that a span covers."""
        return self._text[self.offset(span.line, span.column) : self.offset(span.end_line, span.end_column)]

    def offset(self, line: int, column: int) -> int:
        """The code point at a line and a column; of a line that is not there, from the last."""
        return self._starts[min(line, len(self._starts)) - 1] + column - 1

    def text(self, line: int) -> str:
        """A line's text without its ending; empty where there is no such line."""
        if not 1 <= line <= len(self._starts):
            return ""
        start = self._starts[line - 1]
        return self._text[start : start + self.width(line)]

    def width(self, line: int) -> int:
        """How many code points there are in a line, its ending left out."""
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self._text)
        while end > start and self._text[end - 1] in "\r\n":
            end -= 1
        return end - start


def _starts(text: str) -> list[int]:
    """Where the lines begin."""
    if "\r" in text:
        return [0, *(found.end() for found in BREAK.finditer(text))]
    lengths = map(len, text.split("\n"))
    return [0, *accumulate(map((1).__add__, lengths))][:-1]


_RAW_BYTES = {0xDC00 + byte: byte for byte in range(0x80, 0x100)}


def whole_text(data: bytes) -> str:
    """All of a file's text, for who looks for something in it, also where it is not saved as UTF-8.

    Up to the first fault it is what ``decode`` gives.
    """
    if data.startswith(UTF16_MARKS):
        return data.decode("utf-16", "replace")
    data = data.removeprefix(BOM)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape").translate(_RAW_BYTES)


def decode(data: bytes) -> tuple[str, int | None]:
    """The text, without a byte order mark; and, where it is not all UTF-8, the offset at which it stops.

    What could be read before the fault is given, so that the place can be shown.
    """
    data = data.removeprefix(BOM)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        text = data[: error.start].decode("utf-8")
        return text, len(text)
