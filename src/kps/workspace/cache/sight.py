"""What lies below some folders, as stat tells it: whether it is what it was is found as git's index finds it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from kps.register.files import bytes_of
from kps.register.tree import DRAFT, most_bytes

Stamp = tuple[int, int, int, int]
"""What stat tells of a file: its size, when it was written and when it was changed (ns), and its inode."""

DIGEST = 16

_CHANGE_TIME = os.name == "posix"
"""Whether the system has a time of the last change, which no program sets: without it, stat tells too little."""


@dataclass(frozen=True)
class Sight:
    """The files below some folders, sorted, each with its whole path and its stamp."""

    names: tuple[str, ...]
    stamps: tuple[Stamp, ...]

    @cached_property
    def digest(self) -> str:
        """A digest of the names."""
        return blake2b("\0".join(self.names).encode("utf-8", "surrogateescape"), digest_size=DIGEST).hexdigest()


def look(tops: Iterable[str]) -> Sight | None:
    """What lies below the folders; None where stat does not tell enough: of a link, a pipe, a shut folder."""
    try:
        found = {path: stamp for top in tops for path, stamp in _below(top)}
    except (OSError, _Untold):
        return None
    names = tuple(sorted(found))
    return Sight(names, tuple(found[name] for name in names))


class _Untold(Exception):  # noqa: N818  # not an error: there is something that is not a plain file
    pass


def _below(top: str) -> list[tuple[str, Stamp]]:
    found: list[tuple[str, Stamp]] = []
    waiting = [top]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name.startswith(".") and not entry.name.startswith(DRAFT):
                    continue
                about = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(about.st_mode):
                    waiting.append(entry.path)
                elif stat.S_ISREG(about.st_mode):
                    found.append((entry.path, stamp_of(about)))
                else:
                    raise _Untold
    return found


def stamp_of(about: os.stat_result) -> Stamp:
    """What is looked at of a file's stat."""
    return about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino


def tells_enough(stamp: Stamp) -> bool:
    """Whether a file that has the same stamp is the same, where the stamp is old enough."""
    return _CHANGE_TIME and stamp[3] != 0


def digest_of(path: str) -> str:
    """A digest of the bytes in a file; empty where they cannot be had."""
    try:
        data = bytes_of(path, most_bytes(path), follow=False)
    except (OSError, ValueError):
        return ""
    return blake2b(data, digest_size=DIGEST).hexdigest()


TICK = 3.0
"""Seconds in which the clocks of all file systems have moved on: FAT's ticks every other second."""


@dataclass(frozen=True)
class Memory:
    """Files as they were: of the names a digest, of each file its stamp and a digest of its bytes.

    A file with an empty digest is one whose bytes nobody asked for. ``since`` is when a stamp was seen first, by this
    machine's clock; 0 once the bytes were the same after a TICK or more. Only then does the stamp alone tell: the clock
    that stamps the files, another machine's perhaps, has moved on from it, and a later change gets a later one.
    """

    names: str
    stamps: tuple[Stamp, ...]
    digests: tuple[str, ...]
    since: tuple[float, ...]

    @classmethod
    def of(cls, sight: Sight, digests: Sequence[str], now: float) -> Memory:
        """What was seen, and then read."""
        return cls(sight.digest, sight.stamps, tuple(digests), tuple(now if one else 0.0 for one in digests))

    def renewed(self, sight: Sight, now: float) -> Memory | None:
        """The same with the stamps of now; None where a file is not as it was."""
        if self.names != sight.digest or len(self.digests) != len(sight.names):
            return None
        since = list(self.since)
        for place in self._doubtful(sight):
            if digest_of(sight.names[place]) != self.digests[place]:
                return None
            since[place] = self._known_since(place, sight.stamps[place], now)
        return Memory(self.names, sight.stamps, self.digests, tuple(since))

    def _doubtful(self, sight: Sight) -> list[int]:
        """Which files must be read to know them again."""
        rows = zip(self.stamps, sight.stamps, self.digests, self.since, strict=True)
        return [place for place, (was, now, digest, since) in enumerate(rows) if digest and (since or was != now)]

    def _known_since(self, place: int, stamp: Stamp, now: float) -> float:
        before = self.since[place]
        if stamp != self.stamps[place] or not before or before > now:
            return now
        return 0.0 if now - before >= TICK and tells_enough(stamp) else before


def tops_of(paths: Iterable[str], roots: Iterable[str]) -> tuple[str, ...]:
    """The folders below which all lies that the registers at the paths are found by, none within another."""
    folders = sorted({*(path for path in paths if Path(path).is_dir()), *roots})
    return tuple(one for one in folders if not any(one.startswith(_within(other)) for other in folders))


def _within(folder: str) -> str:
    return folder.rstrip(os.sep) + os.sep
