"""Whose meeting an event is: by what kps itself wrote, by the mapping, by what was asked, or by its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kps.documents.invitation import UID_ENDING
from kps.intake.calendars.mapping import CalendarMapping
from kps.intake.claim import CouncilSubject
from kps.intake.readers.events import Event
from kps.language import Message, msg
from kps.models.council import Council
from kps.models.places import find_municipality, municipalities
from kps.models.vocabulary import normal
from kps.register.index import Register

_OWN = re.compile(rf"(?P<stem>\d{{4}}-\d{{2}}-\d{{2}})(?:-\d+)?\.(?P<folder>.+){re.escape(UID_ENDING)}", re.ASCII)
_NUMBERED = re.compile(r"(\d{4})-[a-z-]+", re.ASCII)
_WORD = re.compile(r"\w[\w-]*")

_NOBODYS = msg("whose meeting it is does not stand there; say it with --council, or råd: in the mapping")
_SEVERAL = msg("it names several councils; say whose it is with råd: in the mapping")


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """What kps's own id of a meeting says: the day that its record is named by, and the council's folder."""

    stem: str
    folder: str


def own_entry(event: Event) -> OwnEntry | None:
    """What the id says, where kps wrote it for a meeting."""
    found = _OWN.fullmatch(event.uid)
    return OwnEntry(found["stem"], found["folder"]) if found else None


def is_reminder(event: Event) -> bool:
    """Whether kps wrote it for something that is due, and not for a meeting."""
    return event.uid.endswith(UID_ENDING) and own_entry(event) is None


def council_of(event: Event, register: Register, mapping: CalendarMapping, asked: str) -> CouncilSubject | Message:
    """The council whose meeting it is; or why it cannot be told."""
    if own := own_entry(event):
        return _in_folder(register, own.folder)
    words = f"{event.title} {event.place}"
    mapped = [council for word, council in mapping.councils.items() if has_word(words, word)]
    if mapped:
        found = {_named(register, one) for one in mapped}
        return found.pop() if len(found) == 1 else _SEVERAL
    said = _said(event.title, register)
    if asked:
        other = [one for one in said if one.origin.folder != asked]
        if other:
            return msg("it is of {council}, by its title", council=other[0].name)
        there = next((one for one in register.councils if one.origin.folder == asked), None)
        return _subject(there) if there else CouncilSubject(folder=asked)
    if len(said) > 1:
        return _SEVERAL
    return _subject(said[0]) if said else _without_council(event.title, register)


def has_word(text: str, wanted: str) -> bool:
    """Whether a word of the text, or several in a row, begins so, in any case."""
    return _word_in(text, wanted) is not None


def before_word(text: str, wanted: Iterable[str]) -> str:
    """What stands before the first of the words; all of it where it has none of them."""
    found = [one.start() for word in wanted if (one := _word_in(text, word))]
    return normal(text)[: min(found)] if found else text


def _word_in(text: str, wanted: str) -> re.Match[str] | None:
    return re.search(rf"(?<!\w){re.escape(normal(wanted))}", normal(text))


def _subject(council: Council) -> CouncilSubject:
    return CouncilSubject(council.numbers, council.name, council.origin.folder)


def _in_folder(register: Register, folder: str) -> CouncilSubject:
    there = next((one for one in register.councils if one.folder == folder), None)
    if there:
        return _subject(there)
    number = _NUMBERED.fullmatch(folder)
    return CouncilSubject(
        (number[1],) if number and number[1] in municipalities() else (), folder if not number else ""
    )


def _named(register: Register, text: str) -> CouncilSubject | Message:
    """A council by its folder, its name, or its municipality."""
    wanted = normal(text).removeprefix("politirad/")
    for one in register.councils:
        if wanted in (normal(one.folder), normal(one.name)):
            return _subject(one)
    numbers = [one.number for one in find_municipality(text) if not register.covered or one.number in register.covered]
    if len(numbers) == 1:
        councils = register.councils_for(numbers[0])
        return _subject(councils[0]) if len(councils) == 1 else CouncilSubject((numbers[0],))
    return msg("råd: names “{council}”, which the register does not have", council=text)


def _said(title: str, register: Register) -> list[Council]:
    """The councils that a title names: by their own name, else by a municipality that is in just one."""
    named = [one for one in register.councils if one.name and _has_whole(title, one.name)]
    if named:
        return named
    found: dict[str, Council] = {}
    for council in register.councils:
        for number in council.numbers:
            known = municipalities().get(number)
            if known and _has_whole(title, known.name) and len(register.councils_for(number)) == 1:
                found[council.origin.folder] = council
    return list(found.values())


def _without_council(title: str, register: Register) -> Message:
    """Why a title names no council: the municipality in it has none in the register, or it names none."""
    known = (municipalities()[number] for number in register.covered if number in municipalities())
    named = [one for one in known if _has_whole(title, one.name) and not register.councils_for(one.number)]
    if len(named) != 1:
        return _NOBODYS
    return msg("the register has no council for {where}; kps new-council makes one", where=named[0].number)


def _has_whole(text: str, wanted: str) -> bool:
    """Whether whole words of the text are these, in any case."""
    return re.search(rf"(?<![\w-]){re.escape(normal(wanted))}(?![\w-])", normal(text)) is not None


def words_besides(title: str, known: tuple[str, ...]) -> list[str]:
    """The words of a title but for those that are known."""
    left = normal(title)
    for one in sorted(known, key=len, reverse=True):
        left = re.sub(rf"(?<![\w-]){re.escape(normal(one))}\w*", " ", left)
    return _WORD.findall(left)
