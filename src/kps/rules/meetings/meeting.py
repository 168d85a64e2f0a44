"""M: a meeting, its agenda, its minutes and who was there (section 4.1 of the guideline)."""

from __future__ import annotations

from collections.abc import Iterator

from kps.checking.context import Context
from kps.checking.finding import Remark, Severity
from kps.checking.rule import rule
from kps.checking.subjects import held_meetings, meetings_judged, minuted_meetings
from kps.duties.meeting import agenda, minutes
from kps.language import msg, msgn
from kps.models.meeting import Meeting
from kps.register.attendance import attendance, expected, members_at

LEADERSHIP = {
    "politisk": msg("political leadership"),
    "administrativ": msg("administrative leadership"),
    "politi": msg("police leadership"),
}
"""The three kinds of leadership that are to be at every meeting (4.1.1)."""


@rule("M403", cites="4.1.2a", on=meetings_judged)
def agenda_not_sent(meeting: Meeting, context: Context) -> Iterator[Remark]:
    """No agenda is recorded as sent.

    `innkalling.sendt` is missing: for a held meeting, and for a planned one when fewer days are left than the
    register's own `innkalling_dager` (10 unless it says otherwise). Not where `ekstraordinært: ja`.

    Mend: Send the agenda (`kps render` makes it), and write the day, as `innkalling: {sendt: 2026-02-26}`; for a
    meeting called at short notice, write `ekstraordinært: ja`. Approved minutes are left as they are: then write a
    waiver in the meeting's record, as `unntak: [{regel: M403, begrunnelse: Innkalt på telefon, til: 2026-12-31}]`.
    """
    duty = agenda(meeting, context)
    if duty is None or duty.met or meeting.day is None:
        return
    ahead = (meeting.day - context.as_of).days
    if meeting.held(context.as_of):
        message = msg("no agenda is recorded as sent for the meeting of {day}", day=meeting.day)
    elif ahead >= 0 and duty.overdue(context.as_of):
        message = (
            msgn(
                "no agenda is recorded as sent, and the meeting is in {n} day; "
                "the register's own deadline is {due} days",
                "no agenda is recorded as sent, and the meeting is in {n} days; "
                "the register's own deadline is {due} days",
                ahead,
                due=context.deadlines.agenda,
            )
            if ahead
            else msg("no agenda is recorded as sent, and the meeting is today")
        )
    else:
        return
    yield Remark(meeting, duty.path, message)


@rule("M404", cites="4.1.2a", on=meetings_judged)
def agenda_late(meeting: Meeting, context: Context) -> Iterator[Remark]:
    """The agenda was sent late.

    `innkalling.sendt` is fewer days before the meeting than the register's own `innkalling_dager` (10 unless it
    says otherwise). Not where `ekstraordinært: ja`.

    A hint for a held meeting, since nothing can be done about it any more; a warning for a planned one.

    Mend: For a planned meeting, find a later day; for one called at short notice, write `ekstraordinært: ja`. If
    the day is wrong, correct `sendt`. Approved minutes are left as they are: then write a waiver in the meeting's
    record, as `unntak: [{regel: M404, begrunnelse: Innkallingen ble forsinket, til: 2026-12-31}]`.
    """
    duty = agenda(meeting, context)
    if duty and duty.met and not duty.in_time and meeting.day:
        days = (meeting.day - duty.met).days
        yield Remark(
            meeting,
            duty.path,
            msg("the agenda was sent after the meeting")
            if days < 0
            else msgn(
                "the agenda was sent {n} day before the meeting; the register's own deadline is {due} days",
                "the agenda was sent {n} days before the meeting; the register's own deadline is {due} days",
                days,
                due=context.deadlines.agenda,
            ),
            severity="hint" if meeting.held(context.as_of) else None,
        )


@rule("M405", cites="4.1.2b", on=held_meetings)
def minutes_late(meeting: Meeting, context: Context) -> Iterator[Remark]:
    """The day the minutes were done is missing, or late.

    More days have passed since the meeting than the register's own `referat_dager` (14 unless it says otherwise),
    and `referat.ferdig` is missing.

    A hint where the minutes were done, but later than that: nothing can be done about it any more.

    Mend: If the minutes are not written, write them in the record; where they are, write only the day they were
    done, as `referat: {ferdig: 2026-03-18}`. What came late, and minutes that are approved, are left as they are:
    then write a waiver in the meeting's record, as
    `unntak: [{regel: M405, begrunnelse: Sekretæren var syk, til: 2026-12-31}]`.
    """
    duty = minutes(meeting, context)
    if duty is None or meeting.day is None or duty.in_time or not (duty.met or duty.overdue(context.as_of)):
        return
    due = context.deadlines.minutes
    days = ((duty.met or context.as_of) - meeting.day).days
    if duty.met is None:
        message = msgn(
            "{n} day after the meeting, `referat.ferdig` does not say when the minutes were done; the register's own "
            "deadline is {due} days",
            "{n} days after the meeting, `referat.ferdig` does not say when the minutes were done; the register's own "
            "deadline is {due} days",
            days,
            due=due,
        )
    else:
        message = msgn(
            "the minutes were done {n} day after the meeting; the register's own deadline is {due} days",
            "the minutes were done {n} days after the meeting; the register's own deadline is {due} days",
            days,
            due=due,
        )
    yield Remark(meeting, duty.path, message, severity="hint" if duty.met else None)


@rule("M413", cites="4.1.1f", on=minuted_meetings)
def leadership_absent(meeting: Meeting, context: Context) -> Iterator[Remark]:
    """Leadership is not recorded as present, or nobody is.

    Once the minutes are done or due: `til_stede` is missing or empty, and that is all that is said; or it shows
    nobody with political, administrative or police leadership. Whoever is there `for` a member, or whom a member
    names as `vara`, counts for that member. Leadership whose every member has `deltar: utvidet` is expected only
    where the meeting has `utvidet: ja`. One finding names all that are missing.

    A hint in a regional council, which is judged as a whole: there the leaders of several municipalities share
    the seats.

    Mend: Write who was there, as `til_stede: [Anne Berg, Per Li, Ida Moe]`, and who met for a member, as
    `{navn: Nils Vik, for: Ida Moe}`. If nobody met, or the minutes are approved, they are left as they are: then
    write a waiver in the meeting's record, as `unntak: [{regel: M413, begrunnelse: Sykdom, til: 2026-12-31}]`.
    """
    present = attendance(meeting, context.register)
    councils = context.register.councils_in(meeting)
    severity: Severity | None = "hint" if councils[0].regional else None
    if not present:
        message = msg("attendance is not recorded: `til_stede` is missing or empty")
        yield Remark(meeting, ("til_stede",), message, severity)
        return
    there = frozenset[str]().union(*(one.leadership for one in present))
    missing = [kind for kind in LEADERSHIP if kind not in there and _expected(kind, meeting, context)]
    if missing:
        yield Remark(
            meeting,
            ("til_stede",),
            msg("`til_stede` shows nobody from: {missing}", missing=[LEADERSHIP[kind] for kind in missing]),
            severity,
            rests_on=tuple((council, ("medlemmer",)) for council in councils),
        )


def _expected(kind: str, meeting: Meeting, context: Context) -> bool:
    """Whether somebody of a kind of leadership should have been there: a member who was called, or who is lacking."""
    leaders = [one for one in members_at(meeting, context.register) if kind in one.leadership]
    return not leaders or any(expected(one, meeting) for one in leaders)


@rule("M414", cites="5.2b", on=minuted_meetings)
def unit_head_absent(meeting: Meeting, context: Context) -> Iterator[Remark]:
    """The head of the police service unit is not recorded as present.

    Once the minutes are done or due: `til_stede` shows nobody with the role `tjenesteenhetsleder`,
    `politistasjonssjef`, `lensmann` or `regionlensmann`, nor anybody for such a member. Not where attendance is not
    recorded or nobody of the police's leadership was there (M413 tells that), nor where the head has
    `deltar: utvidet` and the meeting was not extended.

    A hint where a `driftsenhetsleder`, `visepolitimester` or `politimester` was there: then the police were led at
    a higher level than the guideline names.

    Mend: Write the head under `til_stede` if the name was left out, or who met for the head, as
    `{navn: Nils Vik, for: Ida Moe}`. If nobody did, or the minutes are approved, they are left as they are: then
    write a waiver in the meeting's record, as `unntak: [{regel: M414, begrunnelse: Sykdom, til: 2026-12-31}]`.
    """
    present = attendance(meeting, context.register)
    if any(one.unit_head for one in present) or not any("politi" in one.leadership for one in present):
        return
    heads = [one for one in members_at(meeting, context.register) if one.unit_head]
    if heads and not any(expected(one, meeting) for one in heads):
        return
    yield Remark(
        meeting,
        ("til_stede",),
        msg("`til_stede` shows neither the head of the police service unit nor anybody for the head"),
        severity="hint" if any(one.district_head for one in present) else None,
        rests_on=tuple((council, ("medlemmer",)) for council in context.register.councils_in(meeting)),
    )
