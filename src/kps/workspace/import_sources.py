"""The sources that were named: files, those in folders, and other registers; each known by its content."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from kps.intake.kinds import KINDS, KindName, Known
from kps.intake.source import Source
from kps.language import Message, msg
from kps.language.reasons import Unfit, reason
from kps.register.files import bytes_of, given_bytes, open_descriptor
from kps.register.tree import REGISTER_FILE, is_register, passed_over, shown
from kps.source.text import composed
from kps.workspace.errors import Wrong

SourceKind = Literal[KindName, "register"]
"""What a source can be said to be."""

MOST = 100 * 1024 * 1024
"""A larger file is not read."""


@dataclass(frozen=True, slots=True)
class Given:
    """A source that was found, and its kind."""

    path: Path
    source: Source
    known: Known


@dataclass(slots=True)
class Sources:
    """What was found at the paths: sources, registers, and what is neither, or cannot be read."""

    given: list[Given] = field(default_factory=list)
    registers: list[Path] = field(default_factory=list)
    others: list[Path] = field(default_factory=list)
    """The files of folders that are no sources."""
    unreadable: list[tuple[Path, Message]] = field(default_factory=list)


def sources_at(paths: Iterable[Path], root: Path, kind: SourceKind | None) -> Sources:
    """The sources at the paths, for the register at ``root``; ``kind`` is what they were said to be.

    Wrong where a path is none, or the register itself.
    """
    found = Sources()
    kinds = [one for one in KINDS if kind in (None, one.name)]
    names: dict[str, Path] = {}
    for path in paths:
        if not os.path.lexists(path):
            raise Wrong(msg("there is no file or folder {path}", path=path))
        if is_register(path):
            _mind_register(path, root)
            found.registers.append(path)
            continue
        for file, name in _files(path):
            if names.get(name) == file:
                continue
            if name in names:
                two = [shown(names[name]), shown(file)]
                raise Wrong(
                    msg("{files} would be one source, {name}; name the folder above them", files=two, name=name)
                )
            names[name] = file
            _add(found, file, name, kinds, said=kind is not None or not path.is_dir())
    return found


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    """The files at a path, each with its name below the folder that was named, or its name alone."""
    if not path.is_dir():
        yield path, composed(path.name)
        return
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(one for one in folders if not passed_over(one) and not is_register(Path(folder, one)))
        for file in sorted(files):
            if not passed_over(file):
                whole = Path(folder, file)
                yield whole, composed(whole.relative_to(path).as_posix())


def _add(found: Sources, file: Path, name: str, kinds: Iterable[Known], *, said: bool) -> None:
    """Enter a file under what it is; one that was named itself must be a source."""
    try:
        data = given_bytes(file, MOST) if open_descriptor(file) is not None else bytes_of(file, MOST)
    except Unfit as unfit:
        found.unreadable.append((file, unfit.message))
        return
    except OSError as error:
        found.unreadable.append((file, msg("the file cannot be read: {reason}", reason=reason(error))))
        return
    source = Source(name, data)
    kinds = sorted(kinds, key=lambda one: source.ending not in one.endings)
    known = next((one for one in kinds if one.kind.is_one(source)), kinds[0] if said and len(kinds) == 1 else None)
    if known:
        found.given.append(Given(file, source, known))
    elif said:
        found.unreadable.append((file, _NO_SOURCE))
    else:
        found.others.append(file)


_NO_SOURCE = msg(
    "it is none of what can be imported: a workbook (xlsx, xls, ods), CSV, minutes (docx), a calendar (ics) or a "
    "register; save it as one of these"
)


def _mind_register(path: Path, root: Path) -> None:
    """Wrong where a register that is to be taken over is the one that takes it."""
    if os.path.realpath(path) == os.path.realpath(root):
        raise Wrong(msg("{file} is this register itself", file=shown(path / REGISTER_FILE)))
