"""Registers back in time: a register as it stood at a revision, and what has changed in it since."""

from __future__ import annotations

import hashlib
import os
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from kps.language import msg
from kps.language.reasons import Unfit
from kps.register.files import too_large
from kps.register.tree import REGISTER_FILE, Folder, most_bytes, seen
from kps.workspace.errors import Wrong
from kps.workspace.git import Repository, repository_of

_LINK = "120000"
_BLOBS = ("100644", "100755", _LINK)
"""The modes of files and of links; any other is of another repository."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Entry(NamedTuple):
    """A file as git keeps it: its mode, its object, and its size in bytes."""

    mode: str
    object: str
    size: int


@dataclass(frozen=True)
class _Stored(ABC):
    """A register's files as git keeps them: a tree that is read from its objects, with nothing checked out."""

    folder: Folder

    @property
    def label(self) -> str:
        """The register's folder as the reader knows it."""
        return self.folder.label

    @cached_property
    def repository(self) -> Repository:
        """The repository the register lies in."""
        return repository_of(self.folder.root)

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Each file, by its name from the register's folder."""
        return self._listed()

    @abstractmethod
    def _listed(self) -> Mapping[str, Entry]: ...

    def files(self) -> tuple[str, ...]:
        """All files but hidden ones and those of registers further down, sorted."""
        return seen(self.entries)

    def read(self, file: str) -> bytes:
        """The file's bytes as they are kept; Unfit for a link, and for one that is far too large to be read."""
        entry = self.entries[file]
        if entry.mode == _LINK:
            raise Unfit(msg("the file is a symbolic link; as git keeps it, it is not followed"))
        if entry.size > most_bytes(file):
            raise Unfit(too_large(most_bytes(file)))
        return self._contents[file]

    @cached_property
    def _contents(self) -> Mapping[str, bytes]:
        """Every file's bytes, asked of git in one go."""
        names = [name for name in self.files() if self.entries[name].size <= most_bytes(name)]
        asked = "".join(f"{self.entries[name].object}\n" for name in names)
        answer = self.repository.answer("cat-file", "--batch", data=asked.encode())
        return dict(zip(names, _objects(answer), strict=True))


@dataclass(frozen=True)
class AtRevision(_Stored):
    """A register's files as they stood at a revision."""

    revision: str

    @cached_property
    def commit(self) -> str:
        """The commit that the revision is."""
        return commit_of(self.repository, self.revision)

    def _listed(self) -> Mapping[str, Entry]:
        return _entries(self.repository, self.commit, self.folder)


@dataclass(frozen=True)
class Staged(_Stored):
    """A register's files as they would be committed now."""

    def _listed(self) -> Mapping[str, Entry]:
        return _staged(self.repository, self.folder)

    def is_as_staged(self, file: str) -> bool:
        """Whether the file that is checked out is what would be committed, but for the ends of its lines."""
        return _is_as_in(self.entries.get(file), self.folder, file)


def at_revision(folder: Folder, revision: str) -> AtRevision:
    """The register as it stood at a revision; Wrong where there was none."""
    tree = AtRevision(folder, revision)
    if REGISTER_FILE not in tree.files():
        raise Wrong(msg("there was no register at {folder} in {revision}", folder=folder.label, revision=revision))
    return tree


def changed_since(folder: Folder, revision: str) -> frozenset[str]:
    """The register's files changed since the work on them left a revision, new ones too.

    What others have changed at the revision meanwhile is theirs. The files are compared here, byte by byte but for
    the ends of lines: git would ask the repository's own filters.
    """
    repository = repository_of(folder.root)
    entries = _entries(repository, _parted(repository, revision), folder)
    return frozenset(file for file in folder.files() if not _is_as_in(entries.get(file), folder, file))


def described(folder: Folder, revision: str) -> tuple[str, date]:
    """The short name of a revision's commit, and the day it was made."""
    repository = repository_of(folder.root)
    commit = commit_of(repository, revision)
    told = repository.text("rev-list", "--max-count=1", "--format=%h %cs", commit).splitlines()[-1]
    name, day = told.split()
    return name, date.fromisoformat(day)


def commit_of(repository: Repository, revision: str) -> str:
    """The commit that a revision is; of a date, the last one of that day or before. Wrong where there is none."""
    if not revision.strip():
        raise Wrong(msg("the revision is empty; name one, as origin/main, or a day"))
    if day := _day(revision):
        return _last_by(repository, day)
    try:
        found = repository.text("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except (Wrong, ValueError):
        raise Wrong(msg("git knows no revision {revision}", revision=revision)) from None
    return found.strip()


def _entries(repository: Repository, commit: str, folder: Folder) -> Mapping[str, Entry]:
    """A commit's files in a register's folder, by their names from there. Submodules are other repositories' files."""
    inside = _inside(repository, folder)
    listed = repository.text("ls-tree", "-r", "-z", "-l", "--full-tree", commit, *filter(None, (inside,)))
    found = {}
    for line in listed.split("\0"):
        about, _, name = line.partition("\t")
        if about and about.split()[1] == "blob":
            mode, _, object, size = about.split()
            found[name.removeprefix(inside)] = Entry(mode, object, int(size))
    return found


def _inside(repository: Repository, folder: Folder) -> str:
    """What the names of a register's files begin with in its repository."""
    prefix = folder.root.resolve().relative_to(repository.top).as_posix()
    return "" if prefix == "." else f"{prefix}/"


def _staged(repository: Repository, folder: Folder) -> Mapping[str, Entry]:
    """The files of a register that would be committed; Wrong while two sides of a merge are not yet one."""
    inside = _inside(repository, folder)
    blobs: dict[str, tuple[str, str]] = {}
    for line in repository.staged(inside or ".").split("\0"):
        about, _, name = line.partition("\t")
        mode, object, stage = about.split() or ("", "", "0")
        if stage != "0":
            raise Wrong(msg("{file} is not merged yet; settle that first", file=name))
        if mode in _BLOBS:
            blobs[name.removeprefix(inside)] = mode, object
    asked = "".join(f"{object}\n" for _, object in blobs.values())
    sizes = repository.answer("cat-file", "--batch-check=%(objectsize)", data=asked.encode()).split()
    return {name: Entry(*blob, int(size)) for (name, blob), size in zip(blobs.items(), sizes, strict=True)}


def _is_as_in(entry: Entry | None, folder: Folder, file: str) -> bool:
    """Whether a file is as a commit has it, but for the ends of its lines."""
    if entry is None:
        return False
    path = folder.root / file
    if path.is_symlink():
        return entry.mode == _LINK and _object(entry, os.fsencode(path.readlink())) == entry.object
    try:
        data = folder.read(file)
    except OSError:
        return False
    if entry.object == _object(entry, data):
        return True
    return b"\r\n" in data and entry.object == _object(entry, data.replace(b"\r\n", b"\n"))


def _object(like: Entry, data: bytes) -> str:
    """The name that git gives a file's bytes, in a repository of the same kind as the entry's."""
    kind = hashlib.sha256 if len(like.object) == 64 else hashlib.sha1
    return kind(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _objects(answer: bytes) -> Iterator[bytes]:
    """The objects in what git answered: a line about each, its bytes, a line feed."""
    place = 0
    while place < len(answer):
        end = answer.index(b"\n", place)
        about = answer[place:end].split()
        if len(about) != 3:
            raise Wrong(msg("git lacks a part of the history ({object}); fetch it whole", object=about[0].decode()))
        size = int(about[2])
        yield answer[end + 1 : end + 1 + size]
        place = end + size + 2


def _day(text: str) -> date | None:
    """The day that a revision is written as; None for any other revision."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _last_by(repository: Repository, day: date) -> str:
    """The last commit on the way here that was made on a day or before, by its own clock; Wrong where none was."""
    # Not --before: git reads no year after 2099, and a day by the clock of the machine that asks.
    for line in repository.text("rev-list", "--format=%H %cs", "HEAD").splitlines():
        commit, _, made = line.partition(" ")
        if commit != "commit" and date.fromisoformat(made) <= day:
            return commit
    raise Wrong(msg("nothing was committed by {day}", day=day))


def _parted(repository: Repository, revision: str) -> str:
    """The commit at which the work here left a revision: the newest that both have."""
    commit = commit_of(repository, revision)
    try:
        return repository.text("merge-base", commit, "HEAD").strip()
    except Wrong:
        raise Wrong(
            msg(
                "git finds nothing that {revision} and the work here have in common; fetch the whole history "
                "(git fetch --unshallow, or fetch-depth: 0)",
                revision=revision,
            )
        ) from None
