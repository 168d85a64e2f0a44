"""A meeting as calendars know it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from typing import Self

from kps.documents.editions import public_of
from kps.documents.public_cases import public_cases
from kps.documents.withholding import refuse_doubtful, refuse_leaking
from kps.models.meeting import Meeting
from kps.models.vocabulary import shown, term
from kps.register.index import Register
from kps.register.written import WrittenForm, written_form

UID_ENDING = "@kps"
"""How the id of every entry ends that kps makes."""


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """A meeting's entry in any calendar. Times are Norway's own; without ``begins`` it lasts all day."""

    uid: str
    """The same for the meeting's whole life."""
    title: str
    day: date
    begins: time | None
    ends: time | None
    place: str
    text: str
    cancelled: bool
    language: WrittenForm
    confidential: bool = False
    """Whether something on the agenda is exempt from public disclosure."""

    @classmethod
    def of(cls, register: Register, meeting: Meeting, day: date) -> Self:
        """The entry of a meeting on its day."""
        councils = register.councils_in(meeting)
        form = written_form(register, [number for council in councils for number in council.numbers])
        agenda = term("paper", "saksliste").text(form)
        extended = shown("utvidet", form) if meeting.extended else ""
        # A calendar file is mailed and read into calendars that others see: it has the public titles only, and none
        # where a slip in the record may hide what is exempt.
        sure = not meeting.origin.faulty and all(flaw.file != meeting.origin.file for flaw in register.flaws)
        listed = [f"{case.number} {case.title}" for case in public_cases(register, meeting, form)] if sure else []
        return cls(
            uid=uid(meeting),
            title=_title(councils[0].name if councils else meeting.origin.stem, extended),
            day=day,
            begins=meeting.begins,
            ends=meeting.ends,
            place=meeting.place,
            text="\n".join([f"{agenda}:", *listed]) if listed else "",
            cancelled=meeting.status == "avlyst",
            confidential=not sure or any(item.exempt for item in meeting.items),
            language=form,
        )


@dataclass(frozen=True, slots=True)
class Invitation(InvitationFacts):
    """The entry for those who are called."""

    link: str = ""
    """The link to a digital meeting."""


@public_of(Invitation)
@dataclass(frozen=True, slots=True)
class PublicInvitation(InvitationFacts):
    """The entry for anybody."""


def invitation(register: Register, meeting: Meeting) -> Invitation | None:
    """The meeting's entry; None while its day is not known."""
    if meeting.day is None:
        return None
    return replace(Invitation.of(register, meeting, meeting.day), link=meeting.link)


def public_invitation(register: Register, meeting: Meeting, as_of: date) -> PublicInvitation | None:
    """The meeting's entry; None while its day is not known. Raises Withheld as the papers do."""
    if meeting.day is None:
        return None
    refuse_doubtful(register, meeting, as_of)
    made = PublicInvitation.of(register, meeting, meeting.day)
    refuse_leaking(f"{made.title}\n{made.place}\n{made.text}", register, meeting)
    return made


def _title(council: str, addition: str) -> str:
    return f"{council} ({addition})" if addition else council


def uid(meeting: Meeting) -> str:
    """The id of a meeting's entry, from the council's folder and the file's name: other registers have others."""
    folder = meeting.origin.folder.removesuffix("/moter").rpartition("/")[2]
    return f"{meeting.origin.stem}.{folder}{UID_ENDING}"
