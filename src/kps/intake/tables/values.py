"""What a cell says under its column's target: days, people, words of the field, numbers, or text as it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kps.intake.labels import labels
from kps.intake.readers.grid import Cell
from kps.intake.tables.days import Years, days
from kps.intake.tables.mapping import Column
from kps.intake.tables.meaning import Part, left_out, unplaced
from kps.intake.tables.municipality_cells import NoPlace, Places, municipalities_in
from kps.intake.tables.names import Known, people
from kps.intake.tables.targets import LEFT_OUT, Target, fitted
from kps.language import Message, msg
from kps.models.vocabulary import normal, roles

_DASHES = frozenset("-–—−")
_EMAIL = re.compile(r"(?:mailto:)?([^\s@<>;,]+@[^\s@<>;,]+\.[^\s@<>;,.]+)", re.IGNORECASE)
_PHONE = re.compile(r"(?:(?:tlf|mob|mobil|telefon)\.?:?\s*)?(\(?\+?[\d(][\d ()/.+-]*)", re.IGNORECASE)
_WHOLE = re.compile(r"(\d+)(?:[.,]0+)?\s*(?:%|prosent|pst\.?|mnd\.?|måneder|månader)?", re.IGNORECASE)
_BETWEEN_PHONES = re.compile(r"[\n\t]|\s{2,}")
_SHORTEST, _LONGEST = 5, 17
"""The digits of a telephone number that may stand beside another, and of the longest with 00 before it."""
_BETWEEN_ITEMS = re.compile(r"\s*[;\n]\s*")
_CLOCK = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:]?(\d{2}))?(?::00)?", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")

_ERROR = msg("an error that the spreadsheet shows")
_STRUCK = msg("it is struck out, or some of it")
_UNCOMPUTED = msg("a formula whose value is not in the file; open it, save it, and try again")
_NO_EMAIL = msg("no mail address, or more than one")
_NO_PHONE = msg("no telephone number")
_PHONES = msg("several telephone numbers, where one may stand")
_NO_YEAR = msg("no year")
_YES_OR_NO = msg("yes or no, where a name or a text may stand; say what it means with verdier:")
_NOTHING = msg("a dash: there is nothing")
_MAYBE_SHARE = msg("a share of one, or a number? write it with %")
_SEVERAL = msg("several at once, and other columns say things of one")

_PEOPLE = frozenset(("navn", "møteleder", "referent", "koordinator", "ansvarlig", "leder", "vara", "godkjent_av"))
"""Keys under which people stand, where the mapping they are in is of a person."""
_NO_PEOPLE = frozenset(("råd.navn", "råd.temafora.navn", "råd.slt.navn", "råd.avsender.navn", "råd.ansvarlig",
                        "avtale.satsingsområder.navn", "avtale.mål.indikator.navn", "skoleavtale.satsingsområder.navn",
                        "skoleavtale.mål.indikator.navn", "møte.saker.tiltak.ansvarlig", "møte.kopi.navn",
                        "råd.handlingsplaner.tiltak.ansvarlig", "råd.slt.utførende.navn"))  # fmt: skip
"""Those of them that are something else's name, or may be a unit's."""


@dataclass(frozen=True, slots=True)
class About:
    """What a cell is read by, besides its column: the year it is, the register's municipalities, the people known."""

    year: int
    places: Places
    known: Known = field(default_factory=dict)
    alone: bool = True
    """Whether no other column is of the same list's item."""


def of_people(wanted: Target) -> bool:
    """Whether people's names stand under a target."""
    return wanted.key in _PEOPLE and wanted.text not in _NO_PEOPLE


def parts(column: Column, cell: Cell, about: About) -> tuple[Part, ...]:
    """The values of a cell; why there is none, where there is none."""
    if cell.kind == "error":
        return (unplaced(cell.text, _ERROR),)
    if cell.kind == "uncomputed":
        return (unplaced(cell.text, _UNCOMPUTED),)
    if cell.kind == "struck":
        return (unplaced(cell.text, _STRUCK),)
    wanted = column.target
    if wanted.text == LEFT_OUT:
        return (left_out(cell.text),)
    if (said := _said(column.words, cell.text)) is not None:
        return (left_out(cell.text),) if normal(said) == LEFT_OUT else (_fitted(wanted, cell.text, said),)
    if set(cell.text) <= _DASHES:
        return (left_out(cell.text, _NOTHING),)
    return _read(column, wanted, cell, about)


def _said(words: Mapping[str, str], text: str) -> str | None:
    """What the mapping says that the cell's words mean."""
    return next((meant for word, meant in words.items() if normal(word) == normal(text)), None)


def _read(column: Column, wanted: Target, cell: Cell, about: About) -> tuple[Part, ...]:
    known = wanted.field
    text = " ".join(cell.text.split())
    if known is None:
        return (Part(text, text),)
    if known.is_day or wanted.route[0] == "forventninger_avklart":
        found = days(cell, Years(about.year, column.year))
        return found if wanted.listed or wanted.text == "møte.dato" else _one_day(cell.text, found)
    if of_people(wanted):
        return _people(wanted, cell.text, about)
    if known.is_municipality:
        return (_municipality(text, about.places),)
    if wanted.key == "epost":
        return (_email(text),)
    if wanted.key == "telefon":
        return (_phone(text, cell.text.strip()),)
    if wanted.text == "evaluering.år":
        return (Part(text, text) if _YEAR.fullmatch(text) else unplaced(text, _NO_YEAR),)
    return _items(wanted, cell, text, about)


def _one_day(text: str, found: tuple[Part, ...]) -> tuple[Part, ...]:
    """The day of a key that takes one; where the cell has several, none is chosen."""
    if sum(part.value != "" and not part.clock for part in found) > 1:
        return tuple(unplaced(part.text, msg("several days, where one may stand")) for part in found)
    return tuple(unplaced(part.text, part.reason) if part.clock and part.reason else part for part in found)


def _people(wanted: Target, text: str, about: About) -> tuple[Part, ...]:
    found = people(text, about.known)
    several = wanted.listed or wanted.text == "kontakt.navn" or (wanted.list_at and about.alone)
    if sum(part.value != "" for part in found) > 1 and not several:
        why = msg("several people, where one may stand")
        return tuple(unplaced(part.text, why) if part.value != "" else part for part in found)
    return found


def _municipality(text: str, places: Places) -> Part:
    found = municipalities_in(text, places)
    if isinstance(found, NoPlace):
        return unplaced(text, found.reason)
    return Part(text, found[0]) if len(found) == 1 else unplaced(text, msg("several, where one may stand"))


def _email(text: str) -> Part:
    found = _EMAIL.fullmatch(text)
    return Part(text, found[1]) if found else unplaced(text, _NO_EMAIL)


def _phone(text: str, written: str) -> Part:
    """The one number that stands there; ``written`` is the text with the lines that it has in the cell."""
    found = _PHONE.fullmatch(text)
    several = sum(_digits(one) >= _SHORTEST for one in _BETWEEN_PHONES.split(written)) > 1
    if several or any(_digits(one) > _LONGEST for one in text.split("/")):
        return unplaced(text, _PHONES if found else _NO_PHONE)
    return Part(text, found[1].strip()) if found and _digits(text) >= 3 else unplaced(text, _NO_PHONE)


def _digits(text: str) -> int:
    return sum(sign.isdigit() for sign in text)


def _items(wanted: Target, cell: Cell, text: str, about: About) -> tuple[Part, ...]:
    """Text, a word or a number; several of them where a list may stand and the cell has signs between."""
    pieces = [one for one in _BETWEEN_ITEMS.split(cell.text) if one]
    in_list = wanted.list_at and not (wanted.field and wanted.field.is_long and wanted.key == "notat")
    if not in_list or len(pieces) < 2:
        return (_value(wanted, cell, cell.text if wanted.field and wanted.field.is_long else text),)
    if not wanted.listed and not about.alone:
        return tuple(unplaced(one, _SEVERAL) for one in pieces)
    return tuple(_value(wanted, Cell(one), " ".join(one.split())) for one in pieces)


def _value(wanted: Target, cell: Cell, text: str) -> Part:
    known = wanted.field
    assert known is not None
    if wanted.key == "rolle" and not roles().get(text):
        near = roles().nearest(text)
        told = msg("“{role}” is not a role that kps knows", role=text)
        return unplaced(text, msg("{fault}; {near} may be meant", fault=told, near=near) if near else told)
    if wanted.key != "notat" and (known.is_free or known.is_long) and labels("table_yes").get(text):
        return unplaced(text, _YES_OR_NO)
    fit = fitted(wanted, text)
    if not isinstance(fit, Message):
        return _whole(wanted, cell, text, fit)
    for other in _other_ways(wanted, text):
        if not isinstance(again := fitted(wanted, other), Message):
            return _whole(wanted, cell, text, again)
    return unplaced(text, fit)


def _whole(wanted: Target, cell: Cell, text: str, fit: str) -> Part:
    """The value; of a percentage that may be a share of one, none."""
    if wanted.key == "stillingsprosent" and cell.kind == "number" and "%" not in text and fit in ("0", "1"):
        return unplaced(text, _MAYBE_SHARE)
    return Part(text, fit)


def _other_ways(wanted: Target, text: str) -> tuple[str, ...]:
    """A text as kps's own keys take it: yes and no, whole numbers, times of day, where people write them otherwise."""
    ways = []
    if (yes := labels("table_yes").get(text)) is not None:
        ways.append(yes)
    if found := _WHOLE.fullmatch(text):
        ways.append(found[1])
    if found := _CLOCK.fullmatch(text):
        ways.append(f"{int(found[1]):02}:{found[2] or '00'}")
    return tuple(ways)


def _fitted(wanted: Target, text: str, said: str) -> Part:
    """What the mapping says that a word means, as the key takes it."""
    if wanted.field is None:
        return Part(text, said)
    fit = fitted(wanted, said)
    return unplaced(text, fit) if isinstance(fit, Message) else Part(text, fit)
