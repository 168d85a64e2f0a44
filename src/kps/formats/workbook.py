"""Tables as a workbook (XLSX): a sheet each, with a head that stays, filters, and numbers, days and shares as such."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from kps.formats.extras import needs
from kps.report.shape import Share
from kps.report.table import Cell, Table

_NAME = 31
"""How many signs a sheet's name may have."""

_FORMATS: Mapping[str, dict[str, object]] = {
    "head": {"bold": True, "bg_color": "#14406B", "font_color": "#FFFFFF", "text_wrap": True, "valign": "top"},
    "text": {"valign": "top"},
    "long": {"valign": "top", "text_wrap": True},
    "whole": {"num_format": "#,##0", "valign": "top"},
    "number": {"num_format": "#,##0.0", "valign": "top"},
    "day": {"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"},
    "share": {"num_format": "0 %", "valign": "top"},
}
_WIDEST = 60
"""The widest that a column becomes, in signs; longer texts go over several lines."""


def workbook(tables: Sequence[Table], title: str, day: date) -> bytes:
    """The workbook's bytes, the same each time. Raises Missing where the library that writes it is not installed."""
    with needs("xlsx"):
        import xlsxwriter
    made = io.BytesIO()
    # A text is never read as a formula, a number or an address, whatever it begins with.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, options) as book:
        book.set_properties({"title": title, "author": "kps", "created": datetime.combine(day, time(12))})
        formats = {name: book.add_format(about) for name, about in _FORMATS.items()}
        names: list[str] = []
        for table in tables:
            names.append(_sheet_name(table.title, names))
            _fill(book.add_worksheet(names[-1]), table, formats)
    return made.getvalue()


def _sheet_name(title: str, taken: Sequence[str]) -> str:
    """A name that the format allows and that no other sheet has, in any case."""
    name = re.sub(r"[\[\]:*?/\\]", " ", title).strip("' ")[:_NAME].strip()
    known = {one.casefold() for one in taken}
    number = 1
    unique = name
    while unique.casefold() in known:
        number += 1
        unique = f"{name[: _NAME - len(str(number)) - 1]} {number}"
    return unique


def _fill(sheet: Any, table: Table, formats: Mapping[str, Any]) -> None:
    for column, words in enumerate(table.head):
        sheet.write_string(0, column, words, formats["head"])
        sheet.set_column(column, column, _width(table, column))
    for line, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            _write(sheet, (line, column), cell, formats)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), len(table.head) - 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


_A4 = 9


def _width(table: Table, column: int) -> int:
    # The filter's arrow takes room beside the head's longest word.
    longest = max(map(len, table.head[column].replace("_", "_ ").split()), default=0) + 4
    return min(_WIDEST, max(longest, *(len(row[column]) + 2 for row in table.words[1:]), 8))


def _write(sheet: Any, place: tuple[int, int], cell: Cell, formats: Mapping[str, Any]) -> None:
    match cell:
        case None | "":
            return
        case Share():
            if cell.part is not None:
                sheet.write_number(*place, cell.part, formats["share"])
        case float():
            sheet.write_number(*place, cell, formats["number"])
        case int():
            sheet.write_number(*place, cell, formats["whole"])
        case date():
            sheet.write_datetime(*place, datetime.combine(cell, time()), formats["day"])
        case str():
            sheet.write_string(*place, cell, formats["long" if len(cell) > _WIDEST else "text"])
