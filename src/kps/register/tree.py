"""The files of a register, wherever they lie: names first, bytes when asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kps.language import Message, msg
from kps.language.private import masked

REGISTER_FILE = "kps.yaml"
RECORD_ENDINGS = (".yaml", ".yml")
DRAFT = ".kps-draft-"
"""What the name of a file begins with while kps writes it."""


class Tree(Protocol):
    """A register's files, named from its folder with ``/`` between."""

    @property
    def label(self) -> str:
        """The register's folder as the reader knows it."""
        ...

    def files(self) -> tuple[str, ...]:
        """All files but hidden ones and those of registers further down, sorted."""
        ...

    def leads_out(self, file: str) -> bool:
        """Whether the file is a symbolic link out of the register."""
        ...

    def read(self, file: str) -> bytes:
        """The file's bytes; OSError when they cannot be had."""
        ...


@dataclass(frozen=True)
class Folder:
    """A register on disk."""

    root: Path

    @property
    def label(self) -> str:
        """The folder from the working directory."""
        return _from_here(self.root)

    def files(self) -> tuple[str, ...]:
        """All files but hidden ones and those of registers further down, sorted."""
        return tuple(sorted(_below(self.root, "")))

    def leads_out(self, file: str) -> bool:
        """Whether the file, or a folder on the way to it, is a symbolic link out of the register."""
        path = self.root / file
        return path.is_symlink() and not path.resolve().is_relative_to(self.root.resolve())

    def read(self, file: str) -> bytes:
        """The file's bytes; OSError when they cannot be had."""
        return (self.root / file).read_bytes()


def contents(tree: Tree, file: str) -> bytes | Message:
    """The file's bytes, or why they cannot be had."""
    if tree.leads_out(file):
        return msg("the file is a symbolic link out of the register; put the file itself here")
    try:
        return tree.read(file)
    except OSError as error:
        return msg("the file cannot be read: {reason}", reason=error.strerror or str(error))


def shown(path: Path) -> str:
    """A path as people are shown it: from the working directory, links not followed, nobody's number in it."""
    return masked(_from_here(path))


def _from_here(path: Path) -> str:
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # on another drive
        return path.absolute().as_posix()


def whole(path: Path | str) -> str:
    """The whole of a path, links not followed."""
    return os.path.abspath(path)  # noqa: PTH100  # resolve() would follow them


def shown_file(label: str, file: str) -> str:
    """A register's file, named from where the reader stands; nobody's number is in the name in full."""
    if label == ".":
        return masked(file)
    return shown(Path(label, file)) if label.startswith("..") else masked(f"{label}/{file}")


def _below(folder: Path, prefix: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                inner = Path(entry.path)
                if not (inner / REGISTER_FILE).is_file():
                    yield from _below(inner, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name


def registers_at(path: Path) -> tuple[Path, ...]:
    """The folders of the registers at ``path``: those below it, else the one it lies in; none at all: empty."""
    path = Path(whole(path))
    if path.is_dir():
        below = tuple(sorted(Path(folder) for folder in _register_folders(path)))
        if below:
            return below
    above = next((folder for folder in (path, *path.parents) if (folder / REGISTER_FILE).is_file()), None)
    return (above,) if above else ()


def _register_folders(top: Path) -> Iterator[str]:
    for folder, inner, files in os.walk(top):
        inner[:] = [name for name in inner if not name.startswith(".")]
        if REGISTER_FILE in files:
            yield folder
