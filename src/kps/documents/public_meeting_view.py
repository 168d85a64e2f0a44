"""What the public sees of a meeting's agenda and minutes: there is no place here for what is exempt (4.1.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kps.documents.dates import written_hours, written_or_none
from kps.documents.editions import public_of
from kps.documents.meeting_view import Head, HeadFacts, MeetingFacts, MeetingView, coming_meeting, contact_for, named
from kps.documents.people import PublicAttendance, PublicContact, invitees, others_called, publicly_attended
from kps.documents.public_cases import (
    Provision,
    PublicAttached,
    PublicCase,
    PublicTask,
    WithheldAttachment,
    WithheldCase,
    public_cases,
)
from kps.documents.public_followups import PublicAction, WithheldAction, publicly_followed
from kps.models.meeting import Meeting
from kps.register.index import Register
from kps.register.written import WrittenForm


@public_of(Head)
@dataclass(frozen=True, slots=True)
class PublicHead(HeadFacts):
    """The head of a paper for the public."""


@public_of(MeetingView)
@dataclass(frozen=True, slots=True)
class PublicMeetingView(MeetingFacts):
    """What the papers of a meeting may show to the public."""

    head: PublicHead
    contact: PublicContact | None
    cases: tuple[PublicCase | WithheldCase, ...]
    attachments: tuple[PublicAttached | WithheldAttachment, ...]
    """Those of the open cases, as they are numbered."""
    exemptions: tuple[Provision, ...]
    """The provisions that something is withheld by, each once."""
    follow_ups: tuple[PublicAction, ...]
    tasks: tuple[PublicTask, ...]
    """All actions that the open cases set."""
    attendance: PublicAttendance


def public_meeting_view(register: Register, meeting: Meeting, as_of: date, form: WrittenForm) -> PublicMeetingView:
    """What the public sees of the meeting, as known on ``as_of``."""
    told = public_cases(register, meeting, form)
    exemptions = _provisions(told)
    earlier = publicly_followed(meeting, register, as_of, form)
    there = publicly_attended(meeting, register, form)
    members, contact = invitees(meeting, register, form), contact_for(register, meeting, form)
    coming = coming_meeting(register, meeting)
    return PublicMeetingView(
        language=form,
        invitees=members,
        guests=others_called(meeting, there.present, members),
        chair=named(meeting.chair, register, meeting, form),
        secretary=named(meeting.secretary, register, meeting, form),
        contact=PublicContact(contact.name, contact.role) if contact else None,
        copies=tuple(one.name for one in meeting.copies if one.name),
        sent=written_or_none(meeting.sent, form),
        done=written_or_none(meeting.done, form),
        approved=written_or_none(meeting.minutes.approved if meeting.minutes else None, form),
        approved_by=meeting.minutes.approved_by if meeting.minutes else "",
        next_meeting=written_or_none(meeting.next_meeting, form),
        next_hours=written_hours(coming.begins, coming.ends) if coming else "",
        next_place=coming.place if coming else "",
        sensitive=bool(exemptions or there.withheld or any(isinstance(one, WithheldAction) for one in earlier)),
        head=PublicHead.of(meeting, register, form),
        cases=told,
        attachments=tuple(one for case in told if isinstance(case, PublicCase) for one in case.attachments),
        exemptions=exemptions,
        follow_ups=earlier,
        tasks=tuple(task for case in told if isinstance(case, PublicCase) for task in case.tasks),
        attendance=there,
    )


def _provisions(told: Iterable[PublicCase | WithheldCase]) -> tuple[Provision, ...]:
    found = [case.exempt for case in told if isinstance(case, WithheldCase)]
    attached = (paper for case in told if isinstance(case, PublicCase) for paper in case.attachments)
    found += [paper.exempt for paper in attached if isinstance(paper, WithheldAttachment)]
    return tuple({one.basis: one for one in found}.values())
