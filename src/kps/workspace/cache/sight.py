"""What lies below some folders, as stat tells it: whether it is what it was is found as git's index finds it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import repeat
from pathlib import Path

from kps.register.asked_for import is_asked_for
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


def look(tops: Iterable[str]) -> Sight | None:
    """What lies below the folders; None where stat does not tell enough: of a link, a pipe, a shut folder."""
    try:
        found = sorted(one for top in tops for one in _below(top))
    except (OSError, _Untold):
        return None
    return Sight(tuple(name for name, _ in found), tuple(stamp for _, stamp in found))


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
    """Files as they were, sorted by their names: of each its stamp and a digest of its bytes.

    A file with an empty digest is one whose bytes nobody asks for, or that cannot be read. ``since`` is when a stamp
    was seen first, by this machine's clock; 0 once the bytes were the same after a TICK or more. Only then does the
    stamp alone tell: the clock that stamps the files, another machine's perhaps, has moved on from it, and a later
    change gets a later one.
    """

    names: tuple[str, ...]
    stamps: tuple[Stamp, ...]
    digests: tuple[str, ...]
    since: tuple[float, ...]

    @classmethod
    def of(cls, sight: Sight, digests: Mapping[str, str], now: float, before: Memory | None = None) -> Memory:
        """What was seen, and then read; of what was known ``before`` it is also known since when."""
        given = tuple(digests.get(name, "") for name in sight.names)
        known = before._of(sight.names) if before else repeat(None, len(given))
        since = map(_since, known, sight.stamps, given, repeat(now))
        return cls(sight.names, sight.stamps, given, tuple(since))

    def renewed(self, sight: Sight, now: float) -> Memory:
        """The same with the files of now: those that are new, or may be others than they were, are read."""
        digests, since = [], []
        for name, stamp, was in zip(sight.names, sight.stamps, self._of(sight.names), strict=True):
            if was and was[1] and was[0] == stamp and not was[2]:
                digests.append(was[1])
                since.append(0.0)
            elif not is_asked_for(name):
                digests.append("")
                since.append(0.0)
            else:
                digests.append(digest_of(name))
                since.append(_seen_since(was, stamp, digests[-1], now))
        return Memory(sight.names, sight.stamps, tuple(digests), tuple(since))

    @cached_property
    def state(self) -> str:
        """A digest of the names and the digests."""
        told = "\0".join((*self.names, *self.digests)).encode("utf-8", "surrogateescape")
        return blake2b(told, digest_size=DIGEST).hexdigest()

    def _of(self, names: tuple[str, ...]) -> Iterable[_Seen | None]:
        """What is known of each of these files."""
        rows = zip(self.stamps, self.digests, self.since, strict=True)
        return rows if names == self.names else map(dict(zip(self.names, rows, strict=True)).get, names)


_Seen = tuple[Stamp, str, float]
"""A file's stamp, its digest, and since when it has had the stamp."""


def _since(was: _Seen | None, stamp: Stamp, digest: str, now: float) -> float:
    """Since when a file that was read in this run has had its stamp."""
    if not digest:
        return 0.0
    return was[2] if was and was[:2] == (stamp, digest) else now


def _seen_since(was: _Seen | None, stamp: Stamp, digest: str, now: float) -> float:
    """Since when a file that was looked at just now has had its stamp; 0 where that alone tells from now on."""
    if was is None or was[:2] != (stamp, digest) or not was[2] or was[2] > now:
        return now
    return 0.0 if now - was[2] >= TICK and tells_enough(stamp) else was[2]


def tops_of(paths: Iterable[str], roots: Iterable[str]) -> tuple[str, ...]:
    """The folders below which all lies that the registers at the paths are found by, none within another."""
    folders = sorted({*(path for path in paths if Path(path).is_dir()), *roots})
    return tuple(one for one in folders if not any(one.startswith(_within(other)) for other in folders))


def _within(folder: str) -> str:
    return folder.rstrip(os.sep) + os.sep
