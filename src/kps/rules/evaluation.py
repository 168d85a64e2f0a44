"""E: how the cooperation is evaluated (section 7 of the guideline)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kps.guideline import method_questions
from kps.language import msg
from kps.models.agreement import Agreement
from kps.models.calendar import months_after
from kps.models.council import Council
from kps.models.evaluation import Evaluation
from kps.models.vocabulary import normal
from kps.register.index import Register
from kps.rules.context import Context
from kps.rules.finding import Remark
from kps.rules.rule import rule
from kps.rules.subjects import (
    active_councils,
    cooperation_agreements_in_force,
    evaluations_judged,
    the_register,
)

DEFAULT_MONTHS = 24
"""The interval where no agreement in force states one."""


@rule("E701", cites="7a", on=the_register)
def evaluation_overdue(register: Register, context: Context) -> Iterator[Remark]:
    """The cooperation has not been evaluated as often as agreed.

    Neither the start of the samarbeidsavtale in force nor the council's last evaluation (gjelder:
    politirådet) lies within the interval that the agreement states. Where it states none, or there is no
    agreement, 24 months are meant, counted from the council's opprettet or its last evaluation, as a hint. It
    takes an active council that shares a municipality with the agreement; what any of them did counts.

    Mend: Evaluate the cooperation; kps new-evaluation makes the record.
    """
    active = tuple(active_councils(context))
    with_agreement: set[str] = set()
    for agreement in cooperation_agreements_in_force(context):
        councils = [one for one in active if set(one.numbers) & set(agreement.numbers)]
        with_agreement.update(one.origin.file for one in councils)
        if councils:
            yield from _overdue(agreement, agreement, councils, context)
    for council in active:
        if council.origin.file not in with_agreement:
            yield from _overdue(council, None, [council], context)


def _overdue(
    about: Agreement | Council, agreement: Agreement | None, councils: list[Council], context: Context
) -> Iterator[Remark]:
    stated = agreement.evaluation.months if agreement and agreement.evaluation else None
    months = stated or DEFAULT_MONTHS
    begun = [agreement.start] if agreement and stated else [council.founded for council in councils]
    evaluated = [
        context.known(one.carried_out)
        for council in councils
        for one in context.register.evaluations_of(council)
        if one.of_council
    ]
    if _within(months, [*begun, *evaluated], context.as_of):
        return
    last = max((day for day in evaluated if day), default=None)
    message = (
        msg(
            "the cooperation was last evaluated on {last}; the interval is {months} months",
            last=last,
            months=months,
        )
        if last
        else msg("the cooperation has not been evaluated; the interval is {months} months", months=months)
    )
    path = ("evaluering",) if isinstance(about, Agreement) else ()
    yield Remark(about, path, message, severity=None if stated else "hint")


def _within(months: int, days: Iterable[date | None], as_of: date) -> bool:
    return any(day is not None and months_after(day, months) >= as_of for day in days)


@rule("E703", cites=("7d", "7e"), on=evaluations_judged)
def question_unanswered(evaluation: Evaluation, context: Context) -> Iterator[Remark]:
    """A question of the method is not answered.

    metode is hovedspørsmål or gll, and svar lacks one of its questions: status, tiltak, samarbeid, rammer,
    læring, videre; or gjort, lært, lurt. One finding names them.

    Mend: Write an answer under each key of svar; how wide the evaluation goes is the council's own choice.
    """
    if evaluation.method not in ("hovedspørsmål", "gll"):
        return
    answered = {normal(key) for key, text in evaluation.answers.items() if text}
    missing = [one.key for one in method_questions(evaluation.method) if normal(one.key) not in answered]
    if missing:
        yield Remark(evaluation, ("svar",), msg("not answered: {questions}", questions=", ".join(missing)))
