"""What a meeting owes: that its agenda is sent, and that its minutes are done (4.1.2)."""

from __future__ import annotations

from kps.duties.duty import Duty
from kps.models.date_arithmetic import days_after
from kps.models.meeting import Meeting
from kps.register.on_day import OnDay


def agenda(meeting: Meeting, on_day: OnDay) -> Duty | None:
    """That the agenda is sent; an extraordinary meeting owes none, nor does one that was cancelled."""
    if meeting.day is None or meeting.extraordinary or not on_day.charter.judges(meeting.day):
        return None
    if not meeting.held(on_day.as_of) and meeting.status != "planlagt":
        return None
    due = days_after(meeting.day, -on_day.deadlines.agenda)
    return Duty("agenda", "4.1.2a", meeting, ("innkalling", "sendt"), due, on_day.known(meeting.sent))


def minutes(meeting: Meeting, on_day: OnDay) -> Duty | None:
    """That the minutes of a meeting that was held are done."""
    if meeting.day is None or not meeting.held(on_day.as_of) or not on_day.charter.judges(meeting.day):
        return None
    due = days_after(meeting.day, on_day.deadlines.minutes)
    return Duty("minutes", "4.1.2b", meeting, ("referat", "ferdig"), due, on_day.known(meeting.done))
