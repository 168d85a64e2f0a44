"""What a workbook's XML says beside its values: what is hidden, merged, not computed, and how numbers are shown."""

from __future__ import annotations

from dataclasses import dataclass, field

from kps.intake.readers.grid import Merged, Note
from kps.intake.readers.number_formats import PLAIN, Format

Place = tuple[int, int]
"""A cell: its row from 1, its column from 0."""


@dataclass(slots=True)
class Markings:
    """What is known of a sheet beside its values; gathered while its XML is read."""

    name: str = ""
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Merged] = field(default_factory=list)
    errors: dict[Place, str] = field(default_factory=dict)
    uncomputed: dict[Place, str] = field(default_factory=dict)
    """Formulas without a value, as they are written."""
    formats: dict[Place, Format] = field(default_factory=dict)
    """How the numbers are shown that are not shown as they are."""
    struck: set[Place] = field(default_factory=set)
    """Cells of which all or some is struck out."""
    column_formats: dict[int, Format] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    last: Place = (0, 0)
    """The last row and the last column in which something stands."""

    def format_at(self, place: Place) -> Format:
        """How a cell shows a number: by its own format, else by its column's where that is a day's."""
        own = self.formats.get(place, PLAIN)
        column = self.column_formats.get(place[1], PLAIN)
        return column if own == PLAIN and column.whole_day else own

    def seen(self, place: Place) -> None:
        """Something stands there."""
        self.last = (max(self.last[0], place[0]), max(self.last[1], place[1] + 1))


@dataclass(slots=True)
class BookMarkings:
    """The sheets' markings in their order, and whether days are counted from 1904."""

    sheets: list[Markings] = field(default_factory=list)
    from_1904: bool = False
