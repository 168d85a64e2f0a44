"""A meeting as calendars know it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from kps.documents.public_cases import public_cases
from kps.documents.withholding import refuse_doubtful, refuse_leaking
from kps.models.meeting import Meeting
from kps.models.vocabulary import shown, term
from kps.register.index import Register
from kps.register.written import WrittenForm, written_form

UID_ENDING = "@kps"
"""How the id of every entry ends that kps makes."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """A meeting's entry in a calendar. Times are Norway's own; without ``begins`` it lasts all day."""

    uid: str
    """The same for the meeting's whole life."""
    title: str
    day: date
    begins: time | None
    ends: time | None
    place: str
    text: str
    link: str
    """Never in a public calendar."""
    cancelled: bool
    language: WrittenForm
    confidential: bool = False
    """Whether something on the agenda is exempt from public disclosure."""


def invitation(register: Register, meeting: Meeting, *, public: bool, as_of: date) -> Invitation | None:
    """The meeting's entry; None while its day is not known. Raises Withheld as the papers do."""
    if meeting.day is None:
        return None
    if public:
        refuse_doubtful(register, meeting, as_of)
    councils = register.councils_in(meeting)
    form = written_form(register, [number for council in councils for number in council.numbers])
    agenda = term("paper", "saksliste").text(form)
    extended = shown("utvidet", form) if meeting.extended else ""
    # A calendar file is mailed and read into calendars that others see: it has the public titles only, and none where
    # a slip in the record may hide what is exempt.
    sure = not meeting.origin.faulty and all(flaw.file != meeting.origin.file for flaw in register.flaws)
    listed = [f"{case.number} {case.title}" for case in public_cases(register, meeting, form)] if sure else []
    made = Invitation(
        uid=uid(meeting),
        title=_title(councils[0].name if councils else meeting.origin.stem, extended),
        day=meeting.day,
        begins=meeting.begins,
        ends=meeting.ends,
        place=meeting.place,
        text="\n".join([f"{agenda}:", *listed]) if listed else "",
        link="" if public else meeting.link,
        cancelled=meeting.status == "avlyst",
        confidential=not sure or any(item.exempt for item in meeting.items),
        language=form,
    )
    if public:
        refuse_leaking(f"{made.title}\n{made.place}\n{made.text}", register, meeting)
    return made


def _title(council: str, addition: str) -> str:
    return f"{council} ({addition})" if addition else council


def uid(meeting: Meeting) -> str:
    """The id of a meeting's entry, from the council's folder and the file's name: other registers have others."""
    folder = meeting.origin.folder.removesuffix("/moter").rpartition("/")[2]
    return f"{meeting.origin.stem}.{folder}{UID_ENDING}"
