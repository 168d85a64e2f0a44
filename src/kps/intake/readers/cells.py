"""A spreadsheet's value as people see it in its cell."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from kps.intake.readers.grid import Cell
from kps.intake.readers.number_formats import PLAIN, Format
from kps.models.day_meant import MONTHS

_EXACT = 1e15
"""Whole numbers up to this are written out."""
_FIRST, _FIRST_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LAST_DAY_BEFORE = 60
"""Up to here the programs disagree about which day a number is: one has a 29 February 1900."""


def cell_of(value: object, shown: Format | None, from_1904: bool = False) -> Cell | None:
    """The cell with a value that is shown so, or in a way that cannot be seen (None); None for a blank one."""
    match value:
        case str():
            text = value.strip()
            return Cell(text) if text else None
        case bool():
            return Cell("SANN" if value else "USANN", "truth")
        case datetime():
            return _day(value.date(), shown, "" if value.time() == time() else f"{value:%H:%M}")
        case date():
            return _day(value, shown)
        case time():
            return Cell(f"{value:%H:%M}", "part_of_day")
        case timedelta():
            minutes = int(value.total_seconds() // 60)
            return Cell(f"{minutes // 60}:{minutes % 60:02}", "part_of_day")
        case int() | float():
            return _number(float(value), shown or PLAIN, from_1904)
        case _:
            return None


def _day(day: date, shown: Format | None, clock: str = "") -> Cell:
    if shown is None:
        return Cell(f"{day} {clock}".rstrip(), "day", day, clock, uncertain=day.day == 1)
    if shown.shown == "date" and not shown.whole_day:
        return Cell(_part(day, shown), "part_of_day", day)
    return Cell(f"{day} {clock}".rstrip(), "day", day, clock)


def _part(day: date, shown: Format) -> str:
    words = (
        f"{day.day}." if shown.day else "",
        MONTHS[day.month - 1] if shown.month else "",
        str(day.year) if shown.year else "",
    )
    return " ".join(filter(None, words)) or str(day)


def _number(value: float, shown: Format, from_1904: bool) -> Cell:
    if shown.whole_day and (day := _counted(value, from_1904)):
        return Cell(str(day), "day", day)
    if shown.shown == "share":
        return Cell(f"{_written(round(value * 100, 6))} %", "number")
    return Cell(_written(value).zfill(shown.digits), "number")


def _counted(value: float, from_1904: bool) -> date | None:
    """The day that a number counts up to, where all programs agree about it."""
    if not value.is_integer() or not _LAST_DAY_BEFORE < value < 100_000:
        return None
    return (_FIRST_1904 if from_1904 else _FIRST) + timedelta(days=int(value))


def _written(value: float) -> str:
    if value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    return str(value).replace(".", ",")
