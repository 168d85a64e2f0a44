"""Which record a source speaks of: one that is there, or one that is to be written."""

from __future__ import annotations

import unicodedata
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
from kps.language import Message, msg
from kps.models.agreement import Agreement
from kps.models.base import Record
from kps.models.contact import Contact
from kps.models.council import Council
from kps.models.layout import slug
from kps.models.places import municipalities
from kps.models.vocabulary import normal
from kps.register.evaluated import COUNCIL
from kps.register.index import Register
from kps.scaffold.naming import CONTACTS, folder_for, within
from kps.scaffold.records import agreement_folder

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


def found(register: Register, subject: Subject, day: date | None, as_of: date) -> Found:
    """The record of a subject; ``day`` is an agreement's first, where the source says it."""
    match subject:
        case CouncilSubject():
            return _council(register, subject)
        case ContactSubject():
            return _contact(register, subject)
        case AgreementSubject():
            return _agreement(register, subject, day, as_of)
        case MeetingSubject():
            return _meeting(register, subject)
        case EvaluationSubject():
            return _evaluation(register, subject)


def council_there(register: Register, subject: CouncilSubject) -> Council | None:
    """The council of the register that is meant; None where it has none."""
    if subject.folder:
        return next((one for one in register.councils if one.origin.folder == subject.folder), None)
    numbers = set(subject.numbers)
    just = [
        one for number in subject.numbers[:1] for one in register.councils_for(number) if set(one.numbers) == numbers
    ]
    by_name = [one for one in register.councils if subject.name and normal(one.name) == normal(subject.name)]
    if by_name and (len(by_name) == 1 or not just) and (not numbers or numbers & set(by_name[0].numbers)):
        return by_name[0]
    if just:
        return min(just, key=lambda one: one.status != "aktivt")
    wider = (
        [one for one in register.councils_for(subject.numbers[0]) if one.status == "aktivt"]
        if len(numbers) == 1
        else []
    )
    return wider[0] if len(wider) == 1 and not subject.name else None


def _council(register: Register, subject: CouncilSubject) -> Found:
    if there := council_there(register, subject):
        return _there(there)
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
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _agreement(register: Register, subject: AgreementSubject, day: date | None, as_of: date) -> Found:
    there = [one for one in register.agreements if _is_of(one, subject)]
    chosen = _chosen(there, day, as_of)
    if chosen:
        return _there(chosen)
    if any(number not in municipalities() for number in subject.numbers) or not (subject.numbers or subject.party):
        return Found(refused=msg("which municipality's agreement it is, is not told"))
    party = slug(subject.party) or (str(day.year) if day else "")
    folder = agreement_folder(register, subject.numbers, subject.party)
    return _new(register, _free(register, f"{folder}/avtale-{party}" if party else f"{folder}/avtale"))


def _is_of(one: Agreement, subject: AgreementSubject) -> bool:
    same_party = slug(one.partner) == slug(subject.party)
    return one.agreement_kind == subject.kind and set(one.numbers) == set(subject.numbers) and same_party


def _chosen(there: list[Agreement], day: date | None, as_of: date) -> Agreement | None:
    """Which of a party's agreements is meant: the one of the day, else one that a new one cannot follow yet."""
    if day is None:
        last = max(there, key=lambda one: one.start or date.min, default=None)
        return next((one for one in there if one.in_force(as_of)), last)
    for one in there:
        if one.start == day or one.start is None:
            return one
    return next((one for one in there if one.start and one.start <= day and (one.end is None or day <= one.end)), None)


def _meeting(register: Register, subject: MeetingSubject) -> Found:
    council = council_there(register, subject.council)
    if council is None:
        where = subject.council.name or ", ".join(subject.council.numbers) or subject.council.folder
        return Found(refused=msg("the register has no council for {where}; kps new-council makes one", where=where))
    there = [one for one in register.meetings_of(council) if one.day == subject.day]
    if len(there) > 1:
        files = [one.origin.file for one in there]
        return Found(refused=msg("it may be any of {files}; the source does not tell which", files=files))
    return _there(there[0]) if there else _new(register, within(council, f"moter/{subject.day}.yaml"))


def _evaluation(register: Register, subject: EvaluationSubject) -> Found:
    council = council_there(register, subject.council)
    if council is None:
        where = subject.council.name or ", ".join(subject.council.numbers) or subject.council.folder
        return Found(refused=msg("the register has no council for {where}; kps new-council makes one", where=where))
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
