"""E: how the cooperation is evaluated (section 7 of the guideline)."""

from __future__ import annotations

from collections.abc import Iterator

from kps.checking.context import Context
from kps.checking.finding import Related, Remark
from kps.checking.phrases import quoted, sides
from kps.checking.rule import rule
from kps.checking.subjects import active_councils, evaluations_judged, the_register
from kps.duties.duty import Duty
from kps.duties.evaluation import evaluations, months_of, named_meeting, of_forums, stated_months, taken_up
from kps.guideline import method_questions
from kps.language import msg, msgn
from kps.models.agreement import Agreement
from kps.models.council import Council
from kps.models.evaluation import Evaluation
from kps.models.vocabulary import normal
from kps.register.index import Register


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
    for duty in evaluations(context):
        if duty.overdue(context.as_of):
            yield _overdue(duty, context)


def _overdue(duty: Duty, context: Context) -> Remark:
    about, months = duty.record, months_of(duty.record)
    message = (
        msgn(
            "the last evaluation recorded is of {last}; the interval is {n} month",
            "the last evaluation recorded is of {last}; the interval is {n} months",
            months,
            last=duty.last,
        )
        if duty.last
        else msgn(
            "no evaluation of the cooperation is recorded; the interval is {n} month",
            "no evaluation of the cooperation is recorded; the interval is {n} months",
            months,
        )
    )
    agreement = about if isinstance(about, Agreement) else None
    councils = context.councils_sharing(agreement) if agreement else context.register.councils_about(about)
    made = [one for council in councils for one in context.register.evaluations_of(council)]
    stated = agreement is not None and stated_months(agreement) is not None
    rests_on = (
        *context.doubts(made, "gjelder", "gjennomført"),
        *(context.uncertain_councils(agreement) if agreement else ()),
        *(place for council in councils if not agreement for place in context.uncertain_agreements(council)),
        *(context.doubts(councils, "kommuner") if not agreement else ()),
    )
    interval = (Related(about, ("evaluering", "måneder"), msg("the interval is stated here")),) if stated else ()
    return Remark(about, duty.path, message, severity=None if stated else "hint", rests_on=rests_on, related=interval)


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
        message = msg("nobody is named as taking part from: {missing}", missing=sides(missing))
        rests_on = context.sides_rest_on(council, evaluation.participants) if council else ()
        yield Remark(evaluation, ("deltakere",), message, rests_on=rests_on)


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
    duty = taken_up(evaluation, context)
    if duty is None or not duty.overdue(context.as_of):
        return
    if meeting := named_meeting(evaluation, context):
        message = msg(
            "the meeting that was to take the evaluation up ({day}) is recorded as `{status}`",
            day=meeting.day,
            status=meeting.status,
        )
        yield Remark(evaluation, duty.path, message)
    elif not evaluation.taken_up:  # a meeting that is not there is told by D005
        yield Remark(evaluation, duty.path, msg("no meeting is recorded that took the evaluation up"))


@rule("E706", cites="7b", on=active_councils, severity="hint")
def forum_not_evaluated(council: Council, context: Context) -> Iterator[Remark]:
    """A thematic forum that was never evaluated.

    A forum under `temafora` began (`fra`, else the council's `opprettet`) more than 36 months ago, and no evaluation
    has its name as `gjelder`. A forum that has ended (`til`) is not asked for anything.

    A hint, though the guideline recommends that the forum in which the cooperation takes place carries the evaluation
    out: the 36 months are kps's own.

    Mend: Let the forum evaluate its work, and write it down, as `gjelder: Utelivsforum`: `kps new-evaluation` makes the
    record. A forum that is no more is given a `til`.
    """
    made = context.register.evaluations_of(council)
    for duty in of_forums(council, context):
        if duty.overdue(context.as_of):
            forum = council.forums[int(duty.path[1])]
            message = msg(
                "the forum “{name}” began on {day}, and no evaluation of it is recorded",
                name=forum.name,
                day=forum.start or council.founded,
            )
            yield Remark(council, duty.path, message, rests_on=context.doubts(made, "gjelder", "gjennomført"))


@rule("E707", cites=("4.1.4a", "7c"), on=active_councils, severity="hint")
def nobody_was_asked(council: Council, context: Context) -> Iterator[Remark]:
    """The latest evaluation does not say what those who take part think.

    The newest evaluation of the council, or of a forum, has no score under `vurdering`. Much of what the guideline asks
    can be judged by people alone, and the questions are where they are asked.

    A hint, though the guideline recommends a climate of respect, trust and open dialogue: what people were to be asked
    was not; how they are asked is the forum's own choice (7).

    Mend: Let those who take part answer from 1 to 5, and write what they came to, as
    `vurdering: {klima: 4, ansvarsforståelse: 3}`; `kps new-evaluation` writes out the questions. Where the forum asks
    in another way, write a waiver in the record, as
    `unntak: [{regel: E707, begrunnelse: Vi spør i eget skjema, til: 2027-12-31}]`.
    """
    if any(one.kind in ("evaluering", None) and one.folder == council.origin.folder for one in context.register.unread):
        return  # which is the newest cannot be told while one of them cannot be read
    newest = {
        "" if one.is_of(council.name) else one.subject: one
        for one in context.register.evaluations_of(council)
        if context.known(one.carried_out)
    }
    for evaluation in newest.values():
        judged = evaluation.carried_out is not None and context.charter.judges(evaluation.carried_out)
        if judged and not any(score is not None for score in evaluation.assessment.values()):
            message = msg("no answer from 1 to 5 (`vurdering`) is recorded in the latest evaluation")
            made = context.register.evaluations_of(council)
            rests_on = context.doubts(made, "gjelder", "gjennomført")
            yield Remark(evaluation, ("vurdering",), message, rests_on=rests_on)
