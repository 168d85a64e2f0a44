"""Files that cannot be read (D001): what each would be, by where it lies, and whom it is of."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from kps.models.council import Council
from kps.models.layout import folder_of, kind_at


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that would be a record, and cannot be read.

    ``kind`` is what its place says that it is, None where that says nothing. ``folder`` is that of the council it
    belongs to, from the register's folder, None where there is none; ``councils`` are the folders of all the councils
    that it may be of: of one that met together with its own too.
    """

    file: str
    kind: str | None
    folder: str | None
    councils: tuple[str, ...]

    @property
    def stem(self) -> str:
        """The file's name without its ending, by which others refer to the record."""
        return PurePosixPath(self.file).stem

    @property
    def named(self) -> tuple[str, ...]:
        """The folders' names of the councils that it may be of."""
        return tuple(folder.rpartition("/")[2] for folder in self.councils)

    @property
    def is_council(self) -> bool:
        """Whether it would be a council's own record, politirad.yaml."""
        return self.kind == "politiråd"

    @property
    def number(self) -> str | None:
        """The municipality's number that its council's folder begins with; None where it begins with none."""
        found = re.match(r"\d{4}(?=-|$)", (self.folder or "").rpartition("/")[2], re.ASCII)
        return found[0] if found else None


def lies_in(file: str, folder: str) -> bool:
    """Whether a file lies in a folder or below it."""
    return folder == "." or file.startswith(folder + "/")


def nearest(folder: str, folders: Container[str]) -> str | None:
    """The folder, or the nearest above it, that is among ``folders``; None where none is."""
    while folder not in folders:
        if folder in (".", ""):
            return None
        folder = folder_of(folder)
    return folder


def unread_files(texts: Mapping[str, str], councils: Sequence[Council]) -> tuple[Unread, ...]:
    """The files whose ``texts`` cannot be read as records, by name, among the councils that could be read."""
    folders = {one.origin.folder for one in councils} | {folder_of(file) for file in texts if _is_council(file)}
    return tuple(_unread(file, texts[file], folders, councils) for file in sorted(texts))


def _unread(file: str, text: str, folders: set[str], councils: Sequence[Council]) -> Unread:
    kind, own = kind_at(file), nearest(folder_of(file), folders)
    if kind not in ("møte", "evaluering", None):
        return Unread(file, kind, own, (own,) if own else ())
    concerned = dict.fromkeys((*((own,) if own else ()), *_named_in(text, councils)))
    return Unread(file, kind, own, tuple(concerned))


def _named_in(text: str, councils: Sequence[Council]) -> Iterator[str]:
    """The folders of the councils that the text names, by folder or by name."""
    for council in councils:
        if council.folder in text or (council.name and council.name in text):
            yield council.origin.folder


def _is_council(file: str) -> bool:
    return kind_at(file) == "politiråd"
