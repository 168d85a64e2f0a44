"""Workbooks and registers made for a test, in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter

from kps.intake.claim import Claim, Reading
from kps.intake.piece import Told
from kps.intake.source import Source, Wanted
from kps.intake.tables import apart, is_one, reading
from kps.language import in_language
from kps.register.index import Register
from kps.register.memory import Texts
from kps.register.reading import load

DAY = date(2026, 11, 24)
SHEET = "Politiråd"


@dataclass(frozen=True)
class Shown:
    """A value and the format that it is shown in."""

    value: Any
    code: str


@dataclass(frozen=True)
class Formula:
    """A formula, and the value that the file holds for it; none where it was never reckoned out."""

    text: str
    value: Any = ""


Cell = Shown | Formula | date | str | int | float | bool | None
Rows = Sequence[Sequence[Cell]]


def book(rows: Rows, name: str = SHEET, more: Callable[[Any, Any], None] | None = None, **others: Rows) -> bytes:
    """A workbook with a sheet of these rows; ``more`` is done to it and its first sheet, ``others`` are more sheets."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as whole:
        for title, of_sheet in {name: rows, **others}.items():
            sheet = whole.add_worksheet(title)
            for row, cells in enumerate(of_sheet):
                for column, cell in enumerate(cells):
                    _write(whole, sheet, row, column, cell)
        if more:
            more(whole, whole.get_worksheet_by_name(name))
    return made.getvalue()


def _write(whole: Any, sheet: Any, row: int, column: int, cell: Cell) -> None:
    match cell:
        case None | "":
            return
        case Formula(text, value):
            sheet.write_formula(row, column, text, None, value)
        case Shown(value, code):
            form = whole.add_format({"num_format": code})
            at = datetime.combine(value, time()) if type(value) is date else value
            (sheet.write_datetime if isinstance(at, datetime | time) else sheet.write)(row, column, at, form)
        case date():
            _write(whole, sheet, row, column, Shown(cell, "dd.mm.yyyy"))
        case str():
            sheet.write_string(row, column, cell)
        case _:
            sheet.write(row, column, cell)


def separated(rows: Rows, sign: str = ";", encoding: str = "utf-8-sig") -> bytes:
    """The rows as separated values, as a spreadsheet writes them."""
    lines = (sign.join(_quoted("" if cell is None else str(cell), sign) for cell in row) for row in rows)
    return "".join(f"{line}\r\n" for line in lines).encode(encoding)


def _quoted(text: str, sign: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"' if any(one in text for one in (sign, '"', "\n")) else text


def register(district: str = "Agder", **files: str) -> Register:
    """A register of a whole district, with more files: their names have _ for / and no ending."""
    charter = f"type: register\nnavn: {district}\npolitidistrikt: {district}\nkommuner: alle\ngjelder_fra: 2024-01-01\n"
    texts = {f"{name.replace('__', '/')}.yaml": text for name, text in files.items()}
    return load(Texts({"kps.yaml": charter, **texts}))


def read(
    data: bytes, mapping: str | None = None, *, name: str = "agder.xlsx", sheet: str = "", of: str = "Agder"
) -> Reading:
    """What is made of a workbook in an empty register of a district."""
    source, wanted = Source(name, data), Wanted(DAY, mapping, sheet)
    assert is_one(source)
    return reading(apart(source, wanted), register(of), wanted)


def unplaced(found: Reading) -> dict[str, str]:
    """The texts that are not placed, each with the reason."""
    return {one.piece.text: reason(one) for one in found.told if one.fate == "unplaced"}


def reason(told: Told) -> str:
    """Why it is not placed, in English."""
    return told.reason.text("en") if told.reason else ""


def said(found: Reading) -> list[str]:
    """What is claimed, a line a claim: the subject, the way, the value, and where it stands."""
    return [_line(one) for one in found.claims]


def _line(one: Claim) -> str:
    way = ".".join(map(str, one.path))
    where = ",".join(in_language(piece.place, "en").rpartition("!")[2] for piece in one.pieces)
    return f"{one.subject}: {way} = {one.value} [{where}]"
