"""What stands in an agenda and in minutes, as plain data: no template can show what is not in here (4.1.2).

What is exempt from public disclosure is withheld here, when the view of a public paper is built.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kps.documents.cases import Case, Exempted, Task, cases, exempt_words
from kps.documents.dates import WrittenDay, written_hours, written_or_none
from kps.documents.followups import Followed, followed
from kps.documents.people import (
    Attendance,
    Somebody,
    as_what,
    attended,
    called,
    district_name,
    invitees,
    municipality_name,
)
from kps.models.meeting import Meeting
from kps.register.attendance import members_at
from kps.register.index import Register
from kps.register.written import WrittenForm


@dataclass(frozen=True, slots=True)
class Head:
    """Whose meeting it is, and when and where."""

    council: str
    municipalities: tuple[str, ...]
    district: str
    """The police district, Agder politidistrikt; empty where the register does not tell."""
    day: WrittenDay | None
    hours: str
    """kl. 09.00–11.30, or empty."""
    place: str
    form: str
    """fysisk, digitalt or hybrid."""
    link: str
    """The link to a digital meeting; never in a public paper."""
    open: bool
    extended: bool
    extraordinary: bool
    joint_with: tuple[str, ...]
    archive_municipality: str
    archive_police: str
    cancelled: bool
    cancellation_reason: str
    """Never in a public paper."""
    new_meeting: WrittenDay | None


@dataclass(frozen=True, slots=True)
class MeetingView:
    """What the papers of a meeting may show: each field is a name that their templates can use."""

    language: WrittenForm
    public: bool
    head: Head
    cases: tuple[Case, ...]
    exemptions: tuple[Exempted, ...]
    """The provisions that something in the paper is exempt by, each once."""
    sensitive: bool
    """Whether anything here is exempt: marked as such, or withheld from the public."""
    marking: str
    """What stands on every page of a paper that holds something exempt, with the provisions; none on a public one."""
    follow_ups: tuple[Followed, ...]
    tasks: tuple[Task, ...]
    """All actions that the meeting set."""
    invitees: tuple[Somebody, ...]
    attendance: Attendance
    chair: Somebody | None
    secretary: Somebody | None
    """Who writes the minutes."""
    contact: Somebody | None
    """Whom to tell of an absence: the council's secretary, else who writes the minutes."""
    sent: WrittenDay | None
    done: WrittenDay | None
    approved: WrittenDay | None
    approved_by: str
    next_meeting: WrittenDay | None


def meeting_view(register: Register, meeting: Meeting, as_of: date, public: bool, form: WrittenForm) -> MeetingView:
    """The view of the meeting's papers as known on ``as_of``; for the public, without what is exempt."""
    shown = cases(meeting, form, public)
    exemptions = _exemptions(shown)
    earlier = followed(meeting, register, as_of, form, public)
    who = attended(meeting, register, form, _closed(meeting) if public else None)
    secretary = _named(meeting.secretary, register, meeting, form)
    recorded = meeting.minutes
    return MeetingView(
        language=form,
        public=public,
        head=_head(register, meeting, public, form),
        cases=shown,
        exemptions=exemptions,
        sensitive=bool(exemptions or who.withheld or any(one.exempt for one in earlier)),
        marking="" if public else _marking(exemptions, earlier, form),
        follow_ups=earlier,
        tasks=tuple(task for case in shown for task in case.tasks),
        invitees=invitees(meeting, register, form),
        attendance=who,
        chair=_named(meeting.chair, register, meeting, form),
        secretary=secretary,
        contact=_secretary(register, meeting, form) or secretary,
        sent=written_or_none(meeting.sent, form),
        done=written_or_none(meeting.done, form),
        approved=written_or_none(recorded.approved if recorded else None, form),
        approved_by=recorded.approved_by if recorded else "",
        next_meeting=written_or_none(meeting.next_meeting, form),
    )


def _head(register: Register, meeting: Meeting, public: bool, form: WrittenForm) -> Head:
    councils = register.councils_in(meeting)
    numbers = dict.fromkeys(number for council in councils for number in council.numbers_on(meeting.day))
    named = register.council_named
    cancelled = meeting.cancellation if meeting.status == "avlyst" else None
    return Head(
        council=councils[0].name if councils else "",
        municipalities=tuple(municipality_name(number) for number in numbers),
        district=district_name(register, form),
        day=written_or_none(meeting.day, form),
        hours=written_hours(meeting.begins, meeting.ends),
        place=meeting.place,
        form=meeting.form or "",
        link="" if public else meeting.link,
        open=meeting.open,
        extended=meeting.extended,
        extraordinary=meeting.extraordinary,
        joint_with=tuple(named[one].name if one in named else one for one in meeting.joint_with if one),
        archive_municipality=meeting.archive.municipality if meeting.archive else "",
        archive_police=meeting.archive.police if meeting.archive else "",
        cancelled=meeting.status == "avlyst",
        cancellation_reason=cancelled.reason if cancelled and not public else "",
        new_meeting=written_or_none(cancelled.new_meeting, form) if cancelled else None,
    )


def _closed(meeting: Meeting) -> frozenset[str]:
    """The numbers of the cases that a public paper withholds."""
    return frozenset(item.number for item in meeting.items if item.exempt)


def _marking(exemptions: tuple[Exempted, ...], earlier: tuple[Followed, ...], form: WrittenForm) -> str:
    bases = dict.fromkeys((*(one.basis for one in exemptions), *(one.basis for one in earlier if one.exempt)))
    return ", ".join(filter(None, (exempt_words(form), "; ".join(filter(None, bases))))) if bases else ""


def _exemptions(shown: tuple[Case, ...]) -> tuple[Exempted, ...]:
    found = [case.exempt for case in shown]
    found += [paper.exempt for case in shown for paper in case.attachments]
    return tuple({one.basis: one for one in found if one}.values())


def _named(name: str, register: Register, meeting: Meeting, form: WrittenForm) -> Somebody | None:
    """Somebody by name, as what is known of a member or of somebody present."""
    if not name:
        return None
    everybody = (*members_at(meeting, register), *meeting.present)
    known = (as_what(one, form) for one in everybody if one.name == name)
    return Somebody(name, next((role for role in known if role), ""))


def _secretary(register: Register, meeting: Meeting, form: WrittenForm) -> Somebody | None:
    """The council's own secretary."""
    return next((Somebody(one.name, as_what(one, form)) for one in called(meeting, register) if one.secretary), None)
