"""Bytes that are no UTF-8: which encoding they are in, as far as it can be seen."""

from __future__ import annotations

from kps.language import Message, msg
from kps.source.text import NOT_UTF8, START, Lines, decode
from kps.source.values import Fault

_SAMPLE = 200
"""So many bytes of a file's beginning tell UTF-16 from others."""
_LETTERS = frozenset("æøåÆØÅéÉèêäöüÄÖÜôòóáàçñßšžŠŽ–—‘’“”„…•·«»§°½€ ´")
"""What a Norwegian text holds beside ASCII: bytes that come to one of these are Windows-1252."""

_SAVE = msg(
    "open the file in the editor it was written in, choose Save as, and there the encoding UTF-8 (in Notepad beside "
    "the button Save); look over æ, ø and å afterwards"
)


def foreign(data: bytes) -> Fault | None:
    """The fault of bytes that are not UTF-8, at the first that is not; None where all is."""
    if _is_utf16(data):
        message = msg("the file is saved as UTF-16 (Notepad calls it Unicode), not as UTF-8")
        return Fault("D001", message, START, mend=_SAVE)
    text, stop = decode(data)
    if stop is None:
        return None
    return Fault("D001", _named(data), Lines(text).span(stop, stop + 1), mend=_SAVE)


def _is_utf16(data: bytes) -> bool:
    """Whether every other byte is nought, as in Latin letters written with two bytes each, or the mark says so."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    begin = data[:_SAMPLE]
    return len(begin) > 1 and max(begin[::2].count(0), begin[1::2].count(0)) * 4 > len(begin)


def _named(data: bytes) -> Message:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        sign = data[error.start : error.start + 1].decode("cp1252", errors="replace")
        if sign in _LETTERS:
            return msg(
                "the file is saved as Windows-1252 (latin-1; Notepad calls it ANSI), not as UTF-8: "
                "“{sign}” stands here",
                sign=sign,
            )
    return NOT_UTF8
