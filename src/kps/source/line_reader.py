"""Going through a line with what stands in brackets and quotes, and noting what a place in it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kps.source.text import composed
from kps.source.values import Path

SpotKind = Literal["key", "value", "item", "text", "comment"]
"""What stands at a place: a mapping's key, a value, something after a dash or in brackets that may yet become either, a
text of several lines, a comment."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place, ``start`` up to ``end`` being the word there; ``path`` is the way to it, the key itself included.

    ``quote`` is what the word stands in, ``flow`` whether in brackets; ``colon`` whether one follows; ``column`` is
    where the mapping's keys begin.
    """

    kind: SpotKind
    path: Path
    start: int
    end: int
    quote: str = ""
    flow: bool = False
    colon: bool = False
    column: int = 0


BLANKS = re.compile(r"[ \t]*")
COMMENT = re.compile(r"(?<=[ \t])#|\A#")
_FLOW_TEXT = re.compile(r"(?:(?![ \t]#)[^,\[\]{}:]|:(?![ \t,\[\]{}]|\Z))+")
_FLOW_JOINED = re.compile(r"[^\W\d][\w-]*(?=:(?![/\\:]))")
_DOUBLE = re.compile(r'(?:[^"\\]|\\.)*')
_SINGLE = re.compile(r"(?:[^']|'')*")


@dataclass(slots=True)
class Level:
    """A list or a mapping in a block: where it begins in its lines, and the key or the place reached."""

    column: int
    part: str | int
    filled: bool = False
    """Whether something stands under the key already."""


@dataclass(slots=True)
class Bracket:
    """A list or a mapping in brackets: the key or the place reached; ``valued`` where a key's colon has come."""

    part: str | int
    valued: bool = False


class LineReader:
    """Where the reading stands: the line, the lists and mappings that are open, and the place once it is found."""

    def __init__(self, text: str, offset: int) -> None:
        self._text = text
        self._offset = offset
        self._levels: list[Level] = []
        self._brackets: list[Bracket] = []
        self._block: int | None = None
        """The column that a block text's lines lie deeper than."""
        self._goes_on: int | None = None
        """The column that the further lines of a plain or quoted text lie deeper than."""
        self._quote = ""
        self._found: Spot | None = None
        self._noted: list[Spot] | None = None
        """All that is passed, where all is asked for."""
        self._bol = 0
        self._line = ""

    def _quoted(self, at: int, kind: SpotKind = "value", *, further: bool = False) -> int:
        """A text in quotes, from within them; the end of it, or of the line."""
        end = past(_DOUBLE if self._quote == '"' else _SINGLE, self._line, at)
        self._mark("text" if further else kind, at, end, quote=self._quote)
        if end < len(self._line):
            self._quote = ""
            return end + 1
        if not further:
            self._goes_on = None
        return end

    def _comment(self, at: int) -> None:
        if found := COMMENT.search(self._line, at):
            self._mark("comment", found.start(), len(self._line))

    # --- brackets ----------------------------------------------------------------------------------------------

    def _in_brackets(self, at: int) -> None:
        while at < len(self._line):
            sign = self._line[at]
            if sign in " \t":
                at = self._blanks_within(at)
            elif sign == "#":
                self._comment(at)
                return
            elif sign in "[{":
                self._brackets.append(Bracket(0 if sign == "[" else ""))
                at += 1
                self._gap(at, at, self._kind())
            elif sign in "]}":
                if self._brackets:
                    self._brackets.pop()
                at += 1
                if not self._brackets:
                    self._comment(at)
                    return
            elif sign == ",":
                at = self._next_entry(at)
            elif sign == ":":
                at = self._colon(at)
            else:
                at = self._word(at)

    def _kind(self) -> SpotKind:
        here = self._brackets[-1] if self._brackets else None
        if here is None or (isinstance(here.part, str) and here.valued):
            return "value"
        return "item" if isinstance(here.part, int) else "key"

    def _blanks_within(self, at: int) -> int:
        end = past(BLANKS, self._line, at)
        before = self._line[:at].rstrip(" \t")[-1:]
        if before in ("[", "{", ",", ":") or end >= len(self._line):
            self._gap(at, end, self._kind())
        return end

    def _next_entry(self, at: int) -> int:
        if self._brackets:
            here = self._brackets[-1]
            here.part = here.part + 1 if isinstance(here.part, int) else ""
            here.valued = False
        self._gap(at + 1, at + 1, self._kind())
        return at + 1

    def _colon(self, at: int) -> int:
        if self._brackets:
            self._brackets[-1].valued = True
        self._gap(at + 1, at + 1, self._kind())
        return at + 1

    def _word(self, at: int) -> int:
        kind = self._kind()
        sign = self._line[at]
        if sign in "'\"":
            self._quote = sign
            start, end = at + 1, past(_DOUBLE if sign == '"' else _SINGLE, self._line, at + 1)
            if end < len(self._line):
                self._quote = ""
            after = min(end + 1, len(self._line))
        else:
            joined = _FLOW_JOINED.match(self._line, at) if kind == "key" else None
            found = joined or _FLOW_TEXT.match(self._line, at)
            start, after = at, found.end() if found else at + 1
            end, sign = len(self._line[:after].rstrip(" \t")), ""
        colon = kind == "key" and self._line[past(BLANKS, self._line, after) :][:1] == ":"
        if kind == "key" and self._brackets:
            self._brackets[-1].part = composed(self._line[start:end])
        self._mark(kind, start, end, quote=sign, colon=colon)
        return after

    # --- places ------------------------------------------------------------------------------------------------

    @property
    def _path(self) -> Path:
        return (*(level.part for level in self._levels), *(one.part for one in self._brackets))

    def _gap(self, start: int, end: int, kind: SpotKind) -> None:
        """Blanks, or no sign at all, where something of a kind may begin."""
        here = self._offset - self._bol
        if self._found is None and start <= here <= end and self._is_free(end):
            self._mark(kind, here, here)

    def _is_free(self, at: int) -> bool:
        """Whether no word begins here."""
        return self._line[at : at + 1] in ("", ",", "]", "}", "#", ":")

    def _mark(
        self,
        kind: SpotKind,
        start: int,
        end: int,
        *,
        path: Path | None = None,
        quote: str = "",
        colon: bool = False,
        column: int | None = None,
    ) -> None:
        here = self._offset - self._bol
        is_here = self._found is None and start - len(quote) <= here <= end
        if not is_here and self._noted is None:
            return
        way = self._path if path is None else path
        indent = self._column if column is None else column
        begin, finish = self._bol + start, self._bol + end
        spot = Spot(kind, way, begin, finish, quote, bool(self._brackets), colon, indent)
        if is_here:
            self._found = spot
        if self._noted is not None:
            self._noted.append(spot)

    @property
    def _column(self) -> int:
        return self._levels[-1].column if self._levels else 0

    def _blank(self) -> Spot:
        """A place where nothing stands: where a key may begin, by how far in it is."""
        column = self._offset - self._bol
        if self._line.strip(" \t"):  # beside what stands on the line nothing can begin
            return Spot("text", self._path, self._offset, self._offset, column=column)
        path = (*self._above(column), "") if not self._brackets else self._path
        return Spot("key", path, self._offset, self._offset, column=column)

    def _above(self, column: int) -> Path:
        """The way to the mapping whose key would begin in a column."""
        levels = list(self._levels)
        while levels and (levels[-1].column > column or (isinstance(levels[-1].part, int) and len(levels) > 1)):
            if isinstance(levels[-1].part, int) and levels[-1].column < column:
                break
            levels.pop()
        if levels and levels[-1].column < column and (isinstance(levels[-1].part, int) or not levels[-1].filled):
            return tuple(level.part for level in levels)
        if levels and isinstance(levels[-1].part, str):
            levels.pop()
        return tuple(level.part for level in levels)


def past(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where a pattern that always fits stops fitting."""
    found = pattern.match(text, at)
    return found.end() if found else at
