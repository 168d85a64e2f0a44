"""Texts as YAML 1.2 writes them: plain, in quotes, and as a block after | or >."""

from __future__ import annotations

import re
from dataclasses import dataclass

import kps.source.slips as slips
from kps.source.cursor import LINE_REST, MARKER, Cursor
from kps.source.slips import Slipped

_BRACKETS = r",\[\]{}"


def _first(brackets: str) -> str:
    """What a plain text begins with; ``brackets`` are the signs that end it besides a colon or a comment."""
    return rf"""(?:[^ \t\r\n\-?:,\[\]{{}}#&*!|>'"%@`]|[-?:](?=[^ \t\r\n{brackets}]))"""


def _body(brackets: str) -> str:
    """What a line of a plain text goes on with."""
    colon = rf":(?=[^ \t\r\n{brackets}])"
    blanks = rf"[ \t]++(?![ \t\r\n#{brackets}]|\Z|:(?:[ \t\r\n{brackets}]|\Z))"
    return rf"(?>(?:[^ \t\r\n:#{brackets}]++|{colon}|(?<![ \t\r\n])#|{blanks})*)"


PLAIN = re.compile(_first("") + _body(""))
"""A plain text's first line."""
FLOW_PLAIN = re.compile(_first(_BRACKETS) + _body(_BRACKETS))
"""The same within brackets."""
_PLAIN_ON = re.compile(r"(?!#)" + _body(""))
_FLOW_PLAIN_ON = re.compile(r"(?!#)" + _body(_BRACKETS))

_LINE_END = re.compile(r"[ \t]*+\r?\n")
_MORE_LINES = re.compile(r"(?>(?:[ \t]*+\r?\n)*)")
_LEAD = re.compile(r"( *+)[ \t]*+")

_CLOSED = {
    '"': re.compile(r'"[^"\\]*+(?>(?:\\.[^"\\]*+)*)"', re.DOTALL),
    "'": re.compile(r"'[^']*+(?>(?:''[^']*+)*)'"),
}
_MARKER_LINE = re.compile(r"\n" + MARKER.pattern)
_FOLD = r"[ \t]++(?>(?:\r?\n[ \t]*+)*)|(?>(?:\r?\n[ \t]*+)+)"
_SINGLE = re.compile(f"''|{_FOLD}")
_ESCAPE = r"\\(?:\r?\n[ \t]*+(?>(?:\r?\n[ \t]*+)*)|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)"
_DOUBLE = re.compile(f"{_ESCAPE}|{_FOLD}")
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip

_REFUSED = {
    "&": slips.ANCHOR, "!": slips.TAG, "*": slips.ALIAS, ",": slips.COMMA_TOO_MANY, ":": slips.NO_KEY_BEFORE_COLON,
    "?": slips.QUESTION, "]": slips.BRACKET_CLOSES_NOTHING, "}": slips.BRACKET_CLOSES_NOTHING,
}  # fmt: skip

SMART = "“”„«»‘’‚"
"""Quotes that word processors make of straight ones."""

_HEADER = re.compile(r"[|>](?:([1-9])([+-])?|([+-])([1-9])?)?(?=[ \t\r\n]|\Z)")
_CONTENT_LINE = re.compile(r"( *+)([^\r\n]*+)\r?(\n|\Z)")


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its place; ``plain`` is one that nothing stands round."""

    start: int
    end: int
    value: str
    plain: bool = False


def plain(cursor: Cursor, parent: int, *, flow: bool = False) -> Text:
    """A plain text, over all its lines; ``parent`` is the indentation that further lines must exceed."""
    first, further = (FLOW_PLAIN, _FLOW_PLAIN_ON) if flow else (PLAIN, _PLAIN_ON)
    text, start = cursor.text, cursor.at
    found = first.match(text, start)
    if found is None:
        bullet = text.startswith(("* ", "*\t"), start)
        slip = slips.BULLET if bullet else _REFUSED.get(cursor.sign, slips.FIRST_SIGN)
        raise Slipped(slip, start, start + 1, sign=cursor.sign)
    parts, end = [found[0]], found.end()
    while line_end := _LINE_END.match(text, end):
        begins = _MORE_LINES.match(text, line_end.end())
        bol = begins.end() if begins else line_end.end()
        lead = _LEAD.match(text, bol)
        at, indent = (lead.end(), len(lead[1])) if lead else (bol, 0)
        found = further.match(text, at)
        if not found or not found[0] or MARKER.match(text, bol) or (not flow and indent <= parent):
            break
        parts += ["\n" * (begins[0].count("\n") if begins else 0) or " ", found[0]]
        end = found.end()
        cursor.bol = bol
    cursor.at = end
    return Text(start, end, "".join(parts), plain=True)


def quoted(cursor: Cursor) -> Text:
    """A text in quotes, over all its lines."""
    text, start, quote = cursor.text, cursor.at, cursor.sign
    found = _CLOSED[quote].match(text, start)
    if found is None or ("\n" in found[0] and _MARKER_LINE.search(found[0])):
        raise unclosed(cursor, start)
    double = quote == '"'
    value = (_DOUBLE if double else _SINGLE).sub(lambda part: _meant(part, start + 1), found[0][1:-1])
    cursor.at = found.end()
    cursor.bol = max(cursor.bol, text.rfind("\n", start, found.end()) + 1)
    return Text(start, found.end(), value)


def unclosed(cursor: Cursor, start: int) -> Slipped:
    """The slip of a quote that is not closed, or closed with a sign that only looks like it."""
    end = cursor.text.find("\n", start)
    line = cursor.text[start : end if end >= 0 else len(cursor.text)].rstrip(" \t\r,]}")
    if len(line) > 1 and line[-1] in SMART:
        last = start + len(line) - 1
        return Slipped(slips.MIXED_QUOTES, last, last + 1, sign=line[-1], opened=line[0])
    return Slipped(slips.QUOTE_OPEN, start, start + 1)


def _folded(part: str) -> str:
    breaks = part.count("\n")
    return part if not breaks else " " if breaks == 1 else "\n" * (breaks - 1)


def _meant(part: re.Match[str], offset: int) -> str:
    """What stands for an escape, a doubled apostrophe, or the end of a line."""
    if part[0] == "''":
        return "'"
    if not part[0].startswith("\\"):
        return _folded(part[0])
    sign = part[0][1:]
    if "\n" in sign:
        return "\n" * (sign.count("\n") - 1)
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    number = int(sign[1:], 16) if len(sign) > 1 else -1
    if not 0 <= number <= 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        raise Slipped(slips.ESCAPE, offset + part.start(), offset + part.start() + 1)
    return chr(number)


@dataclass(frozen=True, slots=True)
class Block:
    """A block text, and the indentation of its lines."""

    text: Text
    indent: int


def block(cursor: Cursor, parent: int) -> Block:
    """A text after | or >; afterwards the cursor stands at the line that ends it."""
    text, start = cursor.text, cursor.at
    header = _HEADER.match(text, start)
    line_end = LINE_REST.match(text, header.end()) if header else None
    if header is None or line_end is None:
        odd = header.end() if header else start + 1
        raise Slipped(slips.AFTER_BLOCK_SIGN, odd, start + len(cursor.line()), sign=text[start])
    given = header[1] or header[4]
    indent = max(parent, 0) + int(given) if given else _indent(text, line_end.end(), parent)
    lines, end, following = _lines(text, line_end.end(), indent)
    value = _chomped(lines, text[start], header[2] or header[3] or "")
    cursor.begin_line(following)
    return Block(Text(start, end or header.end(), value), indent)


def _indent(text: str, at: int, parent: int) -> int:
    """The indentation of a block text: that of its first line that is not empty."""
    widest, widest_at = 0, at
    while at < len(text):
        line = _CONTENT_LINE.match(text, at)
        if line is None or MARKER.match(text, at):
            break
        if line[2]:
            indent = len(line[1])
            if indent <= parent:
                break
            if widest > indent:
                raise Slipped(slips.BLOCK_EMPTY_LINE, widest_at, widest_at + widest)
            return indent
        if len(line[1]) > widest:
            widest, widest_at = len(line[1]), at
        at = line.end()
    return max(widest, parent + 1)


def _lines(text: str, at: int, indent: int) -> tuple[list[str], int, int]:
    """A block text's lines without indentation, where its last sign ends (or 0), and where what follows begins."""
    lines: list[str] = []
    end = 0
    while at < len(text) and not MARKER.match(text, at):
        line = _CONTENT_LINE.match(text, at)
        if line is None or (line[2] and len(line[1]) < indent):
            break
        lines.append((line[1] + line[2])[indent:])
        end = line.end(2) if line[2] else end
        at = line.end()
    return lines, end, at


def _chomped(lines: list[str], style: str, chomp: str) -> str:
    """A block text's value: the empty lines at its end are kept (+), dropped, or dropped with the last break (-)."""
    last = max((number for number, line in enumerate(lines, start=1) if line), default=0)
    value = "\n".join(lines[:last]) if style == "|" else _filled(lines[:last])
    if chomp == "+":
        return value + "\n" * (len(lines) - last + bool(last))
    return value + "\n" if last and chomp != "-" else value


def _filled(lines: list[str]) -> str:
    """Lines after >: those that begin in the text's column are one paragraph, up to an empty line."""
    parts: list[str] = []
    empty, before = 0, True
    for line in lines:
        if not line:
            empty += 1
            continue
        further = line.startswith((" ", "\t"))
        if parts:
            parts.append("\n" * (empty + 1) if further or before else "\n" * empty or " ")
        else:
            parts.append("\n" * empty)
        parts.append(line)
        empty, before = 0, further
    return "".join(parts)
