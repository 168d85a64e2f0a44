"""What became of earlier actions, as it stands before a meeting and after it (4.1.2, 4.1.4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self

from kps.documents.dates import WrittenDay, written_or_none
from kps.models.council import Council
from kps.models.meeting import FollowUp, Meeting
from kps.models.task import CLOSED
from kps.models.vocabulary import shown
from kps.register.actions import Tracked, TrackedAction, actions_of, same_action, track
from kps.register.index import Register
from kps.register.measures import TrackedMeasure, measures
from kps.register.written import WrittenForm


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """An earlier action, in every edition that shows it."""

    withheld: ClassVar[bool] = False

    id: str
    what: str
    known: bool = True
    """Whether a meeting has set it; a slip in the record's ``oppfølging`` is not."""
    responsible: str = ""
    deadline: WrittenDay | None = None
    overdue: bool = False
    """Whether it was open with its deadline behind it on the day of the meeting."""
    days: int | None = None
    """Its age on the day of the meeting."""
    status: str = ""
    remark: str = ""

    @classmethod
    def of(cls, action: Tracked, lines: list[FollowUp], meeting: Meeting, form: WrittenForm) -> Self:
        """The action, or the plan's measure, as the meeting's own lines about it tell, else as earlier ones left it."""
        status = next((line.status for line in reversed(lines) if line.status), action.status)
        deadline = next((line.deadline for line in reversed(lines) if line.deadline), action.deadline)
        told = (tuple(filter(None, line.responsible)) for line in reversed(lines))
        day = meeting.day
        return cls(
            id=action.id,
            what=action.task.what,
            responsible=", ".join(next(filter(None, told), action.responsible)),
            deadline=written_or_none(deadline, form),
            overdue=bool(day and deadline and deadline < day and status not in CLOSED),
            days=(day - action.born).days if day and action.born and action.born <= day else None,
            status=shown(status, form),
            remark="\n".join(line.remark for line in lines if line.remark),
        )


@dataclass(frozen=True, slots=True)
class Followed(ActionFacts):
    """An earlier action."""

    exempt: bool = False
    basis: str = ""
    """The legal basis that it is exempt by, as that returns with it."""


def followed(meeting: Meeting, register: Register, as_of: date, form: WrittenForm) -> tuple[Followed, ...]:
    """The actions that were open when the meeting began or that its record tells of, oldest first."""
    lines = lines_of(meeting)
    exempt = exempt_bases(meetings_of(register, register.councils_in(meeting)))
    found = [
        replace(Followed.of(one, lines.get(id, []), meeting, form), exempt=id in exempt, basis=exempt.get(id, ""))
        for one in concerned(meeting, register, as_of)
        for id in (same_action(one.id),)
    ]
    found += [
        Followed.of(one, lines[same_action(one.id)], meeting, form) for one in measures_named(meeting, register, as_of)
    ]
    return (*found, *(_unknown(line, form) for line in slips(meeting, (one.id for one in found))))


def measures_named(meeting: Meeting, register: Register, as_of: date) -> Iterator[TrackedMeasure]:
    """The measures of action plans that the meeting's record tells of, as they stood when it began."""
    named = lines_of(meeting)
    for council in register.councils_in(meeting):
        for one in measures(council, register, as_of):
            if same_action(one.id) in named:
                yield one.before(meeting)


def slips(meeting: Meeting, ids: Iterable[str]) -> Iterator[FollowUp]:
    """The record's lines about what is not among the earlier actions and measures, which these are the ids of."""
    known = set(map(same_action, ids))
    return (line for line in meeting.follow_ups if line.action and same_action(line.action) not in known)


def concerned(meeting: Meeting, register: Register, as_of: date) -> tuple[TrackedAction, ...]:
    """The actions that were open when the meeting began or that its record tells of, as they stood then."""
    lines = lines_of(meeting)
    earlier = _earlier(meeting, register, as_of)
    return tuple(action for action in earlier if action.open or same_action(action.id) in lines)


def lines_of(meeting: Meeting) -> dict[str, list[FollowUp]]:
    """The record's lines about earlier actions, by the action's id."""
    lines: dict[str, list[FollowUp]] = defaultdict(list)
    for line in meeting.follow_ups:
        lines[same_action(line.action)].append(line)
    return dict(lines)


def _earlier(meeting: Meeting, register: Register, as_of: date) -> tuple[TrackedAction, ...]:
    """Every action set before the meeting by the councils that meet, as it stood when the meeting began."""
    meetings = meetings_of(register, register.councils_in(meeting))
    around = {one.origin.file for one in meetings}
    councils: dict[str, Council] = {
        council.origin.folder: council for one in meetings for council in register.councils_in(one)
    }
    actions = (
        action
        for council in councils.values()
        for action in track(register, council, as_of)
        if action.meeting.origin.file in around and action.meeting.order < meeting.order
    )
    return tuple(action.before(meeting) for action in sorted(actions, key=lambda one: one.meeting.order))


def exempt_bases(around: Iterable[Meeting]) -> Mapping[str, str]:
    """The ids of the actions of exempt cases, each with its legal basis; what two councils have, if either's is."""
    found = ((same_action(id), item.exempt) for one in around for id, item, _, _ in actions_of(one))
    return {id: exemption.provision for id, exemption in found if exemption}


def meetings_of(register: Register, councils: Iterable[Council]) -> tuple[Meeting, ...]:
    """All meetings that the councils took part in, of any time and status."""
    all_of_them = (one for council in councils for one in register.all_meetings_of(council))
    return tuple({one.origin.file: one for one in all_of_them}.values())


def _unknown(line: FollowUp, form: WrittenForm) -> Followed:
    """A line about an action that is not among the earlier ones: what it was is not known here."""
    return Followed(
        line.action,
        "",
        known=False,
        deadline=written_or_none(line.deadline, form),
        status=shown(line.status, form) if line.status else "",
        remark=line.remark,
    )
