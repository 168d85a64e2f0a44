"""Which record a source speaks of: one that is there, or one that is to be written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kps.intake.claim import (
    AgreementSubject,
    ContactSubject,
    CouncilSubject,
    EvaluationSubject,
    MeetingSubject,
    Subject,
)
from kps.intake.settling.earlier import Earlier, hashed
from kps.intake.settling.moves import files_of
from kps.language import Message, msg
from kps.models.agreement import Agreement
from kps.models.base import Record
from kps.models.contact import Contact
from kps.models.council import Council
from kps.models.layout import slug
from kps.models.meeting import Meeting
from kps.models.places import municipalities
from kps.models.vocabulary import normal
from kps.register.evaluated import COUNCIL
from kps.register.index import Register
from kps.scaffold.naming import CONTACTS, folder_for, within
from kps.scaffold.records import agreement_folder
from kps.source.text import composed

KIND: dict[type, str] = {
    CouncilSubject: "politiråd",
    AgreementSubject: "avtale",
    ContactSubject: "politikontakt",
    MeetingSubject: "møte",
    EvaluationSubject: "evaluering",
}
"""The kind of record that each subject has."""


@dataclass(frozen=True, slots=True)
class Found:
    """The record's file, there or to be written; or why there is none."""

    file: str = ""
    there: bool = False
    refused: Message | None = None
    conflict: bool = False
    """Whether it is refused since the register says otherwise."""
    moved_from: date | None = None
    """The day that a meeting was on before the calendar moved it."""


@dataclass(frozen=True, slots=True)
class About:
    """What tells an agreement from others of the same party: its first day, where the source says it.

    ``earlier`` is what the source wrote before, by which it is the same though its day has been mended.
    """

    day: date | None
    as_of: date
    earlier: Earlier


def found(register: Register, subject: Subject, about: About) -> Found:
    """The record of a subject."""
    match subject:
        case CouncilSubject():
            return _council(register, subject)
        case ContactSubject():
            return _contact(register, subject)
        case AgreementSubject():
            return _agreement(register, subject, about)
        case MeetingSubject():
            return _meeting(register, subject, about.earlier)
        case EvaluationSubject():
            return _evaluation(register, subject)


def council_there(register: Register, subject: CouncilSubject) -> Council | None:
    """The one council of the register that is meant; None where it has none, or several."""
    there = councils_there(register, subject)
    return there[0] if len(there) == 1 else None


def councils_there(register: Register, subject: CouncilSubject) -> list[Council]:
    """The councils that may be meant: those at work before others, a municipality's own before wider ones."""
    if subject.folder:
        return [one for one in register.councils if one.origin.folder == subject.folder]
    if by_name := _by_name(register, subject):
        return by_name
    of_first = [one for number in subject.numbers[:1] for one in register.councils_for(number)]
    at_work = [one for one in of_first if one.status == "aktivt"]
    if just := [one for one in of_first if set(one.numbers) == set(subject.numbers)]:
        return [one for one in just if one in at_work] or just
    return at_work if len(subject.numbers) == 1 and not subject.name else []


def _by_name(register: Register, subject: CouncilSubject) -> list[Council]:
    """The councils of the name, and of any of the municipalities, where those are told."""
    numbers, name = set(subject.numbers), normal(subject.name)
    named = (one for one in register.councils if name and normal(one.name) == name)
    return [one for one in named if not numbers or numbers & set(one.numbers)]


def _no_council(register: Register, subject: CouncilSubject) -> Message:
    """Why there is no one council that is meant."""
    if there := councils_there(register, subject):
        return _any_of([one.origin.file for one in there])
    where = subject.name or ", ".join(subject.numbers) or subject.folder
    return msg("the register has no council for {where}; kps new-council makes one", where=where)


def _any_of(files: list[str]) -> Message:
    return msg("it may be any of {files}; the source does not tell which", files=files)


def _council(register: Register, subject: CouncilSubject) -> Found:
    there = councils_there(register, subject)
    if len(there) == 1:
        return _there(there[0])
    if there:
        return Found(refused=_any_of([one.origin.file for one in there]))
    if subject.folder:
        return Found(refused=msg("there is no council in {folder}", folder=subject.folder))
    if not subject.numbers or any(number not in municipalities() for number in subject.numbers):
        return Found(refused=msg("which municipality's council it is, is not told"))
    return _new(register, f"{folder_for(subject.numbers, subject.name)}/politirad.yaml")


def _contact(register: Register, subject: ContactSubject) -> Found:
    there = contacts_there(register, subject)
    if len(there) > 1:
        files = [one.origin.file for one in there]
        return Found(refused=msg("it may be any of {files}: name and mail address are not of one person", files=files))
    if there and subject.name and not _is_called(there[0], subject.name):
        other = {"name": there[0].name, "file": there[0].origin.file}
        return Found(refused=msg("the mail address is {name}'s ({file}); is it the same person?", **other))
    if there:
        return _there(there[0])
    if not subject.name:
        return Found(refused=msg("the contact has no name"))
    return _new(register, _free(register, f"{CONTACTS}/{slug(subject.name) or 'politikontakt'}"))


def contacts_there(register: Register, subject: ContactSubject) -> list[Contact]:
    """The contacts of the register with the name, else with the mail address; several where those are two people."""
    by_name, by_email = register.once(("contacts by name and mail",), lambda: _by_name_and_mail(register))
    named = by_name.get(_folded(subject.name), []) if subject.name else []
    mailed = by_email.get(_folded(subject.email), []) if subject.email else []
    both = [one for one in named if one in mailed]
    return both[:1] or [*named, *(one for one in mailed if one not in named)]


def _is_called(contact: Contact, name: str) -> bool:
    return _folded(contact.name) == _folded(name)


def same_person(first: Contact, second: Contact) -> bool:
    """Whether two contacts are one person: of the same name, or the same mail address."""
    by_mail = bool(first.email) and _folded(first.email) == _folded(second.email)
    return by_mail or _is_called(first, second.name)


def _by_name_and_mail(register: Register) -> tuple[dict[str, list[Contact]], dict[str, list[Contact]]]:
    by_name: dict[str, list[Contact]] = {}
    by_email: dict[str, list[Contact]] = {}
    for one in register.contacts:
        by_name.setdefault(_folded(one.name), []).append(one)
        if one.email:
            by_email.setdefault(_folded(one.email), []).append(one)
    return by_name, by_email


def _folded(text: str) -> str:
    return " ".join(composed(text).casefold().split())


def _agreement(register: Register, subject: AgreementSubject, about: About) -> Found:
    among = register.agreements_for(subject.numbers[0]) if subject.numbers else register.agreements
    there = [one for one in among if _is_of(one, subject)]
    if chosen := _chosen(there, about):
        return _there(chosen)
    if about.day and (running := next((one for one in there if _runs(one, about.day)), None)):
        says = msg("{file} is in force on that day, from {day} on", file=running.origin.file, day=running.start)
        return Found(refused=says, conflict=True)
    if any(number not in municipalities() for number in subject.numbers) or not (subject.numbers or subject.party):
        return Found(refused=msg("which municipality's agreement it is, is not told"))
    party = slug(subject.party) or (str(about.day.year) if about.day else "")
    folder = agreement_folder(register, subject.numbers, subject.party)
    return _new(register, _free(register, f"{folder}/avtale-{party}" if party else f"{folder}/avtale"))


def _is_of(one: Agreement, subject: AgreementSubject) -> bool:
    same_party = slug(one.partner) == slug(subject.party)
    return one.agreement_kind == subject.kind and set(one.numbers) == set(subject.numbers) and same_party


def _chosen(there: list[Agreement], about: About) -> Agreement | None:
    """Which of a party's agreements is meant: the one of the day; without one, that in force, else the last."""
    if about.day is None:
        last = max(there, key=lambda one: one.start or date.min, default=None)
        return next((one for one in there if one.in_force(about.as_of)), last)
    of_day = [one for one in there if one.start == about.day]
    begun = [one for one in there if one.start is None]
    mended = [one for one in there if one.start and _wrote_start(one, about.earlier) and _runs(one, about.day)]
    return next(iter((*of_day, *mended, *begun)), None)


def _wrote_start(agreement: Agreement, earlier: Earlier) -> bool:
    return earlier.of(agreement.origin.file, ("fra",)) == hashed(str(agreement.start))


def _runs(agreement: Agreement, day: date) -> bool:
    return agreement.start is not None and agreement.start <= day and (agreement.end is None or day <= agreement.end)


def _meeting(register: Register, subject: MeetingSubject, earlier: Earlier) -> Found:
    council = council_there(register, subject.council)
    if council is None:
        return Found(refused=_no_council(register, subject.council))
    meetings = register.meetings_of(council)
    there = [one for one in meetings if one.day == subject.day]
    files = files_of(earlier, subject)
    moved = [one for one in meetings if one.origin.file in files and one not in there]
    if len(there) > 1:
        return Found(refused=_any_of([one.origin.file for one in there]))
    if moved:
        return _moved(moved[0], subject.day, there)
    if files and not there:
        return Found(
            refused=msg("{file}, which was written for it, has been taken away since; so it stays", file=files[0])
        )
    return _there(there[0]) if there else _new(register, within(council, f"moter/{subject.day}.yaml"))


def _moved(meeting: Meeting, day: date, there: list[Meeting]) -> Found:
    """The meeting that a calendar has moved to another day, where that may be said of it."""
    told = {"file": meeting.origin.file, "day": meeting.day or day}
    if meeting.status == "avholdt":
        held = msg("{file} was held on {day}; the calendar has moved it since, and it stays", **told)
        return Found(refused=held, conflict=True)
    if there:
        two = msg(
            "{file} has been moved to {day}, where {other} is; keep one of them",
            file=meeting.origin.file,
            day=day,
            other=there[0].origin.file,
        )
        return Found(refused=two, conflict=True)
    return Found(meeting.origin.file, there=True, moved_from=meeting.day)


def _evaluation(register: Register, subject: EvaluationSubject) -> Found:
    council = council_there(register, subject.council)
    if council is None:
        return Found(refused=_no_council(register, subject.council))
    for one in register.evaluations_of(council):
        if one.year == subject.year and normal(one.subject) in (normal(COUNCIL), normal(council.name)):
            return _there(one)
    return _new(register, within(council, f"evaluering-{subject.year}.yaml"))


def _there(record: Record) -> Found:
    return Found(record.origin.file, there=True)


def _new(register: Register, file: str) -> Found:
    if file in register.files:
        return Found(refused=msg("{file} is there, and is something else or cannot be read", file=file))
    return Found(file)


def _free(register: Register, beginning: str) -> str:
    """The first of a name, the name with ``-2`` and so on that no file has."""
    names = (beginning if number == 1 else f"{beginning}-{number}" for number in range(1, len(register.files) + 2))
    return next(f"{name}.yaml" for name in names if f"{name}.yaml" not in register.files)
