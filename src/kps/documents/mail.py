"""What stands in an e-mail with a meeting's papers, or in a reminder: nothing that is not for the public."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kps.documents.dates import WrittenDay, written_hours, written_or_none
from kps.documents.followups import exempt_bases, meetings_of
from kps.documents.public_cases import public_cases
from kps.documents.render import Wording
from kps.documents.templates import ENDING
from kps.documents.withholding import refuse_leaking
from kps.models.meeting import Item, Meeting
from kps.register.actions import TrackedAction, same_action
from kps.register.index import Register
from kps.register.recipients import called_members, told_of_absence
from kps.register.written import WrittenForm, written_form

TEMPLATE = "epost"
"""The name of its template in a form's folder."""

MailKind = Literal["innkalling", "referat", "avlysning", "påminnelse"]
"""What a mail brings: the agenda, the minutes, that a meeting is cancelled, or the actions that somebody has."""


@dataclass(frozen=True, slots=True)
class MailedCase:
    """A case as anybody may know it."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class MailedTask:
    """An action that is open; of an exempt case's no more than its number and the case's public title."""

    id: str
    what: str
    deadline: WrittenDay | None
    late: bool


@dataclass(frozen=True, slots=True)
class MailView:
    """What a mail may say: each field is a name that its template can use, on one line."""

    language: WrittenForm
    kind: MailKind
    council: str
    day: WrittenDay | None
    hours: str
    """kl. 09.00–11.30, or empty."""
    place: str
    cases: tuple[MailedCase, ...]
    tasks: tuple[MailedTask, ...]
    """Of a reminder: the actions of the one it goes to."""
    new_meeting: WrittenDay | None
    """What is held instead of a cancelled meeting."""
    contact: str
    """Whom to tell of an absence: the council's secretary, else its leader, else who writes the minutes."""
    contact_phone: str
    contact_email: str
    signed: str
    """Whom the mail is from."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail in words: its subject, on one line, and its text."""

    subject: str
    text: str
    language: WrittenForm


def form_of(meeting: Meeting, register: Register) -> WrittenForm:
    """The written form of what is sent about a meeting."""
    councils = register.councils_in(meeting)
    return written_form(register, [number for council in councils for number in council.numbers_on(meeting.day)])


def mail(register: Register, meeting: Meeting, view: MailView, wording: Wording) -> Mail:
    """The mail in the register's own wording. Raises TemplateFault, and Withheld where it might show what is exempt."""
    text = wording.render(view, f"{view.language}/{TEMPLATE}{ENDING}", public=True)
    refuse_leaking(text, register, meeting)
    subject, _, rest = text.strip().partition("\n")
    return Mail(_one_line(subject), rest.strip("\n") + "\n", view.language)


def mail_view(register: Register, meeting: Meeting, kind: MailKind, tasks: Sequence[MailedTask] = ()) -> MailView:
    """What a mail about the meeting may say."""
    form = form_of(meeting, register)
    councils = register.councils_in(meeting)
    cancelled = meeting.cancellation if meeting.status == "avlyst" else None
    name, phone, email = _contact(register, meeting)
    council = _one_line(councils[0].name) if councils else ""
    return MailView(
        language=form,
        kind=kind,
        council=council,
        day=written_or_none(meeting.day, form),
        hours=written_hours(meeting.begins, meeting.ends),
        place=_one_line(meeting.place),
        cases=tuple(
            MailedCase(_one_line(one.number), _one_line(one.title)) for one in public_cases(register, meeting, form)
        ),
        tasks=tuple(tasks),
        new_meeting=written_or_none(cancelled.new_meeting, form) if cancelled else None,
        contact=name,
        contact_phone=phone,
        contact_email=email,
        signed=name or council,
    )


def tasks_of(
    name: str, actions: Iterable[TrackedAction], register: Register, meeting: Meeting, as_of: date
) -> tuple[MailedTask, ...]:
    """Those of the open actions that a person answers for, as a reminder tells them."""
    form = form_of(meeting, register)
    exempt = exempt_bases(meetings_of(register, register.councils_in(meeting)))
    return tuple(
        MailedTask(one.id, _public_title(one.meeting, one.item, register, form), None, late=False)
        if one.item.exempt or same_action(one.id) in exempt
        else MailedTask(one.id, _one_line(one.task.what), written_or_none(one.deadline, form), one.overdue(as_of))
        for one in actions
        if name in one.responsible
    )


def _public_title(meeting: Meeting, item: Item, register: Register, form: WrittenForm) -> str:
    place = next(place for place, one in enumerate(meeting.items) if one is item)
    return _one_line(public_cases(register, meeting, form)[place].title)


def _contact(register: Register, meeting: Meeting) -> tuple[str, str, str]:
    """Whom to tell of an absence: a name, a telephone number and an address."""
    name = told_of_absence(meeting, register)
    own = next((one for one in called_members(meeting, register) if one.name == name), None)
    return _one_line(name), _one_line(own.phone) if own else "", _one_line(own.email) if own else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
