"""The markings of an OpenDocument spreadsheet (ods), from its own XML (ISO 26300, 9)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kps.intake.readers.archive import DAMAGED, LOCKED, hear
from kps.intake.readers.grid import MOST_CELLS, Merged, Note, letters
from kps.intake.readers.markings import BookMarkings, Markings, Place
from kps.intake.readers.number_formats import Format
from kps.intake.source import Unreadable
from kps.language import msg
from kps.models.day_meant import MONTHS

CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_SHOWN_DIGITS = re.compile(r"\d+", re.ASCII)


def markings(parts: Mapping[str, bytes]) -> BookMarkings:
    """What the parts of a spreadsheet say of its sheets."""
    if b"encryption-data" in parts.get(_MANIFEST, b""):
        raise Unreadable(LOCKED)
    if CONTENT not in parts:
        raise Unreadable(DAMAGED)
    listener = _Content()
    hear(parts[CONTENT], listener)
    return BookMarkings(listener.sheets)


class _Content:
    """Gathers the markings of all sheets."""

    def __init__(self) -> None:
        self.sheets: list[Markings] = []
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._row = self._rows = self._column = 0
        self._given: dict[str, str] | None = None
        self._text: list[str] = []
        self._note: list[str] | None = None
        self._paragraph = False
        self._filled: list[tuple[int, int]] = []

    def start(self, name: str, given: dict[str, str]) -> None:
        """An element begins."""
        match name:
            case "style":
                self._style = given.get("name", "")
            case "table-properties":
                if given.get("display") == "false":
                    self._hidden_styles.add(self._style)
            case "table":
                hidden = given.get("style-name", "") in self._hidden_styles
                self.sheets.append(Markings(given.get("name", ""), hidden))
                self._row = self._column = 0
            case "table-column":
                self._columns(given)
            case "table-row":
                self._begin_row(given)
            case "table-cell" | "covered-table-cell":
                self._given, self._text = given, []
            case "annotation":
                self._note = []
            case "p":
                self._paragraph = True

    def data(self, text: str) -> None:
        """Text within the element that began last."""
        if self._note is not None and self._paragraph:
            self._note.append(text)
        elif self._given is not None and self._paragraph:
            self._text.append(text)

    def end(self, name: str) -> None:
        """An element ends."""
        match name:
            case "p":
                self._paragraph = False
            case "annotation":
                self._add_note()
            case "table-cell" | "covered-table-cell":
                self._end_cell()
            case "table-row":
                self._end_row()

    def _columns(self, given: dict[str, str]) -> None:
        count = _count(given, "number-columns-repeated")
        if given.get("visibility", "visible") != "visible" and self.sheets:
            self.sheets[-1].hidden_columns.update(range(self._column, self._column + min(count, 16_384)))
        self._column += count

    def _begin_row(self, given: dict[str, str]) -> None:
        self._row += 1
        self._rows, self._column, self._filled = _count(given, "number-rows-repeated"), 0, []
        if given.get("visibility", "visible") != "visible" and self.sheets:
            # Rows to the sheet's end are hidden as one: of those nothing stands in but the first few can matter.
            self.sheets[-1].hidden_rows.update(range(self._row, self._row + min(self._rows, 10_000)))

    def _end_row(self) -> None:
        if self._filled and self.sheets:
            _, last = self._filled[-1]
            if self._rows * last > MOST_CELLS:
                self.sheets[-1].seen((MOST_CELLS, last))
            self.sheets[-1].seen((self._row + self._rows - 1, last))
        self._row += self._rows - 1

    def _end_cell(self) -> None:
        given, self._given = self._given or {}, None
        repeated = _count(given, "number-columns-repeated")
        if not self.sheets:
            return
        place = (self._row, self._column)
        text = "".join(self._text).strip()
        if text or given.get("value-type", ""):
            self._filled.append((self._column, self._column + repeated - 1))
            self._mark(place, given, text)
        elif "formula" in given:
            self._filled.append((self._column, self._column))
            self.sheets[-1].uncomputed[place] = given["formula"].removeprefix("of:")
        self._merge(place, given)
        self._column += repeated

    def _mark(self, place: Place, given: dict[str, str], text: str) -> None:
        sheet = self.sheets[-1]
        match given.get("value-type", ""):
            case "date":
                for row in range(place[0], place[0] + min(self._rows, 1000)):
                    sheet.formats[row, place[1]] = _shown(given.get("date-value", ""), text)
            case "percentage":
                sheet.formats[place] = Format("share")
            case "float" if text.isascii() and text.isdigit() and text.startswith("0"):
                sheet.formats[place] = Format(digits=len(text))
        if text.startswith(("#", "Err:")) and "formula" in given:
            sheet.errors[place] = text

    def _merge(self, place: Place, given: dict[str, str]) -> None:
        down, right = _count(given, "number-rows-spanned"), _count(given, "number-columns-spanned")
        if down > 1 or right > 1:
            row, column = place
            self.sheets[-1].merged.append(Merged(row, column, row + down - 1, column + right - 1))

    def _add_note(self) -> None:
        text, self._note = "".join(self._note or ()).strip(), None
        if text and self.sheets:
            where = f"{self.sheets[-1].name}!{letters(self._column)}{self._row}"
            self.sheets[-1].notes.append(Note(msg("{cell}, comment", cell=where), text))


def _count(given: Mapping[str, str], name: str) -> int:
    text = given.get(name, "1")
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 9 and int(text) else 1


def _shown(value: str, text: str) -> Format:
    """What of a date is shown: the text beside the value tells."""
    year, _, rest = value.partition("-")
    month, _, day = rest[:5].partition("-")
    digits = [int(one) for one in _SHOWN_DIGITS.findall(text)]
    words = text.casefold()
    named = month.isdigit() and 0 < int(month) < 13 and MONTHS[int(month) - 1][:3] in words
    if not digits or not day.isdigit() or not month.isdigit():
        return Format("date", month=named)
    shows_year = year.isdigit() and (int(year) in digits or int(year) % 100 in digits[1:])
    shows_month = named or int(month) in digits
    others = digits[:] if named else _without(digits, int(month))
    shows_day = int(day) in (_without(others, int(year)) if shows_year else others)
    return Format("date", shows_day, shows_month, shows_year)


def _without(numbers: list[int], one: int) -> list[int]:
    left = list(numbers)
    if one in left:
        left.remove(one)
    return left
