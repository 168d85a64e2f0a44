"""Where a place in a text is, from its lines alone: the way to it, and what stands there or is being typed.

For a text that need not be sound, as it is while somebody types: indentation, dashes, colons and brackets above the
place tell, whatever is wrong with them or below. In a sound text it is what the node tree says.
"""

from __future__ import annotations

import re

from kps.source.line_reader import BLANKS, COMMENT, Level, LineReader, Spot, SpotKind, past
from kps.source.text import BREAK, composed


def spot(text: str, offset: int) -> Spot:
    """The place at an offset; never raises."""
    return _Outline(text, max(0, min(offset, len(text)))).spot()


def spots(text: str) -> tuple[Spot, ...]:
    """All keys, values and comments of a text, in their order; never raises."""
    return _Outline(text, -1).spots()


_DASH = re.compile(r"-(?=[ \t]|\Z)")
_MARKER = re.compile(r"(?:---|\.\.\.)(?=[ \t]|\Z)")
_KEY = re.compile(
    r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?![\[\]{},#&*!|>'"%@`])(?:(?![ \t]#)[^:]|:(?![ \t]|\Z))+?)"""
    r"[ \t]*:(?=[ \t]|\Z)"
)
_JOINED_KEY = re.compile(r"[^\W\d][\w-]*[ \t]*:(?![/\\:])")
_BLOCK = re.compile(r"[|>][-+0-9]*(?=[ \t]|\Z)")


class _Outline(LineReader):
    """Reads lines up to the one with the place."""

    def spot(self) -> Spot:
        """The place, once all lines down to it are read."""
        start = 0
        for end, following in self._ends():
            self._bol, self._line = start, self._text[start:end]
            here = self._offset <= end
            self._read()
            if here or following > self._offset:
                return self._found or self._blank()
            start = following
        return self._blank()

    def spots(self) -> tuple[Spot, ...]:
        """All that stands in the text."""
        self._noted = []
        start = 0
        for end, following in self._ends():
            self._bol, self._line = start, self._text[start:end]
            self._read()
            start = following
        return tuple(self._noted)

    def _ends(self) -> list[tuple[int, int]]:
        breaks = [(one.start(), one.end()) for one in BREAK.finditer(self._text)]
        return [*breaks, (len(self._text), len(self._text) + 1)]

    # --- lines -------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        column = past(BLANKS, self._line, 0)
        empty = column == len(self._line)
        if self._block is not None:
            if empty or column > self._block:
                self._mark("text", column, len(self._line))
                return
            self._block = None
        if empty:
            return
        if self._line[column] == "#" and not self._quote:
            self._mark("comment", column, len(self._line))
        elif self._brackets or self._quote:
            self._further(column)
        elif _MARKER.match(self._line):
            self._levels.clear()
        elif self._goes_on is not None and column > self._goes_on and not self._begins(column):
            self._mark("text", column, self._plain_end(column))
            self._comment(self._plain_end(column))
        else:
            self._goes_on = None
            self._block_line(column)

    def _begins(self, at: int) -> bool:
        """Whether a key or a dash stands here."""
        return bool(_DASH.match(self._line, at) or _KEY.match(self._line, at))

    def _further(self, column: int) -> None:
        """A line within brackets or quotes that are open: unless it lies so far out that they were left open."""
        base = self._levels[-1].column if self._levels else -1
        if column > base or self._line[column] in "]}":
            at = self._quoted(column, further=True) if self._quote else column
            self._in_brackets(at)
            return
        self._brackets, self._quote = [], ""
        self._block_line(column)

    def _block_line(self, column: int) -> None:
        at = column
        dashed = False
        while _DASH.match(self._line, at):
            self._item(at)
            dashed = True
            after = past(BLANKS, self._line, at + 1)
            self._gap(at + 1, after, "item")
            at = after
        if at >= len(self._line):
            return
        if self._line[at] == "#":
            self._comment(at)
        elif key := _KEY.match(self._line, at) or _JOINED_KEY.match(self._line, at):
            self._key(at, key.end() - 1)
            self._value(key.end(), "value")
        elif dashed:
            self._value(at, "item")
        else:
            self._half_key(at)

    def _item(self, at: int) -> None:
        while self._levels and self._levels[-1].column > at:
            self._levels.pop()
        top = self._levels[-1] if self._levels else None
        if top and top.column == at and isinstance(top.part, int):
            top.part += 1
        else:
            self._fill()
            self._levels.append(Level(at, 0))

    def _key(self, at: int, colon: int) -> None:
        end = len(self._line[:colon].rstrip(" \t"))
        key = self._line[at:end]
        quote = key[0] if key[:1] in ("'", '"') else ""
        self._open_mapping(at, composed(key.strip(quote) if quote else key))
        inner = len(quote)
        self._mark("key", at + inner, end - inner, quote=quote, colon=True, column=at)

    def _open_mapping(self, at: int, key: str) -> None:
        while self._levels and (self._levels[-1].column > at or self._is_list_at(at)):
            self._levels.pop()
        top = self._levels[-1] if self._levels else None
        if top and top.column == at:
            top.part, top.filled = key, False
        else:
            self._fill()
            self._levels.append(Level(at, key))

    def _is_list_at(self, at: int) -> bool:
        top = self._levels[-1]
        return top.column == at and isinstance(top.part, int)

    def _half_key(self, at: int) -> None:
        """A word that is no key yet, where one may begin."""
        end = self._plain_end(at)
        word = self._line[at:end]
        above = self._above(at)
        self._mark("key", at, end, path=(*above, word), column=at)
        self._comment(end)

    def _fill(self) -> None:
        if self._levels:
            self._levels[-1].filled = True

    def _value(self, start: int, kind: SpotKind) -> None:
        """What stands after a key's colon or a dash."""
        at = past(BLANKS, self._line, start)
        if at >= len(self._line) or self._line[at] == "#":
            self._gap(start, len(self._line) if at >= len(self._line) else at, kind)
            self._comment(at)
            return
        self._gap(start, at, kind)
        self._fill()
        if _BLOCK.match(self._line, at):
            self._block = self._levels[-1].column if self._levels else -1
            self._mark("text", at, len(self._line))
        elif self._line[at] in "[{":
            self._in_brackets(at)
        elif self._line[at] in "'\"":
            self._quote = self._line[at]
            self._comment(self._quoted(at + 1, kind))
        else:
            end = self._plain_end(at)
            self._mark(kind, at, end)
            self._comment(end)
            self._goes_on = self._levels[-1].column if self._levels else -1

    def _plain_end(self, at: int) -> int:
        found = COMMENT.search(self._line, at)
        return len(self._line[: found.start() if found else len(self._line)].rstrip(" \t"))
