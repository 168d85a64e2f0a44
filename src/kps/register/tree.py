"""The files of a register, wherever they lie: names first, bytes when asked for."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from errno import ENOENT
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import Protocol

from kps.language import Message, msg
from kps.language.legible import is_utf8, legible
from kps.language.private import masked
from kps.language.reasons import Unfit, reason
from kps.models.layout import REGISTER_FILE as REGISTER_FILE
from kps.register.files import MAX_PAPER_BYTES, bytes_of, too_large
from kps.source import MAX_BYTES

_RECORD_ENDINGS = (".yaml", ".yml")
DRAFT = ".kps-draft-"
"""What the name of a file begins with while kps writes it."""
JOURNAL = f"{DRAFT}together.json"
"""In a register's folder: what is being written together, and counts as written."""


class Tree(Protocol):
    """A register's files, named from its folder with ``/`` between."""

    @property
    def label(self) -> str:
        """The register's folder as the reader knows it."""
        ...

    def files(self) -> tuple[str, ...]:
        """All files but hidden ones and those of registers further down, sorted."""
        ...

    def read(self, file: str) -> bytes:
        """The file's bytes; OSError when they cannot be had, Unfit where the file is not to be read."""
        ...


@dataclass(frozen=True)
class Folder:
    """A register on disk, as it was when it was first looked through."""

    root: Path

    @property
    def label(self) -> str:
        """The folder from the working directory."""
        return _from_here(self.root)

    def files(self) -> tuple[str, ...]:
        """All files but hidden ones and those of registers further down, sorted."""
        return self._walk.files

    @property
    def troubles(self) -> tuple[Message, ...]:
        """What keeps some of its files from being seen: folders that cannot be read, and what a killed run left."""
        return self._walk.troubles

    @cached_property
    def _walk(self) -> _Walk:
        return _walk(self.root)

    def read(self, file: str) -> bytes:
        """The file's bytes; OSError when they cannot be had, Unfit where the file is not to be read."""
        path = f"{self.root}/{file}"  # not root / file: of thousands of files that is felt
        if stat.S_ISLNK(os.lstat(path).st_mode):
            path = str(self._followed(Path(path)))
        return bytes_of(path, most_bytes(file), follow=False)

    def _followed(self, link: Path) -> Path:
        """The register's own file that a symbolic link leads to; Unfit where it leads to none."""
        target = Path(os.path.realpath(link))
        if target.is_symlink():
            raise Unfit(_CIRCLE)
        if not self._is_own(target):
            raise Unfit(_LEADS_OUT)
        if not target.exists():
            raise Unfit(_TO_NOTHING)
        return target

    def _is_own(self, target: Path) -> bool:
        """Whether a file would be seen in the register: below it, not hidden, not in a register further down."""
        root = Path(os.path.realpath(self.root))
        if not target.is_relative_to(root):
            return False
        way = target.relative_to(root).parts
        inner = (root.joinpath(*way[:count]) for count in range(1, len(way)))
        return not any(map(passed_over, way)) and not any(map(is_register, inner))


@dataclass(frozen=True)
class Overlay:
    """A register's files with texts laid over them: what is open in an editor, or staged, and not written yet.

    ``texts`` are named from the register's folder as the tree's own files are; a text counts instead of the file, also
    where there is none, and None takes the file away.
    """

    tree: Tree
    texts: Mapping[str, str | bytes | None]

    @property
    def label(self) -> str:
        """The register's folder as the reader knows it."""
        return self.tree.label

    def files(self) -> tuple[str, ...]:
        """The tree's files and those that have a text, but for hidden ones and those of registers further down."""
        below = (file for file in self.tree.files() if file not in self.texts)
        return seen((*below, *(file for file, text in self.texts.items() if text is not None)))

    def read(self, file: str) -> bytes:
        """The text laid over the file, else the file's bytes; raises what the tree does, and for the same."""
        if file not in self.texts:
            return self.tree.read(file)
        text = self.texts[file]
        if text is None:
            raise FileNotFoundError(ENOENT, os.strerror(ENOENT), file)
        # Half of a surrogate pair, which an editor may send, is not UTF-8 on disk either.
        data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        if len(data) > most_bytes(file):
            raise Unfit(too_large(most_bytes(file)), file)
        return data


@dataclass(frozen=True)
class Some:
    """Those of a register's files that are asked for; what stands in the others is nobody's concern."""

    tree: Tree
    asked: Callable[[str], bool]

    @property
    def label(self) -> str:
        """The register's folder as the reader knows it."""
        return self.tree.label

    def files(self) -> tuple[str, ...]:
        """Those of the files, sorted."""
        return tuple(filter(self.asked, self.tree.files()))

    def read(self, file: str) -> bytes:
        """The file's bytes; raises what the tree does."""
        return self.tree.read(file)


def seen(files: Iterable[str]) -> tuple[str, ...]:
    """Those of the files below a register that are its own, sorted: no hidden ones, nor a further register's."""
    files = tuple(files)
    inner = tuple(file.removesuffix(REGISTER_FILE) for file in files if file.endswith(f"/{REGISTER_FILE}"))
    outside = (one for one in files if not one.startswith(inner))
    return tuple(sorted(one for one in outside if not any(map(passed_over, one.split("/")))))


def contents(tree: Tree, file: str) -> bytes | Message:
    """The file's bytes, or why they cannot be had."""
    if not is_utf8(file):
        return _NOT_UTF8_NAME
    try:
        return tree.read(file)
    except Unfit as unfit:
        return unfit.message
    except OSError as error:
        return msg("the file cannot be read: {reason}", reason=reason(error))


def bytes_in(tree: Tree, file: str) -> bytes:
    """The file's bytes; none where they cannot be had."""
    data = contents(tree, file)
    return b"" if isinstance(data, Message) else data


def most_bytes(file: str) -> int:
    """How large a file may be to be read: what people type less than what kps makes of it."""
    return MAX_BYTES if is_text(file) else MAX_PAPER_BYTES


def shown(path: Path) -> str:
    """A path as people are shown it: from the working directory, links not followed, nobody's number in it."""
    return legible(masked(_from_here(path)))


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
        return legible(masked(file))
    return shown(Path(label, file)) if label.startswith("..") else legible(masked(f"{label}/{file}"))


_CIRCLE = msg("the file is a symbolic link that leads in a circle; put the file itself here")
_LEADS_OUT = msg("the file is a symbolic link out of the register; put the file itself here")
_TO_NOTHING = msg("the file is a symbolic link to nothing; put the file itself here")
_NOT_UTF8_NAME = msg("the name of the file, or of a folder it lies in, is not UTF-8; give it another")


def passed_over(name: str) -> bool:
    """Whether a file or a folder of this name is nobody's concern: hidden, or an office program's lock."""
    return name.startswith((".", "~$"))


def is_record_name(file: str) -> bool:
    """Whether a file is named as records are."""
    return file.lower().endswith(_RECORD_ENDINGS)


def is_text(file: str) -> bool:
    """Whether a file is one that people type: a record, or Markdown."""
    return file.lower().endswith((*_RECORD_ENDINGS, ".md"))


# --- looking through folders ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Walk:
    """What lies below a folder, and what could not be seen."""

    files: tuple[str, ...]
    troubles: tuple[Message, ...]


def _walk(root: Path) -> _Walk:
    files: list[str] = []
    troubles: list[Message] = []
    waiting = [""]
    while waiting:  # no recursion: folders may be nested deeper than Python's stack
        prefix = waiting.pop()
        entries = _entries(f"{root}/{prefix}", troubles)
        if prefix and any(map(_is_register_file, entries)):
            continue  # a register of its own
        for entry in entries:
            name = prefix + entry.name
            if entry.name.startswith(DRAFT):
                troubles.append(_left(root / name))
            elif passed_over(entry.name):
                continue
            elif not entry.is_dir(follow_symlinks=False):
                files.append(name)
                if _leads_to_folder(entry) and not is_record_name(name):
                    troubles.append(_not_followed(root / name))
            else:
                waiting.append(f"{name}/")
    return _Walk(tuple(sorted(files)), tuple(troubles))


def _left(draft: Path) -> Message:
    return msg(
        "{file} is a draft of kps's: another kps is writing there, or one was stopped before it was done; if so, run "
        "it again, or delete the draft",
        file=shown(draft),
    )


def _is_register_file(entry: os.DirEntry[str]) -> bool:
    return entry.name == REGISTER_FILE and not entry.is_dir(follow_symlinks=False)


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_symlink() and entry.is_dir()
    except OSError:
        return False


def _not_followed(link: Path) -> Message:
    return msg(
        "{folder} is a symbolic link to a folder, and is not followed; what lies there is left out", folder=shown(link)
    )


def _entries(folder: str, troubles: list[Message]) -> list[os.DirEntry[str]]:
    """What lies in a folder; nothing where it cannot be read, which is noted."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=attrgetter("name"))
    except OSError as error:
        troubles.append(
            msg(
                "the folder {folder} cannot be read, and what lies in it is left out: {reason}",
                folder=shown(Path(folder)),
                reason=reason(error),
            )
        )
        return []


def is_register(folder: Path) -> bool:
    """Whether a folder is a register: something called kps.yaml lies there, readable or not, that is no folder."""
    try:
        return not stat.S_ISDIR((folder / REGISTER_FILE).lstat().st_mode)
    except (OSError, ValueError):
        return False


def register_above(path: Path) -> Path | None:
    """The register that a path lies in, itself counted; None where it lies in none."""
    return next((folder for folder in (path, *path.parents) if is_register(folder)), None)


def registers_at(path: Path) -> tuple[tuple[Path, ...], tuple[Message, ...]]:
    """The folders of the registers at ``path``: those below it, else the one it lies in; none at all: empty.

    And what could not be seen on the way.
    """
    path = Path(whole(path))
    troubles: list[Message] = []
    misnamed: list[Message] = []
    below = tuple(sorted(_register_folders(path, troubles, misnamed))) if path.is_dir() else ()
    found = below or tuple(filter(None, (register_above(path),)))
    return found, tuple(troubles if found else troubles + misnamed)


def _register_folders(top: Path, troubles: list[Message], misnamed: list[Message]) -> Iterator[Path]:
    waiting = [str(top)]
    while waiting:
        folder = waiting.pop()
        for entry in _entries(folder, troubles):
            if _is_register_file(entry):
                yield Path(folder)
            elif not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif entry.name.lower() in _MISNAMED:
                misnamed.append(
                    msg("{file} is not read: a register's own file is called kps.yaml", file=shown(Path(entry.path)))
                )


_MISNAMED = frozenset(f"kps{ending}" for ending in (".yaml", ".yml", ".yaml.txt", ".yml.txt", ".txt"))
"""What kps.yaml is called where it is misspelt, or where an editor has put an ending after it."""
