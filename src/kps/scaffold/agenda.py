"""The agenda of a council's next meeting: the standing items, what has come due, and items of its own (4.1.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from kps.guideline import statement
from kps.language import Message, msg, msgn
from kps.models.council import Council, WaitingItem
from kps.models.exemption import Exemption
from kps.models.vocabulary import standing_items, term, topics
from kps.register.actions import TrackedAction, track
from kps.register.index import Register
from kps.register.written import WrittenForm
from kps.scaffold.due import Due, due, previous_meeting

_KINDS = {
    "godkjenning_innkalling": "vedtak",
    "godkjenning_referat": "vedtak",
    "revisjon": "drøfting",
    "evaluering": "drøfting",
    "satsingsområde": "drøfting",
    "politivedtekter": "drøfting",
}


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """An item of the agenda: ``why`` it is there, and the guideline's section that asks for it."""

    number: str
    title: str
    kind: str = ""
    standing: str = ""
    topics: tuple[str, ...] = ()
    raised_by: str = ""
    """The side that raised it, as records have it."""
    raised: date | None = None
    """When."""
    exempt: Exemption | None = None
    why: str = ""
    routine: bool = False
    """Whether it is on every agenda: it needs no knowledge basis."""
    approves: str = ""
    """The record whose minutes are to be approved, from the register's folder."""


@dataclass(frozen=True, slots=True)
class _Planned:
    key: str
    why: Message
    cites: str = ""
    subject: str = ""
    topics: tuple[str, ...] = ()
    routine: bool = False
    approves: str = ""


def agenda(
    register: Register, council: Council, day: date, own: Iterable[AgendaEntry], form: WrittenForm
) -> tuple[AgendaEntry, ...]:
    """The items of a meeting on ``day``, numbered on from the year's last."""
    first = next_number(register, council, day.year)
    numbered = enumerate(
        (
            *(_entry(one, form) for one in _opening(register, council, day)),
            *(_entry(_planned(one), form) for one in due(register, council, day)),
            *own,
            *(_entry(one, form) for one in _closing()),
        ),
        start=first,
    )
    return tuple(replace(one, number=f"{number}/{day.year}") for number, one in numbered)


def own_entries(titles: Iterable[str], waiting: Iterable[WaitingItem], form: WrittenForm) -> Iterator[AgendaEntry]:
    """The council's own items, not numbered yet: by their titles alone, and those that have waited."""
    yield from (AgendaEntry("", title) for title in titles)
    for one in waiting:
        yield AgendaEntry(
            "",
            one.title,
            topics=_written(one.topics, form),
            raised_by=one.raised_by or "",
            raised=one.day,
            exempt=one.exempt,
        )


def _written(given: Iterable[str], form: WrittenForm) -> tuple[str, ...]:
    """Topics as records of the written form have them."""
    return tuple(known.text(form) if (known := topics().get(one)) else one for one in given if one)


def next_number(register: Register, council: Council, year: int) -> int:
    """The number after the highest case number of the council's year; 1 where it has none."""
    cases = (item.case for meeting in register.meetings_of(council) for item in meeting.items)
    return max((case[0] for case in cases if case and case[1] == year), default=0) + 1


def open_actions(register: Register, council: Council, day: date) -> tuple[TrackedAction, ...]:
    """Every action open on ``day``, oldest first: the council's own, and those of meetings held with others (4.1.4)."""
    around = {meeting.origin.file for meeting in register.all_meetings_of(council)}
    councils = {
        one.origin.folder: one for meeting in register.all_meetings_of(council) for one in register.councils_in(meeting)
    }
    actions = (
        action
        for one in councils.values()
        for action in track(register, one, day)
        if action.open and action.meeting.origin.file in around
    )
    return tuple(sorted(actions, key=lambda action: action.meeting.order))


def _opening(register: Register, council: Council, day: date) -> Iterator[_Planned]:
    yield _Planned(
        "godkjenning_innkalling",
        msg("The council approves the summons and the agenda, and notes what is raised under other business."),
        "4.1.2a",
        routine=True,
    )
    previous = previous_meeting(register, council, day)
    if previous and previous.day:
        why = msg("The minutes of the meeting on {day} are to be approved.", day=previous.day)
        approves = previous.origin.file
        yield _Planned("godkjenning_referat", why, "4.1.2c", routine=True, approves=approves)
    count = len(open_actions(register, council, day))
    why = (
        msgn("{n} action from earlier meetings is open.", "{n} actions from earlier meetings are open.", count)
        if count
        else msg("No action from earlier meetings is open.")
    )
    yield _Planned("oppfølging", why, "4.1.4c", routine=True)
    why = msg("The police tell how they see the situation, and what they have learnt since the last meeting.")
    yield _Planned("runde_politi", why, "4h", routine=True)
    why = msg("The municipality tells how it sees the situation, and what it has learnt since the last meeting.")
    yield _Planned("runde_kommune", why, "4h", routine=True)


def _closing() -> Iterator[_Planned]:
    yield _Planned("eventuelt", msg("What was raised at the beginning of the meeting."), routine=True)
    why = msg("The council is to meet at least twice a year; more often is recommended.")
    yield _Planned("neste_møte", why, "4.1.2f", routine=True)


def _planned(one: Due) -> _Planned:
    return _Planned(one.kind, one.why, one.cites, one.subject, one.topics)


def _entry(planned: _Planned, form: WrittenForm) -> AgendaEntry:
    standing = standing_items().get(planned.key)
    title = (standing or term("agenda_item", planned.key)).text(form)
    if planned.subject:
        title = f"{title}: {planned.subject}"
    why = planned.why.text(form)
    if planned.cites:
        section = msg("(Guideline, {section})", section=statement(planned.cites).section)
        why = f"{why} {section.text(form)}"
    return AgendaEntry(
        "",
        title,
        _KINDS.get(planned.key, "orientering"),
        standing.key if standing else "",
        _written(planned.topics, form),
        why=why,
        routine=planned.routine,
        approves=planned.approves,
    )
