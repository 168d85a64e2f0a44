"""What git knows: which files were changed since a revision, and a register as it stood then."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from kps.language import msg
from kps.register.tree import REGISTER_FILE, Folder
from kps.workspace.errors import Wrong


def changed_since(revision: str, folder: Path) -> frozenset[str]:
    """The files below a folder changed since the work on them left a revision, new ones too, named from the folder.

    What others have changed at the revision meanwhile is theirs.
    """
    commit = _parted(folder, revision)
    differing = _git(folder, "diff", "--name-only", "--relative", "-z", commit, "--", ".")
    new = _git(folder, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(name for name in (differing + new).split("\0") if name)


@dataclass(frozen=True)
class AtRevision:
    """A register's files as they stood at a revision: a tree that is read from git, with nothing checked out."""

    folder: Folder
    revision: str

    @property
    def label(self) -> str:
        """The register's folder as the reader knows it."""
        return self.folder.label

    @cached_property
    def _entries(self) -> Mapping[str, tuple[str, str]]:
        """Each file's mode and object, by its name from the register's folder."""
        commit = _commit(self.folder.root, self.revision)
        prefix = _git(self.folder.root, "rev-parse", "--show-prefix").strip()
        listed = _git(_top(self.folder.root), "ls-tree", "-r", "-z", "--end-of-options", commit, prefix or ".")
        entries = (line.split("\t", 1) for line in listed.split("\0") if line)
        return {name.removeprefix(prefix): (about.split()[0], about.split()[2]) for about, name in entries}

    def files(self) -> tuple[str, ...]:
        """All files but hidden ones and those of registers further down, sorted."""
        inner = {name.rpartition("/")[0] + "/" for name in self._entries if name.endswith(f"/{REGISTER_FILE}")}
        seen = (
            name
            for name in self._entries
            if not any(part.startswith(".") for part in name.split("/")) and not name.startswith(tuple(inner))
        )
        return tuple(sorted(seen))

    def leads_out(self, file: str) -> bool:
        """Whether the file is a symbolic link; where it led to then is not followed."""
        return self._entries[file][0] == _LINK

    def read(self, file: str) -> bytes:
        """The file's bytes at the revision."""
        return self._contents[file]

    @cached_property
    def _contents(self) -> Mapping[str, bytes]:
        """Every file's bytes, asked of git in one go."""
        names = self.files()
        asked = "".join(f"{self._entries[name][1]}\n" for name in names)
        answer = _run(self.folder.root, "cat-file", "--batch", data=asked.encode())
        return dict(zip(names, _objects(answer), strict=True))


_LINK = "120000"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def at_revision(folder: Folder, revision: str) -> AtRevision:
    """The register as it stood at a revision; Wrong where there was none."""
    tree = AtRevision(folder, revision)
    if REGISTER_FILE not in tree.files():
        raise Wrong(msg("there was no register at {folder} in {revision}", folder=folder.label, revision=revision))
    return tree


def _objects(answer: bytes) -> Iterator[bytes]:
    """The objects in what git answered: a line about each, its bytes, a line feed."""
    place = 0
    while place < len(answer):
        end = answer.index(b"\n", place)
        size = int(answer[place:end].split()[2])
        yield answer[end + 1 : end + 1 + size]
        place = end + size + 2


def _top(folder: Path) -> Path:
    return Path(_git(folder, "rev-parse", "--show-toplevel").strip())


def described(folder: Folder, revision: str) -> tuple[str, date]:
    """The short name of a revision's commit, and the day it was made."""
    commit = _commit(folder.root, revision)
    name, day = _git(folder.root, "show", "--no-patch", "--format=%h %cs", "--end-of-options", commit).split()
    return name, date.fromisoformat(day)


def _commit(folder: Path, revision: str) -> str:
    """The commit that a revision is; of a date, the last one of that day or before."""
    _top(folder)  # outside of a repository, git says so itself
    if _DATE.fullmatch(revision):
        found = _git(folder, "rev-list", "-1", f"--before={revision}T23:59:59", "HEAD").strip()
        if not found:
            raise Wrong(msg("nothing was committed by {day}", day=revision))
        return found
    try:
        return _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    except Wrong:
        raise Wrong(msg("git knows no revision {revision}", revision=revision)) from None


def _parted(folder: Path, revision: str) -> str:
    """The commit at which the work here left a revision: the newest that both have."""
    commit = _commit(folder, revision)
    try:
        return _git(folder, "merge-base", commit, "HEAD").strip()
    except Wrong:
        raise Wrong(
            msg(
                "git finds nothing that {revision} and the work here have in common; fetch the whole history "
                "(git fetch --unshallow, or fetch-depth: 0)",
                revision=revision,
            )
        ) from None


def _git(folder: Path, *arguments: str) -> str:
    return _run(folder, *arguments).decode("utf-8", "replace")


def _run(folder: Path, *arguments: str, data: bytes = b"") -> bytes:
    try:
        done = subprocess.run(("git", "-C", str(folder), *arguments), input=data, capture_output=True, check=False)
    except FileNotFoundError:
        raise Wrong(msg("git is not installed; kps diff, --since and --rev need it")) from None
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip() or " ".join(arguments[-1:])
        raise Wrong(msg("git cannot tell: {reason}", reason=reason))
    return done.stdout
