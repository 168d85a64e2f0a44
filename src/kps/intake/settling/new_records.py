"""The first text of a record that a source speaks of: what kps's own commands would have written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from kps.intake.claim import (
    AgreementSubject,
    ContactSubject,
    CouncilSubject,
    EvaluationSubject,
    MeetingSubject,
    Subject,
)
from kps.intake.settling.subjects import council_there
from kps.models.places import municipalities
from kps.register.index import Register
from kps.register.written import WrittenForm, written_form
from kps.scaffold.meeting import MeetingPlan, recorded_meeting
from kps.scaffold.quoting import one_line
from kps.scaffold.records import (
    NewAgreement,
    NewContact,
    NewCouncil,
    NewEvaluation,
    new_agreement,
    new_contact,
    new_council,
    new_evaluation,
)
from kps.source import Value

FETCHED = {"nb": "# Hentet {day} fra «{source}»", "nn": "# Henta {day} frå «{source}»"}
"""What a new record begins with."""


def first_text(
    register: Register, subject: Subject, known: Mapping[str, Value], form: WrittenForm, source: str, as_of: date
) -> str:
    """The record as its command would have written it, of what is ``known`` of it; its first line says where from."""
    return FETCHED[form].format(day=as_of, source=one_line(source)) + "\n" + _text(register, subject, known, as_of)


def _text(register: Register, subject: Subject, known: Mapping[str, Value], as_of: date) -> str:
    match subject:
        case CouncilSubject(numbers=numbers, name=name):
            status = cast(Any, _word(known.get("status")))
            named = _word(known.get("navn")) or name
            return new_council(register, NewCouncil(numbers, named, status), as_of).text
        case AgreementSubject(kind=kind, numbers=numbers, party=party):
            of_school, of_county = kind == "skoleavtale", kind == "fylkeskommuneavtale"
            status = cast(Any, _word(known.get("status")))
            new = NewAgreement(kind, status, numbers, party if of_school else "", party if of_county else "")
            return new_agreement(register, new).text
        case ContactSubject(name=name):
            return new_contact(register, NewContact(name, _numbers(known.get("kommuner")), None)).text
        case MeetingSubject(council=council, day=day):
            there = council_there(register, council)
            assert there is not None
            extended = _word(known.get("utvidet")).casefold() == "ja"
            return recorded_meeting(register, there, MeetingPlan(day, extended=extended))
        case EvaluationSubject(council=council, year=year):
            there = council_there(register, council)
            assert there is not None
            method = cast(Any, _word(known.get("metode")))
            return new_evaluation(register, there, NewEvaluation(method, year, None)).text


def form_of(register: Register, subject: Subject, known: Mapping[str, Value]) -> WrittenForm:
    """The written form that the record is in."""
    match subject:
        case MeetingSubject(council=council) | EvaluationSubject(council=council):
            there = council_there(register, council)
            return written_form(register, there.numbers if there else ())
        case ContactSubject():
            return written_form(register, _numbers(known.get("kommuner")))
        case _:
            return written_form(register, subject.numbers)


def _numbers(value: Value) -> tuple[str, ...]:
    """The municipalities of a contact, each once, those that there are."""
    items = value if isinstance(value, list) else [value]
    numbers = (one.get("nr") if isinstance(one, dict) else one for one in items)
    return tuple(dict.fromkeys(one for one in numbers if isinstance(one, str) and one in municipalities()))


def _word(value: Value) -> str:
    return value if isinstance(value, str) else ""
