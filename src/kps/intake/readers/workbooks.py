"""Workbooks of all office programs (xlsx, xlsm, xlsb, xls, ods) as sheets of cells.

python-calamine reads the values; what it does not tell comes from the file's own XML. Of an archive only the sheets and
what they are shown by are handed on: macros, pictures, links and what lies outside the file are never looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeVar
from zipfile import ZIP_STORED, ZipFile

from kps.intake.readers import binary_extent, excel_xml, opendocument_xml
from kps.intake.readers.archive import DAMAGED, LOCKED, names, parts
from kps.intake.readers.cells import cell_of
from kps.intake.readers.document_kinds import ENCRYPTED, OLD_WORD, OLE
from kps.intake.readers.grid import MOST_CELLS, Cell, Merged, Row, Sheet, Workbook
from kps.intake.readers.markings import BookMarkings, Markings
from kps.intake.source import Unreadable
from kps.language import msg

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_EXCEL = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/(_rels/)?workbook\.(xml|bin)(\.rels)?|xl/(sharedStrings|styles)\.(xml|bin)"
    r"|xl/worksheets/(_rels/)?[^/]+\.(xml|bin)(\.rels)?|xl/comments[^/]*\.xml|xl/drawings/[^/]+\.xml"
)
_OPENDOCUMENT = re.compile(r"mimetype|content\.xml|META-INF/manifest\.xml")
_BINARY_BOOK = "xl/workbook.bin"
_OLD_BOOK = ("Workbook\0".encode("utf-16-le"), "Book\0".encode("utf-16-le"))
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")

_TOO_MANY = msg(
    "it has more than {most} cells, or something stands far from the rest; delete what is not needed", most=MOST_CELLS
)
_OLD = msg(
    "this kind of workbook does not let it be seen how a day is shown or what is hidden, nor errors and formulas "
    "without a value; save it as .xlsx to be sure of them"
)


def is_workbook(data: bytes, ending: str) -> bool:
    """Whether the bytes are a workbook, be it one that is locked."""
    if data.startswith(b"PK"):
        found = names(data)
        if "content.xml" in found:
            return _SPREADSHEET in data[:200] or ending == ".ods"
        return excel_xml.BOOK in found or _BINARY_BOOK in found
    if not data.startswith(OLE) or OLD_WORD in data:
        return False
    return any(name in data for name in _OLD_BOOK) or (ENCRYPTED in data and ending in _ENDINGS)


def workbook(data: bytes) -> Workbook:
    """The workbook in the bytes; Unreadable where it is damaged, locked or too large."""
    if data.startswith(OLE):
        if ENCRYPTED in data:
            raise Unreadable(LOCKED)
        if not binary_extent.old_workbook_fits(data):
            raise Unreadable(_TOO_MANY)
        return _old(data)
    found = parts(data, _EXCEL if "content.xml" not in names(data) else _OPENDOCUMENT)
    if _BINARY_BOOK in found:
        if not all(binary_extent.sheet_fits(part) for name, part in found.items() if name.endswith(".bin")):
            raise Unreadable(_TOO_MANY)
        return _old(_packed(found))
    marked = opendocument_xml.markings(found) if "content.xml" in found else excel_xml.markings(found)
    if sum(one.last[0] * one.last[1] for one in marked.sheets) > MOST_CELLS:
        raise Unreadable(_TOO_MANY)
    return _marked(_packed(found), marked)


def _packed(found: Mapping[str, bytes]) -> bytes:
    """The parts as an archive of their own: what is read is what was looked through, and nothing else."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as archive:
        for name, part in sorted(found.items(), key=lambda one: one[0] != "mimetype"):
            archive.writestr(name, part)
    return made.getvalue()


def _marked(data: bytes, marked: BookMarkings) -> Workbook:
    known = {one.name: one for one in marked.sheets}
    return Workbook(tuple(_sheets(data, known, marked.from_1904)))


def _old(data: bytes) -> Workbook:
    """A workbook of a kind whose markings cannot be seen."""
    return Workbook(tuple(_sheets(data, {}, False)), (_OLD,))


def _sheets(data: bytes, known: Mapping[str, Markings], from_1904: bool) -> Iterator[Sheet]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    book = _guarded(partial(_opened, data))
    for about in book.sheets_metadata:
        if about.typ == SheetTypeEnum.WorkSheet:
            rows, merged = _guarded(partial(_values, book, about.name))
            marked = known.get(about.name)
            hidden = about.visible != SheetVisibleEnum.Visible or (marked is not None and marked.hidden)
            yield _sheet(about.name, hidden, _cells(rows, marked, from_1904), marked or Markings(merged=merged))


def _opened(data: bytes) -> CalamineWorkbook:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(BytesIO(data))


def _values(book: CalamineWorkbook, name: str) -> tuple[Sequence[Sequence[Any]], list[Merged]]:
    sheet = book.get_sheet_by_name(name)
    merged = sheet.merged_cell_ranges or ()
    return sheet.to_python(skip_empty_area=False), [
        Merged(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in merged
    ]


T = TypeVar("T")


def _guarded(read: Callable[[], T]) -> T:
    """What the library reads; Unreadable whatever else comes of it."""
    from python_calamine import PasswordError

    try:
        return read()
    except PasswordError as error:
        raise Unreadable(LOCKED) from error
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of the library's is no Exception
        raise Unreadable(DAMAGED) from error


def _cells(rows: Sequence[Sequence[Any]], marked: Markings | None, from_1904: bool) -> Mapping[int, Mapping[int, Cell]]:
    """The cells that are not blank, by row and column."""
    found: dict[int, dict[int, Cell]] = {}
    for number, values in enumerate(rows, start=1):
        for column, value in enumerate(values):
            shown = marked.format_at((number, column)) if marked else None
            if value != "" and (cell := cell_of(value, shown, from_1904)):
                found.setdefault(number, {})[column] = cell
    for number, column in marked.struck if marked else ():
        if column in found.get(number, {}):
            found[number][column] = Cell(found[number][column].text, "struck")
    for (number, column), text in (marked.errors if marked else {}).items():
        found.setdefault(number, {})[column] = Cell(text, "error")
    for (number, column), text in (marked.uncomputed if marked else {}).items():
        found.setdefault(number, {})[column] = Cell(text, "uncomputed")
    return found


def _sheet(name: str, hidden: bool, cells: Mapping[int, Mapping[int, Cell]], marked: Markings) -> Sheet:
    rows = tuple(
        Row(number, dict(sorted(cells[number].items())), number in marked.hidden_rows) for number in sorted(cells)
    )
    merged = tuple(marked.merged)
    return Sheet(name, rows, hidden, frozenset(marked.hidden_columns), merged, tuple(marked.notes))
