"""Writing: never over what is there, never half a file, all files or none."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from kps.language import Message, msg
from kps.register.tree import shown
from kps.workspace.errors import Wrong, reason


def write_new(files: Mapping[Path, str]) -> None:
    """Write new files, all or none; Wrong where one is there already or the system refuses.

    Each is written beside its place first and then moved into it, so that nobody ever reads half of it and
    two who write at once cannot overwrite each other.
    """
    for path in files:
        if path.exists() or path.is_symlink():
            raise _there_already(path)
    made: list[Path] = []
    path = Path()
    try:
        for path, text in files.items():
            _make_folder(path.parent, made)
            _write_new(path, text)
            made.append(path)
    except BaseException as error:  # an interruption too leaves nothing behind
        _take_back(made)
        if isinstance(error, FileExistsError):
            raise _there_already(path) from None
        if isinstance(error, OSError):
            raise _nothing_written(path, error) from None
        raise


def replace(path: Path, text: str | bytes) -> None:
    """Write a file anew, whole or not at all; Wrong where the system refuses. A device or a pipe stays what it is."""
    made: list[Path] = []
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(_bytes(text))
            return
        if protected := protection(path):
            raise Wrong(protected)
        _make_folder(path.parent, made)
        draft = _draft(path, text)
        try:
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        _take_back(made)
        raise _nothing_written(path, error) from None


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
        before = path.read_bytes()
        after = change(before)
        if path.read_bytes() != before:
            raise Wrong(msg("{file} was changed by another meanwhile; try again", file=shown(path)))
    except OSError as error:
        raise _nothing_written(path, error) from None
    replace(path.resolve(), after)


def _write_new(path: Path, text: str) -> None:
    draft = _draft(path, text)
    try:
        _put(draft, path)
    finally:
        draft.unlink(missing_ok=True)


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
    handle, name = tempfile.mkstemp(prefix=".kps-", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_bytes(text))
            file.flush()
            os.fsync(file.fileno())
        # A file that is written anew keeps its mode: nobody can read it who could not before.
        draft.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
    except BaseException:  # an interruption too leaves no draft behind
        draft.unlink(missing_ok=True)
        raise
    return draft


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def _umask() -> int:
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


def _take_back(made: list[Path]) -> None:
    for path in reversed(made):
        with suppress(OSError):  # a folder that others have used meanwhile stays
            path.rmdir() if path.is_dir() else path.unlink()


def _there_already(path: Path) -> Wrong:
    return Wrong(msg("{file} is there already, and is not overwritten", file=shown(path)))


def _nothing_written(path: Path, error: OSError) -> Wrong:
    return Wrong(msg("nothing was written: {file}: {reason}", file=shown(path), reason=reason(error)))
