"""A workbook's cells are read as they are shown; what is damaged, locked or a bomb is told of."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from io import BytesIO
from typing import Any

import pytest
from made_book import Formula, Rows, Shown, book, separated

from kps.intake.readers.binary_extent import old_workbook_fits, sheet_fits
from kps.intake.readers.grid import Sheet, Workbook, letters
from kps.intake.readers.separated import is_separated
from kps.intake.readers.separated import separated as values
from kps.intake.readers.workbooks import is_workbook, workbook
from kps.intake.source import Unreadable

pytest.importorskip("python_calamine")


def texts(sheet: Sheet) -> list[list[str]]:
    return [[cell.text for cell in row.cells.values()] for row in sheet.rows]


def only(found: Workbook) -> Sheet:
    (sheet,) = found.sheets
    return sheet


def changed(data: bytes, parts: dict[str, Callable[[bytes], bytes | None]], **more: bytes) -> bytes:
    """An archive with some parts made otherwise, left out, or added."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = parts[name](old.read(name)) if name in parts else old.read(name)
            if part is not None:
                new.writestr(name, part)
        for name, part in more.items():
            new.writestr(name, part)
    return made.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
MIXED: Rows = [
    [date(2024, 1, 2), Shown(datetime(2024, 1, 2, 9, 30), "dd.mm.yyyy hh:mm"), Shown(date(2017, 3, 1), "mmm yyyy")],
    [Shown(0.5, "0 %"), Shown(301, "0000"), 301, 1e300, 12.5, True, False],
    [Formula("=1/0", "#DIV/0!"), Formula("=A1"), Formula("=A1", 7), "  to\nlinjer  ", "=ikke en formel"],
    [Shown(date(2024, 5, 17), "d. mmmm"), Shown(date(2024, 5, 17), "yyyy"), Shown(0.375, "hh:mm")],
]


def test_cells_are_read_as_they_are_shown() -> None:
    sheet = only(workbook(book(MIXED)))
    assert texts(sheet) == [
        ["2024-01-02", "2024-01-02 09:30", "mars 2017"],
        ["50 %", "0301", "301", "1e+300", "12,5", "SANN", "USANN"],
        ["#DIV/0!", "=A1", "7", "to\nlinjer", "=ikke en formel"],
        ["17. mai", "2024", "09:00"],
    ]
    kinds = [[cell.kind for cell in row.cells.values()] for row in sheet.rows]
    assert kinds[0] == ["day", "day", "part_of_day"]
    assert kinds[2] == ["error", "uncomputed", "number", "text", "text"]
    assert kinds[3] == ["part_of_day"] * 3


def test_what_is_hidden_merged_and_written_beside_is_known() -> None:
    def more(whole: Any, sheet: Any) -> None:
        sheet.merge_range("A2:A3", "felles")
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_column("C:C", None, None, {"hidden": True})
        sheet.write_comment("B2", "Husk å ringe")
        whole.get_worksheet_by_name("Skjult").hide()

    shown, hidden = workbook(book([["A", "B", "C"], [], [], ["x"]], more=more, Skjult=[["y"]]))
    assert [(row.number, row.hidden) for row in shown.rows] == [(1, False), (2, False), (4, True)]
    assert shown.hidden_columns == {2}
    assert [(one.top, one.left, one.bottom, one.right) for one in shown.merged] == [(2, 0, 3, 0)]
    assert [(one.place.text("en"), one.text) for one in shown.notes] == [("Politiråd!B2, comment", "Husk å ringe")]
    assert (shown.hidden, hidden.hidden) == (False, True)


def test_text_boxes_and_what_is_printed_on_each_page_stand_beside_the_cells() -> None:
    def more(whole: Any, sheet: Any) -> None:
        sheet.insert_textbox("D4", "Husk Risør\nog Arendal")
        sheet.set_header('&L&"Arial,Bold"&12Utkast, ikke ferdig&CSide &P av &N')
        sheet.set_footer("&R&D &P/&N")

    (shown,) = workbook(book([["A", "B"], ["x", "y"]], more=more))
    assert [(one.place.text("en"), one.text) for one in shown.notes] == [
        ("Politiråd, printed page", "Utkast, ikke ferdig"),
        ("Politiråd!D4, text box", "Husk Risør\nog Arendal"),
    ]
    assert [[cell.text for cell in row.cells.values()] for row in shown.rows] == [["A", "B"], ["x", "y"]]


def test_what_is_struck_out_is_known_be_it_a_part_of_the_cell() -> None:
    def more(whole: Any, sheet: Any) -> None:
        struck = whole.add_format({"font_strikeout": True})
        sheet.write_string("A2", "Kari Hansen", struck)
        sheet.write_rich_string("B2", struck, "Kari Hansen ", whole.add_format(), "Ola By")
        sheet.write_datetime(
            "C2", datetime(2024, 1, 2), whole.add_format({"num_format": "dd.mm.yy", "font_strikeout": True})
        )
        sheet.write_string("D2", "Ola By", whole.add_format({"bold": True}))

    cells = only(workbook(book([["A"]], more=more))).rows[1].cells.values()
    assert [(cell.text, cell.kind) for cell in cells] == [
        ("Kari Hansen", "struck"), ("Kari Hansen Ola By", "struck"), ("2024-01-02", "struck"), ("Ola By", "text")
    ]  # fmt: skip


def test_a_number_in_a_column_of_days_is_a_day_and_no_other_number_is() -> None:
    def more(whole: Any, sheet: Any) -> None:
        sheet.set_column("A:A", None, whole.add_format({"num_format": "dd.mm.yyyy"}))
        sheet.write_number("A2", 45678)
        sheet.write_number("B2", 45678)

    day, number = only(workbook(book([["Dag", "Tall"]], more=more))).rows[1].cells.values()
    assert (day.text, day.kind, number.text, number.kind) == ("2025-01-21", "day", "45678", "number")


_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMES = " ".join(f'xmlns:{name}="{_OASIS}{name}:1.0"' for name in ("office", "table", "text", "style"))
_TEXT = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
ODS = f"""<office:document-content {_NAMES} office:version="1.2"><office:automatic-styles>
<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Råd">
<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>
<table:table-row>%s</table:table-row>
<table:table-row table:visibility="collapse">{_TEXT.format("gjemt")}</table:table-row>
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/>
</table:table-row></table:table><table:table table:name="Skjult" table:style-name="ta2">
<table:table-row>{_TEXT.format("x")}</table:table-row></table:table>
</office:spreadsheet></office:body></office:document-content>"""


def ods(cells: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", (ODS % cells).replace("\n", ""))
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return made.getvalue()


def _ods_cell(kind: str, value: str, text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="{kind}" {value} {more}><text:p>{text}</text:p></table:table-cell>'


def test_an_opendocument_sheet_is_read_alike() -> None:
    data = ods(
        _ods_cell("date", 'office:date-value="2024-03-12"', "12.03.24")
        + _ods_cell("date", 'office:date-value="2017-03-01"', "mars 2017")
        + _ods_cell("percentage", 'office:value="0.5"', "50 %")
        + _ods_cell("float", 'office:value="301"', "0301")
        + _ods_cell("string", "", "#N/A", 'table:formula="of:=NA()"')
        + '<table:table-cell table:formula="of:=[.A1]"/>'
    )
    assert is_workbook(data, ".ods")
    shown, hidden = workbook(data)
    assert texts(shown) == [["2024-03-12", "mars 2017", "50 %", "0301", "#N/A", "=[.A1]"], ["gjemt"]]
    assert [cell.kind for cell in shown.rows[0].cells.values()] == [
        "day", "part_of_day", "number", "number", "error", "uncomputed"
    ]  # fmt: skip
    assert (shown.rows[1].hidden, shown.hidden_columns, hidden.hidden) == (True, frozenset((2,)), True)


@pytest.mark.parametrize(
    ("sign", "encoding", "remarks"),
    [(";", "utf-8-sig", 0), (";", "utf-8", 0), (",", "utf-8", 0), ("\t", "utf-16", 0), (";", "cp1252", 1)],
)
def test_separated_values_in_any_writing(sign: str, encoding: str, remarks: int) -> None:
    data = separated([["Kommune", "Ordfører", "Merknad"], ["Åmli", "Åse Bø", 'a; b, "c"\nd'], []], sign, encoding)
    assert is_separated(data, ".csv")
    found = values(data)
    assert texts(only(found)) == [["Kommune", "Ordfører", "Merknad"], ["Åmli", "Åse Bø", 'a; b, "c"\nd']]
    assert len(found.remarks) == remarks


def test_the_sign_between_values_is_the_one_that_makes_even_rows() -> None:
    data = "Politiråd, avtaler, og kontakter; Agder\nKommune;Status;Møter\nÅmli;aktivt;1.2, 3.4, 5.6, 7.8\n".encode()
    assert [len(row.cells) for row in only(values(data)).rows] == [2, 3, 3]


def test_a_mark_before_what_would_be_reckoned_out_is_no_part_of_the_text() -> None:
    assert texts(only(values(b"a;b;c\n'=1+1;'+47 1;'kari\n")))[1] == ["=1+1", "+47 1", "'kari"]


# --- what strangers may send -------------------------------------------------------------------------------------


def _other(made: bytes, part: bytes) -> bytes:
    return made


def _bomb(data: bytes) -> bytes:
    return re.sub(rb"<sheetData>", b"<sheetData>" + b" " * (101 * 1024 * 1024), data)


HOSTILE: dict[str, Callable[[bytes], bytes]] = {
    "entities": lambda data: changed(
        data, {SHEET: lambda part: part.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1)}
    ),
    "a bomb": lambda data: changed(data, {SHEET: _bomb}),
    "too deep": lambda data: changed(
        data, {SHEET: lambda part: part.replace(b"<sheetData>", b"<sheetData>" + b"<a>" * 99)}
    ),
    "far away": lambda data: changed(data, {SHEET: lambda part: part.replace(b'r="A1"', b'r="XFD1048576"', 1)}),
    "no sheet": lambda data: changed(data, {SHEET: lambda part: None}),
    "no book": lambda data: changed(data, {"xl/workbook.xml": lambda part: b"<workbook/>"}),
    "half of it": lambda data: data[: len(data) // 2],
    "locked": lambda data: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
    "an odd reference": lambda data: changed(data, {SHEET: lambda part: part.replace(b'r="A1"', b'r="1A"', 1)}),
    "an old one that is none": lambda data: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook\0".encode("utf-16-le") * 99,
    "a column too many": lambda data: changed(data, {SHEET: lambda part: part.replace(b'r="A1"', b'r="ZZZ1"', 1)}),
}


@pytest.mark.parametrize("harm", HOSTILE)
def test_what_cannot_be_read_is_told_and_stops_nothing(harm: str) -> None:
    data = HOSTILE[harm](book(MIXED))
    if harm != "no book":
        with pytest.raises(Unreadable):
            workbook(data)
    else:
        assert all(sheet.rows == () for sheet in workbook(data))


def test_macros_links_and_pictures_are_never_handed_on() -> None:
    data = changed(
        book([["Kommune"]]),
        {},
        **{"xl/vbaProject.bin": b"x" * 9, "xl/externalLinks/externalLink1.xml": b"<", "xl/media/a.png": b"y"},
    )
    assert texts(only(workbook(data))) == [["Kommune"]]


def test_no_bytes_give_anything_but_sheets_or_a_message() -> None:
    chance = random.Random(20261124)
    whole = [book(MIXED), ods(_ods_cell("string", "", "x")), separated([["a", "b"], ["c", "d"]], ";", "utf-8")]
    for _ in range(150):
        data = bytearray(chance.choice(whole))
        for _ in range(chance.choice((1, 3, 30))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        bytes_given = bytes(data[: chance.choice((len(data), len(data), chance.randrange(len(data))))])
        for ending, known, read in ((".xlsx", is_workbook, workbook), (".csv", is_separated, values)):
            try:
                if known(bytes_given, ending):
                    read(bytes_given)
            except Unreadable:
                continue


def test_the_parts_of_a_workbook_in_disorder_give_sheets_or_a_message() -> None:
    chance = random.Random(7)
    sheet = changed(book(MIXED), {})
    with zipfile.ZipFile(BytesIO(sheet)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in (SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"):
        for _ in range(30):
            part = bytearray(parts[name])
            for _ in range(chance.choice((1, 2, 8))):
                at = chance.randrange(len(part))
                part[at : at + chance.choice((0, 1, 4))] = chance.choice(
                    (b"", b"9", b"<", b'"', b"-1", b"\xff", b"1e9")
                )
            try:
                workbook(changed(sheet, {name: partial(_other, bytes(part))}))
            except Unreadable:
                continue


def test_binary_sheets_that_reach_too_far_are_seen_before_they_are_read() -> None:
    def record(kind: int, data: bytes) -> bytes:
        return bytes((kind, len(data))) + data

    near = record(0, (4).to_bytes(4, "little")) + record(5, (3).to_bytes(4, "little") + b"\0" * 8)
    far = record(0, (1_000_000).to_bytes(4, "little")) + record(5, (16_000).to_bytes(4, "little") + b"\0" * 8)
    assert sheet_fits(near)
    assert not sheet_fits(near + far)
    assert sheet_fits(b"\x80")
    assert old_workbook_fits(b"\xd0\xcf\x11\xe0" * 200)


def test_columns_have_letters() -> None:
    assert [letters(column) for column in (0, 25, 26, 701, 702, 16_383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
