"""The stamp in a paper that kps made: what it was made from, and whether it was changed since."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b
from io import BytesIO
from typing import Literal, get_args

Ending = Literal["md", "html", "pdf", "docx"]
ENDINGS: tuple[Ending, ...] = get_args(Ending)

FOLDER = "dokumenter"

ABOUT = "docProps/core.xml"
"""The part of a Word document that tells of the document itself, and carries its stamp."""

_STAMP = re.compile(rb"(kps-stamp-([0-9a-f]{12}))-([0-9a-f]{8})")
OPEN = "00000000"
"""What stands in a stamp for the hash over a paper that is not finished yet."""
_BODY = 4
_ARCHIVE = b"PK"
_PART = b"PK\x01\x02"
_MOST_PARTS = 2000
_MOST_ABOUT = 64 * 1024
_ENCRYPTED = 1


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a kept paper tells of itself: the fingerprint of its record, and whether it is as kps wrote it."""

    source: str
    untouched: bool = True


def stamped(data: bytes, body: str = "") -> bytes:
    """A paper, or the part of it that carries its stamp, with the stamp completed by the hash over its body."""
    return _STAMP.sub(rb"\1-" + (body or body_of(data)).encode(), data)


def body_of(data: bytes) -> str:
    """A hash over a paper without its stamp: of a text whatever its line endings, of an archive over its parts."""
    rest = _apart(data)[1] if data.startswith(_ARCHIVE) else _STAMP.sub(rb"\1", data).replace(b"\r\n", b"\n")
    return blake2b(rest, digest_size=_BODY).hexdigest()


def may_be_kept(file: str) -> bool:
    """Whether a file lies where papers are kept, and is named like one."""
    folder, _, name = file.rpartition("/")
    return folder.rpartition("/")[2] == FOLDER and name.endswith(tuple(f".{ending}" for ending in ENDINGS))


def stamp_in(data: bytes) -> Stamp | None:
    """The stamp of a paper that kps made; None in any other file."""
    found = _STAMP.search(_apart(data)[0] if data.startswith(_ARCHIVE) else data)
    return Stamp(found[2].decode(), found[3].decode() == body_of(data)) if found else None


def _apart(archive: bytes) -> tuple[bytes, bytes]:
    """What a Word document tells of itself; and its other parts, each by the checksum that the archive keeps of it.

    Nothing of an archive that Word would not write: it may unpack to any size, or to nothing.
    """
    import zlib
    from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

    if archive.count(_PART) > _MOST_PARTS:
        return b"", b""
    try:
        with ZipFile(BytesIO(archive)) as opened:
            about = opened.getinfo(ABOUT)
            if about.compress_type not in (ZIP_STORED, ZIP_DEFLATED) or about.flag_bits & _ENCRYPTED:
                return b"", b""
            parts = sorted((one.filename, one.file_size, one.CRC) for one in opened.infolist())
            with opened.open(about) as part:
                return part.read(_MOST_ABOUT), repr([part for part in parts if part[0] != ABOUT]).encode()
    except (BadZipFile, KeyError, OSError, ValueError, EOFError, NotImplementedError, zlib.error):
        return b"", b""
