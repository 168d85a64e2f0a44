"""A word processor's file as it lies on the disk: what it is, and its parts within bounds."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from kps.intake.readers.archive import DAMAGES, DEEPEST, MOST_UNPACKED
from kps.intake.source import Unreadable
from kps.language import Message, msg

MOST = 1_000_000
"""A part may have so many elements."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD = "WordDocument".encode("utf-16-le")
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_MAIN = "word/document.xml"


def is_word(data: bytes) -> bool:
    """Whether the bytes are a document that Word opens as its own."""
    return data.startswith(b"PK\x03\x04") and (b"word/document" in data or b"word/" in data[-65536:])


def other_kind(data: bytes, ending: str) -> Message | None:
    """What minutes in another form are to be saved as; None where the bytes are of no such form."""
    if data.startswith(b"%PDF"):
        return msg("a PDF is not read; open it in Word and save it as a Word document (.docx)")
    if data.startswith(_PICTURES):
        return msg("a picture is not read; write the text in a Word document (.docx)")
    if data.startswith(b"{\\rtf") or b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:120]:
        return msg("this kind of document is not read; save it as a Word document (.docx)")
    if data.startswith(_OLE):
        if _OLD_WORD in data:
            return msg("the old kind of Word document (.doc) is not read; open it and save it as .docx")
        if _ENCRYPTED in data and ending in (".docx", ".docm", ".doc"):
            return msg("the document is protected by a password; open it and save it without one")
    return None


class Package:
    """The parts of a Word document, each read when it is asked for, all together within bounds.

    Raises Unreadable for what is damaged, too large or too deep. Nothing outside the package is ever opened.
    """

    def __init__(self, data: bytes) -> None:
        try:
            with ZipFile(BytesIO(data)) as archive:
                self._sizes = {one.filename: one.file_size for one in archive.infolist()}
        except DAMAGES as wrong:
            raise Unreadable(_damaged()) from wrong
        self._data = data
        self._left = MOST_UNPACKED

    @property
    def names(self) -> Iterable[str]:
        """The names of its parts."""
        return self._sizes.keys()

    def tree(self, name: str) -> ElementTree.Element | None:
        """A part's XML; None where the package has no such part."""
        data = self._bytes(name)
        return None if data is None else parsed(data)

    def _bytes(self, name: str) -> bytes | None:
        if name not in self._sizes:
            return None
        try:
            with ZipFile(BytesIO(self._data)) as archive, archive.open(name) as part:
                # One byte more than is left: what a part says of its own size need not be so.
                found = part.read(self._left + 1)
        except DAMAGES as wrong:
            raise Unreadable(_damaged()) from wrong
        self._left -= len(found)
        if self._left < 0:
            raise Unreadable(msg("the document is larger than {n} MB unpacked", n=MOST_UNPACKED // 1024 // 1024))
        return found


class _Bounded(ElementTree.TreeBuilder):
    """Builds a tree of no more than ``DEEPEST`` levels, from XML that defines nothing of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = self._count = 0

    def doctype(self, *_: Any) -> None:
        raise Unreadable(_damaged())

    def start(self, tag: Any, attrs: Any, /) -> ElementTree.Element:
        self._depth += 1
        self._count += 1
        if self._count > MOST:
            raise Unreadable(msg("the document is larger than kps reads; divide it into several"))
        if self._depth > DEEPEST:
            raise Unreadable(msg("the document holds things within things more than {n} deep", n=DEEPEST))
        return super().start(tag, attrs)

    def end(self, tag: Any, /) -> ElementTree.Element:
        self._depth -= 1
        return super().end(tag)


def parsed(data: bytes) -> ElementTree.Element:
    """XML as a tree; Unreadable where it is none, defines anything, or is too deep."""
    try:
        return ElementTree.fromstring(data, ElementTree.XMLParser(target=_Bounded()))
    except (ElementTree.ParseError, ValueError, LookupError) as wrong:
        raise Unreadable(_damaged()) from wrong


def _damaged() -> Message:
    return msg("the document is damaged; open it in Word, let Word mend it, and save it anew")
