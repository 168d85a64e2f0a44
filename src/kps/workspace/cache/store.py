"""A folder of kept things: each whole and as it was kept, or as if it were not there."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from kps.register.files import bytes_of
from kps.workspace.errors import Wrong
from kps.workspace.writing import clear, keep, remove

MOST = 200 * 1024**2
"""Bytes that all kept things may take together; the oldest go first."""

MOST_EACH = MOST // 4

_SUM = 16
_ENDING = ".kept"


class Store:
    """Kept things by name, in a folder that is this user's alone. Nothing here raises: what fails is not kept.

    The folder is looked through when the first thing is put there, and again once there may be no room for more; what
    another process puts there meanwhile is seen by whoever comes next.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._room: int | None = None

    def get(self, name: str) -> bytes | None:
        """What was kept under the name; None where nothing was, or it is not what was written."""
        if not self._is_ours():
            return None
        try:
            data = bytes_of(self._path(name), MOST_EACH, follow=False)
        except (OSError, ValueError):
            return None
        return data[_SUM:] if data[:_SUM] == _checksum(name, data[_SUM:]) else None

    def put(self, name: str, data: bytes) -> None:
        """Keep something under the name; what is too large, or the system refuses, is not kept."""
        if len(data) + _SUM > MOST_EACH:
            return
        with suppress(OSError):
            if self.folder.exists() and not self._is_ours():
                return
            keep(self._path(name), _checksum(name, data) + data)
            self._mind_room(len(data) + _SUM)

    @property
    def size(self) -> int:
        """How many bytes are kept."""
        return sum(about.st_size for _, about in self._entries())

    def clear(self) -> None:
        """Take all away that is kept; Wrong where the system refuses."""
        for path, _ in self._entries():
            remove(path)

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}{_ENDING}"

    def _is_ours(self) -> bool:
        """Whether the folder is one that nobody else can have put anything into."""
        try:
            about = self.folder.lstat()
        except OSError:
            return False
        if not hasattr(os, "geteuid"):
            return stat.S_ISDIR(about.st_mode)
        return stat.S_ISDIR(about.st_mode) and about.st_uid == os.geteuid() and not about.st_mode & 0o077

    def _mind_room(self, taken: int) -> None:
        """Keep the bounds, now that so many bytes more are kept."""
        if self._room is None or taken > self._room:
            self._room = MOST - self._let_old_ones_go()
        else:
            self._room -= taken

    def _let_old_ones_go(self) -> int:
        """Take away what is too much, and what killed runs left; how many bytes are left."""
        clear(self.folder)
        entries = sorted(self._entries(), key=lambda one: one[1].st_mtime_ns)
        left = sum(about.st_size for _, about in entries)
        for path, about in entries:
            if left <= MOST:
                break
            with suppress(Wrong):
                remove(path)
            left -= about.st_size
        return left

    def _entries(self) -> Iterator[tuple[Path, os.stat_result]]:
        if not self._is_ours():
            return
        with suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                with suppress(OSError):  # another may have taken it away meanwhile
                    if entry.name.endswith(_ENDING) and entry.is_file(follow_symlinks=False):
                        yield Path(entry.path), entry.stat(follow_symlinks=False)


def _checksum(name: str, data: bytes) -> bytes:
    return blake2b(data, digest_size=_SUM, key=name.encode()[:64]).digest()
