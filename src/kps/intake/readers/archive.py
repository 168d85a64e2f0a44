"""The parts of a zipped document and its XML, within bounds: anybody may have made it."""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from typing import Any, Protocol
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from kps.intake.source import Unreadable
from kps.language import msg

MOST_UNPACKED = 100 * 1024 * 1024
"""Bytes of all the parts that are read."""
DEEPEST = 64
"""How many elements may stand within one another."""
MOST_ELEMENTS = 5_000_000
"""How many elements a part may have: a cell is up to three."""
_ENCRYPTED = 0x1

DAMAGED = msg("it is damaged; open it in the program that it was made with, and save it anew")
LOCKED = msg("it is protected by a password; save it without one")
TOO_LARGE = msg("it is larger than {most} MB unpacked", most=MOST_UNPACKED // 1024**2)
TOO_DEEP = msg("its parts stand more than {most} deep within one another", most=DEEPEST)
TOO_MANY = msg("it has more elements in one part than kps reads: {most}", most=MOST_ELEMENTS)
DEFINES = msg("it defines signs of its own in its XML, as no office program does; save it anew in one")


def names(data: bytes) -> frozenset[str]:
    """The names of an archive's parts; none where it is no archive."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except DAMAGES:
        return frozenset()


def parts(data: bytes, wanted: re.Pattern[str]) -> dict[str, bytes]:
    """The parts of an archive whose whole names are ``wanted``; Unreadable where they cannot be had."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            found = [one for one in archive.infolist() if wanted.fullmatch(one.filename)]
            if any(one.flag_bits & _ENCRYPTED for one in found):
                raise Unreadable(LOCKED)
            # No more is unpacked of a part than its stated size; one that has more is damaged.
            if sum(one.file_size for one in found) > MOST_UNPACKED:
                raise Unreadable(TOO_LARGE)
            return {one.filename: archive.read(one) for one in found}
    except DAMAGES as error:
        raise Unreadable(DAMAGED) from error


DAMAGES = (BadZipFile, KeyError, OSError, ValueError, EOFError, NotImplementedError, zlib.error, RuntimeError)
"""What an archive that is no good may come to when it is read."""


MOST_TAGS = 1_000_000
"""How many tags a part may have that is read as a tree."""


def tree(part: bytes) -> ElementTree.Element:
    """A part's XML, whole; Unreadable where it is damaged, too deep, or has entities."""
    # No office program writes another encoding, in which a definition would go unseen here.
    if b"<!DOCTYPE" in part or b"\x00" in part[:64]:
        raise Unreadable(DEFINES)
    if part.count(b"<") > MOST_TAGS:
        raise Unreadable(TOO_MANY)
    try:
        root = ElementTree.fromstring(part)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise Unreadable(DAMAGED) from error
    level: list[ElementTree.Element] = [root]
    for _ in range(DEEPEST):
        level = [child for element in level for child in element]
        if not level:
            return root
    raise Unreadable(TOO_DEEP)


class Listener(Protocol):
    """What is told of a part's elements, by their names without namespace."""

    def start(self, name: str, given: dict[str, str]) -> None:
        """An element begins; ``given`` are its attributes, without namespace too."""
        ...

    def data(self, text: str) -> None:
        """Text within the element that began last."""
        ...

    def end(self, name: str) -> None:
        """An element ends."""
        ...


def hear(part: bytes, listener: Listener) -> None:
    """Tell a listener of a part's XML, as it is read; Unreadable where it is damaged, too deep, or has entities."""
    parser = ElementTree.XMLParser(target=_Guarded(listener))
    try:
        parser.feed(part)
        parser.close()
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise Unreadable(DAMAGED) from error


class _Guarded:
    """Hands on what a parser tells, within the bounds."""

    def __init__(self, listener: Listener) -> None:
        self._listener, self._depth, self._count = listener, 0, 0
        self.data = listener.data

    def start(self, name: str, given: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST:
            raise Unreadable(TOO_DEEP)
        if self._count > MOST_ELEMENTS:
            raise Unreadable(TOO_MANY)
        self._listener.start(_local(name), {_local(key): value for key, value in given.items()})

    def end(self, name: str) -> None:
        self._depth -= 1
        self._listener.end(_local(name))

    def doctype(self, *told: Any) -> None:
        """Refuses what entities are made by."""
        raise Unreadable(DEFINES)

    def close(self) -> None:
        """Nothing is put together."""


def _local(name: str) -> str:
    return name.rpartition("}")[2]
