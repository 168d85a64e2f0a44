"""Sheets of cells, whatever program they were made with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kps.language import Message

MOST_CELLS = 1_000_000
"""Cells of a workbook, and from the first to the last of a sheet."""

CellKind = Literal["text", "number", "day", "part_of_day", "truth", "error", "uncomputed", "struck"]
"""What stands in a cell. ``part_of_day``: a date that is shown without its day, month or year, or a time of day.

``struck``: all of it or some is struck out. ``error``: ``#N/A`` and the like. ``uncomputed``: a formula whose value the
file does not hold.
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not blank: its text as it is shown, or nearly so; a day's as 2026-03-12."""

    text: str
    kind: CellKind = "text"
    day: date | None = None
    """The day of a cell that is formatted as one."""
    clock: str = ""
    """The time of day beside the day, ``09:30``."""
    uncertain: bool = False
    """Whether a day may be shown as a month or a year: the file's kind does not let it be seen."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not blank: its number as people see it, from 1, and its cells by their column, from 0."""

    number: int
    cells: Mapping[int, Cell]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells that are one: the first of them holds what stands there. Rows from 1, columns from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside the cells: a comment, a text box, a printed page's head."""

    place: Message
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its name; a file of separated values is one without a name."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    hidden_columns: frozenset[int] = field(default=frozenset())
    merged: tuple[Merged, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def cells(self) -> int:
        """How many cells hold something."""
        return sum(len(row.cells) for row in self.rows)

    def place(self, row: int, column: int) -> str:
        """Where a cell is found: ``Politiråd Agder!D7``."""
        return f"{self.name}!{letters(column)}{row}" if self.name else f"{letters(column)}{row}"


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook's sheets, and what is to be told of how they were read."""

    sheets: tuple[Sheet, ...]
    remarks: tuple[Message, ...] = ()

    def __iter__(self) -> Iterator[Sheet]:
        return iter(self.sheets)


def letters(column: int) -> str:
    """A column's letters: A for 0, AA for 26."""
    found = ""
    column += 1
    while column:
        column, last = divmod(column - 1, 26)
        found = chr(ord("A") + last) + found
    return found
