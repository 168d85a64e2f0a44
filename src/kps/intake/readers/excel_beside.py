"""What stands beside the cells of an Excel sheet (xlsx, xlsm): comments, text boxes, and printed pages' heads."""

from __future__ import annotations

import re

from kps.intake.readers.grid import Note, letters
from kps.intake.readers.markings import Markings
from kps.language import Message, msg

COMMENTS = re.compile(r"xl/comments[^/]*\.xml")
DRAWING = re.compile(r"xl/drawings/[^/]+\.xml")
PRINTED = ("oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter")
"""The elements of a sheet that hold what is printed at the head and the foot of its pages."""
_SIDE = re.compile(r"&[LCR]")
_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|K\d\d[+-]\d{3}|\d+|[A-Z&])', re.IGNORECASE)
"""What stands in it for a letter's looks, a page's number, a day or a file's name."""
_OF_PAGES = {"side", "av", "page", "of", "s."}


def printed(sheet: str, text: str) -> Note | None:
    """What people wrote in a page's head or foot, a line a side; None where that is nothing but codes and numbers."""
    sides = (" ".join(_CODE.sub(" ", part).split()) for part in _SIDE.split(text))
    words = [one for one in sides if any(map(str.isalpha, one)) and not {*one.casefold().split()} <= _OF_PAGES]
    return Note(msg("{sheet}, printed page", sheet=sheet), "\n".join(words)) if words else None


class Comments:
    """What people have written beside cells."""

    def __init__(self, sheet: Markings) -> None:
        self._sheet, self._place, self._text, self._within = sheet, "", "", False

    def start(self, name: str, given: dict[str, str]) -> None:
        """A comment begins, or a text in it."""
        if name == "comment":
            self._place, self._text = given.get("ref", ""), ""
        self._within = name == "t"

    def data(self, text: str) -> None:
        """Its text."""
        if self._within:
            self._text += text

    def end(self, name: str) -> None:
        """The comment's end."""
        self._within = False
        if name == "comment" and self._text.strip():
            where = f"{self._sheet.name}!{self._place}"
            self._sheet.notes.append(Note(msg("{cell}, comment", cell=where), self._text.strip()))


class TextBoxes:
    """What stands in text boxes, each by the cell that its corner lies on; a paragraph a line."""

    def __init__(self, sheet: Markings) -> None:
        self._sheet, self._within = sheet, ""
        self._corner: dict[str, str] = {}
        self._in_corner = self._in_box = False
        self._text = ""

    def start(self, name: str, given: dict[str, str]) -> None:
        """A box begins, its corner, or a text in it."""
        if name == "from":
            self._corner, self._in_corner = {}, True
        elif name == "txBody":
            self._text, self._in_box = "", True
        self._within = name

    def data(self, text: str) -> None:
        """Its text, or where its corner is."""
        if self._in_corner and self._within in ("row", "col"):
            self._corner[self._within] = self._corner.get(self._within, "") + text
        elif self._in_box and self._within == "t":
            self._text += text

    def end(self, name: str) -> None:
        """The end of a paragraph, of the corner, or of the box."""
        self._within = ""
        if name == "from":
            self._in_corner = False
        elif name == "p" and self._in_box:
            self._text += "\n"
        elif name == "txBody":
            self._in_box = False
            self._add("\n".join(filter(None, map(str.strip, self._text.split("\n")))))

    def _add(self, text: str) -> None:
        note = Note(self._place(), text)
        if text and note not in self._sheet.notes:  # what newer programs draw otherwise stands there twice
            self._sheet.notes.append(note)

    def _place(self) -> Message:
        column, row = (self._corner.get(key, "").strip() for key in ("col", "row"))
        numbers = [int(one) if one.isascii() and one.isdigit() and len(one) < 8 else 0 for one in (column, row)]
        return msg("{cell}, text box", cell=f"{self._sheet.name}!{letters(numbers[0])}{numbers[1] + 1}")
