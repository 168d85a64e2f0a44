"""What is owed of knowledge and goals: what was ordered is delivered, indicators are measured (3, 4.1.5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kps.duties.duty import Duty, MeasureDuty
from kps.models.agreement import Agreement
from kps.models.council import Council
from kps.models.date_arithmetic import months_after
from kps.models.knowledge import Knowledge
from kps.register.goals import StatedGoal, stated_goals
from kps.register.measures import TrackedMeasure, measures
from kps.register.on_day import OnDay

MEASURED_MONTHS = 12
"""How often an indicator is measured where the goal does not say."""


def orders(on_day: OnDay) -> Iterator[Duty]:
    """The knowledge products that were ordered, by the day they are to be there: of active councils, and of none."""
    for product in on_day.register.products:
        council = on_day.register.council_of(product)
        of_none = on_day.register.council_folder(product.origin.file) is None
        if of_none or (council is not None and council.active(on_day.as_of)):
            yield from _order(product, on_day)


def _order(product: Knowledge, on_day: OnDay) -> Iterator[Duty]:
    order = product.order
    if order is None or order.deadline is None or (order.day is not None and order.day > on_day.as_of):
        return
    if on_day.charter.judges(order.deadline):
        yield Duty("order", "4.1.5b", product, ("levert",), order.deadline, on_day.known(product.delivered))


def goals_judged(agreement: Agreement, on_day: OnDay) -> Iterator[StatedGoal]:
    """The goals of an agreement whose day has not gone by."""
    yield from (one for one in stated_goals(agreement) if one.goal.end is None or one.goal.end >= on_day.as_of)


def measurings(agreement: Agreement, on_day: OnDay) -> Iterator[Duty]:
    """The next measuring of each indicator of a samarbeidsavtale in force; that it was made counts as one."""
    if agreement.agreement_kind != "samarbeidsavtale" or not agreement.in_force(on_day.as_of):
        return
    for one in goals_judged(agreement, on_day):
        if one.goal.indicator is None:
            continue
        days = [day for measuring in one.goal.measurings if (day := on_day.known(measuring.day))]
        last = max(days, default=None)
        begun = max((day for day in (last, agreement.start) if day), default=date.max)
        due = months_after(begun, one.goal.indicator.months or MEASURED_MONTHS)
        yield Duty("measuring", "3g", agreement, (*one.path, "målinger"), due, last=last)


def measures_judged(council: Council, on_day: OnDay) -> Iterator[TrackedMeasure]:
    """The measures of the council's action plans that cover the day, neither done nor dropped."""
    for one in measures(council, on_day.register, on_day.as_of):
        if one.open and one.plan.covers(on_day.as_of):
            yield one


def plan_measures(council: Council, on_day: OnDay) -> Iterator[MeasureDuty]:
    """The open measures that have a deadline, but for one before the day from which the register is judged."""
    for one in measures_judged(council, on_day):
        if one.deadline and on_day.charter.judges(one.deadline):
            path = (*one.path, "frist") if one.measure.deadline else one.path
            yield MeasureDuty("measure", "4f", council, path, one.deadline, measure=one)
