"""A workbook read: which of its sheets, by which mapping, and what becomes of every cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from kps.intake.claim import Reading
from kps.intake.labels import labels
from kps.intake.piece import Piece, Told
from kps.intake.readers.grid import Row, Sheet, Workbook
from kps.intake.source import Wanted
from kps.intake.tables.assuming import assumed, others_in_office
from kps.intake.tables.claiming import claim_line, unclaimed
from kps.intake.tables.gathered import Claiming
from kps.intake.tables.headings import is_known, meant_by
from kps.intake.tables.layout import KNOWN, Heading, Layout, known_in, layout
from kps.intake.tables.lines import Line, Table, table
from kps.intake.tables.mapping import TableMapping
from kps.intake.tables.municipality_cells import NoPlace
from kps.intake.tables.subjects import Contacts, Councils
from kps.intake.tables.suggestion import Suggestion, suggested
from kps.intake.tables.targets import MUNICIPALITY
from kps.intake.tables.written import MappingText
from kps.language import Message, msg, msgn
from kps.models.vocabulary import normal
from kps.register.index import Register

_OTHER_SHEET = msg("another sheet")
_ABOVE = msg("it stands above the headings")
_NOTE = msg("it stands beside the cells")
_NO_HEADING = msg("no heading stands over the column")
_LAST = (1_000_000, 0, 0)
_NO_SHEET = msg(
    "no sheet has a row with three headings that are known, one of them over municipalities; "
    "write a mapping, with overskrift: and kolonner:"
)


def read(book: Workbook, mapping: TableMapping | None, register: Register, wanted: Wanted) -> Reading:
    """What a workbook says, by the mapping that is kept for it or one made on the spot."""
    if mapping is not None:
        layouts = _laid_out(book, mapping, wanted.sheet)
        return _read(book, mapping, layouts, register, wanted)
    found = mapping_for(book, register, wanted)
    if found is None:
        return _refused(book, _NO_SHEET)
    if found.rivals and not wanted.sheet:
        return replace(_refused(book, _rivals(found)), mapping=MappingText(found))
    layouts = _laid_out(book, found.mapping, wanted.sheet)
    return replace(_read(book, found.mapping, layouts, register, wanted), mapping=MappingText(found))


def mapping_for(book: Workbook, register: Register, wanted: Wanted) -> Suggestion | None:
    """The mapping that a workbook speaks for: of the sheet with the most known headings, and those laid out alike."""
    sheets = [one for one in book if one.rows and (not wanted.sheet or normal(one.name) == normal(wanted.sheet))]
    found = [one for sheet in sheets if (one := layout(sheet, is_known)) and _has_municipalities(one)]
    if not found:
        return None
    first = max(found, key=lambda one: (not one.sheet.hidden, known_in(one.sheet, is_known), -sheets.index(one.sheet)))
    names = [normal(one.whole) for one in first.headings]
    alike = [one for one in found if one is not first and [normal(it.whole) for it in one.headings] == names]
    apart, seen = [], municipality_texts(first)
    for one in alike:
        if seen.isdisjoint(here := municipality_texts(one)):
            apart.append(one)
            seen |= here
    rivals = [one.sheet.name for one in alike if one not in apart]
    return suggested(first, apart, rivals, register, wanted.as_of.year)


def _rivals(found: Suggestion) -> Message:
    sheets = [*found.sheets, *found.rivals]
    return msg(
        "several sheets tell of the same municipalities: {sheets}; say which with --sheet or ark:", sheets=sheets
    )


def municipality_texts(one: Layout) -> set[str]:
    """What stands in the columns of municipalities of a sheet, to be held against another's."""
    columns = [it.column for it in one.headings if (meant := meant_by(it)) and meant.targets[0] == MUNICIPALITY]
    cells = (row.cells[column].text for row in one.rows for column in columns if column in row.cells)
    return {normal(text) for text in cells if not labels("table_total").get(text)}


def _has_municipalities(one: Layout) -> bool:
    """Whether some column's heading says that municipalities stand there."""
    found = (meant_by(it) for it in one.headings)
    return any(meant is not None and meant.targets[0] == MUNICIPALITY for meant in found)


def _laid_out(book: Workbook, mapping: TableMapping, sheet: str) -> tuple[Layout, ...] | Message:
    """The sheets that are read, as they are laid out; or why none is."""
    wanted = _wanted(book, (sheet,) if sheet else tuple(mapping.sheets))
    if isinstance(wanted, Message):
        return wanted
    least = min(KNOWN, len(mapping.columns))
    some = wanted or tuple(one for one in book if one.rows)
    is_named = _named_in(mapping)
    found = [one for it in some if it.rows and (one := layout(it, is_named, mapping.headings, least)) is not None]
    found = [one for one in found if known_in(one.sheet, is_named) >= least]
    if wanted and len(found) < len(some):
        return msg("the sheet has no row with the headings that the mapping names")
    if len(found) > 1 and not wanted:
        sheets = [one.sheet.name for one in found]
        return msg("several sheets have such headings: {sheets}; name one in the mapping with ark:", sheets=sheets)
    return tuple(found) or msg("no sheet has a row with the headings that the mapping names")


def _wanted(book: Workbook, written: tuple[str, ...]) -> tuple[Sheet, ...] | Message:
    """The sheets that are named; or which is not there."""
    known = {normal(one.name): one for one in book}
    if missing := [name for name in written if normal(name) not in known]:
        sheets = [one.name for one in book]
        return msg("there is no sheet “{name}”; the sheets are: {sheets}", name=missing[0], sheets=sheets)
    return tuple(known[normal(name)] for name in written)


def _named_in(mapping: TableMapping) -> Callable[[str], bool]:
    """Whether the mapping names a column with this heading, or with it as the last of its words."""
    columns = {normal(name) for name in mapping.columns}

    def is_named(text: str) -> bool:
        form = normal(text)
        return form in columns or any(name.endswith(f" {form}") or name.startswith(f"{form} (") for name in columns)

    return is_named


def _read(
    book: Workbook, mapping: TableMapping, layouts: tuple[Layout, ...] | Message, register: Register, wanted: Wanted
) -> Reading:
    if isinstance(layouts, Message):
        return _refused(book, layouts)
    tables = tuple(table(one, mapping, register, wanted.as_of.year) for one in layouts)
    if not all(any(one.of(MUNICIPALITY)) for one in tables):
        return _refused(book, msg("the column that is kommune in the mapping is not among the headings"))
    gathered = Claiming(tables, wanted.as_of, Councils(tables), Contacts(tables), register)
    _gather(gathered)
    read_sheets = {id(one.layout.sheet) for one in tables}
    others = [sheet for sheet in book if id(sheet) not in read_sheets]
    gathered.told += (told for sheet in others for told in _left_out(sheet))
    order = _order(book)
    remarks = (*_remarks(tables, mapping), *others_in_office(gathered, wanted.as_of), *_of_others(others))
    return Reading(
        tuple(sorted(gathered.told, key=lambda one: order.get(str(one.piece.place), _LAST))),
        (*gathered.claims, *assumed(gathered, mapping)),
        (*book.remarks, *remarks),
        about=_about(tables),
    )


def _gather(gathered: Claiming) -> None:
    """What the tables' rows claim, and what stands in and around them besides."""
    numbers = frozenset(number for one in gathered.tables for line in one.lines for number in line.numbers)
    for one in gathered.tables:
        for line in one.lines:
            if isinstance(line.found, NoPlace):
                gathered.told += unclaimed(one, line, numbers)
            else:
                claim_line(gathered, one, line)
            gathered.told += _unnamed(one, line)
        gathered.told += _around(one)


def _order(book: Workbook) -> Mapping[str, tuple[int, int, int]]:
    """Where each cell stands among the others, by its place."""
    return {
        sheet.place(row.number, column): (at, row.number, column)
        for at, sheet in enumerate(book)
        for row in sheet.rows
        for column in row.cells
    }


def _refused(book: Workbook, why: Message) -> Reading:
    """Nothing of the workbook is read: each of its cells is told."""
    told = (
        Told(_piece(sheet, row, column), "unplaced", msg("the table could not be read"))
        for sheet in book
        for row in sheet.rows
        for column in row.cells
    )
    return Reading(tuple(told), refused=why)


def _about(tables: tuple[Table, ...]) -> Message:
    rows = sum(len(one.lines) + len(one.skipped) for one in tables)
    names = [one.layout.sheet.name for one in tables if one.layout.sheet.name]
    counted = msgn("{n} row", "{n} rows", rows)
    return msg("sheet “{name}”: {rows}", name=", ".join(names), rows=counted) if names else counted


# --- what is told beside the rows' own columns ---------------------------------------------------------------------


def _piece(sheet: Sheet, row: Row, column: int) -> Piece:
    hidden = sheet.hidden or row.hidden or column in sheet.hidden_columns
    return Piece(sheet.place(row.number, column), row.cells[column].text, hidden)


def _unnamed(one: Table, line: Line) -> Iterator[Told]:
    """The cells of a row whose column the mapping does not name."""
    headings = {it.column: it for it in one.layout.headings}
    for column in line.row.cells:
        if column not in one.named:
            told = _not_named(headings[column]) if column in headings else _NO_HEADING
            yield Told(_piece(one.layout.sheet, line.row, column), "unplaced", told)


def _not_named(heading: Heading) -> Message:
    return msg("the mapping does not name the column “{heading}”", heading=heading.name)


def _around(one: Table) -> Iterator[Told]:
    """What stands above the table, its headings, the rows that are left out, and what stands beside the cells."""
    sheet = one.layout.sheet
    for row in one.layout.above:
        yield from (Told(_piece(sheet, row, column), "unplaced", _ABOVE) for column in row.cells)
    for row in (*one.layout.heading_rows, *one.repeated):
        yield from (Told(_piece(sheet, row, column), "label") for column in row.cells)
    if one.below:
        told = msg("another table begins in row {row}", row=one.below[0].number)
        for row in one.below:
            yield from (Told(_piece(sheet, row, column), "unplaced", told) for column in row.cells)
    for row in one.skipped:
        yield from (Told(_piece(sheet, row, column), "left_out") for column in row.cells)
    for note in sheet.notes:
        yield Told(Piece(note.place, note.text, sheet.hidden), "unplaced", _NOTE)


def _left_out(sheet: Sheet) -> Iterator[Told]:
    for row in sheet.rows:
        yield from (Told(_piece(sheet, row, column), "left_out", _OTHER_SHEET) for column in row.cells)
    yield from (Told(Piece(note.place, note.text, sheet.hidden), "left_out", _OTHER_SHEET) for note in sheet.notes)


def _of_others(sheets: list[Sheet]) -> Iterator[Message]:
    for one in sheets:
        if one.rows:
            cells = msgn("{n} cell", "{n} cells", one.cells)
            hidden = msg(
                "sheet “{name}”, which is hidden in the workbook, is left out: {cells}", name=one.name, cells=cells
            )
            yield hidden if one.hidden else msg("sheet “{name}” is left out: {cells}", name=one.name, cells=cells)


def _remarks(tables: tuple[Table, ...], mapping: TableMapping) -> Iterator[Message]:
    for one in tables:
        sheet = one.layout.sheet
        if sheet.hidden:
            yield msg("sheet “{name}” is hidden in the workbook, and was read", name=sheet.name)
        if rows := [str(row.number) for row in sheet.rows if row.hidden]:
            yield msg("hidden rows were read: {rows}", rows=rows)
        hidden = {column for row in sheet.rows for column in row.cells if column in sheet.hidden_columns}
        if hidden:
            named = [it.name for it in one.layout.headings if it.column in hidden]
            yield msg("hidden columns were read: {columns}", columns=named or sorted(hidden))
    found = {normal(form) for one in tables for it in one.layout.headings for form in (it.name, it.whole, it.text)}
    for name in mapping.columns:
        if normal(name) not in found:
            yield msg("the mapping names a column that is not there: {heading}", heading=name)
