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


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page that is one table, by its id."""

    id: str
    table: ShownTable


_LONG = 30
"""A text with more letters than this goes over several lines of its cell."""


def shown_table(table: Table, show: Show = written) -> ShownTable:
    """The table in the reader's language; ``show`` says how a cell is told."""
    figures = table.figures
    heads = zip((written(one, chosen()) for one in table.head), figures, strict=True)
    head = tuple(ShownCell(text, looks=_looks(text, right)) for text, right in heads)

    def cell(value: Cell, column: int) -> ShownCell:
        text = show(value, chosen())
        sort = value.toordinal() if isinstance(value, date) else None
        return ShownCell(text, _looks(text, figures[column]), sort, column == table.named_by)

    rows = (ShownRow(tuple(cell(value, column) for column, value in enumerate(row))) for row in table.rows)
    return ShownTable(said(table.title), head, tuple(rows))


def _looks(text: str, figures: bool) -> str:
    return "tall" if figures else "lang" if len(text) > _LONG else ""
