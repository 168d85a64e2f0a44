"""The municipalities that a row is of, by number, by name, or both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kps.language import Message, msg
from kps.models.places import (
    FormerMunicipality,
    Municipality,
    find_district,
    find_former,
    find_municipality,
    former,
    municipalities,
)
from kps.models.vocabulary import SLIP, nearest
from kps.register.index import Register

_NUMBER = re.compile(r"(?:k(?:omm(?:une)?)?\.?\s*(?:nr\.?)?\s*-?\s*)?(\d{3,4})(?:[.,]0+)?", re.IGNORECASE)
_NUMBER_FIRST = re.compile(r"(?P<number>\d{3,4})(?:[.,]0+)?\s*[-–:,.]?\s+(?P<name>\D.*)")
_NUMBER_LAST = re.compile(r"(?P<name>\D.*?)\s*[-–:,]?\s*\(?(?P<number>\d{4})\)?")
_BETWEEN = re.compile(r"\s*(?:[;,/\n]|\s(?:og|&|\+)\s)\s*")
_DESIGNATION = re.compile(r"\s+(?:kommune|k\.|herad|bykommune)$", re.IGNORECASE)
_FORMERLY = re.compile(r"\s*\((?:tidl|tidligere|tidlegare|før|gml|gammelt?|gamalt?)\b[^)]*\)", re.IGNORECASE)
_CALLED = re.compile(r"^kommunen?\s+", re.IGNORECASE)
_TWO_NAMES = re.compile(r"\s+[-–]\s+|\s*/\s*")
_FOLDER = re.compile(r"(\d{4})-[a-z][a-z-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Places:
    """The municipalities that a row may be of: those of the register, which also tell two of one name apart."""

    district: str
    covered: frozenset[str]

    @classmethod
    def of(cls, register: Register) -> Places:
        """Those of a register; of all of Norway where it does not say."""
        named = find_district(register.charter.district) if register.charter else None
        return cls(named.name if named else "", frozenset(register.covered))


@dataclass(frozen=True, slots=True)
class NoPlace:
    """Why a text is no municipality of today's, and the number of the one that it went into."""

    reason: Message
    successor: str = ""
    known: bool = False
    """Whether it is one all the same: of another time, of another district, or one of several."""


Found = tuple[str, ...] | NoPlace
"""Municipalities' numbers."""


def municipalities_in(text: str, places: Places) -> Found:
    """The numbers of the municipalities that a cell names: one, or several with signs between."""
    whole = _one(text, places)
    pieces = [one for one in _BETWEEN.split(text.strip()) if one]
    if not isinstance(whole, NoPlace) or whole.known or len(pieces) < 2:
        return whole
    found: list[str] = []
    for piece in pieces:
        one = _one(piece, places)
        if isinstance(one, NoPlace):
            return NoPlace(msg("“{name}”: {reason}", name=piece, reason=one.reason), one.successor)
        found += one
    return tuple(dict.fromkeys(found))


def _one(text: str, places: Places) -> Found:
    text = _FORMERLY.sub("", " ".join(text.split())).rstrip("* ") or text
    if alone := _NUMBER.fullmatch(text) or _FOLDER.fullmatch(text):
        return _numbered(alone[1], places)
    if both := _NUMBER_FIRST.fullmatch(text) or _NUMBER_LAST.fullmatch(text):
        number, name = both["number"], both["name"]
        return _agreed(_numbered(number, places), _named(name, places), name)
    return _named(text, places)


def _agreed(number: Found, name: Found, written: str) -> Found:
    if isinstance(number, NoPlace):
        return number
    if not isinstance(name, NoPlace):
        return number if name == number else _other(number, written)
    # Of a name that two have, or that was written otherwise, the number tells which.
    one = municipalities()[number[0]]
    same = find_municipality(written)
    return number if one in same or _alike(written, one) else _other(number, written)


def _other(number: tuple[str, ...], written: str) -> NoPlace:
    one = municipalities()[number[0]]
    return NoPlace(msg("{number} is {name}, not {written}", number=one.number, name=one.name, written=written))


def _alike(written: str, one: Municipality) -> bool:
    return nearest(_bare(written), [one.name], SLIP) is not None


def agreeing(cells: Iterable[tuple[str, Found]]) -> Found:
    """What several cells of a row come to, which must agree."""
    known = [(text, found) for text, found in cells]
    numbers = [found for _, found in known if not isinstance(found, NoPlace)]
    for text, found in known:
        if isinstance(found, NoPlace):
            one = municipalities()[numbers[0][0]] if numbers and len(numbers[0]) == 1 else None
            if one is None or not (one in find_municipality(_bare(text)) or _alike(text, one)):
                return found
    if any(one != numbers[0] for one in numbers):
        return NoPlace(msg("the row's number and its name are of two municipalities"))
    return numbers[0]


def _numbered(number: str, places: Places) -> Found:
    padded = number if len(number) == 4 else f"0{number}"
    if padded in municipalities():
        return _covered(municipalities()[padded], places)
    if padded in former():
        return _gone(former()[padded])
    return NoPlace(msg("no municipality has this number"))


def _named(text: str, places: Places) -> Found:
    name = _bare(text)
    found = find_municipality(text) or find_municipality(name) or _in_two_tongues(name)
    if len(found) > 1:
        found = tuple(one for one in found if one.district == places.district) or found
    if len(found) > 1:
        both = " / ".join(f"{one.number} ({one.county})" for one in found)
        return NoPlace(msg("two municipalities are called so: {both}; write the number", both=both), known=True)
    if found:
        return _covered(found[0], places)
    if gone := find_former(name):
        return _gone(gone[0])
    near = nearest(name, [one.name for one in municipalities().values()], SLIP)
    if near:
        return NoPlace(msg("no municipality of this name; {name} may be meant", name=near))
    return NoPlace(msg("no municipality"))


def _in_two_tongues(name: str) -> tuple[Municipality, ...]:
    """The municipality whose names stand beside each other, in any order: Hamarøy - Hábmer."""
    named = [find_municipality(one) for one in _TWO_NAMES.split(name)]
    return named[0] if len(named) > 1 and len(named[0]) == 1 and all(one == named[0] for one in named) else ()


def _bare(text: str) -> str:
    return _CALLED.sub("", _DESIGNATION.sub("", " ".join(text.split())))


def _covered(one: Municipality, places: Places) -> Found:
    if places.covered and one.number not in places.covered:
        told = msg("{number} {name} is not among this register's municipalities", number=one.number, name=one.name)
        return NoPlace(told, known=True)
    return (one.number,)


def _gone(one: FormerMunicipality) -> NoPlace:
    number = one.successors[0]
    now = municipalities().get(number)
    told = msg("is now part of {number} {name}", number=number, name=now.name if now else "")
    if now and now.name == one.name:
        told = msg("has the number {number} today: {name}", number=number, name=now.name)
    if len(one.successors) > 1:
        others = ", ".join(f"{it} {municipalities()[it].name}" for it in one.successors if it in municipalities())
        told = msg("was divided between {municipalities}", municipalities=others)
    return NoPlace(told, number, known=True)
