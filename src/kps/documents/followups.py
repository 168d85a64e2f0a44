"""What became of earlier actions, as it stands before a meeting and after it (4.1.2, 4.1.4)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kps.documents.cases import exempt_words
from kps.documents.dates import WrittenDay, written_day
from kps.models.council import Council
from kps.models.meeting import CLOSED, FollowUp, Meeting
from kps.models.vocabulary import shown
from kps.register.actions import TrackedAction, actions_of, same_action, track
from kps.register.index import Register
from kps.register.written import WrittenForm


@dataclass(frozen=True, slots=True)
class Followed:
    """An earlier action. In a public paper, one of an exempt case has nothing but its id and the legal basis."""

    id: str
    what: str
    exempt: bool = False
    basis: str = ""
    """The legal basis that it is exempt by, as that returns with it."""
    withheld: bool = False
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


_ID = re.compile(r"\d{4}-\d{2}-\d{2}(-\d+)?/\d+\.\d+", re.ASCII)


def followed(
    meeting: Meeting, register: Register, as_of: date, form: WrittenForm, public: bool
) -> tuple[Followed, ...]:
    """The actions that were open when the meeting began or that its record tells of, oldest first.

    The state is that of the meeting's own line about the action, else what earlier meetings left.
    """
    lines = _lines(meeting)
    exempt = exempt_bases(meetings_of(register, register.councils_in(meeting)))
    found: list[Followed] = []
    for action in concerned(meeting, register, as_of):
        id = same_action(action.id)
        if public and id in exempt:
            found.append(Followed(action.id, exempt_words(form), exempt=True, basis=exempt[id], withheld=True))
        else:
            found.append(_followed(action, lines.get(id, []), meeting, form, exempt.get(id)))
    known = {same_action(one.id) for one in found}
    unknown = (line for line in meeting.follow_ups if line.action and same_action(line.action) not in known)
    return (*found, *(_unknown(line, form, public) for line in unknown))


def concerned(meeting: Meeting, register: Register, as_of: date) -> tuple[TrackedAction, ...]:
    """The actions that were open when the meeting began or that its record tells of, as they stood then."""
    lines = _lines(meeting)
    earlier = _earlier(meeting, register, as_of)
    return tuple(action for action in earlier if action.open or same_action(action.id) in lines)


def _lines(meeting: Meeting) -> dict[str, list[FollowUp]]:
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


def _followed(
    action: TrackedAction, lines: list[FollowUp], meeting: Meeting, form: WrittenForm, basis: str | None
) -> Followed:
    status = next((line.status for line in reversed(lines) if line.status), action.status)
    deadline = next((line.deadline for line in reversed(lines) if line.deadline), action.deadline)
    told = (tuple(filter(None, line.responsible)) for line in reversed(lines))
    day = meeting.day
    return Followed(
        id=action.id,
        what=action.action.what,
        exempt=basis is not None,
        basis=basis or "",
        responsible=", ".join(next(filter(None, told), action.responsible)),
        deadline=written_day(deadline, form) if deadline else None,
        overdue=bool(day and deadline and deadline < day and status not in CLOSED),
        days=(day - action.born).days if day else None,
        status=shown(status, form),
        remark="\n".join(line.remark for line in lines if line.remark),
    )


def _unknown(line: FollowUp, form: WrittenForm, public: bool) -> Followed:
    """A line about an action that is not among the earlier ones: what it was is not known here."""
    if public:
        id = line.action if _ID.fullmatch(line.action) else ""
        return Followed(id, "", known=False, withheld=True)
    return Followed(
        line.action,
        "",
        known=False,
        deadline=written_day(line.deadline, form) if line.deadline else None,
        status=shown(line.status, form) if line.status else "",
        remark=line.remark,
    )
