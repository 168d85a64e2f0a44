"""Writing: never over what is there, never half a file, all files or none."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from kps.cli.errors import Wrong
from kps.language import msg
from kps.register.tree import shown


def write_new(files: Mapping[Path, str]) -> None:
    """Write new files, all or none; Wrong where one is there already or the system refuses.

    Each is written beside its place first and then linked into it, so that nobody ever reads half of it and
    two who write at once cannot overwrite each other.
    """
    for path in files:
        if path.exists() or path.is_symlink():
            raise _there_already(path)
    done: list[Path] = []
    try:
        for path, text in files.items():
            _link(path, text)
            done.append(path)
    except FileExistsError as error:
        _take_back(done)
        raise _there_already(Path(error.filename2 or error.filename)) from None
    except OSError as error:
        _take_back(done)
        raise Wrong(
            msg("nothing was written: {file}: {reason}", file=shown(path), reason=error.strerror or str(error))
        ) from None


def replace(path: Path, text: str) -> None:
    """Write a file anew, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = _draft(path, text)
    try:
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def _link(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = _draft(path, text)
    try:
        os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _draft(path: Path, text: str) -> Path:
    """The text, safely on the disk, under a hidden name in the folder it is meant for."""
    handle, name = tempfile.mkstemp(prefix=".kps-", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o666 & ~_umask())
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    return draft


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _take_back(paths: list[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _there_already(path: Path) -> Wrong:
    return Wrong(msg("{file} is there already, and is not overwritten", file=shown(path)))
