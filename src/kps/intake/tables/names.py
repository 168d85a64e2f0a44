"""The people that a cell names: whole names alone, for half a name may be anybody's."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kps.intake.labels import labels
from kps.intake.parties import PARTY, is_party
from kps.intake.tables.meaning import Part, unplaced
from kps.language import Message, msg
from kps.models.places import find_municipality
from kps.models.vocabulary import normal, roles

_WORD = r"[A-ZÆØÅÄÖÉÜÁČŠŽĐŊŦ][\w'’´`-]*"
_SMALL = r"(?:von|van|der|de|af|da|di|el|al|bin|del|la)"
_INITIAL = r"[A-ZÆØÅ]\."
_NAME = re.compile(rf"{_WORD}(?: (?:{_WORD}|{_SMALL}|{_INITIAL})){{0,4}} {_WORD}")
_REVERSED = re.compile(rf"({_WORD}(?: {_WORD})?), ({_WORD}(?: (?:{_WORD}|{_INITIAL}))?)")
_SHORT = re.compile(rf"((?:[A-ZÆØÅ]\.? ?){{1,2}}) ?({_WORD})")
_BETWEEN = re.compile(r"\s*(?:[;/\n\t]|\s(?:og|&|\+)\s| {2,})\s*")
_BRACKETS = re.compile(r"\s*\(([^()]+)\)")
_DIGITS = re.compile(r"\d")
_OF_UNITS = re.compile(r"politi|kommun|stasjon|kontor|distrikt|avdeling|lensmann|tjenest|tenest|kontakt|seksjon")
_BIG = re.compile(r"[A-ZÆØÅ]{3,}")

_HALF = msg("no whole name; write it out")
_NO_NAME = msg("no name that can be told from other words")

Known = Mapping[str, str | Message]
"""The people who may be meant by half a name: their names, and where each is known from."""


def is_name(text: str) -> bool:
    """Whether a text is a person's whole name, and nothing besides."""
    return bool(_NAME.fullmatch(text)) and not _DIGITS.search(text) and not _said_of_others(text)


def people(text: str, known: Known | None = None) -> tuple[Part, ...]:
    """The people of a cell, each a part; one part that tells why where it names none."""
    text, parties = _without_parties(text)
    whole = " ".join(text.split())
    apart = [_one(one) for one in _BETWEEN.split(text.strip()) if one]
    # A line of its own that is somebody's whole name is never half of another's: Tor Aas, and below him Ida Moe.
    if len(apart) < 2 or not any(apart):
        apart = [_one(whole)]
    named = [one for one in apart if one is not None]
    if len(named) != len(apart):
        named = [unplaced(whole, _candidates(whole, known or {}))]
    return (*named, *(unplaced(one, PARTY) for one in parties))


def _without_parties(text: str) -> tuple[str, list[str]]:
    """The text without the parties in brackets in it, and those."""
    parties = [found[1] for found in _BRACKETS.finditer(text) if is_party(found[1])]
    return _BRACKETS.sub(lambda found: "" if is_party(found[1]) else found[0], text), parties


def _one(text: str) -> Part | None:
    """The person whose whole name a text is, in either order; None where it is no such name."""
    text = " ".join(text.split())
    if is_name(text):
        return Part(text, text)
    if (found := _REVERSED.fullmatch(text)) and not _said_of_others(text) and _turned(found):
        name = f"{found[2]} {found[1]}"
        return Part(text, name, remark=msg("read as {name}", name=name))
    return None


def _turned(found: re.Match[str]) -> bool:
    """Whether a family name stands first; after two words before the comma it may be somebody's whole name."""
    return " " not in found[1]


def _said_of_others(text: str) -> bool:
    """Whether a word in it is no name: a role, a unit, that the place is vacant."""
    words = [normal(word).strip(".,") for word in text.split()]
    if _OF_UNITS.search(normal(text)) or find_municipality(text):
        return True
    if any(labels("table_nobody").get(word) or labels("table_not_name").get(word) for word in words):
        return True
    return any(roles().get(word) for word in words) or any(_BIG.fullmatch(word) for word in text.split()[1:])


def _candidates(text: str, known: Known) -> Message:
    """Why half a name is not placed, with those that it may be."""
    found = [name for name in known if _may_be(text, name)]
    if found:
        return msg(
            "it may be {people}; write the name out",
            people=[msg("{name} ({where})", name=name, where=known[name]) for name in found[:3]],
        )
    return _HALF if _SHORT.fullmatch(text) or re.fullmatch(_WORD, text) else _NO_NAME


def _may_be(text: str, name: str) -> bool:
    first, *_, last = name.split()
    if short := _SHORT.fullmatch(text):
        return normal(short[2]) == normal(last) and normal(first).startswith(normal(short[1].strip(". "))[:1])
    return normal(text) in (normal(first), normal(last))
