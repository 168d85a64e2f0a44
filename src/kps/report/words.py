"""The records' own words, and what figures are grouped by, as people read them."""

from __future__ import annotations

from kps.language import Words, compound, msg
from kps.models.vocabulary import staircase, terms, topics, words
from kps.report.figures import NONE, OTHER, AgreementState

_GROUPS = {
    "0-90": msg("up to 90 days"),
    "91-180": msg("91 to 180 days"),
    "181-365": msg("181 to 365 days"),
    "366-": msg("more than a year"),
    NONE: msg("not stated"),
    OTHER: msg("other"),
}

_TOPICS = {NONE: msg("no topic"), OTHER: msg("a topic of the council's own")}


def word(key: str | None) -> Words:
    """What the word is printed as; ? where the record does not say, and what kps does not know as it stands."""
    if not key:
        return "?"
    return _GROUPS.get(key) or terms("said").get(key) or words().get(key) or key


def agreement_title(one: AgreementState) -> Words:
    """What an agreement is called: its kind, its parties and its first year."""
    named = compound("{kind}, {parties}", kind=word(one.kind), parties=list(one.parties) or "?")
    return compound("{named} {year}", named=named, year=str(one.start.year)) if one.start else named


def topic(key: str) -> Words:
    """What a topic is printed as, the council's own ones as one (2)."""
    return topics().get(key) or _TOPICS.get(key) or key


def step(key: str) -> Words:
    """What a step of the coordination staircase is printed as, with its number (2.3)."""
    known = staircase().get(key)
    return compound("{number} {name}", number=key, name=known) if known else word(key)
