"""M: a meeting, its agenda, its minutes and who was there (section 4.1 of the guideline)."""

from __future__ import annotations

from collections.abc import Iterator

from kps.language import msg, msgn
from kps.models.meeting import Meeting
from kps.register.attendance import attendance
from kps.rules.context import Context
from kps.rules.finding import Remark
from kps.rules.rule import rule
from kps.rules.subjects import held_meetings, meetings_judged, minuted_meetings

LEADERSHIP = {
    "politisk": msg("political leadership"),
    "administrativ": msg("administrative leadership"),
    "politi": msg("police leadership"),
}
"""The three kinds of leadership that are to be at every meeting (4.1.1)."""


@rule("M403", cites="4.1.2a", on=meetings_judged)
def agenda_not_sent(meeting: Meeting, context: Context) -> Iterator[Remark]:
    """The agenda has not been sent.

    innkalling.sendt is missing: for a held meeting, and for a planned one from the day its agenda should have
    been sent (the register's innkalling_dager, 10 unless it says otherwise). Not where ekstraordinært.

    Mend: Send the agenda (kps render makes it), and write the day, as innkalling: {sendt: 2026-02-26}.
    """
    if meeting.extraordinary or context.known(meeting.sent) or meeting.day is None:
        return
    ahead = (meeting.day - context.as_of).days
    if meeting.held(context.as_of):
        message = msg("no agenda is recorded as sent for the meeting of {day}", day=meeting.day)
    elif meeting.status == "planlagt" and 0 <= ahead < context.deadlines.agenda:
        message = msgn(
            "the agenda is not sent, and the meeting is in {n} day",
            "the agenda is not sent, and the meeting is in {n} days",
            ahead,
        )
    else:
        return
    yield Remark(meeting, ("innkalling", "sendt"), message)


@rule("M404", cites="4.1.2a", on=meetings_judged)
def agenda_late(meeting: Meeting, context: Context) -> Iterator[Remark]:
    """The agenda was sent late.

    It was sent fewer days before the meeting than the register's innkalling_dager (10 unless it says
    otherwise): a warning for a planned meeting, a hint for a held one. Not where ekstraordinært.

    Mend: Send the agenda earlier next time; for a meeting called at short notice, write ekstraordinært: ja.
    """
    sent = context.known(meeting.sent)
    held = meeting.held(context.as_of)
    if meeting.extraordinary or sent is None or meeting.day is None or not (held or meeting.status == "planlagt"):
        return
    days = (meeting.day - sent).days
    if days < context.deadlines.agenda:
        yield Remark(
            meeting,
            ("innkalling", "sendt"),
            msg("the agenda was sent after the meeting")
            if days < 0
            else msgn(
                "the agenda was sent {n} day before the meeting; the register's own deadline is {due} days",
                "the agenda was sent {n} days before the meeting; the register's own deadline is {due} days",
                days,
                due=context.deadlines.agenda,
            ),
            severity="hint" if held else None,
        )


@rule("M405", cites="4.1.2b", on=held_meetings)
def minutes_late(meeting: Meeting, context: Context) -> Iterator[Remark]:
    """The minutes are missing, or were late.

    The meeting was held more than the register's referat_dager ago (14 unless it says otherwise) and
    referat.ferdig is missing; a hint where the minutes were done, but later than that.

    Mend: Write the minutes in the record, and the day they were done, as referat: {ferdig: 2026-03-18}.
    """
    if meeting.day is None:
        return
    due = context.deadlines.minutes
    done = context.known(meeting.done)
    days = ((done or context.as_of) - meeting.day).days
    if days <= due:
        return
    if done is None:
        message = msg(
            "no minutes {days} days after the meeting; the register's own deadline is {due}",
            days=days,
            due=due,
        )
    else:
        message = msg(
            "the minutes were done {days} days after the meeting; the register's own deadline is {due}",
            days=days,
            due=due,
        )
    yield Remark(meeting, ("referat", "ferdig"), message, severity="hint" if done else None)


@rule("M413", cites="4.1.1f", on=minuted_meetings)
def leadership_absent(meeting: Meeting, context: Context) -> Iterator[Remark]:
    """Leadership was not at the meeting.

    Once the minutes are done or due: nobody present has political, administrative or police leadership; a
    deputy (for, or a member's vara) counts for the member. One finding names which are missing. In a regional
    council, judged as a whole, it is a hint.

    Mend: Correct til_stede if somebody is left out, or write who met as a deputy, as
    {navn: Nils Vik, for: Ida Moe}.
    """
    present = frozenset[str]().union(*(one.leadership for one in attendance(meeting, context.register)))
    missing = [kind for kind in LEADERSHIP if kind not in present]
    if missing:
        councils = context.register.councils_in(meeting)
        yield Remark(
            meeting,
            ("til_stede",),
            msg("not present: {missing}", missing=[LEADERSHIP[kind] for kind in missing]),
            severity="hint" if councils[0].regional else None,
            rests_on=tuple((council, ("medlemmer",)) for council in councils),
        )


@rule("M414", cites="5.2b", on=minuted_meetings)
def unit_head_absent(meeting: Meeting, context: Context) -> Iterator[Remark]:
    """The head of the police service unit was not at the meeting.

    Once the minutes are done or due: nobody present is tjenesteenhetsleder, politistasjonssjef, lensmann or
    regionlensmann, or met for one. Not where M413 already names the police. A hint where a driftsenhetsleder,
    visepolitimester or politimester was there.

    Mend: Correct til_stede if somebody is left out, or write who met as a deputy, as
    {navn: Nils Vik, for: Ida Moe}.
    """
    present = attendance(meeting, context.register)
    if any(one.unit_head for one in present) or not any("politi" in one.leadership for one in present):
        return
    yield Remark(
        meeting,
        ("til_stede",),
        msg("the head of the police service unit was not present, nor anybody for the head"),
        severity="hint" if any(one.district_head for one in present) else None,
        rests_on=tuple((council, ("medlemmer",)) for council in context.register.councils_in(meeting)),
    )
