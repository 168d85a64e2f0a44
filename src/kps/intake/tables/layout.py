"""How a sheet is laid out: which row has the headings, what each column is called, and where its rows begin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kps.intake.labels import plain
from kps.intake.readers.grid import Cell, Merged, Row, Sheet

KNOWN = 3
"""So many headings that are known make a row the headings' row."""
_LOOKED_AT = 60
"""The headings stand among so many rows."""
_DIVIDED = re.compile(r"(?<=\w)-\s*\n\s*(?=[a-zæøå])")
_OF_DATA = ("day", "number", "truth", "error")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading: its own words, those of the group it stands under, and a name that no other column has."""

    column: int
    text: str
    group: str
    name: str

    @property
    def whole(self) -> str:
        """The group's words and its own."""
        return f"{self.group} {self.text}" if self.group else self.text


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet, its headings by column, and the rows that they stand in: one, or two where groups stand above."""

    sheet: Sheet
    headings: tuple[Heading, ...]
    top: int
    bottom: int

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows below the headings."""
        return tuple(row for row in self.sheet.rows if row.number > self.bottom)

    @property
    def above(self) -> tuple[Row, ...]:
        """The rows above them."""
        return tuple(row for row in self.sheet.rows if row.number < self.top)

    @property
    def heading_rows(self) -> tuple[Row, ...]:
        """The rows of the headings themselves."""
        return tuple(row for row in self.sheet.rows if self.top <= row.number <= self.bottom)

    def repeats(self, row: Row) -> bool:
        """Whether a row says the headings again, as at the top of a printed page."""
        last = next((one for one in self.heading_rows if one.number == self.bottom), None)
        if last is None:
            return False
        said = {column: plain(cell.text) for column, cell in row.cells.items()}
        return len(said) > 1 and all(said[column] == plain(_text(last, column)) for column in said)


def layout(sheet: Sheet, known: Callable[[str], bool], given: int | None = None, least: int = KNOWN) -> Layout | None:
    """How the sheet is laid out; None where no row has ``least`` headings that are known.

    ``given`` is the number of the headings' row, where that is known.
    """
    rows = {row.number: row for row in sheet.rows}
    for row in sheet.rows if given is None else filter(None, (rows.get(given),)):
        if given is None and row.number > sheet.rows[0].number + _LOOKED_AT:
            return None
        if given is not None or _count(row, known) >= least:
            return _from(sheet, row, rows.get(row.number + 1), known, given is not None)
    return None


def known_in(sheet: Sheet, known: Callable[[str], bool]) -> int:
    """How many known headings the row has that has the most."""
    rows = [row for row in sheet.rows if row.number <= sheet.rows[0].number + _LOOKED_AT]
    return max((_count(row, known) for row in rows), default=0)


def _from(sheet: Sheet, row: Row, below: Row | None, known: Callable[[str], bool], given: bool) -> Layout:
    """The layout with headings in a row, or with those of groups there and the columns' own below, or above."""
    if below is not None and _is_second(sheet, row, below, known):
        return Layout(sheet, _named(_grouped(sheet, row, below)), row.number, below.number)
    above = next((one for one in sheet.rows if one.number == row.number - 1), None)
    if above is not None and (_spans(sheet, above) or (given and _is_second(sheet, above, row, known))):
        return Layout(sheet, _named(_grouped(sheet, above, row)), above.number, row.number)
    alone = [(column, cell.text, "") for column, cell in row.cells.items()]
    return Layout(sheet, _named(alone), row.number, row.number)


def _count(row: Row, known: Callable[[str], bool]) -> int:
    return sum(cell.kind == "text" and known(one_line(cell.text)) for cell in row.cells.values())


def _spans(sheet: Sheet, row: Row) -> list[Merged]:
    """The cells of a row that are merged over several columns, the whole sheet's title apart."""
    widest = 2 * max((len(one.cells) for one in sheet.rows), default=0) / 3
    return [
        one
        for one in sheet.merged
        if one.top == one.bottom == row.number and 0 < one.right - one.left < widest and one.left in row.cells
    ]


def _is_second(sheet: Sheet, row: Row, below: Row, known: Callable[[str], bool]) -> bool:
    """Whether the row below has headings too: under merged ones, or more that are known, and nothing of a table's."""
    if any(cell.kind in _OF_DATA for cell in below.cells.values()):
        return False
    under = [column for one in _spans(sheet, row) for column in range(one.left, one.right + 1) if column in below.cells]
    if len(under) > 1 and _count(below, known):
        return True
    blank = [column for column in below.cells if column not in row.cells]
    return (
        len(row.cells) > 1
        and len(blank) > 0
        and _count(below, known) >= KNOWN
        and _count(row, known) < len(below.cells)
    )


def _grouped(sheet: Sheet, row: Row, below: Row) -> list[tuple[int, str, str]]:
    """Each column's own words and its group's; a heading over both rows is the column's own."""
    spans = _spans(sheet, row)
    found, group = [], ""
    for column in sorted({*row.cells, *below.cells}):
        own = _text(below, column)
        if spans:
            span = next((one for one in spans if one.left <= column <= one.right), None)
            group = _text(row, span.left) if span else ""
            own = own or ("" if span else _text(row, column))
            if own and not span and _text(below, column) and _text(row, column):
                group = _text(row, column)
        else:
            group = _text(row, column) or group
            if not own:
                own, group = _text(row, column), ""
        if own:
            found.append((column, own, group))
    return found


def _text(row: Row, column: int) -> str:
    return one_line(row.cells[column].text) if column in row.cells else ""


def one_line(text: str) -> str:
    """A heading's words on one line; a word that was divided at a line's end is whole again."""
    return " ".join(_DIVIDED.sub("", text).split())


def _named(found: list[tuple[int, str, str]]) -> tuple[Heading, ...]:
    """The headings, each under a name of its own: a second «Navn» is «Navn (2)»."""
    named: list[Heading] = []
    times: Counter[str] = Counter()
    for column, text, group in found:
        whole = one_line(f"{group} {text}")
        times[plain(whole)] += 1
        number = times[plain(whole)]
        named.append(Heading(column, one_line(text), one_line(group), whole if number == 1 else f"{whole} ({number})"))
    return tuple(named)


def filled(layout: Layout, fills: Mapping[int, str]) -> Iterator[tuple[Row, dict[int, Cell]]]:
    """The rows below the headings, each with what stands for its merged or blank cells in the columns to be filled.

    ``fills`` says of a column which are: ``sammenslåtte`` or ``tomme``.
    """
    merged = {
        (row, column): (one.top, one.left)
        for one in layout.sheet.merged
        for column in range(one.left, one.right + 1)
        if column in fills and one.bottom - one.top < 10_000
        for row in range(one.top, one.bottom + 1)
    }
    cells = {(row.number, column): cell for row in layout.rows for column, cell in row.cells.items()}
    last: dict[int, Cell] = {}
    for row in layout.rows:
        own: dict[int, Cell] = {}
        for column, how in fills.items():
            if column in row.cells:
                last[column] = row.cells[column]
            elif (cell := cells.get(merged.get((row.number, column), (0, 0)))) is not None:
                own[column] = cell
            elif how == "tomme" and column in last:
                own[column] = last[column]
        yield row, own
