"""Writing: never over what is there unasked, never half a file, all files or none.

The only module that writes: what is written lies whole and synced in a draft beside its place before it is moved there.
A draft that a killed run left is cleared by a later one that writes in the same folder.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import time

from kps.language import Message, msg
from kps.language.legible import LEGIBLE
from kps.language.reasons import reason
from kps.register.files import bytes_of, open_descriptor
from kps.register.tree import DRAFT, shown
from kps.workspace.errors import Wrong

STALE = 3600
"""Seconds after which nobody is writing a draft any more."""

_DRAFT = re.compile(re.escape(DRAFT) + r"[a-z0-9_]{8}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Change:
    """A file that gets another text together with new ones: its bytes as they were read, and as they are to be."""

    path: Path
    before: bytes
    after: bytes

    def mind(self) -> None:
        """Wrong where the file may not be written, or another has changed it meanwhile."""
        if refused := protection(self.path):
            raise Wrong(refused)
        if bytes_of(self.path) != self.before:
            raise Wrong(_changed(self.path))


def write_new(files: Mapping[Path, str], change: Change | None = None) -> None:
    """Write new files, and a change to one that is there, all or none; Wrong where one is there or the system refuses.

    All lie beside their places before the first is moved there, so that nobody ever reads half of one and two who
    write at once cannot overwrite each other. The moves come in the files' order: a run that is killed between them
    leaves drafts, and they are told (``Folder.troubles``). The change comes last: what it takes away stands in the new
    files by then.
    """
    for path in files:
        if path.exists() or path.is_symlink():
            raise _there_already(path)
    folders: list[Path] = []
    drafts: dict[Path, Path] = {}
    changed: Path | None = None
    path = Path()
    try:
        for path, text in files.items():
            _make_folder(path.parent, folders)
            drafts[path] = _draft(path, text)
        if change:
            path = change.path
            changed = _draft(path, change.after)
        _put_all(drafts, change, changed)
    except BaseException as error:  # an interruption too leaves nothing behind
        _take_back((*drafts.values(), *filter(None, [changed])), folders)
        if isinstance(error, FileExistsError):
            raise _there_already(Path(error.filename2 or error.filename)) from None
        if isinstance(error, OSError):
            raise _nothing_written(path, error) from None
        raise


def placed(root: Path, files: Mapping[str, str]) -> dict[Path, str]:
    """New files of a register, named from its folder, each at its place; Wrong where a link leads from there out."""
    found = {root / file: text for file, text in files.items()}
    for path in found:
        mind_links(root, path)
    return found


def write_placed(files: Mapping[Path, str], change: Change | None = None) -> None:
    """Write new files of which the first is the one that the others belong to, and a change, all or none.

    It gets its place last, so that a run that was killed meanwhile can be run again.
    """
    write_new(dict(reversed(tuple(files.items()))), change)


def replace(path: Path, text: str | bytes, before: bytes | None = None) -> None:
    """Write a file anew, whole or not at all; Wrong where the system refuses, or it is no longer as it was ``before``.

    A device, a pipe and an open descriptor (/dev/stdout) are written to as they are; of a link, what it leads to.
    """
    if is_stream(path):
        _pour(path, _bytes(text))
        return
    path = Path(os.path.realpath(path))
    if protected := protection(path):
        raise Wrong(protected)
    folders: list[Path] = []
    drafts: list[Path] = []
    try:
        if path.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        _make_folder(path.parent, folders)
        drafts.append(_draft(path, text))
        if before is not None and bytes_of(path) != before:
            raise Wrong(_changed(path))
        drafts[0].replace(path)
    except BaseException as error:
        _take_back(drafts, folders)
        if isinstance(error, OSError):
            raise _nothing_written(path, error) from None
        raise


def keep(path: Path, data: bytes) -> None:
    """Write a file that only this user can read, with its folder; whole or not at all. OSError where that cannot be.

    It is not synced: who reads it sees for himself whether it is whole.
    """
    path.parent.parent.mkdir(parents=True, exist_ok=True)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=DRAFT, dir=path.parent)  # of mode 600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def remove(path: Path) -> None:
    """Take a file away; Wrong where the system refuses."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise Wrong(msg("{file} cannot be deleted: {reason}", file=shown(path), reason=reason(error))) from None


def give_name(path: Path, to: Path) -> None:
    """Give a file another name; Wrong where there is something of that name already, or the system refuses."""
    if os.path.lexists(to):
        raise _there_already(to)
    folders: list[Path] = []
    try:
        _make_folder(to.parent, folders)
        path.rename(to)
    except OSError as error:
        _take_back((), folders)
        raise _nothing_written(to, error) from None


def clear_empty(folder: Path, root: Path) -> None:
    """Take away a folder that has been emptied, and those above it below ``root`` that held nothing else."""
    while folder != root and folder.is_relative_to(root):
        try:
            folder.rmdir()
        except OSError:  # there is something in it, or the system refuses: then it stays
            return
        folder = folder.parent


def is_stream(path: Path) -> bool:
    """Whether the path is no file that can be written anew: a device, a pipe, or what is open already."""
    if open_descriptor(path) is not None:
        return True
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def mind_links(root: Path, path: Path) -> None:
    """Wrong where a symbolic link leads from a place in the register at ``root`` to one outside it."""
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        raise Wrong(
            msg("{file}: a symbolic link leads out of the register; nothing is written there", file=shown(path))
        )


def protection(path: Path) -> Message | None:
    """Why a file that may only be read is not written over; None where it may be, or there is none.

    It could be moved out of the way all the same, but was not meant to.
    """
    if path.exists() and not (path.stat().st_mode & 0o222 and os.access(path, os.W_OK)):
        return msg("{file} is write-protected, and is not overwritten", file=shown(path))
    return None


def rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Change a file that is there; Wrong where another has changed it meanwhile, or the system refuses."""
    try:
        before = bytes_of(path)
    except OSError as error:
        raise _nothing_written(path, error) from None
    replace(path, change(before), before)


def _pour(path: Path, data: bytes) -> None:
    """Write into what is no file: never anew, for others read it, or have written there already."""
    number = open_descriptor(path)
    try:
        with path.open("wb") if number is None else os.fdopen(os.dup(number), "wb") as stream:
            stream.write(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _nothing_written(path, error) from None


def _put_all(drafts: Mapping[Path, Path], change: Change | None, changed: Path | None) -> None:
    """Give every draft its name, and last move the ``changed`` text onto its file; or nothing of it."""
    placed: list[tuple[Path, os.stat_result]] = []
    try:
        for path, draft in drafts.items():
            placed.append((path, draft.stat()))
            _put(draft, path)
            draft.unlink(missing_ok=True)
        if change and changed:
            change.mind()
            changed.replace(change.path)
    except BaseException:
        if changed and not changed.exists():
            raise  # it was interrupted after its end: what the change took away stands in the new files alone
        for path, was in placed:
            with suppress(OSError):
                if os.path.samestat(path.lstat(), was):  # another's file stays
                    path.unlink()
        raise


def _put(draft: Path, path: Path) -> None:
    """Give the draft its name; FileExistsError where that is taken."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        # Many shared and removable disks have no links: there the name is taken first, and the text moved onto it.
        path.touch(exist_ok=False)
        try:
            draft.replace(path)
        except OSError:
            path.unlink()
            raise


def _draft(path: Path, text: str | bytes) -> Path:
    """The text, or the bytes, safely on the disk, under a hidden name in the folder it is meant for."""
    clear(path.parent)
    handle, name = tempfile.mkstemp(prefix=DRAFT, dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_bytes(text))
            file.flush()
            os.fsync(file.fileno())
        _like(draft, path)
    except BaseException:  # an interruption too leaves no draft behind
        draft.unlink(missing_ok=True)
        raise
    return draft


def _like(draft: Path, path: Path) -> None:
    """Give the draft the mode, and where we may the owner, of the file it replaces: nobody else can read it then."""
    try:
        there = path.stat()
    except OSError:
        draft.chmod(0o666 & ~umask())
        return
    with suppress(OSError, AttributeError):  # only root may; Windows has none
        os.chown(draft, there.st_uid, there.st_gid)
    draft.chmod(there.st_mode & 0o777)


def clear(folder: Path) -> None:
    """Take away the drafts that killed runs have left in a folder: our own, and too old to be somebody's at work."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _DRAFT.fullmatch(entry.name) and entry.is_file(follow_symlinks=False) and _is_left(entry.stat()):
                with suppress(OSError):
                    Path(entry.path).unlink()


def _is_left(about: os.stat_result) -> bool:
    ours = not hasattr(os, "getuid") or about.st_uid == os.getuid()
    return ours and about.st_mtime < time() - STALE


def _bytes(text: str | bytes) -> bytes:
    return text.encode("utf-8", LEGIBLE) if isinstance(text, str) else text


def umask() -> int:
    """What the system takes from the mode of what is made."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Make the folder and those above it, each noted in ``made``."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        with suppress(FileExistsError):  # another may have made it meanwhile
            one.mkdir()
            made.append(one)


def _take_back(drafts: Iterable[Path], folders: Sequence[Path]) -> None:
    """Take away the drafts, and the folders that were made for them."""
    for draft in drafts:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    for folder in reversed(folders):
        with suppress(OSError):  # one that others have used meanwhile stays
            folder.rmdir()


def _there_already(path: Path) -> Wrong:
    return Wrong(msg("{file} is there already, and is not overwritten", file=shown(path)))


def _changed(path: Path) -> Message:
    return msg("{file} was changed by another meanwhile; try again", file=shown(path))


def _nothing_written(path: Path, error: OSError) -> Wrong:
    return Wrong(msg("nothing was written: {file}: {reason}", file=shown(path), reason=reason(error)))
