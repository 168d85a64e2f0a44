"""Tables as a workbook (XLSX): a sheet each, with a head that stays, filters, and numbers, days and shares as such."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from math import ceil
from textwrap import wrap
from typing import Any

from kps.formats.extras import needs
from kps.formats.tables import shown, words
from kps.language import Language, Spoken, in_language
from kps.language.printable import one_line
from kps.report.shape import Share
from kps.report.table import Cell, Table

_NAME = 31
"""How many signs a sheet's name may have."""
_TEXT = 32_767
"""How many signs a cell may have."""

_HEAD = {"bold": True, "bg_color": "#14406B", "font_color": "#FFFFFF", "text_wrap": True, "valign": "bottom"}
_FORMATS: Mapping[str, dict[str, object]] = {
    "head": {**_HEAD, "align": "left", "indent": 1},
    "head of figures": {**_HEAD, "align": "right"},
    "turned head": {**_HEAD, "align": "center", "rotation": 90},
    "text": {"valign": "top", "text_wrap": True, "align": "left", "indent": 1},
    "whole": {"num_format": "#,##0", "valign": "top"},
    "number": {"num_format": "#,##0.0", "valign": "top"},
    "measured": {"num_format": "General", "valign": "top"},
    "day": {"num_format": "yyyy-mm-dd", "valign": "top"},
    "share": {"num_format": "0 %", "valign": "top"},
}
_NARROWEST = 9
_WIDEST = 60
"""The widest that a column becomes, in signs; longer texts go over several lines."""
_LINE = 15
"""The height of a line, in points."""
_MOST_LINES = 12
_TURNED_NARROWEST = 7
_TURNED_SIGN = 6.5
"""The height of a sign in a head that is turned, in points."""
_PAGE = 240
"""A sheet that is wider than this, in signs, would be too small to read on one page's width."""
_A4 = 9


def workbook(tables: Sequence[Table], title: str, day: date, language: Language) -> bytes:
    """The workbook's bytes, the same each time.

    Raises Missing where the library that writes it is not installed.
    """
    with needs("xlsx"):
        import xlsxwriter
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"title": title, "author": "kps", "created": datetime.combine(day, time(12))})
        formats = {name: book.add_format(about) for name, about in _FORMATS.items()}
        names: list[str] = []
        for table in tables:
            names.append(_sheet_name(shown(table.title, language), names))
            _fill(book.add_worksheet(names[-1]), table, formats, language)
    return made.getvalue()


def _sheet_name(title: str, taken: Sequence[str]) -> str:
    """A name that the format allows and that no other sheet has, in any case."""
    name = _allowed(one_line(re.sub(r"[\[\]:*?/\\]", " ", title)), _NAME) or "kps"
    known = {one.casefold() for one in taken}
    number = 1
    unique = name
    while unique.casefold() in known:
        number += 1
        unique = f"{_allowed(name, _NAME - len(str(number)) - 1)} {number}"
    return unique


def _allowed(name: str, length: int) -> str:
    """As much of the name as there is room for; an apostrophe may not stand at its ends."""
    return name.strip("' ")[:length].strip("' ")


def _fill(sheet: Any, table: Table, formats: Mapping[str, Any], language: Language) -> None:
    lines = words(table, language)
    columns = list(zip(*lines, strict=True))
    # Figures and days stand to the right; where they are too many for a page, their heads are turned.
    figures = [not any(isinstance(row[column], str | Spoken) for row in table.rows) for column in range(len(columns))]
    turned = [one and sum(map(_width, columns)) > _PAGE for one in figures]
    widths = [_turned_width(one) if is_turned else _width(one) for one, is_turned in zip(columns, turned, strict=True)]
    for column, (head, width) in enumerate(zip(lines[0], widths, strict=True)):
        kind = "turned head" if turned[column] else "head of figures" if figures[column] else "head"
        sheet.write_string(0, column, head, formats[kind])
        sheet.set_column(column, column, width)
    for line, row in enumerate(lines):
        sheet.set_row(line, _LINE * max(map(_lines, row, widths)))
    if any(turned):
        sheet.set_row(0, _TURNED_SIGN * max(len(head) for head, one in zip(lines[0], turned, strict=True) if one))
    for line, cells in enumerate(table.rows, start=1):
        for column, cell in enumerate(cells):
            _write(sheet, (line, column), in_language(cell, language) if isinstance(cell, Spoken) else cell, formats)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), len(table.head) - 1)
    _for_paper(sheet, sum(widths))


def _for_paper(sheet: Any, width: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(ceil(width / _PAGE), 0)
    if width > _PAGE:
        sheet.repeat_columns(0, 1)


def _width(column: Sequence[str]) -> int:
    """How wide a column is to be, by its words; the head, which may be folded, comes first."""
    head, *cells = column
    # The filter's arrow takes room beside the head's longest word.
    longest = max(map(len, head.split()), default=0) + 4
    return min(_WIDEST, max(longest, *(len(cell) + 3 for cell in cells), _NARROWEST))


def _turned_width(column: Sequence[str]) -> int:
    """How wide a column of figures is to be under a head that is turned."""
    return max(_TURNED_NARROWEST, *(len(cell) + 3 for cell in column[1:]))


def _lines(text: str, width: int) -> int:
    """How many lines a text takes; said in so many words, as not every program finds out by itself."""
    return min(_MOST_LINES, len(wrap(text, width - 2)) or 1)


def _write(sheet: Any, place: tuple[int, int], cell: Cell, formats: Mapping[str, Any]) -> None:
    match cell:
        case None:
            return
        case Share():
            if cell.part is not None:
                sheet.write_number(*place, cell.part, formats["share"])
        case float() if not cell.is_integer():
            sheet.write_number(*place, cell, formats["number"])
        case Decimal():
            sheet.write_number(*place, float(cell), formats["measured"])
        case int() | float():
            sheet.write_number(*place, cell, formats["whole"])
        case date():
            sheet.write_datetime(*place, datetime.combine(cell, time()), formats["day"])
        case str():
            # Written as a text, it is never read as a formula, a number or an address, whatever it begins with.
            text = one_line(cell)
            sheet.write_string(*place, text if len(text) <= _TEXT else f"{text[: _TEXT - 1]}…", formats["text"])
