"""How a spreadsheet shows a number: as a day or part of one, as a share, with zeros before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Shown = Literal["number", "date", "time", "share"]


@dataclass(frozen=True, slots=True)
class Format:
    """What a format makes of a number: of a date, what of it is shown; ``digits``: filled up with zeros to so many."""

    shown: Shown = "number"
    day: bool = False
    month: bool = False
    year: bool = False
    digits: int = 0

    @property
    def whole_day(self) -> bool:
        """Whether a date is shown with all that makes it a day."""
        return self.day and self.month and self.year


PLAIN = Format()
WHOLE_DAY = Format("date", day=True, month=True, year=True)
_TIME, _SHARE = Format("time"), Format("share")
_BUILT_IN = {
    9: _SHARE, 10: _SHARE, 14: WHOLE_DAY, 15: WHOLE_DAY, 16: Format("date", day=True, month=True),
    17: Format("date", month=True, year=True), 18: _TIME, 19: _TIME, 20: _TIME, 21: _TIME, 22: WHOLE_DAY,
    45: _TIME, 46: _TIME, 47: _TIME,
}  # fmt: skip
"""The formats that a file names by number alone (ECMA-376, 18.8.30)."""

_SAID = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|am/pm|general', re.IGNORECASE)
"""What stands in a format as it is, and its conditions, colours and countries."""
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)


def built_in(number: int) -> Format:
    """The format that a number stands for in every file."""
    return _BUILT_IN.get(number, PLAIN)


@lru_cache(maxsize=1024)
def format_of(code: str) -> Format:
    """What a format's code makes of numbers: ``dd.mm.yyyy``, ``mmm yy``, ``0 %``, ``0000``."""
    if _ELAPSED.search(code):
        return _TIME
    bare = _SAID.sub("", code.partition(";")[0]).lower().replace(" ", "")
    clock = "h" in bare or "s" in bare
    day, year, month = "d" in bare, "y" in bare, "m" in bare and not (clock and "d" not in bare)
    if day or month or year:
        return Format("date", day, month, year)
    if clock:
        return _TIME
    if "%" in bare:
        return _SHARE
    return Format(digits=len(bare) if bare and set(bare) == {"0"} else 0)
