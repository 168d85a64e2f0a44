"""G: knowledge, goals, effect (sections 1, 2.3, 3, 4 and 4.1.5 of the guideline)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kps.checking.context import Context
from kps.checking.finding import Places, Remark
from kps.checking.rule import rule
from kps.checking.subjects import active_councils, cooperation_agreements_in_force, meetings_judged
from kps.duties.duty import Duty
from kps.duties.knowledge import goals_judged, measures_judged, measurings, orders
from kps.language import msg
from kps.models.agreement import Agreement
from kps.models.base import Record
from kps.models.council import Council
from kps.models.date_arithmetic import months_after
from kps.models.knowledge import Knowledge
from kps.models.shared import Basis
from kps.register.goals import naming
from kps.register.knowledge import grounds
from kps.source import Path

OLD_MONTHS = 36
"""How old knowledge may be on the day it is used."""

GOAL_MONTHS = 24
"""How long an agreement may run before each of its goals is served by something."""


@dataclass(frozen=True, slots=True)
class Use:
    """Where a record names a knowledge product by id, and the day it is used on."""

    record: Record
    path: Path
    product: Knowledge
    day: date
    rests_on: Places = ()


def uses_of_products(context: Context) -> Iterator[Use]:
    """Every use of a product: in meetings planned or held, and in focus areas and revisions of agreements in force."""
    for meeting in meetings_judged(context):
        if meeting.day and (meeting.status == "planlagt" or meeting.held(context.as_of)):
            for index, item in enumerate(meeting.items):
                path = ("saker", index, "kunnskapsgrunnlag")
                yield from _uses(meeting, path, item.bases, meeting.day, context)
    for agreement in context.agreements_in_force():
        yield from _of_agreement(agreement, context)


def _of_agreement(agreement: Agreement, context: Context) -> Iterator[Use]:
    for index, area in enumerate(agreement.focus_areas):
        path: Path = ("satsingsområder", index)
        day = area.start or agreement.start
        if day and day <= context.as_of and (area.end is None or area.end >= context.as_of):
            rests_on: Places = ((agreement, (*path, "fra")),)
            yield from _uses(agreement, (*path, "kunnskapsgrunnlag"), area.bases, day, context, rests_on)
    if agreement.revision:
        day = context.known(agreement.revision.last) or agreement.start
        if day:
            rests_on = ((agreement, ("revisjon", "sist")),)
            bases = agreement.revision.bases
            yield from _uses(agreement, ("revisjon", "kunnskapsgrunnlag"), bases, day, context, rests_on)


def _uses(
    record: Record, path: Path, bases: Iterable[Basis], day: date, context: Context, rests_on: Places = ()
) -> Iterator[Use]:
    for place, one in enumerate(grounds(bases, record, context.register)):
        if one.product:
            yield Use(record, (*path, place), one.product, day, rests_on)


@rule("G101", cites=("1d", "4.1.5b"), on=uses_of_products, severity="hint")
def old_knowledge(use: Use, context: Context) -> Iterator[Remark]:
    """A decision or a focus area rests on old knowledge.

    A knowledge product that is named by its id had a `dato` more than 36 months before the day it is used: the
    meeting's, planned or held; the first day of the focus area (`fra`, else the agreement's); the day of the revision
    (`sist`, else the agreement's `fra`). It takes a meeting of an active council, or an agreement in force.

    A hint, though the guideline recommends to work from knowledge of the inhabitants' needs: 36 months are kps's own
    measure, and some knowledge keeps longer.

    Mend: Name newer knowledge where there is some, or order it. Where the old still holds, and in approved minutes,
    write a waiver in the record, as
    `unntak: [{regel: G101, begrunnelse: Tallene endrer seg lite, til: 2026-12-31}]`.
    """
    made = use.product.day
    if made and months_after(made, OLD_MONTHS) < use.day:
        message = msg(
            "“{id}” is from {made}, more than three years before its use", id=use.product.origin.stem, made=made
        )
        day = use.day if use.path[0] == "saker" else None
        yield Remark(use.record, use.path, message, day=day, rests_on=use.rests_on)


def orders_due(context: Context) -> Iterator[Duty]:
    """Every knowledge product that was ordered with a deadline, since ``gjelder_fra``."""
    yield from orders(context)


@rule("G102", cites="4.1.5b", on=orders_due)
def not_delivered(duty: Duty, context: Context) -> Iterator[Remark]:
    """A knowledge product that was ordered is not delivered.

    What was ordered (`bestilt`) has a `frist` before the day, and no `levert`.

    Mend: Write when it came, as `levert: 2026-05-28`, with the `dato` of the knowledge itself; or a new `frist` that
    was agreed on under `bestilt`. What is no longer wanted is taken away with its record.
    """
    if duty.overdue(context.as_of):
        message = msg("what was ordered was due on {deadline}, and is not recorded as `levert`", deadline=duty.due)
        yield Remark(duty.record, duty.path, message, rests_on=((duty.record, ("bestilt",)),))


@rule("G103", cites=("3g", "4c"), on=cooperation_agreements_in_force, severity="hint")
def goal_without_anything(agreement: Agreement, context: Context) -> Iterator[Remark]:
    """A goal that nothing serves.

    A goal (`mål`) with an `id`, whose `til` has not gone by, of a `samarbeidsavtale` in force that began more than 24
    months ago: no focus area, action plan, measure or action names the id.

    A hint: the guideline recommends a long-term perspective on the goals; that something names each of them, is kps's
    own question.

    Mend: Write the goal's `id` where it is served, as `mål: [rus]`: under a focus area of the agreement, or an action
    plan, a measure or a meeting's action of the council's. A goal that is given up is given a `til`.
    """
    if agreement.start is None or months_after(agreement.start, GOAL_MONTHS) >= context.as_of:
        return
    shared = (one for number in agreement.numbers for one in context.register.councils_for(number))
    councils = tuple({one.origin.file: one for one in shared}.values())
    named = {id for area in agreement.focus_areas for id in area.goals}
    named |= {id for council in councils for id in naming(council, context.register, context.as_of)}
    for one in goals_judged(agreement, context):
        if one.goal.id and one.goal.id not in named:
            meetings = (meeting for council in councils for meeting in context.register.all_meetings_of(council))
            yield Remark(
                agreement,
                one.path,
                msg("no focus area, action plan, measure or action names the goal “{id}”", id=one.goal.id),
                rests_on=(
                    (agreement, ("satsingsområder",)),
                    (agreement, ("kommuner",)),
                    *context.doubts(councils, "handlingsplaner"),
                    *context.doubts(meetings, "saker"),
                    *context.uncounted(*councils),
                    *context.uncertain_councils(agreement),
                ),
            )


@rule("G104", cites="3g", on=cooperation_agreements_in_force, severity="hint")
def not_measured(agreement: Agreement, context: Context) -> Iterator[Remark]:
    """A goal's indicator has not been measured in time.

    A goal (`mål`) with an `indikator`, whose `til` has not gone by, of a `samarbeidsavtale` in force: neither a day
    under `målinger` nor the agreement's `fra` lies within the months that `måles` says, 12 where it says none.

    A hint: the guideline recommends a long-term perspective on the goals; how often they are measured, the parties say
    themselves.

    Mend: Write the newest measuring, as `målinger: [{dato: 2025-05-20, verdi: 4.2, grunnlag: ungdata-2025}]`, beside
    the earlier ones; or a longer interval, as `måles: 36`.
    """
    for duty in measurings(agreement, context):
        if duty.overdue(context.as_of):
            goal = agreement.goals[int(duty.path[1])]
            message = (
                msg("the goal “{goal}” was last measured on {day}", goal=goal.id or goal.text, day=duty.last)
                if duty.last
                else msg("no measuring (`målinger`) is recorded of the goal “{goal}”", goal=goal.id or goal.text)
            )
            doubts: Places = ((agreement, ("fra",)), (agreement, (*duty.path[:2], "indikator")))
            yield Remark(agreement, duty.path, message, rests_on=doubts)


@rule("G105", cites=("4.1.4c", "4f"), on=active_councils)
def measure_behind(council: Council, context: Context) -> Iterator[Remark]:
    """A measure of an action plan is behind, or nobody's.

    A measure (`tiltak`) of an action plan that covers the day is neither `ferdig` nor `bortfalt`, and its deadline has
    gone by (a warning). Its state, deadline and who is responsible are what the plan says, or the latest `oppfølging`
    of a meeting that names it. A plan without dates always counts; a deadline from before `gjelder_fra` does not.

    A hint where its deadline has not gone by and it has no `ansvarlig` or no `frist`: the guideline asks that of what
    meetings decide, not of plans.

    Mend: Write in the plan that it is done, as `status: ferdig`, or a new `frist`; or in the next meeting, as
    `oppfølging: [{tiltak: trygt-uteliv/1, status: ferdig, dato: 2026-01-20}]`. Write who sees to it under `ansvarlig`.
    """
    for one in measures_judged(council, context):
        meetings = context.register.all_meetings_of(council)
        rests_on: Places = (
            (council, (*one.path, "status")),
            *context.doubts(meetings, "oppfølging"),
            *context.uncounted(council),
        )
        lacking = tuple(key for key, there in (("ansvarlig", one.responsible), ("frist", one.deadline)) if not there)
        if one.overdue(context.as_of):
            if one.deadline and context.charter.judges(one.deadline):
                path = (*one.path, "frist") if one.measure.deadline else one.path
                message = msg(
                    "the measure {id} was due on {deadline}, and is still open", id=one.id, deadline=one.deadline
                )
                yield Remark(council, path, message, rests_on=rests_on)
        elif lacking:
            doubts = tuple((council, (*one.path, key)) for key in lacking)
            message = msg("the measure {id} lacks: {keys}", id=one.id, keys=", ".join(f"`{key}`" for key in lacking))
            yield Remark(council, one.path, message, severity="hint", rests_on=(*rests_on, *doubts), lacking=lacking)
