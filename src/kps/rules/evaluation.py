"""E: how the cooperation is evaluated (section 7 of the guideline)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kps.guideline import method_questions
from kps.language import msg, msgn
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
    councils_sharing,
    evaluations_judged,
    the_register,
)
from kps.rules.words import quoted, sides

DEFAULT_MONTHS = 24
"""The interval where no agreement in force states one."""


@rule("E701", cites="7a", on=the_register)
def evaluation_overdue(register: Register, context: Context) -> Iterator[Remark]:
    """The cooperation has not been evaluated as often as agreed.

    Neither the start of the `samarbeidsavtale` in force nor the council's last evaluation (`gjelder: politirådet`, or
    the council's name) lies within the interval that the agreement states. Where it states none, or there is no
    agreement, 24 months are meant, counted from the council's `opprettet` or its last evaluation, as a hint: the
    guideline has no interval of its own. It takes an active council that shares a municipality with the agreement;
    what any of them did counts.

    Mend: Evaluate the cooperation, and write it down: `kps new-evaluation` makes the record.
    """
    with_agreement: set[str] = set()
    for agreement in cooperation_agreements_in_force(context):
        councils = councils_sharing(agreement, context)
        with_agreement.update(one.origin.file for one in councils)
        if councils:
            yield from _overdue(agreement, agreement, councils, context)
    for council in active_councils(context):
        if council.origin.file not in with_agreement:
            yield from _overdue(council, None, (council,), context)


@dataclass(frozen=True, slots=True)
class NextEvaluation:
    """When councils' cooperation is to be evaluated next (7).

    ``last`` is the latest evaluation of any of them, ``months`` the interval, ``by`` the last day in time: None
    where nothing tells when the interval began.
    """

    last: date | None
    months: int
    stated: bool
    by: date | None


def next_evaluation(agreement: Agreement | None, councils: tuple[Council, ...], context: Context) -> NextEvaluation:
    """The next evaluation of councils, by their agreement's interval where it states one, else by the usual one.

    It is counted from the latest evaluation, or from when the agreement that states the interval, else the
    council, began.
    """
    stated = agreement.evaluation.months if agreement and agreement.evaluation else None
    months = stated or DEFAULT_MONTHS
    begun = [agreement.start] if agreement and stated else [council.founded for council in councils]
    evaluated = [context.known(one.carried_out) for one in _of_the_councils(councils, context)]
    last = max((day for day in evaluated if day), default=None)
    days = [months_after(day, months) for day in (*begun, last) if day]
    return NextEvaluation(last, months, stated is not None, max(days, default=None))


def _of_the_councils(councils: tuple[Council, ...], context: Context) -> list[Evaluation]:
    """The evaluations of the councils themselves, not of their forums."""
    return [one for council in councils for one in context.register.evaluations_of(council) if one.is_of(council.name)]


def _evaluations(councils: tuple[Council, ...], context: Context) -> list[Evaluation]:
    return [one for council in councils for one in context.register.evaluations_of(council)]


def _overdue(
    about: Agreement | Council, agreement: Agreement | None, councils: tuple[Council, ...], context: Context
) -> Iterator[Remark]:
    coming = next_evaluation(agreement, councils, context)
    if coming.by and coming.by >= context.as_of:
        return
    message = (
        msgn(
            "the last evaluation recorded is of {last}; the interval is {n} month",
            "the last evaluation recorded is of {last}; the interval is {n} months",
            coming.months,
            last=coming.last,
        )
        if coming.last
        else msgn(
            "no evaluation of the cooperation is recorded; the interval is {n} month",
            "no evaluation of the cooperation is recorded; the interval is {n} months",
            coming.months,
        )
    )
    path = ("evaluering",) if isinstance(about, Agreement) else ()
    rests_on = context.doubts(_evaluations(councils, context), "gjelder", "gjennomført")
    yield Remark(about, path, message, severity=None if coming.stated else "hint", rests_on=rests_on)


@rule("E702", cites="7b", on=evaluations_judged)
def one_sided(evaluation: Evaluation, context: Context) -> Iterator[Remark]:
    """The evaluation does not name both sides as taking part.

    `deltakere` names nobody from the municipality, or nobody from the police, or nobody at all.

    Mend: Write who took part, as
    `deltakere: [{navn: Anne Berg, part: kommune}, {navn: Ida Moe, part: politi}]`.
    """
    council = context.register.council_of(evaluation)
    named: set[str] = set()
    for one in evaluation.participants:
        named |= council.parties_of(one) if council else set()
    missing = [side for side in ("kommune", "politi") if side not in named]
    if missing:
        yield Remark(
            evaluation,
            ("deltakere",),
            msg("nobody is named as taking part from: {missing}", missing=sides(missing)),
        )


@rule("E703", cites=("7d", "7e"), on=evaluations_judged)
def question_unanswered(evaluation: Evaluation, context: Context) -> Iterator[Remark]:
    """A question of the method is not answered.

    `metode` is `hovedspørsmål` or `gll`, and an answer is missing under `svar`: to `status`, `tiltak`, `samarbeid`,
    `rammer`, `læring`, `videre`; or to `gjort`, `lært`, `lurt`. One finding names them.

    Mend: Write an answer under each key of `svar`; how wide the evaluation goes is the council's own choice.
    """
    if evaluation.method not in ("hovedspørsmål", "gll"):
        return
    answered = {normal(key) for key, text in evaluation.answers.items() if text}
    missing = tuple(one.key for one in method_questions(evaluation.method) if normal(one.key) not in answered)
    if missing:
        message = msg("no answer is recorded to: {questions}", questions=quoted(missing))
        yield Remark(evaluation, ("svar",), message, lacking=missing)


@rule("E704", cites="7f", on=evaluations_judged)
def no_adjustment(evaluation: Evaluation, context: Context) -> Iterator[Remark]:
    """The evaluation does not end in anything.

    Neither `justeringer` nor `ingen_justering` is written (a warning); or an adjustment has no `ansvarlig` or no
    `frist` (a hint: those are kps's own, after what the guideline asks of measures).

    Mend: Write what is to be changed, by whom and when, as
    `justeringer: [{hva: Innkalling to uker før, ansvarlig: Siv Aas, frist: 2026-01-31}]`; or why nothing needs to be,
    as `ingen_justering: Rådet er fornøyd med formen`.
    """
    if not evaluation.adjustments and not evaluation.no_adjustment:
        message = msg("no adjustment is recorded, nor why none is needed")
        yield Remark(evaluation, ("justeringer",), message, rests_on=((evaluation, ("ingen_justering",)),))
    for index, one in enumerate(evaluation.adjustments):
        lacks = [key for key, value in (("ansvarlig", one.responsible), ("frist", one.deadline)) if not value]
        if lacks:
            yield Remark(
                evaluation,
                ("justeringer", index, lacks[0]),
                msg("the adjustment lacks: {keys}", keys=quoted(lacks)),
                severity="hint",
            )


@rule("E705", cites="7f", on=evaluations_judged)
def not_taken_up(evaluation: Evaluation, context: Context) -> Iterator[Remark]:
    """The council has not taken the evaluation up.

    `behandlet` is missing more than six months after `gjennomført`; or it names a meeting that was cancelled, or that
    is still planned for a day gone by. The six months are kps's own.

    Mend: Put the evaluation on the next agenda (`fast_sak: evaluering`), and write that meeting's date as
    `behandlet`.
    """
    council = context.register.council_of(evaluation)
    if not evaluation.taken_up:
        if evaluation.carried_out and months_after(evaluation.carried_out, 6) < context.as_of:
            yield Remark(evaluation, ("behandlet",), msg("no meeting is recorded that took the evaluation up"))
        return
    for meeting in context.register.all_meetings_of(council) if council else ():
        gone_by = meeting.status == "planlagt" and meeting.day is not None and meeting.day < context.as_of
        if meeting.origin.stem == evaluation.taken_up and (meeting.status == "avlyst" or gone_by):
            message = msg(
                "the meeting that was to take the evaluation up ({day}) is recorded as `{status}`",
                day=meeting.day,
                status=meeting.status,
            )
            yield Remark(evaluation, ("behandlet",), message)
