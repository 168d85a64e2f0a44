"""What stands in an agenda and in minutes, as plain data: no template can show what is not in here (4.1.2).

This is the view for those in the council; the public's is in public_meeting_view.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from kps.documents.cases import Attached, Case, Exempted, Task, cases, exempt_words
from kps.documents.dates import WrittenDay, written_hours, written_or_none
from kps.documents.followups import Followed, followed
from kps.documents.letterhead import Letterhead, letterhead
from kps.documents.people import (
    Attendance,
    Contact,
    Somebody,
    as_what,
    attended,
    district_name,
    invitees,
    municipality_name,
    others_called,
)
from kps.models.meeting import Meeting
from kps.register.attendance import members_at
from kps.register.index import Register
from kps.register.recipients import told_of_absence
from kps.register.written import WrittenForm


@dataclass(frozen=True, slots=True)
class HeadFacts:
    """Whose meeting it is, and when and where, in every edition."""

    council: str
    sender: Letterhead | None
    """Who the paper is from, where that is told."""
    municipalities: tuple[str, ...]
    district_part: str
    """The part of a city that the council is for."""
    district: str
    """The police district, Agder politidistrikt; empty where the register does not tell."""
    day: WrittenDay | None
    hours: str
    """kl. 09.00–11.30, or empty."""
    place: str
    form: str
    """fysisk, digitalt or hybrid."""
    open: bool
    extended: bool
    extraordinary: bool
    joint_with: tuple[str, ...]
    archive_municipality: str
    archive_police: str
    cancelled: bool
    new_meeting: WrittenDay | None

    @classmethod
    def of(cls, meeting: Meeting, register: Register, form: WrittenForm) -> Self:
        """The head of the meeting's papers."""
        councils = register.councils_in(meeting)
        numbers = dict.fromkeys(number for council in councils for number in council.numbers_on(meeting.day))
        named = register.council_named
        cancelled = meeting.cancellation if meeting.status == "avlyst" else None
        return cls(
            council=councils[0].name if councils else "",
            sender=letterhead(register, next(iter(councils), None)),
            district_part=councils[0].district_part if councils else "",
            municipalities=tuple(municipality_name(number) for number in numbers),
            district=district_name(register, form),
            day=written_or_none(meeting.day, form),
            hours=written_hours(meeting.begins, meeting.ends),
            place=meeting.place,
            form=meeting.form or "",
            open=meeting.open,
            extended=meeting.extended,
            extraordinary=meeting.extraordinary,
            joint_with=tuple(named[one].name if one in named else one for one in meeting.joint_with if one),
            archive_municipality=meeting.archive.municipality if meeting.archive else "",
            archive_police=meeting.archive.police if meeting.archive else "",
            cancelled=meeting.status == "avlyst",
            new_meeting=written_or_none(cancelled.new_meeting, form) if cancelled else None,
        )


@dataclass(frozen=True, slots=True)
class Head(HeadFacts):
    """The head of a paper for those in the council."""

    link: str = ""
    """The link to a digital meeting."""
    cancellation_reason: str = ""


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """Who is called to a meeting, who is who, and its days: alike in every edition of its papers."""

    language: WrittenForm
    invitees: tuple[Somebody, ...]
    guests: tuple[Somebody, ...]
    """Deputies and guests who are called to a meeting still to come."""
    chair: Somebody | None
    secretary: Somebody | None
    """Who writes the minutes."""
    copies: tuple[str, ...]
    """Who gets a copy, by name."""
    sent: WrittenDay | None
    done: WrittenDay | None
    approved: WrittenDay | None
    approved_by: str
    next_meeting: WrittenDay | None
    next_hours: str
    """kl. 09.00–11.30, where the next meeting's record has them."""
    next_place: str
    sensitive: bool
    """Whether anything here is exempt: marked as such, or withheld from the public."""


@dataclass(frozen=True, slots=True)
class MeetingView(MeetingFacts):
    """What the papers of a meeting may show to the council: each field is a name that their templates can use."""

    head: Head
    contact: Contact | None
    """Whom to tell of an absence: the council's secretary, else its leader, else who writes the minutes."""
    cases: tuple[Case, ...]
    attachments: tuple[Attached, ...]
    """Those of all cases, as they are numbered."""
    exemptions: tuple[Exempted, ...]
    """The provisions that something in the paper is exempt by, each once."""
    follow_ups: tuple[Followed, ...]
    tasks: tuple[Task, ...]
    """All actions that the meeting set."""
    attendance: Attendance
    marking: str = ""
    """What stands on every page of a paper that holds something exempt, with the provisions."""


def meeting_view(register: Register, meeting: Meeting, as_of: date, form: WrittenForm) -> MeetingView:
    """What those in the council see of the meeting, as known on ``as_of``."""
    told = cases(register, meeting, form)
    exemptions = _exemptions(told)
    earlier = followed(meeting, register, as_of, form)
    cancelled = meeting.cancellation if meeting.status == "avlyst" else None
    coming = coming_meeting(register, meeting)
    members, there = invitees(meeting, register, form), attended(meeting, register, form)
    return MeetingView(
        language=form,
        invitees=members,
        guests=others_called(meeting, there.present, members),
        chair=named(meeting.chair, register, meeting, form),
        secretary=named(meeting.secretary, register, meeting, form),
        contact=_with_address(contact_for(register, meeting, form), register, meeting),
        copies=tuple(one.name for one in meeting.copies if one.name),
        sent=written_or_none(meeting.sent, form),
        done=written_or_none(meeting.done, form),
        approved=written_or_none(meeting.minutes.approved if meeting.minutes else None, form),
        approved_by=meeting.minutes.approved_by if meeting.minutes else "",
        next_meeting=written_or_none(meeting.next_meeting, form),
        next_hours=written_hours(coming.begins, coming.ends) if coming else "",
        next_place=coming.place if coming else "",
        sensitive=bool(exemptions or any(one.exempt for one in earlier)),
        head=replace(
            Head.of(meeting, register, form),
            link=meeting.link,
            cancellation_reason=cancelled.reason if cancelled else "",
        ),
        cases=told,
        attachments=tuple(one for case in told for one in case.attachments),
        exemptions=exemptions,
        follow_ups=earlier,
        tasks=tuple(task for case in told for task in case.tasks),
        attendance=there,
        marking=_marking(exemptions, earlier, form),
    )


def _marking(exemptions: Iterable[Exempted], earlier: Iterable[Followed], form: WrittenForm) -> str:
    bases = dict.fromkeys((*(one.basis for one in exemptions), *(one.basis for one in earlier if one.exempt)))
    return ", ".join(filter(None, (exempt_words(form), "; ".join(filter(None, bases))))) if bases else ""


def _exemptions(told: Iterable[Case]) -> tuple[Exempted, ...]:
    found = [case.exempt for case in told]
    found += [paper.exempt for case in told for paper in (*case.bases, *case.attachments)]
    return tuple({one.basis: one for one in found if one}.values())


def named(name: str, register: Register, meeting: Meeting, form: WrittenForm) -> Somebody | None:
    """Somebody by name, as what is known of a member or of somebody present."""
    if not name:
        return None
    everybody = (*members_at(meeting, register), *meeting.present)
    known = (as_what(one, form) for one in everybody if one.name == name)
    return Somebody(name, next((role for role in known if role), ""))


def contact_for(register: Register, meeting: Meeting, form: WrittenForm) -> Somebody | None:
    """Whom to tell of an absence."""
    return named(told_of_absence(meeting, register), register, meeting, form)


def _with_address(one: Somebody | None, register: Register, meeting: Meeting) -> Contact | None:
    if one is None:
        return None
    known = next((member for member in members_at(meeting, register) if member.name == one.name), None)
    return Contact(one.name, one.role, known.phone if known else "", known.email if known else "")


def coming_meeting(register: Register, meeting: Meeting) -> Meeting | None:
    """The record of the next meeting, where there is one of the day that the meeting's own names."""
    around = (one for council in register.councils_in(meeting) for one in register.all_meetings_of(council))
    return next((one for one in around if meeting.next_meeting and one.day == meeting.next_meeting), None)
