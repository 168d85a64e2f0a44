"""Of which day a record and its items are; and, without taking a text apart, how late that may be."""

from __future__ import annotations

import re
from datetime import date

from kps.source.text import composed

DAYS = ("dato", "gjennomført", "fra", "tilbudt", "tiltrådt")
"""Keys that tell a record's own day, the first that is there; an item's is its ``dato``."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AFTER_KEY = re.compile(rf"(?:{'|'.join(DAYS)})[\"']?\s*:\s*[\"']?({_DAY.pattern})?")
LAST = "9999-12-31"
_ESCAPE = "\\"


def as_day(text: str) -> date | None:
    """The day that a value is; None where it is none."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def latest(text: str) -> str:
    """A day as it is written, empty if there is none: nothing in a record's text is of a later one."""
    if _ESCAPE in text:
        return LAST
    days: list[str] = _AFTER_KEY.findall(composed(text))
    # What stands otherwise after such a key may yet be a day: then any in the text may be one.
    return max(_DAY.findall(text) if "" in days else days, default="")
