"""What one held meeting counts for: its papers in time, who was there, its cases (4.1)."""

from __future__ import annotations

from collections.abc import Iterator

from kps.checking.context import Context
from kps.duties.meeting import agenda, minutes
from kps.models.meeting import Item, Meeting
from kps.models.vocabulary import topics
from kps.register.attendance import attendance
from kps.register.index import Register
from kps.register.knowledge import sources
from kps.report.figures import NONE, OTHER, CaseFigures, MeetingFigures
from kps.report.shape import Share


def held_meeting(meeting: Meeting, context: Context) -> MeetingFigures:
    """The figures of a meeting that was held; nothing of one from before ``gjelder_fra`` is judged."""
    if meeting.day is None or not context.charter.judges(meeting.day):
        return MeetingFigures(extraordinary=meeting.extraordinary, extended=meeting.extended)
    due = context.minutes_due(meeting)
    sent, done = agenda_in_time(meeting, context), minutes(meeting, context)
    present = attendance(meeting, context.register) if due else ()
    leadership = frozenset[str]().union(*(one.leadership for one in present))
    return MeetingFigures.of_known(
        extraordinary=int(meeting.extraordinary),
        extended=int(meeting.extended),
        agendas_on_time=Share.one(bool(sent), asked=sent is not None),
        minutes_on_time=Share.one(done is not None and done.in_time, asked=due),
        political=Share.one("politisk" in leadership, asked=due),
        administrative=Share.one("administrativ" in leadership, asked=due),
        police=Share.one("politi" in leadership, asked=due),
        unit_head=Share.one(any(one.unit_head for one in present), asked=due),
    )


def agenda_in_time(meeting: Meeting, context: Context) -> bool | None:
    """Whether a held meeting's agenda was sent in time; None where none is owed, or it is from before `gjelder_fra`."""
    sent = agenda(meeting, context) if meeting.day and context.charter.judges(meeting.day) else None
    return sent.in_time if sent else None


def cases(meeting: Meeting, register: Register) -> CaseFigures:
    """The figures of the meeting's cases."""
    return CaseFigures.together(_case(item, meeting, register) for item in meeting.items)


def _case(item: Item, meeting: Meeting, register: Register) -> CaseFigures:
    if item.outcome in ("utsatt", "trukket"):
        return CaseFigures(postponed=1)
    delivered = sources(item.bases, meeting, register)
    decision = item.kind == "vedtak" and not item.standing
    police, municipality = decision and "politi" in delivered, decision and "kommune" in delivered
    return CaseFigures.of_known(
        dealt_with=1,
        by_topic=dict.fromkeys(_topics(item), 1),
        by_kind={item.kind or NONE: 1},
        by_process={item.process or NONE: 1},
        decisions=int(decision),
        basis_police=int(police),
        basis_municipality=int(municipality),
        basis_both=int(police and municipality),
    )


def _topics(item: Item) -> Iterator[str]:
    """The topics a case counts under, by the guideline's words; those of the council's own are one."""
    if not item.topics:
        yield "slt" if item.standing == "slt" else NONE
    for text in item.topics:
        known = topics().get(text)
        yield known.key if known else OTHER
