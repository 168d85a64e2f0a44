"""What of a register may bear on a record: known without reading what other councils have in their folders.

A council's records are tied to those of another where they met together. For that a meeting must name the other, and
its file must hold the key: of all other files the bytes are looked at, and no more. A council is known by its record,
whatever the file is called; a file that begins as a record of another kind is not read for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from kps.models.council import Council
from kps.models.layout import folder_of, kind_at
from kps.models.parse import KINDS
from kps.register.index import Register
from kps.register.parted import Parted
from kps.register.pieces import Names, Pieces
from kps.register.tree import bytes_in
from kps.register.unread import nearest

_TYING = (b"felles_med", b"\\")
"""What a meeting's file holds that names another council; an escape may stand for it."""
_COUNCIL = "politiråd"
_OF_ANOTHER_KIND = re.compile(
    rb"(?:\xef\xbb\xbf)?type:[ \t]*(?:%b)[ \t]*(?:\r|\n|\Z)" % "|".join(KINDS.keys() - {_COUNCIL}).encode()
)
"""How a file begins that holds a record of another kind than a council, or none that can be read."""


class Nearby:
    """A register of which the records around one are read when they are asked for."""

    def __init__(self, parted: Parted) -> None:
        self._parted = parted
        self._last: tuple[frozenset[str], Register] | None = None

    def around(self, file: str) -> Register:
        """The part of the register that the record in a file is in, with all that is no council's."""
        folder = self._folder(file)
        folders = (folder,) if folder is not None else self._folders_about(file)
        together = frozenset(one for each in folders for one in self._together.get(each, (each,)))
        if self._last is None or self._last[0] != together:
            inner = (one for each in sorted(together) for one in self._in_folder.get(each, ()))
            self._last = together, self._register((*self._shared, *inner))
        return self._last[1]

    def holding(self, signs: Iterable[bytes]) -> Register:
        """The records whose files may hold one of these, in small letters."""
        asked, names = (*signs, b"\\"), self._parted.names
        records = (file for file in names.files if names.role(file) == "record")
        return self._register(file for file in records if _holds(bytes_in(self._parted.tree, file), asked))

    @cached_property
    def _base(self) -> Register:
        """All councils, what is no council's, and the meetings that may have been held together."""
        return self._register(self._shared)

    @cached_property
    def _shared(self) -> tuple[str, ...]:
        files = self._parted.names.files
        return tuple(
            file for file in files if self._folder(file) is None or any(file in some for some in self._telling)
        )

    @cached_property
    def _telling(self) -> tuple[frozenset[str], frozenset[str]]:
        """The councils' own files, and those that may name another council; a file is looked at once for both."""
        councils, tying = set(), set()
        for file in self._parted.names.files:
            if self._parted.names.role(file) != "record":
                continue
            data = bytes_in(self._parted.tree, file)
            if self._is_council(file, data):
                councils.add(file)
            elif _holds(data, _TYING):
                tying.add(file)
        return frozenset(councils), frozenset(tying)

    def _is_council(self, file: str, data: bytes) -> bool:
        """Whether it is a council's own record, or would be one and cannot be read."""
        by_its_name = kind_at(file) == _COUNCIL
        if not by_its_name and _OF_ANOTHER_KIND.match(data):
            return False
        piece = self._parted.piece(file)
        return isinstance(piece.record, Council) or (by_its_name and piece.garbled is not None)

    @cached_property
    def _folders(self) -> frozenset[str]:
        return frozenset(folder_of(file) for file in self._telling[0])

    @cached_property
    def _in_folder(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for file in self._parted.names.files:
            if (folder := self._folder(file)) is not None:
                found.setdefault(folder, []).append(file)
        return found

    @cached_property
    def _together(self) -> dict[str, frozenset[str]]:
        """The folders of the councils that met together, and of those that these met with, by each of them."""
        found: dict[str, frozenset[str]] = {}
        for meeting in self._base.meetings:
            if meeting.joint_with:
                folders = {one.origin.folder for one in self._base.councils_in(meeting)}
                own = self._folder(meeting.origin.file)
                folders |= {own} if own is not None else set()
                joined = frozenset(other for one in folders for other in found.get(one, (one,)))
                found |= dict.fromkeys(joined, joined)
        return found

    def _folder(self, file: str) -> str | None:
        return nearest(folder_of(file), self._folders)

    def _folders_about(self, file: str) -> tuple[str, ...]:
        """The folders of the councils that a record in none of their folders is about."""
        record = self._base.record_in.get(file)
        return tuple(one.origin.folder for one in self._base.councils_about(record)) if record else ()

    def _register(self, files: Iterable[str]) -> Register:
        some = tuple(sorted(set(files)))
        names = Names(some, self._parted.names.copied, self._parted.names.strays)
        return Pieces(names, {file: self._parted.piece(file) for file in some}).assembled(self._parted.tree.label)


def _holds(data: bytes, signs: Iterable[bytes]) -> bool:
    small = data.lower()
    return any(sign in small for sign in signs)
