"""Files that are written together, new ones and changes of those there: all of them, or none, be it a run is killed.

What is to be written is put down first, whole and synced, in one file of the register's folder (the journal); that is
the moment it is decided. Then each file is written, and the journal goes. Who finds a journal that its writer has left
carries out what it says: nothing is done twice, and what people have changed meanwhile is left as it is. While a
journal lies there its texts count as if they were in their places (``Workspace.open``), every command tells of it, as
of any draft (``Folder.troubles``), and nobody else writes so.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from time import time

from kps.language import Message, msg
from kps.register.files import bytes_of
from kps.register.tree import DRAFT, JOURNAL, shown
from kps.workspace.errors import Wrong
from kps.workspace.writing import mind_links, protection, remove, replace, write_new

_MOST = 512 * 1024 * 1024
_LEFT_AFTER = 60
"""Seconds after which a journal is left, where it cannot be asked whether its writer is still at work."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file as it is to be; ``before`` is None where there is to be none yet."""

    file: str
    before: bytes | None
    after: bytes


def write_together(root: Path, files: Iterable[Rewritten]) -> None:
    """Write the files, named from the register's folder, all or none.

    Wrong where one is not as it was, may not be written, or another is writing so.
    """
    files = tuple(files)
    for one in files:
        _mind(root, one)
    journal = root / JOURNAL
    if journal.exists():
        raise Wrong(_at_work(journal))
    try:
        write_new({journal: _put_down(files)})
    except Wrong:
        if journal.exists():
            raise Wrong(_at_work(journal)) from None
        raise
    try:
        _carry_out(root, files)
    except Exception:
        _undo(root, files)
        remove(journal)
        raise
    remove(journal)


def _at_work(journal: Path) -> Message:
    return msg("another kps is writing here just now ({file}); try again when it is done", file=shown(journal))


def _mind(root: Path, one: Rewritten) -> None:
    """Wrong where a file is not as it was, or may not be written."""
    path = root / one.file
    mind_links(root, path)
    if one.before is None:
        if os.path.lexists(path):
            raise Wrong(msg("{file} is there already, and is not overwritten", file=shown(path)))
        return
    if refused := protection(path):
        raise Wrong(refused)
    if _bytes(path) != one.before:
        raise Wrong(msg("{file} was changed by another meanwhile; try again", file=shown(path)))


def _carry_out(root: Path, files: Iterable[Rewritten]) -> None:
    new = {root / one.file: one.after.decode("utf-8") for one in files if one.before is None}
    write_new(new)
    for one in files:
        if one.before is not None:
            replace(root / one.file, one.after, one.before)


def _undo(root: Path, files: Iterable[Rewritten]) -> None:
    """What was written taken back, where it is still as it was written."""
    for one in files:
        path = root / one.file
        if _bytes(path) != one.after:
            continue
        if one.before is None:
            remove(path)
        else:
            replace(path, one.before, one.after)


def _bytes(path: Path) -> bytes | None:
    try:
        return bytes_of(path)
    except OSError:
        return None


# --- the journal -----------------------------------------------------------------------------------------------


def _put_down(files: Iterable[Rewritten]) -> str:
    written = [
        {
            "file": one.file,
            "before": None if one.before is None else sha256(one.before).hexdigest(),
            "after": one.after.decode("utf-8"),
        }
        for one in files
    ]
    return json.dumps({"host": socket.gethostname(), "process": os.getpid(), "files": written}, ensure_ascii=False)


def finish(root: Path) -> tuple[Message, ...]:
    """Carry out what a killed run has left in the register's folder; what is to be told of it.

    Wrong where its writer is still at work.
    """
    journal = root / JOURNAL
    if not os.path.lexists(journal):
        return ()
    try:
        about = journal.stat()
        left = json.loads(bytes_of(journal, _MOST))
        wanted = [(str(one["file"]), one["before"], str(one["after"]).encode()) for one in left["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        raise Wrong(
            msg("{file} is damaged; delete it, and look over what git status shows", file=shown(journal))
        ) from None
    if not _is_left(left, about.st_mtime):
        raise Wrong(_at_work(journal))
    told = [msg("an import that was stopped before it was done has been completed")]
    for file, before, after in wanted:
        path = root / file
        mind_links(root, path)
        there = _bytes(path)
        if there == after:
            continue
        if there is None and before is None:
            write_new({path: after.decode()})
        elif there is not None and sha256(there).hexdigest() == before:
            replace(path, after, there)
        else:
            told.append(msg("{file} was changed by another meanwhile, and is left as it is", file=shown(path)))
    _clear(root, {file: after for file, _, after in wanted})
    remove(journal)
    return tuple(told)


def _clear(root: Path, written: Mapping[str, bytes]) -> None:
    """Take away the drafts that the killed run has left: what lies in them is what it was to write there."""
    texts = set(written.values())
    for folder in {(root / file).parent for file in written}:
        for draft in folder.glob(f"{DRAFT}*"):
            if draft.name != JOURNAL and _bytes(draft) in texts:
                remove(draft)


def decided(root: Path) -> Mapping[Path, bytes]:
    """The texts of the register's journal, each by its place; none where there is no journal, or it is damaged.

    One whose file people have changed meanwhile is left out: theirs stands.
    """
    try:
        listed = json.loads(bytes_of(root / JOURNAL, _MOST))["files"]
        wanted = {root / str(one["file"]): (one["before"], str(one["after"]).encode()) for one in listed}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {path: after for path, (before, after) in wanted.items() if _digest(path) in (before, _sha(after))}


def _digest(path: Path) -> str | None:
    data = _bytes(path)
    return None if data is None else _sha(data)


def _sha(data: bytes) -> str:
    return sha256(data).hexdigest()


def _is_left(journal: Mapping[str, object], written: float) -> bool:
    """Whether the journal's writer is gone."""
    process = journal.get("process")
    if os.name != "posix" or journal.get("host") != socket.gethostname() or not isinstance(process, int):
        return time() - written > _LEFT_AFTER
    try:
        os.kill(process, 0)  # asks only
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return process == os.getpid()
