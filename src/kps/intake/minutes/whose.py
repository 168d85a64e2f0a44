"""Whose minutes a paper is: the council that its title, its labels, its page header or its file's name tells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kps.intake.claim import CouncilSubject
from kps.language import Message, msg
from kps.models.council import Council
from kps.models.places import municipalities
from kps.models.vocabulary import normal
from kps.register.index import Register


@dataclass(frozen=True, slots=True)
class Whose:
    """The council, or why it cannot be told; ``council`` is its record, where the register has one."""

    subject: CouncilSubject | None
    council: Council | None = None
    wrong: Message | None = None


_ABOUT = re.compile(r"politiråd|kommune|herad|\bråd\b", re.IGNORECASE)


def whose(labelled: Iterable[str], others: Iterable[str], register: Register, folder: str) -> Whose:
    """The council that the texts tell, in their order; ``folder`` is the one that was asked for.

    ``labelled`` are those that a label says to be a council or a municipality.
    """
    named = _named(list(labelled), list(others), register)
    asked = register.council_named.get(folder) or next(
        (one for one in register.councils if one.origin.folder == folder), None
    )
    if folder:
        if named.council and asked and named.council is not asked:
            wrong = msg(
                "the minutes are of {council}, and {asked} was asked for", council=named.council.name, asked=asked.name
            )
            return Whose(None, wrong=wrong)
        numbers = asked.numbers if asked else ()
        return Whose(CouncilSubject(numbers, folder=folder), asked)
    if named.subject or named.wrong:
        return named
    return Whose(None, wrong=msg("it does not tell which council's minutes it is; name the council with --council"))


def _named(labelled: list[str], others: list[str], register: Register) -> Whose:
    """The council whose whole name stands there first; else the one of the municipalities that stand there first."""
    for text in (*labelled, *others):
        if councils := _councils(text, register):
            more = [one for one in _numbers(text, register) if not any(one in council.numbers for council in councils)]
            if len(councils) == 1 and not more:
                return _of(councils[0])
            return _several([*(one.name for one in councils), *(municipalities()[one].name for one in more)])
    for text in (*labelled, *filter(_ABOUT.search, others)):
        if numbers := _numbers(text, register):
            return _by_municipalities(numbers, register)
    return Whose(None)


def _by_municipalities(numbers: list[str], register: Register) -> Whose:
    fits = [one for one in register.councils if set(numbers) <= set(one.numbers)]
    exact = [one for one in fits if set(numbers) == set(one.numbers)] or fits
    if len(exact) == 1:
        return _of(exact[0])
    if len(numbers) == 1 and not exact:
        return Whose(CouncilSubject(tuple(numbers)))
    return _several([municipalities()[one].name for one in numbers])


def _of(council: Council) -> Whose:
    return Whose(CouncilSubject(council.numbers, folder=council.origin.folder), council)


def _several(names: list[str]) -> Whose:
    why = msg("it names more than one council ({names}); name the one it is of with --council", names=names)
    return Whose(None, wrong=why)


def _councils(text: str, register: Register) -> list[Council]:
    """The register's councils whose whole name stands in the text; of two that lie within one another the longer."""
    words = _words(text)
    found = [one for one in register.councils if one.name and _words(one.name) in words]
    longest = [_words(one.name) for one in found]
    return [one for one in found if not any(_words(one.name) in other != _words(one.name) for other in longest)]


def _words(text: str) -> str:
    words = re.findall(r"[^\W_]+", normal(text))
    return f" {' '.join(words)} "


def _numbers(text: str, register: Register) -> list[str]:
    """The municipalities that are named, those of the register first: Våler is in two districts."""
    covered = set(register.covered)
    found: dict[str, str] = {}
    for name in _names().findall(text):
        some = _by_name()[normal(name)]
        here = [number for number in some if number in covered] or some
        if len(here) == 1:
            found.setdefault(here[0], name)
    return list(found)


@cache
def _by_name() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for number, one in municipalities().items():
        found.setdefault(normal(one.name), []).append(number)
    return found


@cache
def _names() -> re.Pattern[str]:
    names = sorted((one.name for one in municipalities().values()), key=len, reverse=True)
    # Of a paper in capitals the names are in capitals too.
    every = [form for name in names for form in (name, name.upper())]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, every))})(?!\w)")
