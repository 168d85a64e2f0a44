"""A year's papers in one file for the archive: a ZIP that tells what is in it, the same bytes each time."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

MANIFEST = "manifest.json"
VERSION = 1
_DATED = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP knows: when it was made makes no difference."""
_READABLE = 0o100644 << 16
_UNIX = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in the bundle: its place there, and what is told of it."""

    path: str
    data: bytes = field(repr=False)
    record: str
    """The record that it is, or comes from, by its place in the register."""
    edition: str = ""
    """``lukket`` or ``offentlig``."""
    seal: str = ""
    provisions: tuple[str, ...] = ()
    """By which something in it is exempt from public disclosure."""
    archive: tuple[str, str] = ("", "")
    """The case numbers of municipality and police."""


@dataclass(frozen=True, slots=True)
class About:
    """Whose bundle it is, and of which year."""

    council: str
    folder: str
    year: int
    archive: tuple[str, str] = ("", "")
    """The case numbers of municipality and police."""


def bundle(about: About, entries: Iterable[Entry]) -> bytes:
    """The bundle's bytes. Nothing is packed tighter: that differs from one library to the next."""
    sorted_entries = sorted(entries, key=lambda one: one.path)
    made = BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as archive:
        for path, data in (
            (MANIFEST, _manifest(about, sorted_entries)),
            *((one.path, one.data) for one in sorted_entries),
        ):
            told = ZipInfo(path, _DATED)
            told.external_attr, told.create_system = _READABLE, _UNIX
            archive.writestr(told, data)
    return made.getvalue()


def is_bundle(data: bytes) -> bool:
    """Whether a file is a bundle that kps made."""
    return data.startswith(b"PK") and data[_NAME_AT : _NAME_AT + len(MANIFEST)] == MANIFEST.encode()


_NAME_AT = 30
"""Where in a ZIP the first file's name stands."""


def _manifest(about: About, entries: Iterable[Entry]) -> bytes:
    # Not as for other programs: what is masked there as somebody's number may be a part of a checksum here.
    told = {
        "version": VERSION,
        "council": {"name": about.council, "folder": about.folder},
        "year": about.year,
        "arkivref": _cases(about.archive),
        "files": [
            {
                "path": one.path,
                "sha256": sha256(one.data).hexdigest(),
                "size": len(one.data),
                "record": one.record,
                "edition": one.edition or None,
                "seal": one.seal or None,
                "hjemmel": list(one.provisions),
                "arkivref": _cases(one.archive),
            }
            for one in entries
        ],
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _cases(archive: tuple[str, str]) -> dict[str, str | None]:
    municipality, police = archive
    return {"kommune": municipality or None, "politi": police or None}
