"""A meeting's papers as e-mails that are ready to be sent: which ones, to whom, and what keeps them from being made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kps.documents.document import document
from kps.documents.mail import Mail, MailedTask, MailKind, mail, mail_view, tasks_of
from kps.documents.templates import TemplateFault
from kps.documents.withholding import Withheld
from kps.language import Message, msg
from kps.models.council import Council
from kps.models.layout import slug
from kps.models.meeting import Meeting
from kps.register.actions import TrackedAction, track
from kps.register.kept import PaperKind
from kps.register.recipients import Recipient, address, recipients, shared_addresses
from kps.register.tree import shown, whole
from kps.workspace.branding import Branding
from kps.workspace.errors import Wrong
from kps.workspace.opening import Workspace
from kps.workspace.paper_requests import PaperRequest, faulty, paper, withheld

CLOSED = "-lukket"
REMINDER = "-paminnelse-"
EML = ".eml"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which mails are asked for."""

    minutes: bool = False
    reminders: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Mailing:
    """A mail, whom it goes to, and the name of its draft."""

    name: str
    to: tuple[Recipient, ...]
    mail: Mail
    kind: MailKind
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Mailings:
    """The mails, and what is to be told beside: who gets none."""

    mailings: tuple[Mailing, ...]
    remarks: tuple[Message, ...] = field(default=())


def meeting_meant(workspace: Workspace, text: str, as_of: date, *, minutes: bool) -> PaperRequest:
    """The meeting that ``text`` means: a record, or a council's next planned one; for minutes, its last that was held.

    Wrong where there is none, or its record cannot be read.
    """
    path = Path(text)
    for loaded in workspace.loaded:
        for one in loaded.register.meetings:
            if path.is_file() and str(loaded.root / one.origin.file) == whole(path):
                return PaperRequest(loaded, one, Branding(loaded), as_of)
    if path.is_file() or path.suffix.lower() in (".yaml", ".yml"):
        raise Wrong(
            msg("{file} is not a meeting's record, or cannot be read as one; see kps validate", file=shown(path))
        )
    loaded, council = workspace.council(text)
    meetings = loaded.register.meetings_of(council)
    held = [one for one in meetings if one.held(as_of)]
    ahead = [one for one in meetings if one.status == "planlagt" and one.day and one.day >= as_of]
    if not (held if minutes else ahead):
        name = council.name or council.folder
        raise Wrong(
            msg("{council} has held no meeting", council=name)
            if minutes
            else msg("{council} has no meeting planned on a day that is still to come", council=name)
        )
    return PaperRequest(loaded, held[-1] if minutes else ahead[0], Branding(loaded), as_of)


def mailings(asked: PaperRequest, wanted: Wanted) -> Mailings:
    """The mails that are asked for; Wrong where one may not be made, or nobody has an address (exit status 1)."""
    meeting = _meeting(asked)
    _mind_state(asked, meeting, wanted)
    kind: MailKind = "referat" if wanted.minutes else "avlysning" if meeting.status == "avlyst" else "innkalling"
    # The public edition is made whatever is asked for: what keeps it back keeps every mail back.
    paper(asked, "referat" if wanted.minutes else "innkalling", "md", public=True)
    return _reminders(asked, meeting) if wanted.reminders else _papers(asked, meeting, kind, wanted)


def _meeting(asked: PaperRequest) -> Meeting:
    assert isinstance(asked.record, Meeting)  # as ``meeting_meant`` finds them
    return asked.record


def _mind_state(asked: PaperRequest, meeting: Meeting, wanted: Wanted) -> None:
    file = shown(asked.file)
    unread = [one for one in asked.register.unread if one.is_council]
    if any((one.folder or "").rpartition("/")[2] in meeting.joint_with for one in unread):
        raise Wrong(msg("{file}: a council that meets cannot be read; see kps validate", file=file))
    if meeting.status == "avlyst" and meeting.cancellation is None:
        raise Wrong(
            msg("{file}: the meeting is cancelled; write under avlysning when, so that the mail can say so", file=file)
        )
    if wanted.minutes and meeting.status == "planlagt":
        raise Wrong(msg("{file}: the meeting has not been held, and has no minutes", file=file))


def _papers(asked: PaperRequest, meeting: Meeting, kind: MailKind, wanted: Wanted) -> Mailings:
    everybody = recipients(meeting, asked.register)
    some = _with_address(everybody, asked)
    if wanted.closed and (shared := shared_addresses(everybody)):
        raise Wrong(
            msg(
                "{addresses} serves both somebody who sees what is exempt and somebody who does not; write an address "
                "for each",
                addresses=list(shared),
            )
        )
    told = _mailed(asked, meeting, kind)
    stem = f"{meeting.origin.stem}-{'referat' if wanted.minutes else 'innkalling'}"
    outside = [one for one in some if not (wanted.closed and one.inside)]
    inside = [one for one in some if wanted.closed and one.inside]
    made = [Mailing(stem + EML, _once(outside), told, kind)] if outside else []
    if inside:
        marked = _marked(told, asked, wanted)
        made.append(Mailing(stem + CLOSED + EML, _once(inside), marked, kind, closed=True))
    return Mailings(tuple(made), tuple(_lacking(everybody)))


def _with_address(everybody: Sequence[Recipient], asked: PaperRequest) -> list[Recipient]:
    some = [one for one in everybody if one.address]
    if not some:
        raise Wrong(
            msg(
                "{file}: nobody who is to have it has an e-mail address; write epost on the council's members",
                file=shown(asked.file),
            ),
            1,
            tuple(_lacking(everybody)),
        )
    return some


def _lacking(everybody: Iterable[Recipient]) -> Iterator[Message]:
    if names := [one.name for one in everybody if not one.address]:
        yield msg("no e-mail address that can be used, and so no mail: {names}", names=names)


def _once(some: Iterable[Recipient]) -> tuple[Recipient, ...]:
    """Each address once."""
    found: dict[str, Recipient] = {}
    for one in some:
        found.setdefault(one.address.casefold(), one)
    return tuple(found.values())


def _mailed(asked: PaperRequest, meeting: Meeting, kind: MailKind, tasks: Sequence[MailedTask] = ()) -> Mail:
    try:
        return mail(asked.register, meeting, mail_view(asked.register, meeting, kind, tasks), asked.own.wording)
    except Withheld as kept_back:
        raise withheld(shown(asked.file), kept_back) from None
    except TemplateFault as fault:
        raise faulty(asked.loaded, fault) from None


def _marked(told: Mail, asked: PaperRequest, wanted: Wanted) -> Mail:
    """The mail with the closed edition, its marking in the first line; and where a digital meeting is."""
    kind: PaperKind = "referat" if wanted.minutes else "innkalling"
    made = document(asked.register, asked.record, kind, public=False, as_of=asked.as_of, wording=asked.own.wording)
    link = _meeting(asked).link
    lines = [*([made.marking, ""] if made.marking else []), told.text.rstrip("\n"), *(["", link] if link else []), ""]
    return Mail(told.subject, "\n".join(lines), told.language)


# --- reminders ----------------------------------------------------------------------------------------------------


def _reminders(asked: PaperRequest, meeting: Meeting) -> Mailings:
    """A mail for each person with open actions, about those alone."""
    register, day = asked.register, asked.as_of
    councils = register.councils_in(meeting)
    actions = [one for council in councils for one in track(register, council, day) if one.open]
    known = _addresses(asked, meeting, councils, actions)
    names = dict.fromkeys(name for one in actions for name in one.responsible)
    people = [Recipient(name, known.get(name, ""), inside=False) for name in names]
    if not people:
        return Mailings((), (msg("No action is open."),))
    some = _with_address(people, asked)
    made: dict[str, Mailing] = {}
    for one in some:
        told = _mailed(asked, meeting, "påminnelse", tasks_of(one.name, actions, register, meeting, day))
        stem = f"{meeting.origin.stem}{REMINDER}{slug(one.name) or 'ukjent'}"
        file = next(name for number in range(1, len(some) + 2) if (name := _numbered(stem, number)) not in made)
        made[file] = Mailing(file, (one,), told, "påminnelse")
    return Mailings(tuple(made.values()), tuple(_lacking(people)))


def _numbered(stem: str, number: int) -> str:
    return f"{stem}{f'-{number}' if number > 1 else ''}{EML}"


def _addresses(
    asked: PaperRequest, meeting: Meeting, councils: Iterable[Council], actions: Iterable[TrackedAction]
) -> dict[str, str]:
    """The addresses of those who may answer for an action: members, guests of the meetings, contacts."""
    found: dict[str, str] = {}
    for council in councils:
        for member in (*council.members_on(asked.as_of), *council.members_on(meeting.day or asked.as_of)):
            found.setdefault(member.name, address(member.email))
    for one in (meeting, *(action.meeting for action in actions)):
        for guest in one.present:
            found[guest.name] = found.get(guest.name) or address(guest.email)
    for contact in asked.register.contacts:
        found[contact.name] = found.get(contact.name) or address(contact.email)
    return found
