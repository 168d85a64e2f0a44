"""M: what meetings decide is to be done, and what becomes of it (sections 4.1.2 and 4.1.4)."""

from __future__ import annotations

from collections.abc import Iterator

from kps.language import msg
from kps.models.council import Council
from kps.models.meeting import Meeting
from kps.register.actions import TrackedAction, actions_of, same_action
from kps.rules.context import Context
from kps.rules.finding import Remark
from kps.rules.rule import rule
from kps.rules.subjects import active_councils, held_meetings


@rule("M407", cites="4.1.2d", on=held_meetings)
def nobody_responsible(meeting: Meeting, context: Context) -> Iterator[Remark]:
    """An action without anybody responsible.

    An action of a held meeting has no ansvarlig.

    Mend: Write who sees to it, as ansvarlig: Kari Hansen; several are written [Kari Hansen, Siv Aas].
    """
    for id, _, action, path in actions_of(meeting):
        if not any(action.responsible):
            yield Remark(meeting, (*path, "ansvarlig"), msg("the action {id} has nobody responsible", id=id))


@rule("M409", cites="4.1.2e", on=held_meetings)
def no_deadline(meeting: Meeting, context: Context) -> Iterator[Remark]:
    """An action without a deadline.

    An action of a held meeting has no frist.

    Mend: Write by when it is to be done, as frist: 2026-03-31.
    """
    for id, _, action, path in actions_of(meeting):
        if action.deadline is None:
            yield Remark(meeting, (*path, "frist"), msg("the action {id} has no deadline", id=id))


@rule("M411", cites="4.1.4c", on=active_councils)
def not_followed_up(council: Council, context: Context) -> Iterator[Remark]:
    """An open action that a meeting did not take up.

    An action that was open when a later meeting was held is not in that meeting's oppfølging with a status:
    a warning where its deadline was on or before that meeting, or where it has none; a hint where the
    deadline was later. It is asked once the minutes are done or due, told once for each action, at the first
    meeting that missed it, and stays when a later one took it up. Not where ekstraordinært.

    Mend: Write what became of it in that meeting's oppfølging, as {tiltak: 2025-11-06/14.1, status: pågår}.
    kps new-meeting writes a line for every open action.
    """
    later = [
        one
        for one in context.register.meetings_of(council)
        if one.held(context.as_of) and context.minutes_due(one) and not one.extraordinary
    ]
    for tracked in _judged(council, context):
        missed = next((one for one in later if _missed(tracked, one)), None)
        if missed is not None and missed.day is not None:
            deadline = tracked.before(missed).deadline
            yield Remark(
                missed,
                ("oppfølging",),
                msg(
                    "the open action {id} is not taken up: {what}",
                    id=tracked.id,
                    what=_short(tracked.action.what),
                ),
                severity="hint" if deadline is not None and deadline > missed.day else None,
            )


def _missed(tracked: TrackedAction, meeting: Meeting) -> bool:
    if meeting.day is None or meeting.day <= tracked.born or not tracked.before(meeting).open:
        return False
    wanted = same_action(tracked.id)
    return not any(entry.status and same_action(entry.action) == wanted for entry in meeting.follow_ups)


@rule("M412", cites="4.1.4c", on=active_councils)
def action_overdue(council: Council, context: Context) -> Iterator[Remark]:
    """An open action whose deadline has passed.

    The latest deadline set is before the day asked about, and the latest word on the action is neither ferdig
    nor bortfalt. It is told at the deadline that was set last.

    Mend: In the next meeting's oppfølging, write status: ferdig with the day, or a new frist and why. A line
    in the planned meeting's record counts from its dato.
    """
    for tracked in _judged(council, context):
        if tracked.overdue(context.as_of):
            word = tracked.deadline_word
            yield Remark(
                word.meeting if word else tracked.meeting,
                (*word.path, "frist") if word else (*tracked.path, "frist"),
                msg(
                    "the action {id} was due on {deadline} and is still open: {what}",
                    id=tracked.id,
                    deadline=tracked.deadline,
                    what=_short(tracked.action.what),
                ),
                day=context.as_of,
            )


def _judged(council: Council, context: Context) -> Iterator[TrackedAction]:
    yield from (one for one in context.actions(council) if context.charter.judges(one.born))


def _short(text: str, most: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 3].rstrip() + "..."
