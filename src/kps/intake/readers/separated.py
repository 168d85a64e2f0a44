"""Files of separated values (csv) as a sheet of cells: every value a text."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO

from kps.intake.readers.grid import MOST_CELLS, Cell, Row, Sheet, Workbook
from kps.intake.source import Unreadable
from kps.language import Message, msg
from kps.source.text import BOM, UTF16_MARKS

_SIGNS = (";", ",", "\t")
_LOOKED_AT = 20
"""So many lines tell what values are separated by."""
_FORMULA = ("=", "+", "-", "@")

_WINDOWS = msg("it is not UTF-8; it was read as Windows-1252, as older programs write: look at æ, ø and å")
_NO_TEXT = msg("it is no text; save it as CSV (UTF-8) from the spreadsheet")
_NOT_SEPARATED = msg("it cannot be taken apart into values: a quotation mark is not closed, or a value is far too long")


def is_separated(data: bytes, ending: str) -> bool:
    """Whether the bytes are values with signs between, by the name's ending and the first lines."""
    if ending not in (".csv", ".tsv", ".txt") or data.lstrip(BOM)[:15].upper().startswith(b"BEGIN:VCALENDAR"):
        return False
    text, _ = _decoded(data[:100_000] if not data.startswith(UTF16_MARKS) else data)
    return text is not None and (ending != ".txt" or _width(text, _sign(text)) > 1)


def separated(data: bytes) -> Workbook:
    """The sheet in the bytes, and what writing it is in where that was not to be expected."""
    text, remark = _decoded(data)
    if text is None:
        raise Unreadable(_NO_TEXT)
    rows, cells = [], 0
    try:
        for number, values in enumerate(csv.reader(StringIO(text, newline=""), delimiter=_sign(text)), start=1):
            found = {column: Cell(shown) for column, value in enumerate(values) if (shown := _shown(value))}
            cells += len(found)
            if cells > MOST_CELLS:
                raise Unreadable(msg("it has more than {most} cells", most=MOST_CELLS))
            if found:
                rows.append(Row(number, found))
    except csv.Error as error:
        raise Unreadable(_NOT_SEPARATED) from error
    return Workbook((Sheet("", tuple(rows)),), (remark,) if remark else ())


def _decoded(data: bytes) -> tuple[str | None, Message | None]:
    """The text, and what is told of its writing; no text where there is none."""
    try:
        if data.startswith(UTF16_MARKS):
            text, remark = data.decode("utf-16"), None
        else:
            text, remark = data.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        if data.startswith(UTF16_MARKS):
            return None, None
        text, remark = _windows(data), _WINDOWS
    return (None, None) if "\0" in text else (text, remark)


def _windows(data: bytes) -> str:
    """Windows-1252; its five bytes that are no sign stay what they are."""
    return "".join(_WINDOWS_SIGNS[one] for one in data)


_WINDOWS_SIGNS = tuple(bytes((one,)).decode("cp1252", "ignore") or chr(one) for one in range(256))


def _shown(value: str) -> str:
    text = value.strip()
    # Put before what a spreadsheet would reckon out, by those who write such files with care.
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def _sign(text: str) -> str:
    """What the values are separated by: the sign that makes the most values in lines of the same length."""
    return max(_SIGNS, key=lambda sign: _evenness(text, sign))


def _evenness(text: str, sign: str) -> int:
    widths = Counter(_widths(text, sign))
    return max((count * (width - 1) for width, count in widths.items()), default=0)


def _width(text: str, sign: str) -> int:
    return max(_widths(text, sign), default=0)


def _widths(text: str, sign: str) -> list[int]:
    widths: list[int] = []
    try:
        for values in csv.reader(StringIO(text, newline=""), delimiter=sign):
            if any(value.strip() for value in values):
                widths.append(len(values))
            if len(widths) == _LOOKED_AT:
                break
    except csv.Error:
        pass
    return widths
