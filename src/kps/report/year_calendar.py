"""The year's calendar (årshjul): what comes when, and what should have come already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from kps.duties import owed
from kps.duties.duty import Duty
from kps.language import Words, compound, msg
from kps.models.council import Council
from kps.models.meeting import Meeting
from kps.register.index import Register
from kps.register.on_day import OnDay
from kps.report.duty_names import called, is_about, whose
from kps.report.missed import is_concerned, marked
from kps.report.table import Row, Table

_MEETING = "møte"
"""The key of a meeting itself."""


@dataclass(frozen=True, slots=True)
class Coming:
    """Something with a day: what it is, whom it is about, and the record it follows from."""

    day: date
    what: Words
    council: str
    file: str
    """The record, from the register's folder."""
    key: str
    """Tells it from other things that follow from the same record."""
    meeting: Meeting | None = None
    """The meeting itself, for its hours and its place."""
    unread: bool = False
    """Whether a file that cannot be read may be about its council."""

    @property
    def is_meeting(self) -> bool:
        """Whether it is a meeting that is planned."""
        return self.key == _MEETING

    def passed(self, as_of: date) -> bool:
        """Whether it should have been done already."""
        return self.day < as_of


def coming(register: Register, as_of: date, until: date, council: Council | None = None) -> tuple[Coming, ...]:
    """What comes by ``until``, and what is behind its day on ``as_of`` and not done; by day.

    With ``council`` what is its own, and its municipalities' agreements; else all, agreements without a council too.
    """
    on_day = OnDay.of(register, as_of)
    found = (*_meetings(on_day), *(one for duty in owed.of(on_day) if (one := _of_duty(duty, on_day))))
    asked = (one for one in found if council is None or is_about(register.record_in[one.file], council, register))
    told = in_order(one for one in asked if one.day <= until)
    return tuple(replace(one, unread=is_concerned(register, register.record_in[one.file])) for one in told)


def in_order(entries: Iterable[Coming]) -> tuple[Coming, ...]:
    """What comes in one register, by day."""
    return tuple(sorted(entries, key=lambda one: (one.day, one.file, one.key)))


def _meetings(on_day: OnDay) -> Iterator[Coming]:
    """The meetings that active councils plan."""
    for council, meeting, day in on_day.planned_meetings():
        yield Coming(day, msg("meeting"), council.name, meeting.origin.file, _MEETING, meeting)


def _of_duty(duty: Duty, on_day: OnDay) -> Coming | None:
    """The duty as the calendar tells it; None where it is done, has no day, or is not for the calendar."""
    key = _key(duty, on_day)
    if not key or duty.met or duty.due is None:
        return None
    return Coming(duty.due, called(duty), whose(duty.record, on_day), duty.record.origin.file, key)


def _key(duty: Duty, on_day: OnDay) -> str:
    """What the calendar tells the duty apart by; empty where it is not for the calendar.

    What has no day of its own in the guideline or the records is for the agenda and the rules: a forum's report, the
    legal frame, bylaws, SLT, a focus area, when an evaluation is taken up. Actions have a list of their own
    (kps actions). The agenda of a meeting that was held can no longer be sent.
    """
    if duty.kind in _PLACED:
        places = (str(one) for one in duty.path if isinstance(one, int))
        month = [f"{duty.due:%Y-%m}"] if duty.kind == "year_topic" and duty.due else []
        return "-".join((_PLACED[duty.kind], *places, *month))
    match duty.kind, duty.record:
        case "agenda", Meeting(status=status) if status != "planlagt":
            return ""
        case "plan", Council() as council if not duty.overdue(on_day.as_of):
            return f"plan-{int(duty.path[1]) + (len(council.plans) if duty.path[0] == 'handlingsplaner' else 0)}"
    return _KEYS.get(duty.kind, "")


_KEYS = {
    "agenda": "innkalling",
    "minutes": "referat",
    "revision": "revisjon",
    "agreement_end": "til",
    "evaluation": "evaluering",
    "approval": "godkjenning_pod",
    "order": "levert",
    "preparedness_council": "beredskapsråd",
    "risk_analysis": "ros",
    "exercise": "øvelser",
}
_PLACED = {
    "measuring": "måling",
    "measure": "plantiltak",
    "forum_evaluation": "temaforum",
    "year_topic": "årshjul",
    "waiting_item": "saksbank",
}
"""What there may be several of in one record: told apart by their places in it."""


def calendar_table(entries: Iterable[Coming], as_of: date) -> Table:
    """The calendar as people read it."""
    head = (msg("day"), msg("what"), msg("whom"), msg("record"))
    return Table(msg("What comes when"), head, tuple(_row(one, as_of) for one in entries))


def _row(one: Coming, as_of: date) -> Row:
    what = one.what
    if one.passed(as_of):
        what = compound("{what} ({behind})", what=what, behind=msg("behind its day"))
    return str(one.day), what, marked(one.council, one.unread), one.file
