"""Lists and keys in brackets, over one line or several."""

from __future__ import annotations

import re
from typing import Literal, Protocol

import kps.source.slips as slips
from kps.source.cursor import Cursor
from kps.source.scalars import FLOW_PLAIN, Text, plain, quoted, unclosed
from kps.source.slips import Slipped

Kind = Literal["list", "mapping"]


class Sink(Protocol):
    """Who takes what is read, in the order of the text."""

    def scalar(self, text: Text) -> None:
        """A text, or the nothing that stands for a missing value."""

    def begin(self, kind: Kind, start: int, *, flow: bool) -> None:
        """A list or a mapping begins; what comes next is in it."""

    def close(self, end: int) -> None:
        """What was begun last ends."""


_CLOSING = {"[": "]", "{": "}"}
_COLON = re.compile(r":(?=[ \t\r\n,\[\]{}]|\Z)")
_LOOKS_LIKE_BLOCK = re.compile(r" *(?:- |[^\W\d][\w-]*:(?:[ \t\r\n]|\Z))")


class Flow:
    """Reads what stands between brackets."""

    def __init__(self, cursor: Cursor, sink: Sink) -> None:
        self._cursor = cursor
        self._sink = sink
        self._starts: list[int] = []
        self._last: Text | None = None

    def read(self, parent: int) -> None:
        """A bracket and all in it; ``parent`` is the indentation of what it belongs to."""
        start = self._cursor.at
        self._starts.clear()
        try:
            self._collection()
        except Slipped as slip:
            own = slip.slip in (slips.BRACKET_OPEN, slips.QUOTE_OPEN, slips.MIXED_QUOTES)
            if not own and self._ran_on(start, slip.start, parent):
                raise self._open(self._starts[-1]) from None
            raise

    def _open(self, start: int) -> Slipped:
        """The slip of a bracket that is not closed."""
        sign = self._cursor.text[start]
        return Slipped(slips.BRACKET_OPEN, start, start + 1, sign=sign, close=_CLOSING[sign])

    def _ran_on(self, start: int, end: int, parent: int) -> bool:
        """Whether a line came by that looks like a key or an item outside the bracket, after one without a comma."""
        text = self._cursor.text
        first, *lines = text[start : text.find("\n", end)].split("\n")
        for before, line in zip((first, *lines), lines, strict=False):
            outside = len(line) - len(line.lstrip(" ")) <= parent
            if outside and _LOOKS_LIKE_BLOCK.match(line) and not before.rstrip().endswith((",", "[", "{")):
                return True
        return False

    def _collection(self) -> None:
        cursor = self._cursor
        kind: Kind = "list" if cursor.sign == "[" else "mapping"
        closing = _CLOSING[cursor.sign]
        self._sink.begin(kind, cursor.at, flow=True)
        self._starts.append(cursor.at)
        cursor.at += 1
        self._next()
        while cursor.sign != closing:
            self._item() if kind == "list" else self._pair()
            self._next()
            if cursor.sign == closing:
                break
            if cursor.sign != ",":
                raise self._no_comma()
            cursor.at += 1
            self._next()
        cursor.at += 1
        self._starts.pop()
        self._sink.close(cursor.at)

    def _next(self) -> None:
        """On to the next sign that counts; the innermost bracket must not be left open."""
        self._cursor.advance()
        if not self._cursor.sign or (self._cursor.fresh and self._cursor.over):
            raise self._open(self._starts[-1])

    def _no_comma(self) -> Slipped:
        cursor, last = self._cursor, self._last
        if cursor.sign in ("]", "}"):
            return self._open(self._starts[-1])
        if last and not last.plain and "\n" in cursor.text[last.start : last.end]:
            return unclosed(cursor, last.start)
        if cursor.sign != ":" or last is None:
            return Slipped(slips.NO_COMMA, cursor.at, cursor.at + 1)
        begins = cursor.text.rfind("\n", last.start, last.end) + 1
        if not begins:
            return Slipped(slips.COLON_IN_BRACKETS, cursor.at, cursor.at + 1)
        begins += len(cursor.text[begins : last.end]) - len(cursor.text[begins : last.end].lstrip(" \t"))
        return Slipped(slips.NO_COMMA, begins, begins + 1)

    def _item(self) -> None:
        """An item of a list: a value, or one key with its value and no braces round them."""
        cursor = self._cursor
        if self._question():
            self._sink.begin("mapping", cursor.at, flow=True)
            self._pair()
            self._sink.close(cursor.at)
            return
        if cursor.sign in ("[", "{"):
            start = cursor.at
            self._collection()
            if self._colon(start, quote=True):
                raise Slipped(slips.COMPLEX_KEY, start, start + 1)
            return
        key = self._text()
        after = cursor.at
        if self._colon(after, quote=not key.plain):
            if "\n" in cursor.text[key.start : cursor.at]:
                cursor.at -= 1
                raise self._no_comma()
            self._sink.begin("mapping", key.start, flow=True)
            self._sink.scalar(key)
            self._after_colon()
            self._sink.close(cursor.at)
        else:
            self._sink.scalar(key)

    def _pair(self) -> None:
        cursor = self._cursor
        self._question()
        if cursor.sign in ("[", "{"):
            double = cursor.text.startswith("{{", cursor.at - 1)
            slip = slips.PLACEHOLDER if double else slips.COMPLEX_KEY
            raise Slipped(slip, cursor.at - double, cursor.at + 1)
        key = self._text()
        self._sink.scalar(key)
        if self._colon(cursor.at, quote=not key.plain):
            self._after_colon()
        else:
            self._sink.scalar(Text(cursor.at, cursor.at, "", plain=True))

    def _question(self) -> bool:
        """Whether a key is announced by a question mark, which is then read."""
        cursor = self._cursor
        if cursor.sign == "?" and not FLOW_PLAIN.match(cursor.text, cursor.at):
            cursor.at += 1
            self._next()
            return True
        return False

    def _colon(self, start: int, *, quote: bool) -> bool:
        """Whether a colon comes next, which is then read; beside a quote or a bracket it needs no blank after it."""
        cursor = self._cursor
        state = cursor.at, cursor.bol, cursor.fresh, cursor.indent, cursor.tabbed
        cursor.advance()
        if cursor.sign == ":" and (quote or _COLON.match(cursor.text, cursor.at)):
            cursor.at += 1
            return True
        cursor.at, cursor.bol, cursor.fresh, cursor.indent, cursor.tabbed = state
        return False

    def _after_colon(self) -> None:
        """The value of a key, which may be missing."""
        cursor, colon = self._cursor, self._cursor.at
        cursor.advance()
        if cursor.sign in ("", ",", "]", "}"):
            self._sink.scalar(Text(colon, colon, "", plain=True))
        elif cursor.sign in ("[", "{"):
            self._collection()
        else:
            self._sink.scalar(self._text())

    def _text(self) -> Text:
        cursor = self._cursor
        if cursor.sign in ('"', "'"):
            self._last = quoted(cursor)
        else:
            self._last = plain(cursor, -1, flow=True)
        return self._last
