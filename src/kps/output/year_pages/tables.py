"""Tables of the year as a page shows them: words in the reader's language, and what a column is sorted by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kps.formats.tables import Show, written
from kps.language.reader import chosen, said
from kps.report.status_light import Light
from kps.report.table import Cell, Table


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as the page shows it, and what it is sorted by where that cannot be read off its words."""

    text: str
    looks: str = ""
    """Its classes: ``tall`` of a figure, ``lang`` of a text that goes over several lines, ``lyset`` of a light,
    ``distrikt`` of the head over districts."""
    sort: int | None = None
    names: bool = False
    """Whether it says what its row is about."""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row; that of a municipality has a light, and a link to what is told of it."""

    cells: tuple[ShownCell, ...]
    light: Light | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table as the page shows it."""

    title: str
    head: tuple[ShownCell, ...]
    rows: tuple[ShownRow, ...]
    bare: bool = False
    """Whether all but the first column, which names the rows, are figures: told once, and not anew in each cell."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page that is one table, by its id."""

    id: str
    table: ShownTable


_LONG = 30
"""A text with more letters than this goes over several lines of its cell."""


def shown_table(table: Table, show: Show = written) -> ShownTable:
    """The table in the reader's language; ``show`` says how a cell is told."""
    language, figures = chosen(), table.figures
    bare = table.named_by == 0 and all(figures[1:])
    looks = tuple("tall" if one and not bare else "" for one in figures)

    def cell(value: Cell, column: int) -> ShownCell:
        text = show(value, language)
        sort = value.toordinal() if isinstance(value, date) else None
        long = not figures[column] and len(text) > _LONG
        return ShownCell(text, "lang" if long else looks[column], sort, column == table.named_by)

    head = tuple(ShownCell(written(one, language), one_looks) for one, one_looks in zip(table.head, looks, strict=True))
    rows = (ShownRow(tuple(cell(value, column) for column, value in enumerate(row))) for row in table.rows)
    return ShownTable(said(table.title), head, tuple(rows), bare)
