"""Files' addresses as editors write them, and the paths they stand for: one file may be written in several ways."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kps.register.tree import whole

_DRIVE = re.compile(r"/([A-Za-z]):(?=/|\Z)")


def path_of(uri: object) -> Path | None:
    """The path that an address means; None where it is none of a file on this machine."""
    try:
        parts = urlsplit(uri if isinstance(uri, str) else "")
        name = unquote(parts.path, errors="surrogateescape")
    except ValueError:
        return None
    if parts.scheme != "file" or parts.netloc not in ("", "localhost") or not name or "\0" in name:
        return None
    if drive := _DRIVE.match(name):
        name = f"{drive[1].upper()}:{name[drive.end() :] or '/'}"
    return Path(whole(name))


def address_of(path: Path) -> str:
    """The address of a file."""
    return path.as_uri()


def paths_of(uris: Iterable[object]) -> tuple[Path, ...]:
    """The paths that addresses mean, those of no file left out."""
    return tuple(path for uri in uris if (path := path_of(uri)))
