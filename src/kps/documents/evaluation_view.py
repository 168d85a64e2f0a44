"""What stands in an evaluation as it is printed: who answered what, and what is changed (7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kps.documents.dates import WrittenDay, written_or_none
from kps.documents.letterhead import Letterhead, letterhead
from kps.documents.people import municipality_name, side
from kps.guideline import method_questions, questions
from kps.models.evaluation import Evaluation
from kps.register.index import Register
from kps.register.written import WrittenForm


@dataclass(frozen=True, slots=True)
class Answer:
    """A question and what was answered, in Markdown."""

    question: str
    text: str


@dataclass(frozen=True, slots=True)
class Assessed:
    """What the participants were asked to agree with, and how far they did, from 1 to 5."""

    question: str
    score: int


@dataclass(frozen=True, slots=True)
class Adjusted:
    """What is changed in the cooperation."""

    what: str
    responsible: str
    deadline: WrittenDay | None
    done: WrittenDay | None


@dataclass(frozen=True, slots=True)
class Taking:
    """Somebody who took part, and on which side."""

    name: str
    side: str


@dataclass(frozen=True, slots=True)
class EvaluationView:
    """What an evaluation may show: each field is a name that its template can use."""

    language: WrittenForm
    council: str
    municipalities: tuple[str, ...]
    subject: str
    """The forum that was evaluated; empty for the council itself."""
    year: int | None
    day: WrittenDay | None
    method: str
    """hovedspørsmål, gll, ks or annet."""
    participants: tuple[Taking, ...]
    answers: tuple[Answer, ...]
    assessments: tuple[Assessed, ...]
    changes: tuple[Adjusted, ...]
    no_change: str
    taken_up: WrittenDay | None
    sender: Letterhead | None


def evaluation_view(register: Register, evaluation: Evaluation, as_of: date, form: WrittenForm) -> EvaluationView:
    """The view of an evaluation, of the municipalities that were in the council when it was carried out."""
    council = register.council_of(evaluation)
    numbers = council.numbers_on(evaluation.carried_out or as_of) if council else ()
    asked = {question.key: question.text(form) for question in questions()}
    return EvaluationView(
        language=form,
        council=council.name if council else "",
        municipalities=tuple(municipality_name(number) for number in numbers),
        subject="" if evaluation.is_of(council.name if council else "") else evaluation.subject,
        year=evaluation.year,
        day=written_or_none(evaluation.carried_out, form),
        method=evaluation.method or "",
        participants=tuple(Taking(one.name, side(one.party, form)) for one in evaluation.participants if one.name),
        answers=_answers(evaluation, form),
        assessments=tuple(
            Assessed(asked[key], score) for key, score in evaluation.assessment.items() if score is not None
        ),
        changes=adjusted(evaluation, date.max, form),
        no_change=evaluation.no_adjustment,
        taken_up=written_or_none(_day(evaluation.taken_up), form),
        sender=letterhead(register, council),
    )


def adjusted(evaluation: Evaluation, day: date, form: WrittenForm) -> tuple[Adjusted, ...]:
    """What is changed in the cooperation, and what of it was done by ``day``."""
    return tuple(
        Adjusted(
            one.what,
            one.responsible,
            written_or_none(one.deadline, form),
            written_or_none(one.done if one.done and one.done <= day else None, form),
        )
        for one in evaluation.adjustments
    )


def _answers(evaluation: Evaluation, form: WrittenForm) -> tuple[Answer, ...]:
    """The method's questions in their order, then those of the writer's own; only what was answered."""
    fixed = {question.key: question.text(form) for question in method_questions(evaluation.method or "")}
    given = {key: text for key, text in evaluation.answers.items() if text.strip()}
    keys = (*(key for key in fixed if key in given), *(key for key in given if key not in fixed))
    return tuple(Answer(fixed.get(key, key.replace("_", " ").capitalize()), given[key]) for key in keys)


def _day(stem: str) -> date | None:
    return date.fromisoformat(stem[:10]) if stem else None
