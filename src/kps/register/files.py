"""Reading a file that anybody may have made: a regular one of a bearable size, and nothing else.

A pull request from a stranger may hold a link in a circle; a folder that others write to a pipe that nobody fills, a
device, a sparse file of three gigabytes. What a file is, and how large, is asked before it is opened, and again of
what was opened.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from kps.language import Message, msg
from kps.language.reasons import Unfit
from kps.source import MAX_BYTES

MAX_PAPER_BYTES = 4 * MAX_BYTES
"""A larger file is no paper, no baseline and no report that kps wrote."""

_STREAMS = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}
_DESCRIPTOR = re.compile(r"/(?:dev|proc/self)/fd/(\d{1,9})", re.ASCII)
# So that a pipe is not waited for, nor a terminal taken; not every system knows all of them.
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"))

_KINDS = {
    stat.S_IFIFO: msg("it is a pipe, not a file"),
    stat.S_IFSOCK: msg("it is a socket, not a file"),
    stat.S_IFCHR: msg("it is a device, not a file"),
    stat.S_IFBLK: msg("it is a device, not a file"),
    stat.S_IFDIR: msg("it is a folder, not a file"),
    stat.S_IFLNK: msg("it is a symbolic link"),
}


def bytes_of(path: Path | str, most: int = MAX_PAPER_BYTES, *, follow: bool = True) -> bytes:
    """All of a regular file; Unfit for anything else, or a larger one; OSError where the system refuses.

    Without ``follow``, a symbolic link is unfit too.
    """
    _mind(path, Path(path).stat() if follow else os.lstat(path), most)
    handle = os.open(path, _FLAGS | (0 if follow else getattr(os, "O_NOFOLLOW", 0)))
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(handle)
        _mind(path, about, most)  # another may lie there by now
        # Room is made for as much as is asked for: for what is said to be there, and only then for more.
        data = file.read(about.st_size + 1)
        if len(data) > about.st_size:
            data += file.read(most + 1 - len(data))
        return _bounded(path, data, most)


def bytes_or_none(path: Path) -> bytes:
    """All of a file that may be kps's own; nothing of what cannot be, or cannot be read."""
    try:
        return bytes_of(path)
    except OSError:
        return b""


def given_bytes(path: Path, most: int = MAX_PAPER_BYTES) -> bytes:
    """All of a file that was named on the command line: a regular one, or what is open already (/dev/stdin)."""
    number = open_descriptor(path)
    if number is None:
        return bytes_of(path, most)
    with os.fdopen(os.dup(number), "rb") as stream:
        return _bounded(path, stream.read(most + 1), most)


def open_descriptor(path: Path) -> int | None:
    """The number of the open file that a path such as /dev/stdout is another name of."""
    found = _DESCRIPTOR.fullmatch(str(path))
    return int(found[1]) if found else _STREAMS.get(str(path))


def _mind(path: Path | str, about: os.stat_result, most: int) -> None:
    if not stat.S_ISREG(about.st_mode):
        raise Unfit(_KINDS.get(stat.S_IFMT(about.st_mode), msg("it is no file")), str(path))
    if about.st_size > most:
        raise Unfit(too_large(most), str(path))


def _bounded(path: Path | str, data: bytes, most: int) -> bytes:
    if len(data) > most:
        raise Unfit(too_large(most), str(path))
    return data


def too_large(most: int) -> Message:
    """That a file is larger than what is read."""
    return msg("the file is larger than {most} MiB", most=most // 1024**2)
