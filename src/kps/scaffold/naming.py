"""What new files and folders are called, and which written form they are in."""

from __future__ import annotations

import re
import unicodedata

from kps.models.council import Council
from kps.models.places import municipalities

COUNCILS = "politirad"
CONTACTS = "politikontakter"

_LETTERS = str.maketrans({"å": "a", "ø": "o", "æ": "ae", "ß": "ss", "đ": "d", "ŧ": "t", "ŋ": "n", "ð": "d", "þ": "th"})


def slug(text: str) -> str:
    """The text as a file's or a folder's name: ASCII, small letters, words joined by ``-``."""
    plain = unicodedata.normalize("NFC", text).lower().translate(_LETTERS)
    ascii = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", ascii).strip("-")


def folder_for(numbers: tuple[str, ...], name: str = "") -> str:
    """A new council's folder: ``4205-lindesnes``, or the name of a regional one."""
    if len(numbers) == 1:
        return f"{COUNCILS}/{numbers[0]}-{slug(municipalities()[numbers[0]].name)}"
    own = re.sub(r"^(regionalt\s+)?politiråd(et)?\s+(i|for)\s+", "", name.strip(), flags=re.IGNORECASE)
    return f"{COUNCILS}/{slug(own) or slug(name) or '-'.join(numbers)}"


def within(council: Council, name: str) -> str:
    """A file in the council's folder, named from the register's; the two may be the same."""
    folder = council.origin.folder
    return name if folder == "." else f"{folder}/{name}"
