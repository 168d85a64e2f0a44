"""The status as a workbook and as CSV: read back with another library, and opened in LibreOffice where there is one."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from reports import DAY, HARMFUL, empty, example, harmful, several

from kps.formats.tables import as_csv, words
from kps.formats.workbook import workbook
from kps.language.printable import one_line
from kps.language.reader import choose
from kps.report.book import book
from kps.report.shape import Share
from kps.report.spreadsheet import COLUMNS, rows
from kps.report.table import Table
from kps.report.year_status import Status

ALL = [example, several, empty, harmful]
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
ODD = Table(
    "Odd",
    ("words", "count", "part", "share", "day", "nothing"),
    tuple((word, 1234, 158.5, Share(count=1, of=4), date(2026, 2, 1), None) for word in (*HARMFUL, "Nordre Øygård")),
)


@pytest.fixture(autouse=True)
def _bokmål() -> None:
    choose("nb")


def _opened(tables: tuple[Table, ...]) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(tables, "T", DAY, "nb")))


def _cells(found: Workbook) -> Iterator[Cell]:
    for sheet in found.worksheets:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if isinstance(cell, Cell))


def _column(sheet: Worksheet, name: str) -> list[Cell]:
    """The cells under a head."""
    (head,) = (cell for cell in sheet[1] if cell.value == name)
    return [row[head.column - 1] for row in sheet.iter_rows(min_row=2)]


# --- the workbook ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("made", ALL)
def test_a_sheet_for_each_table_with_a_head_that_stays_and_filters(made: Callable[[], Status]) -> None:
    tables = book(made())
    found = _opened(tables)
    assert len(found.worksheets) == len(tables)
    for sheet, table in zip(found.worksheets, tables, strict=True):
        assert tuple(cell.value for cell in sheet[1]) == words(table, "nb")[0]
        assert (sheet.max_row, sheet.max_column) == (len(table.rows) + 1, len(table.head))
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
        widths = [one.width for one in sheet.column_dimensions.values()]
        assert all(6 < width < 62 for width in widths)


@pytest.mark.parametrize("made", ALL)
def test_a_sheet_is_printed_on_few_pages_wide_that_say_whose_each_row_is(made: Callable[[], Status]) -> None:
    """On one; the sheet that a spreadsheet is built on has more columns than there is room for, and takes two."""
    for sheet in _opened(book(made())).worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        across = sheet.page_setup.fitToWidth or 1
        assert sheet.page_setup.fitToHeight == 0
        assert across == 1 or (across <= 3 and sheet.print_title_cols == "$A:$B")


def test_a_head_that_is_turned_has_the_room_it_takes() -> None:
    (sheet, *_) = _opened(book(several())).worksheets
    turned = [cell for cell in sheet[1] if cell.alignment.textRotation == 90]
    assert len(turned) > 40
    assert (sheet.row_dimensions[1].height or 0) >= 6 * max(len(str(cell.value)) for cell in turned)
    assert {cell.column_letter for cell in turned}.isdisjoint({"A", "B", "C"})


def test_numbers_are_numbers_and_days_are_days() -> None:
    sheet = _opened(book(example()))["kommuner"]
    assert [cell.value for cell in _column(sheet, "kommunenr")][:2] == ["4202", "4205"]
    assert [cell.value for cell in _column(sheet, "møter_holdt")] == [3, 3, 3, 3, 0, 2, 3]
    assert _column(sheet, "neste_revisjon")[0].value == datetime(2027, 1, 15)
    assert _column(sheet, "neste_revisjon")[0].number_format == "yyyy-mm-dd"
    assert _column(sheet, "dager_til_lukking")[5].value == 158.5
    assert _column(sheet, "neste_revisjon")[4].value is None
    shares = _column(_opened(book(example()))["I tide, og hvem som var til sted"[:31]], "2026")
    assert (shares[1].value, shares[1].number_format) == (0.9, "0 %")


def test_what_begins_like_a_formula_is_text() -> None:
    for found in (_opened((ODD,)), _opened(book(harmful()))):
        assert {cell.data_type for cell in _cells(found)} <= {"s", "n", "d"}
    words = [cell.value for cell in _column(_opened((ODD,)).worksheets[0], "words")]
    assert words == [*map(one_line, HARMFUL), "Nordre Øygård"]


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    (cell,) = _column(_opened((Table("X", ("a",), (("å" * 40_000,),)),)).worksheets[0], "a")
    assert cell.value == "å" * 32_766 + "…"


def test_sheets_have_names_that_are_allowed_and_their_own() -> None:
    titles = (*HARMFUL, "Råd", "RÅD", "råd", "a" * 31 + "b", "a" * 31 + "c", "a" * 30 + "'b", "'", "")
    names = _opened(tuple(Table(title, ("a",), ((1,),)) for title in titles)).sheetnames
    assert len({name.casefold() for name in names}) == len(titles)
    assert [name for name in names if not re.fullmatch(r"(?!')[^\[\]:*?/\\\x00-\x1f]{1,31}(?<!')", name)] == []


def test_the_same_report_gives_the_same_bytes() -> None:
    assert workbook(book(example()), "T", DAY, "nb") == workbook(book(example()), "T", DAY, "nb")


# --- the rows as CSV -------------------------------------------------------------------------------------


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def test_a_norwegian_excel_opens_the_csv_as_it_stands() -> None:
    text = as_csv(rows(example()), "nb")
    assert text.encode().startswith(b"\xef\xbb\xbfkommunenr;kommune;")
    assert text.count("\n") == text.count("\r\n") == 8
    head, *lines = _rows(text)
    assert head == [column.name for column in COLUMNS]
    bykle = dict(zip(head, lines[5], strict=True))
    assert {name: bykle[name] for name in ("kommune", "neste_revisjon", "dager_til_lukking", "møter_holdt")} == {
        "kommune": "Bykle", "neste_revisjon": "2027-06-01", "dager_til_lukking": "158,5", "møter_holdt": "2",
    }  # fmt: skip


def test_no_word_of_the_csv_runs_as_a_formula_or_begins_a_line_of_its_own() -> None:
    for text in (as_csv(ODD, "nb"), as_csv(rows(harmful()), "nb")):
        _, *lines = _rows(text)
        assert [cell for row in lines for cell in row if re.match(r"\s*[=+@-]", cell)] == []
        assert [sign for sign in text if not sign.isprintable() and sign not in "\r\n\ufeff"] == []
        assert text.count("\n") == len(lines) + 1
    assert [row[0] for row in _rows(as_csv(ODD, "nb"))[9:12]] == ["'=1+1", "'+47 1", "'-1"]


# --- in LibreOffice --------------------------------------------------------------------------------------


def _through_office(file: Path, *options: str) -> Workbook:
    """What LibreOffice makes of the file, as a workbook of its own."""
    out = file.parent / "out"
    own = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    command = [str(OFFICE), "--headless", own, *options, "--convert-to", "xlsx", "--outdir", str(out), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return openpyxl.load_workbook(out / f"{file.stem}.xlsx")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed; the files were not opened in it")
def test_libreoffice_reads_the_workbook_as_it_was_meant(tmp_path: Path) -> None:
    file = tmp_path / "status.xlsx"
    file.write_bytes(workbook((ODD, *book(example())), "T", DAY, "nb"))
    found = _through_office(file)
    odd = found.worksheets[0]
    assert [cell.value for cell in _column(odd, "words")] == [*map(one_line, HARMFUL), "Nordre Øygård"]
    assert [cell.value for cell in odd[2]][1:] == [1234, 158.5, 0.25, datetime(2026, 2, 1), None]
    assert {cell.data_type for cell in _cells(found)} <= {"s", "n", "d"}
    assert odd.auto_filter.ref == odd.dimensions


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed; the files were not opened in it")
def test_libreoffice_reads_the_csv_as_a_norwegian_spreadsheet(tmp_path: Path) -> None:
    file = tmp_path / "status.csv"
    file.write_text(as_csv(ODD, "nb"), encoding="utf-8", newline="")
    # Semicolons, UTF-8, in bokmål; days and numbers are recognized.
    (sheet,) = _through_office(file, "--infilter=CSV:59,34,76,1,,1044,false,true").worksheets
    assert [cell.value for cell in sheet[2]][1:5] == [1234, 158.5, 0.25, datetime(2026, 2, 1)]
    words = [cell.value for cell in _column(sheet, "words")]
    assert words[-1] == "Nordre Øygård"
    assert words[8:13] == ["'=1+1", "'+47 1", "'-1", "'@SUM(A1)", "'=1+1"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
