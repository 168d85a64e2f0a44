"""What a file is by custom: by the folder it lies in, else by its name; and how names become files' names."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from kps.source.text import composed

REGISTER_FILE = "kps.yaml"
"""The register's own record, in the folder that is the register's."""

COUNCIL_FILE = "politirad.yaml"
"""A council's own record, in the folder that is the council's."""

FOLDERS: dict[str, str] = {
    "politikontakter": "politikontakt",
    "moter": "møte",
    "grunnlag": "kunnskapsgrunnlag",
    "kunnskap": "kunnskapsgrunnlag",
}
"""What lies in the folders of these names; the nearest one counts."""

NAMES: dict[str, str] = {
    "kps": "register",
    "politirad": "politiråd",
    "avtale": "avtale",
    "evaluering": "evaluering",
}
"""What files are whose names begin so, to the first dash."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(-\d+)?", re.ASCII)
"""The name of a meeting's file."""


def day_named(file: str) -> str | None:
    """The day that a meeting's file is named by, ``2026-03-12``; None where it is not."""
    found = _DAY.fullmatch(PurePosixPath(file).name.partition(".")[0])
    return found[0][:10] if found else None


def folder_of(file: str) -> str:
    """The folder that a file lies in, from the register's folder; ``.`` is that folder itself."""
    return file.rpartition("/")[0] or "."


def kind_at(file: str) -> str | None:
    """The kind of record that a file is by its place in the register; None where that says nothing."""
    place = PurePosixPath(file)
    found = next((FOLDERS[name] for name in reversed(place.parts[:-1]) if name in FOLDERS), None)
    if found:
        return found
    stem = place.name.partition(".")[0]
    return "møte" if _DAY.fullmatch(stem) else NAMES.get(stem.partition("-")[0])


_LETTERS = str.maketrans({"å": "a", "ø": "o", "æ": "ae", "ß": "ss", "đ": "d", "ŧ": "t", "ŋ": "n", "ð": "d", "þ": "th"})


def slug(text: str) -> str:
    """The text as a file's or a folder's name: ASCII, small letters, words joined by ``-``."""
    plain = composed(text).lower().translate(_LETTERS)
    ascii = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", ascii).strip("-")
