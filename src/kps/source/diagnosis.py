"""What a person did where the grammar cannot go on: the slip itself, which may lie before the place of the stop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NoReturn

import kps.source.slips as slips
from kps.source.cursor import DASH, Cursor
from kps.source.flow import Kind
from kps.source.scalars import SMART, Text, plain, quoted, unclosed
from kps.source.slips import Slip, Slipped

_KEY = r"[^\W\d][\w-]*+"
_ONLY_KEY = re.compile(rf"[ \t]*{_KEY}[ \t]*\Z")
_WITH_KEY = re.compile(rf"{_KEY}[ \t]*:(?=[ \t\r\n]|\Z)")
_ODD_BLANKS = "\xa0\u2000-\u200b\u202f\u205f\u3000\ufeff"
_ODD_BLANK = re.compile(f"[{_ODD_BLANKS}]")
_JOINED_COLON = re.compile(rf"{_KEY}[ \t]*(:)(?=[^ \t\r\n/\\:])")
_ODD_COLON = re.compile(rf"{_KEY}:([{_ODD_BLANKS}])")
_JOINED_DASH = re.compile(r"-(?=[^ \t\r\n\-])")
_EQUALS = re.compile(rf"{_KEY}[ \t]*(=)")
_BULLET = re.compile(r"[•·–—▪●◦‣*][ \t\xa0]")


class Diagnosis:
    """What the reading has come by, and what went wrong in the light of it."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        self._levels: list[tuple[Kind, int, int]] = []
        self._left: list[tuple[Kind, int, int]] = []
        self._left_at = -1
        self._block: tuple[Text, int, int] | None = None
        self._text: Text | None = None

    def opened(self, kind: Kind, column: int, start: int) -> None:
        """A list or a mapping without brackets has begun."""
        self._levels.append((kind, column, start))

    def closed(self) -> None:
        """The innermost of them ends before the line that the cursor stands on."""
        if self._left_at != self._cursor.bol:
            self._left, self._left_at = [], self._cursor.bol
        self._left.append(self._levels.pop())

    def after_block(self, text: Text, indent: int) -> None:
        """A block text has ended before the line that the cursor stands on."""
        self._block = text, indent, self._cursor.bol

    def after_value(self, text: Text) -> None:
        """A text has been read to its end."""
        self._text = text

    def after_text(self, text: Text, parent: int, *, value: bool) -> NoReturn:
        """Something stands on the line after a text; ``value``: after one on the line of its key."""
        cursor = self._cursor
        if not text.plain:
            if "\n" in cursor.text[text.start : text.end]:
                raise unclosed(cursor, text.start)
            raise self._here(slips.AFTER_QUOTE)
        if text.start >= cursor.bol:
            if cursor.text[text.start] in SMART:
                raise Slipped(slips.SMART_QUOTES, text.start, text.start + 1, sign=cursor.text[text.start])
            raise Slipped(slips.COLON_IN_TEXT, cursor.at, cursor.at + 1)
        self._earlier_line(text, value=value)
        self._dash_below(text)
        begins = self._content(cursor.bol)
        if not _ONLY_KEY.match(cursor.text[begins : cursor.at]):
            raise Slipped(slips.COLON_IN_TEXT, cursor.at, cursor.at + 1)
        if value:
            raise Slipped(slips.KEY_TOO_FAR, begins, cursor.at, column=parent + 1)
        raise Slipped(slips.NO_COLON, text.start, text.end)

    def after_bracket(self, start: int) -> NoReturn:
        """Something stands on the line after a bracket is closed."""
        if self._cursor.sign in ("]", "}"):
            raise self._here(slips.BRACKET_CLOSES_NOTHING, sign=self._cursor.sign)
        raise Slipped(slips.AFTER_BRACKET, start, start + 1, sign=self._cursor.text[start])

    def not_here(self, gap: int, *, value: bool) -> NoReturn:
        """A list or a key begins where none can; ``gap`` is where the blanks before it begin."""
        cursor = self._cursor
        if not cursor.fresh and value:
            raise self._here(slips.QUESTION if cursor.sign == "?" else slips.LIST_ON_KEY_LINE)
        if not cursor.fresh:
            tab = cursor.text.find("\t", gap, cursor.at)
            if tab < 0:
                raise self._here(slips.AFTER_MARKER)
            raise Slipped(slips.TAB_AFTER_DASH, tab, tab + 1)
        raise self._tab()

    def no_key(self) -> NoReturn:
        """A line where a key was to begin has none."""
        cursor = self._cursor
        _, column, start = self._levels[-1]
        for pattern in (_JOINED_DASH, _BULLET):
            if pattern.match(cursor.text, start) and cursor.sign in ("-", cursor.text[start]):
                self._line_slips(start)
        self._line_slips(cursor.at)
        if DASH.match(cursor.text, cursor.at):
            raise self._here(slips.DASH_AMONG_KEYS)
        if self._block and self._block[2] == cursor.bol:
            raise self._line(slips.BLOCK_LEFT, column=self._block[1] + 1)
        if cursor.sign in ("[", "{"):
            double = cursor.text.startswith("{{", cursor.at)
            raise self._here(slips.PLACEHOLDER if double else slips.NO_COLON)
        text = quoted(cursor) if cursor.sign in ("'", '"') else plain(cursor, column)
        raise Slipped(slips.NO_COLON, text.start, text.end)

    def astray(self) -> NoReturn:
        """A line begins where nothing does."""
        cursor = self._cursor
        if cursor.tabbed:
            raise self._tab()
        self._after_block()
        if not self._levels and not self._left_here():
            raise self._line(slips.AFTER_THE_END)
        self._among_items()
        odd = _ODD_BLANK.match(cursor.text, cursor.at)
        if odd:
            raise self._here(slips.ODD_BLANK, code=f"U+{ord(odd[0]):04X}")
        dash, key = DASH.match(cursor.text, cursor.at), _WITH_KEY.match(cursor.text, cursor.at)
        if self._left_here():
            raise self._line(slips.ASTRAY, here=cursor.indent + 1, column=self._nearest("list" if dash else "mapping"))
        column = self._levels[-1][1] + 1
        if dash:
            raise self._here(slips.DASH_TOO_FAR, column=column)
        commented = self._text and self._text.plain and "#" in cursor.text[self._text.end : cursor.bol]
        if commented and not key:
            raise self._line(slips.AFTER_COMMENT)
        raise self._line(slips.KEY_TOO_FAR if key else slips.TOO_FAR, column=column)

    def _nearest(self, kind: Kind) -> int:
        """The column, counted from 1, nearest to this line's, in which something of a kind begins."""
        levels = (*self._left, *self._levels)
        columns = [column for own, column, _ in levels if own == kind] or [column for _, column, _ in levels]
        return min(columns, key=lambda column: abs(column - self._cursor.indent)) + 1

    def _left_here(self) -> bool:
        return self._left_at == self._cursor.bol and bool(self._left)

    def _after_block(self) -> None:
        """A line after a block text that was to be part of it."""
        if not self._block or self._block[2] != self._cursor.bol:
            return
        text, indent, bol = self._block
        tab = self._cursor.text.find("\t", text.end, bol)
        if tab >= 0 and self._cursor.indent >= indent:
            raise Slipped(slips.BLOCK_TAB, tab, tab + 1)
        if not _WITH_KEY.match(self._cursor.text, self._cursor.at) or not self._left_here():
            raise self._line(slips.BLOCK_SHORT, column=indent + 1)

    def _among_items(self) -> None:
        """A line in the column of a list's dashes that has none, or has one without a blank."""
        cursor = self._cursor
        if not self._left_here() or self._left[-1][0] != "list" or self._left[-1][1] != cursor.indent:
            return
        self._line_slips(cursor.at)
        raise self._line(slips.KEY_AMONG_ITEMS, inside=cursor.indent + 3)

    def _earlier_line(self, text: Text, *, value: bool) -> None:
        """What was wrong on the lines before this one, which it seems to go on from."""
        source = self._cursor.text
        self._line_slips(self._content(source.rfind("\n", 0, text.start) + 1))
        if not value:
            self._line_slips(text.start)
        for at in self._further_lines(text):
            if at < self._cursor.bol:
                self._line_slips(at)
        begins = self._content(self._cursor.bol)
        tab = source.find("\t", self._cursor.bol, begins)
        if tab >= 0:
            raise Slipped(slips.TAB, tab, tab + 1)

    def _further_lines(self, text: Text) -> Iterator[int]:
        """Where the content of a text's lines begins, after the first and up to the cursor's."""
        source = self._cursor.text
        for found in re.finditer(r"\n(?![ \t\r]*\n)", source[text.start : self._cursor.at]):
            yield self._content(text.start + found.end())

    def _dash_below(self, text: Text) -> None:
        """A line that begins with a dash where a text goes on."""
        for at in self._further_lines(text):
            if DASH.match(self._cursor.text, at):
                lists = [column for kind, column, _ in self._levels if kind == "list"]
                if not lists:
                    raise Slipped(slips.LIST_BELOW_VALUE, at, at + 1)
                raise Slipped(slips.DASH_TOO_FAR, at, at + 1, column=lists[-1] + 1)

    def _line_slips(self, at: int) -> None:
        """The slips that a line shows by itself, from where it begins."""
        text = self._cursor.text
        if found := _ODD_BLANK.match(text, at):
            raise Slipped(slips.ODD_BLANK, at, at + 1, code=f"U+{ord(found[0]):04X}")
        if found := _BULLET.match(text, at):
            raise Slipped(slips.BULLET, at, at + 1, sign=found[0][0])
        if _JOINED_DASH.match(text, at):
            raise Slipped(slips.NO_BLANK_AFTER_DASH, at, at + 1)
        if found := _ODD_COLON.match(text, at):
            code = f"U+{ord(found[1]):04X}"
            raise Slipped(slips.ODD_BLANK_AFTER_COLON, found.start(1), found.end(1), code=code)
        for pattern, slip in ((_JOINED_COLON, slips.NO_BLANK_AFTER_COLON), (_EQUALS, slips.EQUALS)):
            if found := pattern.match(text, at):
                raise Slipped(slip, found.start(1), found.end(1))

    def _content(self, bol: int) -> int:
        """Where a line's content begins."""
        text = self._cursor.text
        while text[bol : bol + 1] in (" ", "\t"):
            bol += 1
        return bol

    def _tab(self) -> Slipped:
        tab = self._cursor.bol + self._cursor.indent
        return Slipped(slips.TAB, tab, tab + 1)

    def _here(self, slip: Slip, **values: object) -> Slipped:
        return Slipped(slip, self._cursor.at, self._cursor.at + 1, **values)

    def _line(self, slip: Slip, **values: object) -> Slipped:
        return Slipped(slip, self._cursor.at, self._cursor.at + len(self._cursor.line()), **values)
