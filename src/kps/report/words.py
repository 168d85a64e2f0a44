"""The records' own words as people read them in the language chosen: states, kinds of cases, processes, ages."""

from __future__ import annotations

from kps.language import msg
from kps.language.reader import said
from kps.models.vocabulary import staircase, topics, words
from kps.report.figures import NONE, OTHER

_WORDS = {
    "finnes": msg("exist"),
    "finnes_ikke": msg("do not exist"),
    "annen": msg("another model"),
    "ingen": msg("no model"),
    "hovedspørsmål": msg("the main questions"),
    "gll": msg("done, learnt, wise"),
    "ks": msg("KS's form"),
    "0-90": msg("up to 90 days"),
    "91-180": msg("91 to 180 days"),
    "181-365": msg("181 to 365 days"),
    "366-": msg("more than a year"),
    NONE: msg("not stated"),
    OTHER: msg("other"),
}

_TOPICS = {NONE: msg("no topic"), OTHER: msg("a topic of the council's own")}


def word(key: str | None) -> str:
    """The word as it is printed; ? where the record does not say, and what kps does not know as it stands."""
    if not key:
        return "?"
    return said(_WORDS.get(key) or words().get(key) or key)


def topic(key: str) -> str:
    """A topic as it is printed, the council's own ones as one (2)."""
    known = topics().get(key)
    return said(known) if known else said(_TOPICS[key]) if key in _TOPICS else key


def step(key: str) -> str:
    """A step of the coordination staircase as it is printed, with its number (2.3)."""
    known = staircase().get(key)
    return f"{key} {said(known)}" if known else word(key)
