"""A whole folder written at once: never over what kps did not write, never half of it.

The other half of the one writer (kps.workspace.writing): the folder lies whole and synced beside its place before it is
moved there, and what stood there is set aside until then.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from time import time

from kps.language import msg
from kps.language.reasons import reason
from kps.register.files import bytes_of
from kps.register.stamps import stamp_in
from kps.register.tree import DRAFT, shown
from kps.workspace.errors import Wrong
from kps.workspace.writing import STALE, umask


def replace_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder of stamped files, named from it, anew; what is no longer due in it is gone.

    Wrong, with all as it was, where the folder holds anything that kps did not write, or the system refuses.
    """
    place = Path(os.path.realpath(folder))
    folders = {name.partition("/")[0] for name in files if "/" in name}
    _mind(place, folders, folder)
    draft: Path | None = None
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        _clear(place.parent)
        draft = Path(tempfile.mkdtemp(prefix=DRAFT, dir=place.parent))
        _fill(draft, files)
        draft.chmod(place.stat().st_mode & 0o777 if place.exists() else 0o777 & ~umask())
        _swap(draft, place, folders)
    except BaseException as error:  # an interruption too leaves nothing behind
        if draft:
            shutil.rmtree(draft, ignore_errors=True)
        if isinstance(error, OSError):
            raise Wrong(
                msg("nothing was written: {file}: {reason}", file=shown(folder), reason=reason(error))
            ) from None
        raise


def _mind(place: Path, folders: set[str], named: Path) -> None:
    """Wrong where the folder may not be replaced: it holds what is another's, or somebody stands in it."""
    if not os.path.lexists(place):
        return
    if not place.is_dir():
        raise Wrong(msg("{file} is a file; several districts make a folder of pages", file=shown(named)))
    try:
        if Path.cwd().is_relative_to(place):
            raise Wrong(msg("{file} is where kps is run; name a folder of the report's own", file=shown(named)))
        _mind_what_is_in(place, folders)
    except OSError as error:
        raise Wrong(msg("nothing was written: {file}: {reason}", file=shown(named), reason=reason(error))) from None


def _mind_what_is_in(place: Path, folders: set[str], seen: Path | None = None) -> None:
    """Wrong where kps did not write all that is in the folder, which people know as ``seen``."""
    for strange in _strange(place, folders):
        told = shown((seen or place) / strange.relative_to(place))
        raise Wrong(
            msg("{file} is not as kps wrote it; name a folder of the report's own, or move the file away", file=told)
        )


def _strange(place: Path, folders: set[str]) -> Iterator[Path]:
    """What kps did not write in a folder, or what was changed since."""
    for entry in sorted(place.iterdir()):
        if entry.is_dir() and not entry.is_symlink() and entry.name in folders:
            yield from (one for one in sorted(entry.iterdir()) if not _is_ours(one))
        elif not _is_ours(entry):
            yield entry


def _is_ours(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    stamp = stamp_in(bytes_of(path))
    return stamp is not None and stamp.untouched


def _fill(draft: Path, files: Mapping[str, bytes]) -> None:
    """The files in the draft, safely on the disk."""
    for name, data in files.items():
        path = draft / name
        path.parent.mkdir(exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())


def _swap(draft: Path, place: Path, folders: set[str]) -> None:
    """Give the draft the folder's name; what had it until then is taken away, or put back where that cannot be.

    Between the two names there are two moves and nothing else, so that hardly any kill leaves the place empty.
    """
    if not place.exists():
        draft.rename(place)
        return
    aside = Path(tempfile.mkdtemp(prefix=DRAFT, dir=place.parent))
    before = aside / place.name
    try:
        place.rename(before)
        try:
            draft.rename(place)
        except BaseException:
            before.rename(place)
            raise
        try:
            _mind_what_is_in(before, folders, place)  # somebody may have put a file there meanwhile
        except BaseException:
            place.rename(draft)
            before.rename(place)
            raise
    except BaseException:
        with suppress(OSError):
            aside.rmdir()
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _clear(parent: Path) -> None:
    """Take away the folders that killed runs have left, too old to be somebody's at work."""
    for entry in parent.glob(f"{DRAFT}*/"):
        with suppress(OSError):
            if not entry.is_symlink() and entry.lstat().st_mtime < time() - STALE:
                shutil.rmtree(entry, ignore_errors=True)
