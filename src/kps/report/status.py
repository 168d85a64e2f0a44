"""The yearly status as a whole: each municipality, council and district, and the sum, with last year's beside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kps.models.council import Council
from kps.models.places import municipalities
from kps.register.index import Register
from kps.report.figures import Figures, Part, Scope, Year
from kps.rules.engine import check


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the status: what it is about, the year's figures and last year's."""

    key: str
    name: str
    district: str
    figures: Figures
    previous: Figures


@dataclass(frozen=True, slots=True)
class Status:
    """A year's status on a day, for the registers read."""

    year: int
    as_of: date
    registers: tuple[str, ...]
    municipalities: tuple[Entry, ...]
    councils: tuple[Entry, ...]
    districts: tuple[Entry, ...]
    total: Entry


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked about: one council, one district, or everything."""

    council: Council | None = None
    district: str = ""

    def wants(self, register: Register) -> bool:
        """Whether the register has part in the answer."""
        district = register.charter.district if register.charter else ""
        if self.council is not None:
            return any(self.council is one for one in register.councils)
        return not self.district or district == self.district

    def numbers(self, register: Register) -> tuple[str, ...]:
        """The municipalities of the register that are asked about, by number."""
        if self.council is None:
            return register.covered
        return tuple(sorted(number for number in self.council.numbers if number in municipalities()))

    def councils(self, register: Register) -> tuple[Council, ...]:
        """The councils of the register that are asked about, by folder."""
        if self.council is not None:
            return (self.council,)
        return tuple(sorted(register.councils, key=lambda one: one.folder))


def last_day(year: int, today: date) -> date:
    """The day a year's status is of: the earlier of today and 31 December."""
    return min(today, date(year, 12, 31))


def status(registers: Sequence[Register], year: int, as_of: date, choice: Choice | None = None) -> Status:
    """The status of ``year`` as known on ``as_of``, with the year before as known on its last day."""
    choice = choice or Choice()
    chosen = [one for one in registers if choice.wants(one)]
    this = _year(registers, year, as_of)
    last = _year(registers, year - 1, last_day(year - 1, as_of))

    def entry(key: str, name: str, district: str, parts: list[Part]) -> Entry:
        return Entry(key, name, district, this.figures(parts), last.figures(parts))

    scope: Scope = "council" if choice.council else "register"
    wholes = [Part(one, choice.numbers(one), choice.councils(one), scope) for one in chosen]
    return Status(
        year=year,
        as_of=as_of,
        registers=tuple(one.label for one in chosen),
        municipalities=_sorted(_municipalities(wholes, entry)),
        councils=_sorted(_councils(wholes, entry)),
        districts=tuple(_districts(wholes, entry)),
        total=entry("", "", "", wholes),
    )


def _year(registers: Sequence[Register], year: int, as_of: date) -> Year:
    """The year on a day. A meeting of a later day is not there yet, and so cannot be wrongly recorded either."""
    later = {
        (register.label, meeting.origin.file)
        for register in registers
        for meeting in register.meetings
        if meeting.day and meeting.day > as_of and meeting.status != "planlagt"
    }
    found = tuple(one for one in check(registers, as_of) if (one.register, one.file) not in later)
    return Year(year, as_of, found)


_Make = Callable[[str, str, str, list[Part]], Entry]


def _sorted(entries: Iterator[Entry]) -> tuple[Entry, ...]:
    """By number or folder, over all registers."""
    return tuple(sorted(entries, key=lambda one: (one.key, one.district)))


def _municipalities(wholes: list[Part], entry: _Make) -> Iterator[Entry]:
    for whole in wholes:
        for number in whole.numbers:
            councils = tuple(one for one in whole.councils if number in one.numbers)
            part = Part(whole.register, (number,), councils, "municipality")
            yield entry(number, municipalities()[number].name, _district(whole), [part])


def _councils(wholes: list[Part], entry: _Make) -> Iterator[Entry]:
    for whole in wholes:
        for council in whole.councils:
            part = Part(whole.register, council.numbers, (council,), "council")
            yield entry(council.folder, council.name, _district(whole), [part])


def _districts(wholes: list[Part], entry: _Make) -> Iterator[Entry]:
    for name in sorted({_district(whole) for whole in wholes}):
        yield entry(name, name, name, [whole for whole in wholes if _district(whole) == name])


def _district(whole: Part) -> str:
    return whole.register.charter.district if whole.register.charter else ""
