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

_STAMP = re.compile(rb"kps-stamp-([0-9a-f]{12})-([0-9a-f]{8})")
UNHELD = "00000000"
_BODY = 4


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a kept paper tells of itself: the fingerprint of its record, and whether its own text is untouched."""

    source: str
    untouched: bool = True


def stamped(text: str) -> str:
    """A paper's text with its stamp completed by a hash over the text itself."""
    body = _body(text.encode())
    return re.sub(r"(kps-stamp-[0-9a-f]{12})-0{8}", rf"\1-{body}", text)


def may_be_kept(file: str) -> bool:
    """Whether a file lies where papers are kept, and is named like one."""
    folder, _, name = file.rpartition("/")
    return folder.rpartition("/")[2] == FOLDER and name.endswith(tuple(f".{ending}" for ending in ENDINGS))


def stamp_in(data: bytes) -> Stamp | None:
    """The stamp of a paper that kps made; None in any other file."""
    found = _STAMP.search(_about(data) if data.startswith(b"PK") else data)
    if not found:
        return None
    held = found[2].decode()
    return Stamp(found[1].decode(), held == UNHELD or held == _body(data))


def _about(archive: bytes) -> bytes:
    """What a Word document tells of itself."""
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(BytesIO(archive)) as opened:
            return opened.read("docProps/core.xml")
    except (BadZipFile, KeyError, OSError, ValueError):
        return b""


def _body(data: bytes) -> str:
    """A hash over a text with its stamp left open, whatever its line endings."""
    unstamped = re.sub(rb"(kps-stamp-[0-9a-f]{12})-[0-9a-f]{8}", rb"\1", data)
    return blake2b(unstamped.replace(b"\r\n", b"\n"), digest_size=_BODY).hexdigest()
