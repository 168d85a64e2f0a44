"""What headings mean: by the table of words, whole or taken apart into what they are about and what of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kps.intake.labels import labels, plain
from kps.intake.tables.layout import Heading

_YEAR = re.compile(r"\b(?:i\s+)?(20\d\d)\b")
_ORDINAL = re.compile(r"\b(?:nr\.?\s*)?[1-9]\b\.?")
_ASIDE = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_DAYS = "møte.dato"
_BETWEEN_WORDS = re.compile(r"\s+-\s+|\s*[:/,–()]\s*|\s+")
_FILLERS = frozenset(("dato", "for", "av", "i", "på", "er", "ble", "blei", "den", "og", "når"))

SAID_OF: dict[str, dict[str, str]] = {
    "fra": {"råd": "opprettet", "avtale": "fra", "skoleavtale": "fra", "kontakt": "tiltrådt", "møte": "dato",
            "medlem": "fra", "evaluering": "gjennomført"},
    "til": {"råd": "nedlagt", "avtale": "til", "skoleavtale": "til", "kontakt": "fratrådt", "medlem": "til"},
    "status": {"råd": "status", "avtale": "status", "skoleavtale": "status", "møte": "status"},
    "navn": {"råd": "navn", "kontakt": "navn", "medlem": "navn", "skoleavtale": "skole"},
    "telefon": {"kontakt": "telefon", "medlem": "telefon"},
    "epost": {"kontakt": "epost", "medlem": "epost"},
    "notat": {"råd": "notat", "avtale": "notat", "kontakt": "notat", "møte": "notat"},
    "sted": {"møte": "sted"},
    "neste revisjon": {"avtale": "revisjon.neste"},
    "sist revidert": {"avtale": "revisjon.sist"},
}  # fmt: skip
"""What a word says of each thing that it may be said of: its key."""


@dataclass(frozen=True, slots=True)
class Meanings:
    """What a heading may mean: targets, the likeliest first, and the year in it.

    A target that begins with ``*.`` is a key of whatever thing the columns beside it are about.
    """

    targets: tuple[str, ...]
    year: int | None = None


@lru_cache(maxsize=4096)
def meanings(text: str) -> Meanings | None:
    """What a heading may mean; None where no word in it is known."""
    years = set(_YEAR.findall(text))
    year = int(years.pop()) if len(years) == 1 else None
    bare = _YEAR.sub(" ", text)
    short = _ASIDE.sub("", bare)
    for form in dict.fromkeys((text, bare, short, bare.rstrip("*? "), short.rstrip("*? "))):
        if form.strip() and (key := labels("table").get(form)):
            return Meanings(tuple(key.split()), year)
    if labels("table").get(_ORDINAL.sub(" ", short)) == _DAYS:  # Møte 1, 2. møte: each column's days are meetings
        return Meanings((_DAYS,), year)
    taken_apart = _taken_apart(short)
    # Of words put together the year may be anything's: fra 2024, 2024 and later.
    return Meanings(taken_apart) if taken_apart else None


def meant_by(heading: Heading) -> Meanings | None:
    """What a column may be: by its group's words and its own, by what its group is about, or by its own alone."""
    return meanings(heading.whole) or _in_group(heading) or meanings(heading.text)


def _in_group(heading: Heading) -> Meanings | None:
    """What the column's own words say of what its group is about: Navn under Kontaktperson i politiet."""
    group = meanings(heading.group) if heading.group else None
    if group is None:
        return None
    kind = group.targets[0].partition(".")[0]
    words = [word for word in _BETWEEN_WORDS.split(plain(heading.text)) if word]
    route = SAID_OF.get(_said(words), {}).get(kind.partition("(")[0])
    return Meanings((f"{kind}.{route}",)) if route else None


def _taken_apart(text: str) -> tuple[str, ...]:
    """The target of words one of which says what it is about, and the others what of it."""
    words = [word for word in _BETWEEN_WORDS.split(plain(text)) if word]
    about = next((word for word in words if labels("table_about").get(word)), None)
    if about is None:
        return ()
    kind = labels("table_about").get(about) or ""
    said = _said([word for word in words if word != about])
    route = SAID_OF.get(said, {}).get(kind.partition("(")[0])
    return (f"{kind}.{route}",) if route else ()


def _said(words: list[str]) -> str:
    """What the words say, all of them known; nothing where one is not."""
    telling = [word for word in words if word not in _FILLERS] or words
    whole = labels("table_word").get(" ".join(telling))
    known = {labels("table_word").get(word) for word in telling}
    return whole or ((known.pop() or "") if len(known) == 1 else "")


def is_known(text: str) -> bool:
    """Whether a heading means something."""
    return meanings(text) is not None


def status_of(text: str) -> str | None:
    """What a heading says of the meetings whose days stand below: avholdt or planlagt."""
    words = (text, *_BETWEEN_WORDS.split(plain(text)))
    return next((said for word in words if word and (said := labels("table_held").get(word))), None)
