"""M: what meetings decide is to be done, and what becomes of it (sections 4.1.2 and 4.1.4)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kps.checking.context import Context
from kps.checking.finding import Places, Related, Remark
from kps.checking.phrases import sides
from kps.checking.rule import rule
from kps.checking.subjects import actions_judged, active_councils, held_meetings
from kps.duties import actions as duties
from kps.language import msg
from kps.models.base import Record
from kps.models.council import Council
from kps.models.date_arithmetic import months_after
from kps.models.meeting import Meeting
from kps.register.actions import TrackedAction, actions_of, meetings_around, same_action
from kps.register.index import Register
from kps.register.responsible import sides_of
from kps.rules.meetings.responsible import lists_of_names
from kps.source import Path

STATE = ("tiltak", "status", "frist", "dato")
"""The keys of a follow-up line that tell whether an action is open, and until when."""


@rule("M407", cites="4.1.2d", on=actions_judged)
def nobody_responsible(tracked: TrackedAction, context: Context) -> Iterator[Remark]:
    """An action without anybody responsible.

    An action of a held meeting has no `ansvarlig`, and no line under `oppfølging` in a later meeting gives it one. A
    line in a planned meeting counts from its own `dato`.

    Mend: Write who sees to it, as `ansvarlig: Kari Hansen`; several are written as `[Kari Hansen, Siv Aas]`. Approved
    minutes are left as they are: then write it under `oppfølging` in the next meeting's record, as
    `{tiltak: 2026-03-12/3.1, ansvarlig: Kari Hansen}`.
    """
    if not tracked.responsible:
        message = msg("the action {id} has nobody responsible (`ansvarlig`)", id=tracked.id)
        places = _unread_words(tracked, ("tiltak", "ansvarlig", "dato"), context)
        yield Remark(tracked.meeting, (*tracked.path, "ansvarlig"), message, rests_on=places)


@rule("M409", cites="4.1.2e", on=actions_judged)
def no_deadline(tracked: TrackedAction, context: Context) -> Iterator[Remark]:
    """An action without a deadline.

    An action of a held meeting has no `frist`, and no line under `oppfølging` in a later meeting gives it one. A line
    in a planned meeting counts from its own `dato`.

    Mend: Write by when it is to be done, as `frist: 2026-03-31`. Approved minutes are left as they are: then write it
    under `oppfølging` in the next meeting's record, as `{tiltak: 2026-03-12/3.1, frist: 2026-09-30}`.
    """
    if tracked.deadline is None:
        message = msg("the action {id} has no deadline (`frist`)", id=tracked.id)
        places = _unread_words(tracked, ("tiltak", "frist", "dato"), context)
        yield Remark(tracked.meeting, (*tracked.path, "frist"), message, rests_on=places)


@rule("M410", cites="4.1.2e", on=held_meetings)
def deadline_before_meeting(meeting: Meeting, context: Context) -> Iterator[Remark]:
    """An action's deadline lies before the meeting that set it.

    The `frist` of an action of a held meeting is before the meeting's `dato`.

    Mend: Correct the deadline, as `frist: 2026-03-31`; most often it is the year that is wrong. Approved minutes are
    left as they are: then write the right `frist` under `oppfølging` in the next meeting's record, and a waiver in the
    meeting's own, as `unntak: [{regel: M410, begrunnelse: Skrivefeil i årstallet, til: 2026-12-31}]`.
    """
    for id, _, action, path in actions_of(meeting):
        if action.deadline and meeting.day and action.deadline < meeting.day:
            yield Remark(
                meeting,
                (*path, "frist"),
                msg("the deadline of {id} ({deadline}) is before the meeting", id=id, deadline=action.deadline),
            )


@rule("M411", cites="4.1.4c", on=active_councils)
def not_followed_up(council: Council, context: Context) -> Iterator[Remark]:
    """An open action that a meeting did not take up.

    An action that was open when a later meeting was held has no line with a `status` under `oppfølging` in that
    meeting: its deadline was on or before the meeting's day, or it had none. Once the minutes are done or due. There
    is one finding for each action, at the first meeting that missed it, and it stays when a later one took it up. Not
    where `ekstraordinært: ja`.

    A hint where the deadline was later: then nothing had to be done yet.

    Mend: Write what became of it under `oppfølging` in that meeting's record, as
    `{tiltak: 2025-11-06/14.1, status: pågår}`; `kps new-meeting` writes a line for every open action. Approved minutes
    are left as they are: then take the action up in the next meeting, and write a waiver in the record of the one that
    missed it, as `unntak: [{regel: M411, begrunnelse: Tatt opp i neste møte, til: 2026-12-31}]`.
    """
    later = [
        one
        for one in context.register.meetings_of(council)
        if one.held(context.as_of) and context.minutes_due(one) and not one.extraordinary
    ]
    for tracked in _judged(council, context):
        missed = _first_missed(tracked, later)
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
                rests_on=_unread_words(tracked, STATE, context),
                related=(_set_at(tracked),),
            )


def _first_missed(tracked: TrackedAction, later: Sequence[Meeting]) -> Meeting | None:
    """The first of the meetings that did not take the action up, though it was open."""
    wanted = same_action(tracked.id)
    for meeting in later[bisect_right(later, tracked.born, key=lambda one: one.order[0]) :]:
        before = tracked.before(meeting)
        if not before.open and len(before.words) == len(tracked.words):
            return None  # it is closed, and nothing was said of it since
        if before.open and not any(one.status and same_action(one.action) == wanted for one in meeting.follow_ups):
            return meeting
    return None


@rule("M412", cites="4.1.4c", on=active_councils)
def action_overdue(council: Council, context: Context) -> Iterator[Remark]:
    """An open action whose deadline has passed.

    The latest deadline set is before the day asked about, and the latest word on the action is neither `ferdig` nor
    `bortfalt`. It is told at the deadline that was set last.

    Mend: Write under `oppfølging` in the next meeting's record that it is done, as
    `{tiltak: 2025-11-06/14.1, status: ferdig, dato: 2026-01-20}`, or a new deadline and why, as
    `{tiltak: 2025-11-06/14.1, status: forsinket, frist: 2026-09-30, merknad: Venter på lyskastere}`. The planned
    meeting's record will do, where the line counts from its own `dato`. Approved minutes are left as they are.
    """
    for tracked in _judged(council, context):
        duty = duties.action(tracked)
        if duty and duty.overdue(context.as_of):
            yield Remark(
                duty.record,
                duty.path,
                msg(
                    "the action {id} was due on {deadline} and is still open: {what}",
                    id=tracked.id,
                    deadline=tracked.deadline,
                    what=_short(tracked.action.what),
                ),
                day=context.as_of,
                rests_on=_unread_words(tracked, STATE, context),
                related=(_set_at(tracked), *_deadlines(tracked)),
            )


def _set_at(tracked: TrackedAction) -> Related:
    """Where the action was set."""
    return Related(tracked.meeting, (*tracked.path, "hva"), msg("the action was set here"))


def _deadlines(tracked: TrackedAction) -> Iterator[Related]:
    """Where the deadline was moved."""
    for word in tracked.words:
        if word.entry.deadline:
            told = msg("the deadline was moved to {deadline} here", deadline=word.entry.deadline)
            yield Related(word.meeting, (*word.path, "frist"), told)


@rule("M417", cites="2.3d", on=actions_judged)
def not_anchored(tracked: TrackedAction, context: Context) -> Iterator[Remark]:
    """An action on step 3 or 4 of the staircase is not anchored.

    An action of a held meeting with `trinn: 3` or `trinn: 4` has no `konklusjon` or `vedtak` on its item, no
    `ansvarlig` (its own, or from a later meeting's `oppfølging`), or no `ressurser`. One finding names all that is
    missing.

    A hint where an action on step 4 has all three, was set within the last 12 months, and everybody responsible is from
    one side: those who set it see best what it takes from each. Politirådet, a forum, and whoever kps cannot place are
    taken to be of both.

    Mend: Write the item's `konklusjon`, who is responsible on each side, as `ansvarlig: [Kari Hansen, Siv Aas]`, and
    what is set aside, as `ressurser: Én patrulje og to lærere i tre uker`. Approved minutes are left as they are: then
    write `ansvarlig` under `oppfølging` in the next meeting's record, as
    `{tiltak: 2026-03-12/3.1, ansvarlig: [Kari Hansen, Siv Aas]}`, and for the rest a waiver in the meeting's record, as
    `unntak: [{regel: M417, begrunnelse: Ressursene ble avtalt etterpå, til: 2026-12-31}]`.
    """
    action = tracked.action
    item = tracked.path[:2]
    # A conclusion that cannot be read is told already, and is there all the same.
    decided = tracked.item.decision or any(
        tracked.meeting.origin.covers((*item, key)) for key in ("konklusjon", "vedtak")
    )
    held = {"konklusjon": decided, "ansvarlig": tracked.responsible, "ressurser": action.resources}
    lacks = [key for key, value in held.items() if not value]
    if action.step in (3, 4) and lacks:
        message = msg(
            "the action {id} is on step {step}, and lacks: {keys}",
            id=tracked.id,
            step=action.step,
            keys=", ".join(f"`{key}`" for key in lacks),
        )
        places = _unread_words(tracked, ("tiltak", "ansvarlig", "dato"), context) if lacks == ["ansvarlig"] else ()
        yield Remark(tracked.meeting, tracked.path, message, rests_on=places, lacking=tuple(lacks))
    elif action.step == 4 and tracked.born >= months_after(context.as_of, -12):
        yield from _of_one_side(tracked, context)


def _of_one_side(tracked: TrackedAction, context: Context) -> Iterator[Remark]:
    """A hint where everybody responsible is from the same side."""
    named_in = tracked.responsible_word.meeting if tracked.responsible_word else tracked.meeting
    placed = [sides_of(name, named_in, context.register) for name in tracked.responsible]
    found = frozenset[str]().union(*placed)
    if all(placed) and len(found) == 1:
        message = msg(
            "the action {id} is on step 4, and everybody responsible is from one side: {side}",
            id=tracked.id,
            side=sides(found),
        )
        words = _unread_words(tracked, ("tiltak", "ansvarlig", "dato"), context)
        rests_on = (*words, *lists_of_names(named_in, context), (tracked.meeting, (*tracked.path, "ansvarlig")))
        yield Remark(tracked.meeting, tracked.path, message, severity="hint", rests_on=rests_on)


def _unread_words(tracked: TrackedAction, keys: Sequence[str], context: Context) -> Places:
    """What, if it could not be read, may be why the action lacks something: its number, and what was said of it."""
    wanted = same_action(tracked.id)
    places: list[tuple[Record, Path]] = [(tracked.meeting, (*tracked.path[:2], "nr"))]
    for meeting in _faulty_around(tracked.meeting, context.register):
        if not meeting.follow_ups:
            places.append((meeting, ("oppfølging",)))
        for index, entry in enumerate(meeting.follow_ups):
            if not entry.action or same_action(entry.action) == wanted:
                places.extend((meeting, ("oppfølging", index, key)) for key in keys)
                places.extend((meeting, (key,)) for key in ("dato", "status"))
    return tuple(places)


def _faulty_around(meeting: Meeting, register: Register) -> tuple[Meeting, ...]:
    """The meetings that could not be read in full, of all the councils that held the meeting."""
    councils = tuple(one.origin.folder for one in register.councils_in(meeting))
    return register.once(
        ("faulty around", councils),
        lambda: tuple(one for one in meetings_around(register, meeting) if one.origin.faulty),
    )


def _judged(council: Council, context: Context) -> Iterator[TrackedAction]:
    yield from (one for one in context.actions(council) if context.charter.judges(one.born))


def _short(text: str, most: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 3].rstrip() + "..."
