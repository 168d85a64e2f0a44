"""What each row of a table says, column by column, before it is known whose record says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kps.intake.labels import labels
from kps.intake.readers.grid import Cell, Row
from kps.intake.tables.headings import meanings
from kps.intake.tables.layout import KNOWN, Heading, Layout, filled, one_line
from kps.intake.tables.mapping import Column, TableMapping
from kps.intake.tables.meaning import Part
from kps.intake.tables.municipality_cells import Found, NoPlace, Places, agreeing, municipalities_in
from kps.intake.tables.names import Known, is_name, people
from kps.intake.tables.targets import LEFT_OUT, MUNICIPALITY
from kps.intake.tables.values import About, of_people, parts
from kps.language import msg
from kps.models.vocabulary import normal
from kps.register.index import Register


@dataclass(frozen=True, slots=True)
class Named:
    """A column that the mapping names."""

    heading: Heading
    column: Column


@dataclass(frozen=True, slots=True)
class Line:
    """A row: whose it is, and what its cells say, by column."""

    row: Row
    found: Found
    said: Mapping[int, tuple[Part, ...]] = field(default_factory=dict)
    borrowed: frozenset[int] = field(default=frozenset())
    """Columns whose cell stands in another row that it is merged with."""

    @property
    def numbers(self) -> tuple[str, ...]:
        """The municipalities; none where they could not be read."""
        return () if isinstance(self.found, NoPlace) else self.found


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet as it is laid out, the columns that the mapping names, and its rows."""

    layout: Layout
    mapping: TableMapping
    named: Mapping[int, Named]
    lines: tuple[Line, ...]
    skipped: tuple[Row, ...]
    repeated: tuple[Row, ...]
    below: tuple[Row, ...]
    """Rows from another table's headings on, further down in the sheet."""
    _by_target: dict[str, list[Named]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        for one in self.named.values():
            self._by_target.setdefault(one.column.target.text, []).append(one)

    def of(self, target: str) -> Sequence[Named]:
        """The columns with a target."""
        return self._by_target.get(target, ())


def named_columns(layout: Layout, mapping: TableMapping) -> dict[int, Named]:
    """The columns that the mapping names: by a column's whole name, else by its own words where no other has them."""
    own = Counter(normal(one.text) for one in layout.headings)
    known = {normal(name): column for name, column in mapping.columns.items()}
    found: dict[int, Named] = {}
    for one in layout.headings:
        forms = (one.name, *((one.whole, one.text) if own[normal(one.text)] == 1 else ()))
        column = next((known[normal(form)] for form in forms if normal(form) in known), None)
        if column is not None:
            found[one.column] = Named(one, column)
    return found


def table(layout: Layout, mapping: TableMapping, register: Register, year: int) -> Table:
    """What the rows of a sheet say."""
    named = named_columns(layout, mapping)
    fills = {one.heading.column: how for one in named.values() if (how := _fill(one, mapping))}
    places = Places.of(register)
    skipped, repeated, rows = [], [], []
    below: list[Row] = []
    for row, own in filled(layout, fills):
        if below or _begins_another(row, layout, named):
            below.append(row)
        elif _is_skipped(row, layout, mapping):
            skipped.append(row)
        elif layout.repeats(row):
            repeated.append(row)
        else:
            rows.append((row, own))
    reader = _Reader(named, places, year, _known(rows, named, register))
    lines = tuple(reader.line(row, own) for row, own in rows)
    return Table(layout, mapping, named, lines, tuple(skipped), tuple(repeated), tuple(below))


def _begins_another(row: Row, layout: Layout, named: Mapping[int, Named]) -> bool:
    """Whether a row has the headings of another table: what stands below them is not this one's."""
    if layout.repeats(row):
        return False
    found = {column: meant for column, cell in row.cells.items() if (meant := meanings(one_line(cell.text)))}
    over = any(
        column in named and named[column].column.target.kind == MUNICIPALITY and meant.targets[0] == MUNICIPALITY
        for column, meant in found.items()
    )
    return over or (len(found) >= KNOWN and all(row.cells[column].kind == "text" for column in row.cells))


def _fill(one: Named, mapping: TableMapping) -> str | None:
    known = {normal(name): how for name, how in mapping.filled.items()}
    return next((known[normal(form)] for form in (one.heading.name, one.heading.text) if normal(form) in known), None)


def _is_skipped(row: Row, layout: Layout, mapping: TableMapping) -> bool:
    """Whether the mapping leaves the row out: all that one of its patterns names stands so in it."""
    texts = {normal(form): _text(row, one.column) for one in layout.headings for form in (one.text, one.name)}
    return any(
        pattern and all(normal(texts.get(normal(name), "\0")) == normal(text) for name, text in pattern.items())
        for pattern in mapping.skipped
    )


def _text(row: Row, column: int) -> str:
    return row.cells[column].text if column in row.cells else ""


def _known(rows: list[tuple[Row, dict[int, Cell]]], named: Mapping[int, Named], register: Register) -> Known:
    """The people whose whole names stand in the table or the register, and where: whom half a name may mean."""
    known = {one.name: one.origin.file for one in register.contacts if is_name(one.name)}
    of = [number for number, one in named.items() if of_people(one.column.target)]
    here = {
        part.value: msg("row {row}", row=row.number)
        for row, _ in reversed(rows)
        for number in of
        if number in row.cells
        for part in people(row.cells[number].text)
        if part.value
    }
    return {**known, **here}


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads rows by their columns."""

    named: Mapping[int, Named]
    places: Places
    year: int
    known: Known
    _abouts: dict[int, About] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._abouts.update({number: self._about(one) for number, one in self.named.items()})

    def line(self, row: Row, own: Mapping[int, Cell]) -> Line:
        """What a row says, with the cells that stand for its merged or blank ones."""
        cells = {**row.cells, **own}
        found = self._municipality(cells)
        said = {
            number: parts(one.column, cells[number], self._abouts[number])
            for number, one in self.named.items()
            if number in cells and one.column.target.kind != MUNICIPALITY
        }
        return Line(row, found, said, frozenset(own))

    def _municipality(self, cells: Mapping[int, Cell]) -> Found:
        texts = [
            cells[number].text
            for number, one in self.named.items()
            if number in cells and one.column.target.kind == MUNICIPALITY
        ]
        if not texts:
            return NoPlace(msg("the row names no municipality"))
        if any(labels("table_total").get(text) for text in texts):
            return NoPlace(msg("a row of totals; hopp_over: in the mapping leaves it out"))
        return agreeing([(text, municipalities_in(text, self.places)) for text in texts])

    def _about(self, one: Named) -> About:
        at = one.column.target.list_at
        beside = sum(
            other.column.target.list_at == at and other.column.target.role == one.column.target.role
            for other in self.named.values()
            if other.column.to != LEFT_OUT
        )
        return About(self.year, self.places, self.known, alone=beside == 1)
