"""The markings of an Excel workbook (xlsx, xlsm), from its own XML (ECMA-376, 18)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import dirname, join, normpath

from kps.intake.readers.archive import DAMAGED, hear
from kps.intake.readers.excel_beside import COMMENTS, DRAWING, PRINTED, Comments, TextBoxes, printed
from kps.intake.readers.grid import Merged
from kps.intake.readers.markings import BookMarkings, Markings
from kps.intake.readers.number_formats import PLAIN, Format, built_in, format_of
from kps.intake.source import Unreadable

BOOK = "xl/workbook.xml"
_TEXTS = "xl/sharedStrings.xml"
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)
_RANGE = re.compile(r"([A-Z]{1,3}[1-9][0-9]{0,6}):([A-Z]{1,3}[1-9][0-9]{0,6})", re.ASCII)
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_YES = ("1", "true", "on")


def markings(parts: Mapping[str, bytes]) -> BookMarkings:
    """What the parts of a workbook say of its sheets."""
    book = _Book()
    hear(_part(parts, BOOK), book)
    formats, struck = _Formats(), _StruckTexts()
    if "xl/styles.xml" in parts:
        hear(parts["xl/styles.xml"], formats)
    if _TEXTS in parts and b"strike" in parts[_TEXTS]:
        hear(parts[_TEXTS], struck)
    ways = _ways(parts, BOOK)
    found = BookMarkings(from_1904=book.from_1904)
    for name, way, hidden in book.sheets:
        sheet = Markings(name, hidden)
        found.sheets.append(sheet)
        if (file := ways.get(way, "")) in parts:
            hear(parts[file], _Cells(sheet, formats, struck.numbers))
            _add_notes(sheet, parts, file)
    return found


def place_of(reference: str) -> tuple[int, int]:
    """The row, from 1, and the column, from 0, of ``D7``; Unreadable where it is no cell's."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        raise Unreadable(DAMAGED)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    if column > _LAST_COLUMN or int(found[2]) > _LAST_ROW:
        raise Unreadable(DAMAGED)
    return int(found[2]), column - 1


def _part(parts: Mapping[str, bytes], name: str) -> bytes:
    if name not in parts:
        raise Unreadable(DAMAGED)
    return parts[name]


def _ways(parts: Mapping[str, bytes], file: str) -> dict[str, str]:
    """The parts that a part leads to, by id; what lies outside the file is passed over."""
    ways = _Ways(dirname(file))
    name = f"{dirname(file)}/_rels/{file.rpartition('/')[2]}.rels"
    if name in parts:
        hear(parts[name], ways)
    return ways.found


def _add_notes(sheet: Markings, parts: Mapping[str, bytes], file: str) -> None:
    for name in sorted(one for one in _ways(parts, file).values() if one in parts):
        if COMMENTS.fullmatch(name):
            hear(parts[name], Comments(sheet))
        elif DRAWING.fullmatch(name):
            hear(parts[name], TextBoxes(sheet))


class _Silent:
    """Listens, and makes nothing of it."""

    def start(self, name: str, given: dict[str, str]) -> None:
        """An element begins."""

    def data(self, text: str) -> None:
        """Text stands there."""

    def end(self, name: str) -> None:
        """An element ends."""


class _Book(_Silent):
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.from_1904 = False

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "sheet":
            hidden = given.get("state", "visible") != "visible"
            self.sheets.append((given.get("name", ""), given.get("id", ""), hidden))
        elif name == "workbookPr":
            self.from_1904 = given.get("date1904", "0") in _YES


class _Ways(_Silent):
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.found: dict[str, str] = {}

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "Relationship" and given.get("TargetMode", "Internal") != "External":
            target = given.get("Target", "")
            way = target.lstrip("/") if target.startswith("/") else normpath(join(self._folder, target))
            self.found[given.get("Id", "")] = way


class _Formats(_Silent):
    """The formats of cells, in the order that cells name them by."""

    def __init__(self) -> None:
        self._codes: dict[str, Format] = {}
        self._fonts: list[bool] = []
        self._within = ""
        self.formats: list[Format] = []
        self.struck: set[int] = set()
        """The places among them of those whose letters are struck out."""

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "numFmt":
            self._codes[given.get("numFmtId", "")] = format_of(given.get("formatCode", ""))
        elif name in ("cellXfs", "fonts"):
            self._within = name
        elif name == "font" and self._within == "fonts":
            self._fonts.append(False)
        elif name == "strike" and self._within == "fonts" and self._fonts:
            self._fonts[-1] = given.get("val", "1") in _YES
        elif name == "xf" and self._within == "cellXfs":
            number, font = given.get("numFmtId", "0"), _whole(given.get("fontId", ""))
            if font < len(self._fonts) and self._fonts[font]:
                self.struck.add(len(self.formats))
            self.formats.append(self._codes.get(number) or built_in(_whole(number)))

    def end(self, name: str) -> None:
        if name == self._within:
            self._within = ""


class _StruckTexts(_Silent):
    """The texts that cells share, by number: those of which a part is struck out."""

    def __init__(self) -> None:
        self._number = -1
        self.numbers: set[int] = set()

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "si":
            self._number += 1
        elif name == "strike" and given.get("val", "1") in _YES:
            self.numbers.add(self._number)


class _Cells(_Silent):
    """A sheet's rows, columns and cells."""

    def __init__(self, sheet: Markings, formats: _Formats, struck: set[int]) -> None:
        self._sheet, self._formats = sheet, formats.formats
        self._struck_formats, self._struck_texts = formats.struck, struck
        self._row, self._column = 0, -1
        self._kind = ""
        self._texts: dict[str, str] = {}
        self._within = ""

    def start(self, name: str, given: dict[str, str]) -> None:
        match name:
            case "c":
                self._begin(given)
            case "v" | "f" | "t":
                self._within = name
                self._texts.setdefault(name, "")
            case "row":
                self._row, self._column = _whole(given.get("r", "")) or self._row + 1, -1
                if given.get("hidden", "0") in _YES:
                    self._sheet.hidden_rows.add(self._row)
            case "col":
                self._columns(given)
            case _ if name in PRINTED:
                self._within, self._texts = name, {name: ""}
            case "mergeCell":
                self._merge(given.get("ref", ""))

    def data(self, text: str) -> None:
        if self._within:
            self._texts[self._within] += text

    def end(self, name: str) -> None:
        if name == self._within:
            self._within = ""
            if name in PRINTED and (note := printed(self._sheet.name, self._texts[name])):
                self._sheet.notes += [note] if note not in self._sheet.notes else []
        elif name == "c":
            self._finish()

    def _begin(self, given: dict[str, str]) -> None:
        if "r" in given:
            self._row, self._column = place_of(given["r"])
        else:
            self._column += 1
        self._kind, self._texts = given.get("t", ""), {}
        shown = self._format(given.get("s", ""))
        if shown != PLAIN:
            self._sheet.formats[self._row, self._column] = shown
        if _whole(given.get("s", "")) in self._struck_formats:
            self._sheet.struck.add((self._row, self._column))

    def _finish(self) -> None:
        place, value = (self._row, self._column), self._texts.get("v", "")
        if self._kind == "s" and _whole(value) in self._struck_texts:
            self._sheet.struck.add(place)
        if self._kind == "e":
            self._sheet.errors[place] = value or "#"
        elif "f" in self._texts and not value and self._kind != "str":
            self._sheet.uncomputed[place] = f"={self._texts['f']}"
        elif not value and not self._texts.get("t", ""):
            return
        self._sheet.seen(place)

    def _columns(self, given: dict[str, str]) -> None:
        first, last = _whole(given.get("min", "")), min(_whole(given.get("max", "")), _LAST_COLUMN)
        shown = self._format(given.get("style", ""))
        for column in range(max(first, 1) - 1, last):
            if given.get("hidden", "0") in _YES:
                self._sheet.hidden_columns.add(column)
            if shown != PLAIN:
                self._sheet.column_formats[column] = shown

    def _merge(self, reference: str) -> None:
        if found := _RANGE.fullmatch(reference):
            (top, left), (bottom, right) = place_of(found[1]), place_of(found[2])
            self._sheet.merged.append(Merged(top, left, bottom, right))

    def _format(self, number: str) -> Format:
        place = _whole(number)
        return self._formats[place] if place < len(self._formats) else PLAIN


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
