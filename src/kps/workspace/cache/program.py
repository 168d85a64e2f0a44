"""What an answer hangs on besides the records: this kps and the libraries it stands on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import kps

_LIBRARY = (".dist-info", ".egg-info")


def digest(root: Path | None = None) -> str:
    """A digest of kps's version, of all its code and data, of the libraries' names and versions, and of Python's.

    ``root`` is kps's own folder.
    """
    told = blake2b(repr((kps.__version__, sys.version, sys.platform)).encode(), digest_size=16)
    root = root or Path(kps.__file__).parent
    for path in sorted(_files(os.fspath(root))):
        data = Path(path).read_bytes()
        told.update(f"{path.removeprefix(os.fspath(root))}\0{len(data)}\0".encode())
        told.update(data)
    told.update("\0".join(sorted(set(_libraries()))).encode())
    return told.hexdigest()


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name not in ("__pycache__", "fonts"):
                    yield from _files(entry.path)
            elif not entry.name.endswith((".po", ".pot")):
                yield entry.path


def _libraries() -> Iterator[str]:
    for folder in sys.path:
        with suppress(OSError):
            yield from (name for name in os.listdir(folder or ".") if name.endswith(_LIBRARY))  # noqa: PTH208  # names alone
