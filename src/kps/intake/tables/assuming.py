"""What a table does not say and is assumed, told each time: by the mapping's ``standard``, and of a new council."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kps.intake.claim import (
    AgreementSubject,
    Claim,
    ContactSubject,
    CouncilSubject,
    EvaluationSubject,
    MeetingSubject,
    Subject,
)
from kps.intake.tables.gathered import Claiming
from kps.intake.tables.mapping import TableMapping
from kps.intake.tables.targets import Target, fitted, target
from kps.language import Message, msg
from kps.models.contact import Contact
from kps.models.places import municipalities
from kps.models.vocabulary import normal
from kps.scaffold.records import council_name
from kps.source import Path


def assumed(gathered: Claiming, mapping: TableMapping) -> Iterator[Claim]:
    """The claims that no cell makes, of the records that some cell is about."""
    said: dict[Subject, set[Path]] = {}
    for one in gathered.claims:
        if one.pieces:
            said.setdefault(one.subject, set())
    for one in gathered.claims:
        if one.subject in said:
            said[one.subject].add(one.path)
    contacts = gathered.contacts_by_council()
    for subject, paths in said.items():
        for name, value in mapping.defaults.items():
            yield from _default(gathered, subject, paths, target(name), value)
        if isinstance(subject, CouncilSubject) and not gathered.is_there(subject):
            yield from _of_new_council(subject, paths, contacts.get(subject, ()))


def others_in_office(gathered: Claiming, as_of: date) -> Iterator[Message]:
    """The contacts of the register whose municipality has another in the table: nobody is ended by another's name."""
    told: set[tuple[str, str]] = set()
    for one in gathered.claims:
        if isinstance(one.subject, ContactSubject) and one.path[0] == "kommuner":
            number = str(one.value)
            if (number, one.subject.name) in told:
                continue
            told.add((number, one.subject.name))
            naming = gathered.register.contacts_naming(number)
            there = [it for it in naming if not _is_ended(it, number, as_of)]
            if there and not any(normal(it.name) == normal(one.subject.name) for it in there):
                yield msg(
                    "{municipality} has {contact} in the register, who is not ended; the source says {other}",
                    municipality=municipalities()[number].name,
                    contact=", ".join(it.name for it in there),
                    other=one.subject.name,
                )


def _is_ended(contact: Contact, number: str, as_of: date) -> bool:
    """Whether a contact has left a municipality; one whose first day nobody has written has not."""
    last = [contact.end, *(one.end for one in contact.municipalities if one.number == number)]
    return any(day is not None and day < as_of for day in last)


def _default(gathered: Claiming, subject: Subject, paths: set[Path], wanted: Target, value: str) -> Iterator[Claim]:
    if wanted.kind != _kind(subject):
        return
    fit = str(fitted(wanted, value))
    told = msg("{key} {value} is assumed: the mapping's standard", key=wanted.text, value=value)
    if wanted.role:
        for (whose, place), role in gathered.members.items():
            if whose == subject and role == wanted.role and (*place, wanted.key) not in paths:
                yield Claim(subject, (*place, wanted.key), fit, (), told)
    elif wanted.path() not in paths:
        yield Claim(subject, wanted.path(), fit, (), told)


def _kind(subject: Subject) -> str:
    match subject:
        case CouncilSubject():
            return "råd"
        case AgreementSubject(kind=kind):
            return "avtale" if kind == "samarbeidsavtale" else "skoleavtale"
        case ContactSubject():
            return "kontakt"
        case MeetingSubject():
            return "møte"
        case EvaluationSubject():
            return "evaluering"


def _of_new_council(subject: CouncilSubject, paths: set[Path], contacts: tuple[ContactSubject, ...]) -> Iterator[Claim]:
    """A new council's name, and the contacts of its rows."""
    name = council_name(subject.numbers)
    if name and ("navn",) not in paths:
        yield Claim(subject, ("navn",), name, (), msg("the councils are called by their municipality: assumed"))
    elif ("navn",) not in paths and subject.name:
        yield Claim(
            subject, ("navn",), subject.name, (), msg("a council without a name is called by its folder: assumed")
        )
    for place, contact in enumerate(contacts):
        told = msg("a new council's contact is the one in its own row: assumed")
        yield Claim(subject, ("politikontakt", place), contact, (), told)
