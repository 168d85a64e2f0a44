"""A year seen on a day: the figures of any part of what was read. What is dated after the day is left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from kps.checking.context import Context
from kps.checking.engine import judged
from kps.checking.finding import SEVERITIES, Finding
from kps.checking.rule import rules
from kps.models.agreement import Agreement
from kps.models.base import Waiver
from kps.models.contact import Contact
from kps.models.council import Council
from kps.models.date_arithmetic import months_after
from kps.models.meeting import Meeting
from kps.models.places import municipalities
from kps.models.shared import MunicipalityEntry
from kps.report.figures import (
    WAIVED,
    ActionFigures,
    AgreementState,
    Assessment,
    CaseFigures,
    CouncilState,
    Figures,
    MeetingFigures,
    Waived,
)
from kps.report.gathering import content_figures
from kps.report.measures import measure
from kps.report.meetings import agenda_in_time, cases, held_meeting
from kps.report.missed import of_part
from kps.report.part import Part, Place
from kps.report.standing import agreement_on, council_on, still_to_come
from kps.report.states import agreement_state, assessment, council_work, position
from kps.rules.meetings.calendar_year import owed

T = TypeVar("T")

FoundIn = Callable[[Context], Sequence[Finding]]
"""What tells what is found in a register on a day, in order, as ``judged`` does."""

YEARS = 25
"""How many years' meetings are counted, the one asked about among them."""


@dataclass(frozen=True)
class Year:
    """A year of a register on the context's day, with the findings of that day."""

    year: int
    context: Context
    findings: Mapping[Place, Sequence[Finding]]
    _counted: dict[str, tuple[MeetingFigures, CaseFigures]] = field(default_factory=dict)
    _agendas: dict[str, bool | None] = field(default_factory=dict)
    _measured: dict[str, ActionFigures] = field(default_factory=dict)
    _years_in_force: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, year: int, context: Context, found_in: FoundIn = judged) -> Year:
        """The year on a day, with what a run of that day would have found."""
        findings: dict[Place, list[Finding]] = defaultdict(list)
        for one in _found(context, found_in):
            findings[Place.of(one)].append(one)
        return cls(year, context, findings)

    @property
    def as_of(self) -> date:
        """The day that is asked about."""
        return self.context.as_of

    def figures(self, part: Part) -> Figures:
        """The figures of a part; a meeting, an action or a finding is never counted twice."""
        standing = tuple(self._standing(part))
        councils = [council for council, _ in standing]
        meetings = {one.origin.file: one for one in self._meetings(part)}.values()
        held = [self._count(meeting) for meeting in meetings if self._held(meeting)]
        contacts = self._contacts(part)
        found = [one for place, some in self.findings.items() if part.concerns(place) for one in some]
        return Figures.of_known(
            municipalities=len(part.numbers),
            inhabitants=_inhabitants(part.numbers),
            councils=tuple(CouncilState(folder=council.folder, status=status) for council, status in standing),
            agreements=tuple(self._agreements(part)),
            agreements_by_year=_by_year(year for one in part.agreements for year in self._in_force(one)),
            contacts=tuple(one.origin.stem for one in contacts),
            meetings_held=len(held),
            meetings_owed=self._owed(part),
            evaluations=tuple(one for council in councils for one in self._assessments(council)),
            findings=_by_severity(found),
            findings_by_rule=_by_rule(found),
            waivers=tuple(_waived(found)),
            meetings=MeetingFigures.together((self._others(meetings), *(meeting for meeting, _ in held))),
            cases=CaseFigures.together(case for _, case in held),
            actions=ActionFigures.together(self._actions(one) for one in councils),
            work=tuple(council_work(one, part.numbers, self.as_of) for one in councils),
            positions=tuple(position(one, self.as_of) for one in contacts),
            content=content_figures(part, councils, self.year, self.context),
            unread=of_part(part, self.as_of),
        )

    def _held(self, meeting: Meeting) -> bool:
        """Whether it was held in the year, by the day asked about."""
        return meeting.held(self.as_of) and meeting.day is not None and meeting.day.year == self.year

    def _standing(self, part: Part) -> Iterator[tuple[Council, str | None]]:
        """The councils there were on the day, each with its status then."""
        for council in part.councils:
            if standing := council_on(council, part.entries(council), self.as_of):
                yield council, standing.status

    def _agreements(self, part: Part) -> Iterator[AgreementState]:
        for agreement in part.agreements:
            if standing := agreement_on(agreement, self.as_of):
                yield agreement_state(agreement, standing.status, self.as_of)

    def _in_force(self, agreement: Agreement) -> tuple[str, ...]:
        """The years in which a cooperation agreement was in force on this day, reckoned once for all the parts (3)."""
        file = agreement.origin.file
        if file not in self._years_in_force:
            asked = agreement.agreement_kind == "samarbeidsavtale" and agreement.start is not None
            days = [months_after(self.as_of, -12 * back) for back in range(YEARS)] if asked else []
            self._years_in_force[file] = tuple(str(day.year) for day in days if _in_force(agreement, day))
        return self._years_in_force[file]

    def _contacts(self, part: Part) -> tuple[Contact, ...]:
        found = (one for number in part.numbers for one in part.register.contacts_for(number, self.as_of))
        return tuple({one.origin.file: one for one in found}.values())

    def _meetings(self, part: Part) -> Iterator[Meeting]:
        """The meetings of that year and those before, of any status; of one municipality, those while it took part."""
        for council in part.councils:
            entries = part.entries(council)
            for meeting in part.register.all_meetings_of(council):
                day = meeting.day
                if day and self.year - YEARS < day.year <= self.year and _took_part(entries, day):
                    yield meeting

    def _count(self, meeting: Meeting) -> tuple[MeetingFigures, CaseFigures]:
        """The meeting's figures, reckoned once for all the parts that have it."""
        file = meeting.origin.file
        if file not in self._counted:
            self._counted[file] = held_meeting(meeting, self.context), cases(meeting, self.context.register)
        return self._counted[file]

    def _others(self, meetings: Iterable[Meeting]) -> MeetingFigures:
        """What is counted of all years' meetings, and of the year's that were not held."""
        held = [(str(one.day.year), one) for one in meetings if one.day and one.held(self.as_of)]
        agendas = [(year, in_time) for year, one in held if (in_time := self._agenda(one)) is not None]
        others = [one for one in meetings if one.day and one.day.year == self.year and not one.held(self.as_of)]
        return MeetingFigures.of_known(
            by_year=_by_year(year for year, _ in held),
            agendas_by_year=_by_year(year for year, _ in agendas),
            agendas_on_time_by_year=_by_year(year for year, in_time in agendas if in_time),
            planned=sum(one.ahead(self.as_of) for one in others),
            cancelled=sum(one.status == "avlyst" for one in others),
        )

    def _agenda(self, meeting: Meeting) -> bool | None:
        """Whether a held meeting's agenda was sent in time, reckoned once; None where that is not asked."""
        file = meeting.origin.file
        if file not in self._agendas:
            self._agendas[file] = agenda_in_time(meeting, self.context)
        return self._agendas[file]

    def _owed(self, part: Part) -> int:
        """What the councils owe that year (4.1.2); of one municipality, those it was in at some time of the year."""
        begun = part.register.charter.applies_from if part.register.charter else None
        return sum(
            owed(council, self.year, begun)
            for council in part.councils
            if council.status in ("aktivt", "nedlagt") and council.founded and council.founded <= self.as_of
            if part.takes_part(council, date(self.year, 1, 1), self.as_of)
        )

    def _actions(self, council: Council) -> ActionFigures:
        """The figures of the council's own actions, reckoned once for all the parts that have it."""
        folder = council.origin.folder
        if folder not in self._measured:
            measured = (measure(one, self.year, self.as_of) for one in self.context.actions(council))
            self._measured[folder] = ActionFigures.together(measured)
        return self._measured[folder]

    def _assessments(self, council: Council) -> Iterator[Assessment]:
        """The council's latest evaluation, of those carried out by the day asked about."""
        made = [
            assessment(council, one, one.carried_out, self.as_of)
            for one in self.context.register.evaluations_of(council)
            if one.is_of(council.name) and one.carried_out and one.carried_out <= self.as_of
        ]
        yield from made[-1:]


_OF_PLANNED = ("M401", "M403")
"""The rules that ask of meetings to come: whether they are enough, and whether their agendas are sent."""


def _found(context: Context, found_in: FoundIn) -> Iterator[Finding]:
    """What is found on the day, of the records of now: a meeting that was held later was still to come.

    So it is not wrongly recorded, as a rule of a given day must call it (D012), and counts as planned.
    """
    later = {
        meeting.origin.file
        for meeting in context.register.meetings
        if meeting.day and meeting.day > context.as_of and meeting.status != "planlagt"
    }
    if not later:
        yield from found_in(context)
        return
    yield from (one for one in found_in(context) if one.file not in later and one.code not in _OF_PLANNED)
    yield from judged(still_to_come(context), [rules()[code] for code in _OF_PLANNED])


def _in_force(agreement: Agreement, day: date) -> bool:
    standing = agreement_on(agreement, day)
    return standing is not None and standing.status == "inngått"


def _inhabitants(numbers: Iterable[str]) -> int:
    return sum(municipalities()[one].inhabitants for one in numbers if one in municipalities())


def _by_year(years: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(years).items()))


def _took_part(entries: Sequence[MunicipalityEntry], day: date) -> bool:
    return not entries or any(entry.covers(day) for entry in entries)


def _counted(found: Iterable[tuple[T, Finding]]) -> Counter[T]:
    """How many findings go under each key; one may stand for several."""
    counts: Counter[T] = Counter()
    for key, finding in found:
        counts[key] += finding.stands_for
    return counts


def _by_rule(found: Iterable[Finding]) -> dict[str, int]:
    return dict(sorted(_counted((one.code, one) for one in found if not one.waiver).items()))


def _by_severity(found: Sequence[Finding]) -> dict[str, int]:
    counts = _counted((WAIVED if finding.waiver else finding.severity, finding) for finding in found)
    return {name: counts[name] for name in (*SEVERITIES, WAIVED)}


def _waived(found: Sequence[Finding]) -> Iterator[Waived]:
    """The waivers that cover anything, each with how many findings it covers."""
    counts = _counted((_key(one.waiver), one) for one in found if one.waiver)
    for (rule, reason, until), count in sorted(counts.items()):
        yield Waived(rule=rule, reason=reason, until=until, findings=count)


def _key(waiver: Waiver) -> tuple[str, str, date]:
    """What waivers are told apart by; one without a last day covers nothing, and never gets here."""
    return waiver.rule, " ".join(waiver.reason.split()), waiver.until or date.max
