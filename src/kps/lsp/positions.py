"""Places as the protocol tells them: lines from 0, and characters in whatever unit the editor counts them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args

from kps.source import Lines, Span

Encoding = Literal["utf-8", "utf-16", "utf-32"]
ENCODINGS: tuple[Encoding, ...] = get_args(Encoding)
DEFAULT: Encoding = "utf-16"
"""What an editor counts in that does not say."""

Position = dict[str, int]
Range = dict[str, Position]

START: Position = {"line": 0, "character": 0}
NOWHERE: Range = {"start": START, "end": START}


def chosen(offered: object) -> Encoding:
    """The first of the encodings offered that is one of the three; the default where none is."""
    offers = offered if isinstance(offered, list) else []
    return next((known for one in offers for known in ENCODINGS if one == known), DEFAULT)


def units(text: str, encoding: Encoding) -> int:
    """How long a text is, in an encoding's units."""
    if encoding == "utf-32" or text.isascii():
        return len(text)
    if encoding == "utf-16":
        return len(text) + sum(sign > "\uffff" for sign in text)
    return len(text.encode("utf-8", "surrogatepass"))


def code_points(line: str, character: int, encoding: Encoding) -> int:
    """How many code points of a line lie before a character; all of them for one beyond the end.

    A character in the middle of a code point is taken for where that begins.
    """
    if encoding == "utf-32" or line.isascii():
        return min(max(character, 0), len(line))
    passed = 0
    for index, sign in enumerate(line):
        passed += units(sign, encoding)
        if passed > character:
            return index
    return len(line)


def offset(lines: Lines, position: Mapping[str, Any], encoding: Encoding) -> int:
    """The code point at a position; the end of the line, or of the text, for one that lies beyond."""
    line = max(int(position["line"]), 0) + 1
    if line > lines.count:
        return lines.offset(lines.count, lines.width(lines.count) + 1)
    return lines.offset(line, 1) + code_points(lines.text(line), int(position["character"]), encoding)


def position(lines: Lines, offset: int, encoding: Encoding) -> Position:
    """The position of a code point."""
    line, column = lines.at(offset)
    return _position(lines, line, column, encoding)


def between(lines: Lines, start: int, end: int, encoding: Encoding) -> Range:
    """The range from one code point up to, but without, another."""
    return {"start": position(lines, start, encoding), "end": position(lines, end, encoding)}


def covered(lines: Lines, span: Span, encoding: Encoding) -> Range:
    """The range of a span."""
    return {
        "start": _position(lines, span.line, span.column, encoding),
        "end": _position(lines, span.end_line, span.end_column, encoding),
    }


def _position(lines: Lines, line: int, column: int, encoding: Encoding) -> Position:
    return {"line": line - 1, "character": units(lines.text(line)[: column - 1], encoding)}
