"""The yearly status as a whole: each municipality, council and district, and the sum, with last year's beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeVar

from pydantic import Field

from kps.checking.context import Before, Context
from kps.checking.engine import judged
from kps.models.council import Council
from kps.models.date_arithmetic import months_after
from kps.models.places import Municipality, municipalities
from kps.register.index import Register
from kps.register.on_day import charter_of
from kps.report.content import Content
from kps.report.figures import Figures
from kps.report.gathering import content
from kps.report.part import Part, Scope
from kps.report.shape import Shape
from kps.report.shortfalls import (
    HeldBackFindings,
    Lines,
    Shortfall,
    held_back_findings,
    in_order,
    not_sought,
    shortfalls,
)
from kps.report.year import FoundIn, Year


class StatusLine(Figures):
    """One line of the status: the year's figures and last year's."""

    previous: Figures = Figures()

    @property
    def key(self) -> str:
        """What it is known by: a municipality's number, a council's folder, a district's name; nothing of the sum."""
        return str(getattr(self, "number", "") or getattr(self, "folder", "") or getattr(self, "name", ""))

    @property
    def label(self) -> str:
        """Its name; nothing of the sum."""
        return str(getattr(self, "name", ""))


class _Municipality(Shape):
    number: str
    name: str
    district: str


class _Council(Shape):
    folder: str
    name: str
    district: str


class _District(Shape):
    name: str


class MunicipalityYear(StatusLine, _Municipality):
    """A municipality's year."""


class CouncilYear(StatusLine, _Council):
    """A council's year."""

    @property
    def closed(self) -> bool:
        """Whether the council was closed by the day: it lacks nothing any more."""
        return bool(self.councils) and all(one.status == "nedlagt" for one in self.councils)


class DistrictYear(StatusLine, _District):
    """A police district's year."""


class Uncovered(Shape):
    """A municipality that no register covers."""

    number: str
    name: str
    district: str


class Status(Shape):
    """A year's status on a day, for the registers read. The JSON report is this, key for key."""

    version: Literal[1] = 1
    year: int
    as_of: date
    registers: tuple[str, ...] = ()
    municipalities: tuple[MunicipalityYear, ...] = ()
    councils: tuple[CouncilYear, ...] = ()
    districts: tuple[DistrictYear, ...] = ()
    total: StatusLine = StatusLine()
    content: Content = Content()
    findings: tuple[Shortfall, ...] = Field((), description="Errors and warnings that are not waived, by name.")
    held_back: tuple[HeldBackFindings, ...] = Field((), description="What cannot be told since a file cannot be read.")
    uncovered: tuple[Uncovered, ...] = Field(
        (), description="Municipalities that none of several registers covers; of the whole country where they are "
        "of more than one district."
    )  # fmt: skip


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


def a_year_before(day: date) -> date:
    """The same day of the year before, so that the same stretch of both years is counted."""
    return months_after(day, -12)


def status(
    registers: Iterable[Register], year: int, as_of: date, choice: Choice | None = None, lines: Lines = not_sought
) -> Status:
    """The status of ``year`` as known on ``as_of``, with the year before as known on the same day of it.

    ``registers`` are asked for one after the other, and none is held. ``lines`` finds out on which line each finding
    stands.
    """
    choice = choice or Choice()
    made: list[Status] = []
    earlier: list[tuple[str, tuple[str, ...]]] = []
    for one in registers:
        if choice.wants(one):
            made.append(status_of(one, year, as_of, choice, tuple(earlier), Sources(judged, lines)))
            one.forget()
        earlier.append((one.label, one.covered))
    return together(made, year, as_of)


def together(made: Sequence[Status], year: int, as_of: date) -> Status:
    """The statuses of some registers as one, or of none."""
    return merged(made or [Status(year=year, as_of=as_of)])


@dataclass(frozen=True, slots=True)
class Sources:
    """What a status asks of others: what is found in the register on a day, and on which line each finding stands."""

    found: FoundIn = judged
    lines: Lines = not_sought


def status_of(register: Register, year: int, as_of: date, choice: Choice, earlier: Before, sources: Sources) -> Status:
    """The status of one register; ``earlier`` are those that are read before it, with what they cover."""
    before = a_year_before(as_of)
    seen = (
        Year.of(each, Context(register, charter_of(register), day, earlier), sources.found)
        for each, day in ((year, as_of), (before.year, before))
    )
    return _of_register(_whole(register, choice), _Years(*seen), sources.lines)


def _whole(register: Register, choice: Choice) -> Part:
    """All of a register that is asked about."""
    scope: Scope = "council" if choice.council else "register"
    return Part(register, choice.numbers(register), choice.councils(register), scope)


def merged(reports: Sequence[Status]) -> Status:
    """Several registers' reports of one year as one; as of the latest of their days."""
    municipalities = _sorted(one for report in reports for one in report.municipalities)
    districts = tuple(_districts([one for report in reports for one in report.districts]))
    return Status(
        year=reports[0].year,
        as_of=max(report.as_of for report in reports),
        registers=tuple(label for report in reports for label in report.registers),
        municipalities=municipalities,
        councils=_sorted(one for report in reports for one in report.councils),
        districts=districts,
        total=_beside(StatusLine, (report.total for report in reports)),
        content=Content.together(report.content for report in reports).by_district,
        findings=in_order(one for report in reports for one in report.findings),
        held_back=tuple(
            sorted((one for report in reports for one in report.held_back), key=lambda one: (one.district, one.file))
        ),
        uncovered=_uncovered(municipalities, districts) if sum(len(one.registers) for one in reports) > 1 else (),
    )


def of_district(report: Status, district: str) -> Status:
    """What a report tells of one district."""
    here = tuple(one for one in report.districts if one.name == district)
    return report.model_copy(
        update={
            "registers": report.registers if here else (),
            "municipalities": tuple(one for one in report.municipalities if one.district == district),
            "councils": tuple(one for one in report.councils if one.district == district),
            "districts": here,
            "total": _beside(StatusLine, here),
            "content": report.content.of(district),
            "findings": tuple(one for one in report.findings if one.district == district),
            "held_back": tuple(one for one in report.held_back if one.district == district),
            "uncovered": tuple(one for one in report.uncovered if one.district == district),
        }
    )


def findings_of(report: Status, one: MunicipalityYear) -> tuple[Shortfall, ...]:
    """The errors and warnings that are counted for a municipality."""
    return tuple(each for each in report.findings if each.district == one.district and one.number in each.numbers)


def of_municipality(report: Status, one: MunicipalityYear) -> Status:
    """What a report tells of one municipality: its figures, and the councils it is in."""
    own = {council.folder for council in one.councils}
    return report.model_copy(
        update={
            "municipalities": (one,),
            "councils": tuple(each for each in report.councils if each.folder in own and each.district == one.district),
            "districts": (),
            "total": one,
            "content": Content(),
            "findings": findings_of(report, one),
            "held_back": tuple(
                each
                for each in report.held_back
                if each.district == one.district and (own & set(each.councils) or each.file in one.unread)
            ),
            "uncovered": (),
        }
    )


@dataclass(frozen=True, slots=True)
class _Years:
    this: Year
    last: Year

    def entry(self, kind: type[E], part: Part, now: Part | None = None, **head: str) -> E:
        """A line about a part, with last year's figures beside; ``now`` is what is left of it, where that is less."""
        previous = self.last.figures(part)
        return kind.of_known(**head, **_fields(self.this.figures(now or part)), previous=previous)


E = TypeVar("E", bound=StatusLine)


def _fields(figures: Figures) -> dict[str, object]:
    return {name: getattr(figures, name) for name in Figures.model_fields}


def _of_register(whole: Part, years: _Years, lines: Lines) -> Status:
    district = years.entry(DistrictYear, whole, name=whole.district)
    return Status(
        year=years.this.year,
        as_of=years.this.as_of,
        registers=(whole.register.label,),
        municipalities=tuple(_municipalities(whole, years)),
        councils=tuple(_councils(whole, years)),
        districts=(district,),
        total=_beside(StatusLine, (district,)),
        content=content(whole, years.this.context),
        findings=shortfalls(whole, years.this, lines),
        held_back=tuple(held_back_findings(whole)),
    )


def _municipalities(whole: Part, years: _Years) -> Iterator[MunicipalityYear]:
    for number in whole.numbers:
        councils = tuple(one for one in whole.councils if number in one.numbers)
        part = Part(whole.register, (number,), councils, "municipality")
        name = municipalities()[number].name
        yield years.entry(MunicipalityYear, part, number=number, name=name, district=whole.district)


def _councils(whole: Part, years: _Years) -> Iterator[CouncilYear]:
    begun = date(years.this.year, 1, 1)
    for council in whole.councils:
        if council.status == "nedlagt" and council.closed and council.closed < begun and whole.scope != "council":
            continue  # it had no part in the year
        part = Part(whole.register, council.numbers, (council,), "council")
        # What its municipalities lack since it was closed is theirs, not the council's.
        left = replace(part, numbers=()) if council.closed and council.closed < years.this.as_of else part
        yield years.entry(CouncilYear, part, left, folder=council.folder, name=council.name, district=whole.district)


M = TypeVar("M", MunicipalityYear, CouncilYear)


def _sorted(entries: Iterable[M]) -> tuple[M, ...]:
    """By number or folder, over all registers."""
    return tuple(sorted(entries, key=lambda one: (one.key, one.district)))


def _districts(entries: Sequence[DistrictYear]) -> Iterator[DistrictYear]:
    for name in sorted({one.name for one in entries}):
        yield _beside(DistrictYear, (one for one in entries if one.name == name), name=name)


def _beside(kind: type[E], entries: Iterable[E], **head: str) -> E:
    """The sum of some lines, this year's and last year's."""
    some = tuple(entries)
    previous = Figures.together(one.previous for one in some)
    return kind.of_known(**head, **_fields(Figures.together(some)), previous=previous)


def _uncovered(covered: Sequence[MunicipalityYear], districts: Sequence[DistrictYear]) -> tuple[Uncovered, ...]:
    known = {one.number for one in covered}
    reported = {one.name for one in districts}

    def missing(one: Municipality) -> bool:
        return one.number not in known and (len(reported) > 1 or one.district in reported)

    return tuple(
        Uncovered(number=one.number, name=one.name, district=one.district)
        for one in municipalities().values()
        if missing(one)
    )
