"""What new files and folders are called, and which written form they are in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

from kps.models.council import Council
from kps.models.places import municipalities
from kps.register.index import Register

Form = Literal["nb", "nn"]
"""The two written forms of Norwegian that records are scaffolded in."""

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


def form_for(register: Register | None, numbers: Iterable[str]) -> Form:
    """The form that the municipalities write; where that is none or several, the register's, else bokmål."""
    written = {known.written_form for number in numbers if (known := municipalities().get(number))}
    own = written.pop() if len(written) == 1 else "nøytral"
    charter = register.charter if register else None
    chosen = own if own != "nøytral" else (charter and charter.written_form) or "bokmål"
    return "nn" if chosen == "nynorsk" else "nb"
