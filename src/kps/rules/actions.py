"""M: what meetings decide is to be done, and what becomes of it (sections 4.1.2 and 4.1.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kps.language import Message, msg
from kps.models.base import Record
from kps.models.council import Council
from kps.models.meeting import Meeting
from kps.models.person import Person
from kps.models.vocabulary import Proposals, normal
from kps.register.actions import TrackedAction, actions_of, same_action
from kps.register.attendance import attendance, members_at
from kps.register.index import Register
from kps.rules.context import Context
from kps.rules.finding import Places, Remark
from kps.rules.rule import rule
from kps.rules.subjects import active_councils, held_meetings
from kps.source import Path

PARTIES = ("politirådet", "kommunen", "politiet")
"""Whom an action may be given to besides persons and units."""


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


@rule("M408", cites="4.1.2d", on=held_meetings, severity="hint")
def unknown_responsible(meeting: Meeting, context: Context) -> Iterator[Remark]:
    """An action is given to somebody the council does not know.

    An ansvarlig is neither a member on the day, by name or role, nor a guest or deputy of that meeting,
    politirådet, kommunen or politiet, nor a unit or person that the council names in slt, funksjoner,
    temafora or politikontakt.

    Mend: Write the name as it stands in the council's record; the nearest one is proposed.
    """
    actions = actions_of(meeting)
    known = {normal(name): name for name in _known_names(meeting, context.register) if name} if actions else {}
    proposals = Proposals(known.values())
    for id, _, action, path in actions:
        for index, name in enumerate(action.responsible):
            if name and normal(name) not in known:
                near = proposals.nearest(name)
                yield Remark(meeting, (*path, "ansvarlig", index), _who(id, name, near))


def _who(id: str, name: str, near: str | None) -> Message:
    if near is None:
        return msg("the council does not know “{name}”, who is to see to {id}", name=name, id=id)
    return msg(
        "the council does not know “{name}”, who is to see to {id}; did you mean “{near}”?", name=name, id=id, near=near
    )


def _known_names(meeting: Meeting, register: Register) -> Iterator[str]:
    """All that an action of the meeting may be given to."""
    yield from PARTIES
    for one in attendance(meeting, register):
        yield one.guest.name
        yield from _roles(one.guest)
    for member in members_at(meeting, register):
        yield member.name
        yield from _roles(member)
    for council in register.councils_in(meeting):
        yield from _named_by(council)
        yield from (register.contact_named[id].name for id in council.contacts if id in register.contact_named)


def _roles(person: Person) -> Iterator[str]:
    """The person's roles as written, and in bokmål and nynorsk."""
    yield from person.given_roles
    for role in person.known_roles:
        yield from role.spellings


def _named_by(council: Council) -> Iterator[str]:
    """The units and persons that the council's record names outside its list of members."""
    for slt in council.slt:
        yield slt.coordinator
        for people in (slt.participants, slt.steering, slt.coordinating, slt.executing):
            yield from (one.name for one in people)
    for function in council.functions:
        yield from (function.name, function.function)
    for forum in council.forums:
        yield from (forum.name, forum.leader)


@rule("M410", cites="4.1.2e", on=held_meetings)
def deadline_before_meeting(meeting: Meeting, context: Context) -> Iterator[Remark]:
    """An action's deadline lies before the meeting that set it.

    The frist of an action of a held meeting is before the meeting's date.

    Mend: Correct the deadline; most often it is the year that is wrong.
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
                rests_on=_unread_words(tracked, council, context),
            )


def _first_missed(tracked: TrackedAction, later: Sequence[Meeting]) -> Meeting | None:
    """The first of the meetings that did not take the action up, though it was open."""
    wanted = same_action(tracked.id)
    for meeting in later:
        if meeting.day is None or meeting.day <= tracked.born:
            continue
        before = tracked.before(meeting)
        if not before.open and len(before.words) == len(tracked.words):
            return None  # it is closed, and nothing was said of it since
        if before.open and not any(one.status and same_action(one.action) == wanted for one in meeting.follow_ups):
            return meeting
    return None


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
                rests_on=_unread_words(tracked, council, context),
            )


@rule("M417", cites="2.3d", on=held_meetings)
def not_anchored(meeting: Meeting, context: Context) -> Iterator[Remark]:
    """An action on step 3 or 4 of the staircase is not anchored.

    An action of a held meeting with trinn 3 or 4 has no konklusjon or vedtak on its item, no ansvarlig, or no
    ressurser. One finding names what is missing.

    Mend: Write the item's konklusjon, who is responsible on each side, and what is set aside, as
    ressurser: Én patrulje og to lærere i tre uker.
    """
    for id, item, action, path in actions_of(meeting):
        held = {"konklusjon": item.decision, "ansvarlig": any(action.responsible), "ressurser": action.resources}
        lacks = [key for key, value in held.items() if not value]
        if action.step in (3, 4) and lacks:
            message = msg(
                "the action {id} is on step {step}, and lacks: {keys}", id=id, step=action.step, keys=", ".join(lacks)
            )
            yield Remark(meeting, path, message)


def _unread_words(tracked: TrackedAction, council: Council, context: Context) -> Places:
    """What, if it could not be read, may be why the action seems open: its number, and what was said of it."""
    wanted = same_action(tracked.id)
    places: list[tuple[Record, Path]] = [(tracked.meeting, (*tracked.path[:2], "nr"))]
    for meeting in context.register.all_meetings_of(council):
        if not meeting.origin.faulty:
            continue
        if not meeting.follow_ups:
            places.append((meeting, ("oppfølging",)))
        for index, entry in enumerate(meeting.follow_ups):
            if not entry.action or same_action(entry.action) == wanted:
                keys = ("tiltak", "status", "frist", "dato")
                places.extend((meeting, ("oppfølging", index, key)) for key in keys)
                places.extend((meeting, (key,)) for key in ("dato", "status"))
    return tuple(places)


def _judged(council: Council, context: Context) -> Iterator[TrackedAction]:
    yield from (one for one in context.actions(council) if context.charter.judges(one.born))


def _short(text: str, most: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 3].rstrip() + "..."
