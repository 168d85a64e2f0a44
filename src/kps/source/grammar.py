"""YAML 1.2 as its specification has it, for the files that libyaml refuses or takes for something else.

What kps allows in no file (anchors, aliases, tags, a second document) is a slip here, and so is whatever YAML forbids;
the first one is told at its place. Indentation within quotes and brackets is free, as libyaml has it.
"""

from __future__ import annotations

import re
from typing import Literal

import kps.source.slips as slips
from kps.source.cursor import DASH, Cursor
from kps.source.diagnosis import Diagnosis
from kps.source.flow import Flow, Sink
from kps.source.scalars import PLAIN, Text, block, plain, quoted
from kps.source.slips import Slipped

_QUESTION = re.compile(r"\?(?=[ \t\r\n]|\Z)")
_COLON = re.compile(r"[ \t]*+:(?=[ \t\r\n]|\Z)")
_DIRECTIVES = re.compile(r"(?>(?:(?:%[^\n]*+|[ \t]*+(?:#[^\n]*+)?)\n)*)(?=---[ \t\r\n])")

Opener = Literal["key", "item", "document"]


def parse(text: str, sink: Sink) -> None:
    """Hand over all that stands in a text, in its order; raises Slipped at the first thing that cannot be read."""
    _Grammar(text, sink).document()


class _Grammar:
    def __init__(self, text: str, sink: Sink) -> None:
        self._cursor = Cursor(text)
        self._sink = sink
        self._flow = Flow(self._cursor, sink)
        self._diagnosis = Diagnosis(self._cursor)

    def document(self) -> None:
        """The one record of a file."""
        cursor = self._cursor
        directives = _DIRECTIVES.match(cursor.text)
        cursor.begin_line(directives.end() if directives else 0)
        opened = cursor.text.startswith("---", cursor.bol) and cursor.over
        if opened:
            cursor.at = cursor.bol + 3
            cursor.fresh = False
        if not cursor.over or opened:
            self._node(-1, "document")
        self._end()

    def _end(self) -> None:
        """Nothing may come after the record but markers of its end."""
        cursor = self._cursor
        while cursor.over and cursor.text.startswith("...", cursor.bol):
            cursor.at = cursor.bol + 3
            if not cursor.advance():
                raise Slipped(slips.AFTER_THE_END, cursor.at, cursor.at + len(cursor.line()))
            if not cursor.over:
                raise Slipped(slips.AFTER_THE_END, cursor.at, cursor.at + len(cursor.line()))
        if cursor.text.startswith("---", cursor.bol):
            raise Slipped(slips.SECOND_DOCUMENT, cursor.bol, cursor.bol + 3)
        if not cursor.over:
            self._diagnosis.astray()

    def _node(self, parent: int, opener: Opener) -> None:
        """A value, which may be missing; ``parent`` is the column of what opened it."""
        cursor, missing = self._cursor, self._cursor.at
        if opener != "document" or not cursor.fresh:
            cursor.advance()
        if cursor.fresh and (cursor.over or cursor.indent <= parent):
            if opener == "key" and not cursor.over and cursor.indent == parent and self._at_dash():
                self._list(parent)
            else:
                self._sink.scalar(Text(missing, missing, "", plain=True))
        elif cursor.fresh:
            self._block(parent, compact=not cursor.tabbed)
        else:
            tab = opener != "item" or "\t" in cursor.text[missing : cursor.at]
            self._block(parent, compact=not tab, opener=opener, gap=missing)

    def _at_dash(self) -> bool:
        """Whether an item begins here, with nothing but spaces before it on a line of its own."""
        return not (self._cursor.fresh and self._cursor.tabbed) and self._at(DASH)

    def _at(self, pattern: re.Pattern[str]) -> bool:
        return pattern.match(self._cursor.text, self._cursor.at) is not None

    def _block(self, parent: int, *, compact: bool, opener: Opener | None = None, gap: int = 0) -> None:
        """A value that is there; lists and keys without brackets only where they are ``compact`` or on a fresh line."""
        cursor = self._cursor
        column = cursor.column
        if self._at(DASH):
            self._allowed(compact, opener, gap, cursor.at)
            self._list(column)
        elif self._at(_QUESTION):
            self._allowed(compact, opener, gap, cursor.at)
            self._mapping(column, None)
        elif cursor.sign in ("|", ">"):
            read = block(cursor, parent)
            self._sink.scalar(read.text)
            self._diagnosis.after_block(read.text, read.indent)
        elif cursor.sign in ("[", "{"):
            self._brackets(parent)
        else:
            self._text(parent, column, compact=compact, opener=opener, gap=gap)

    def _allowed(self, compact: bool, opener: Opener | None, gap: int, start: int) -> None:
        if not compact:
            self._cursor.at = start
            self._diagnosis.not_here(gap, value=opener == "key")

    def _brackets(self, parent: int) -> None:
        cursor, start = self._cursor, self._cursor.at
        self._flow.read(parent)
        if self._at(_COLON):
            double = cursor.text.startswith("{{", start)
            raise Slipped(slips.PLACEHOLDER if double else slips.COMPLEX_KEY, start, start + 1 + double)
        if not cursor.advance():
            self._diagnosis.after_bracket(start)

    def _text(self, parent: int, column: int, *, compact: bool, opener: Opener | None, gap: int) -> None:
        """A text, or the first key of a mapping."""
        cursor = self._cursor
        key = None if opener == "key" else self._key()
        if key is not None:
            self._allowed(compact, opener, gap, key.start)
            self._mapping(column, key)
            return
        text = quoted(cursor) if cursor.sign in ('"', "'") else plain(cursor, parent)
        self._sink.scalar(text)
        if not cursor.advance():
            self._diagnosis.after_text(text, parent, value=opener == "key")
        self._diagnosis.after_value(text)

    def _key(self) -> Text | None:
        """The key that begins here, if one does, with its colon; else nothing is read."""
        cursor = self._cursor
        start, bol = cursor.at, cursor.bol
        if cursor.sign in ('"', "'"):
            end = cursor.text.find("\n", start)
            one_line = Cursor(cursor.text[start : end if end >= 0 else len(cursor.text)])
            try:
                read = quoted(one_line)
            except Slipped:
                return None
            key = Text(start, start + read.end, read.value)
        else:
            found = PLAIN.match(cursor.text, start)
            if found is None:
                return None
            key = Text(start, found.end(), found[0], plain=True)
        colon = _COLON.match(cursor.text, key.end)
        if colon is None:
            return None
        cursor.at, cursor.bol = colon.end(), bol
        return key

    def _list(self, column: int) -> None:
        cursor = self._cursor
        self._sink.begin("list", cursor.at, flow=False)
        self._diagnosis.opened("list", column, cursor.at)
        while True:
            cursor.at += 1
            self._node(column, "item")
            if cursor.indent < column or (cursor.indent == column and not (cursor.tabbed or self._at_dash())):
                break
            if cursor.indent > column or cursor.tabbed:
                self._diagnosis.astray()
        self._diagnosis.closed()
        self._sink.close(cursor.bol)

    def _mapping(self, column: int, key: Text | None) -> None:
        """Keys in one column; the first has been read with its colon, unless it is announced by a question mark."""
        cursor = self._cursor
        start = key.start if key else cursor.at
        self._sink.begin("mapping", start, flow=False)
        self._diagnosis.opened("mapping", column, start)
        while True:
            if key is not None:
                self._sink.scalar(key)
                self._node(column, "key")
            else:
                self._announced(column)
            if cursor.indent < column:
                break
            key = None
            if cursor.indent > column or cursor.tabbed:
                self._diagnosis.astray()
            if not self._at(_QUESTION) and (key := self._key()) is None:
                self._diagnosis.no_key()
        self._diagnosis.closed()
        self._sink.close(cursor.bol)

    def _announced(self, column: int) -> None:
        """A key after a question mark, and its value after a colon on a line of its own."""
        cursor = self._cursor
        cursor.at += 1
        self._node(column, "item")
        if cursor.indent == column and not cursor.tabbed and self._at(_COLON):
            cursor.at += 1
            self._node(column, "item")
        else:
            self._sink.scalar(Text(cursor.bol, cursor.bol, "", plain=True))
