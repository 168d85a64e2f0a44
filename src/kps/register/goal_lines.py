"""The line from a goal to what is done for it and to what its indicator shows (3, 4, 4.1.5); and what serves no goal.

It says what was agreed, done and measured, one beside the other; never that one of them brought about another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from kps.models.agreement import Agreement, FocusArea, Indicator, Measuring
from kps.models.council import ActionPlan, Council
from kps.register.actions import TrackedAction, same_action
from kps.register.goals import StatedGoal, stated_goals
from kps.register.measures import TrackedMeasure, measures
from kps.register.on_day import OnDay

Movement = Literal["wanted", "other", "none"]
"""How the latest measuring lies to the one before: the way that is wanted, the other way, or where it was."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an indicator showed on a day, and the id of the knowledge product that tells it."""

    day: date
    value: Decimal
    product: str = ""


@dataclass(frozen=True, slots=True)
class Serving:
    """What is agreed and done for a goal, or for none: focus areas, action plans, their measures, meetings' actions."""

    focus_areas: tuple[FocusArea, ...] = ()
    plans: tuple[ActionPlan, ...] = ()
    measures: tuple[TrackedMeasure, ...] = ()
    actions: tuple[TrackedAction, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether there is anything at all."""
        return bool(self.focus_areas or self.plans or self.measures or self.actions)


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal, what serves it, and what its indicator has shown by the day asked about, the earliest first."""

    stated: StatedGoal
    serving: Serving
    readings: tuple[Reading, ...]

    @property
    def indicator(self) -> Indicator | None:
        """What shows whether the goal comes nearer, where anything does."""
        return self.stated.goal.indicator

    @property
    def movement(self) -> Movement | None:
        """The latest reading against the one before and the wanted direction; None where either is not there."""
        wanted = self.indicator.wanted if self.indicator else None
        if wanted is None or len(self.readings) < 2:
            return None
        before, now = (one.value for one in self.readings[-2:])
        if now == before:
            return "none"
        return "wanted" if (now > before) == (wanted == "opp") else "other"

    @property
    def reached(self) -> bool | None:
        """Whether the latest reading is at the figure that is to be reached, or past it; None where it is not known."""
        indicator = self.indicator
        if indicator is None or indicator.target is None or indicator.wanted is None or not self.readings:
            return None
        now, target = self.readings[-1].value, indicator.target
        return now >= target if indicator.wanted == "opp" else now <= target


def is_told(line: GoalLine) -> bool:
    """Whether there is a line to show: a goal without id and indicator can be named by nothing, and shows nothing."""
    return bool(line.stated.goal.id or line.indicator or line.readings)


def goal_lines(on_day: OnDay, councils: Iterable[Council] | None = None) -> Iterator[GoalLine]:
    """The lines of the goals of samarbeidsavtaler in force on the day; of those that some of ``councils`` share."""
    every = on_day.cooperation_agreements_in_force() if councils is None else agreements_shared(councils, on_day)
    for agreement in every:
        sharing = on_day.councils_sharing(agreement)
        for stated in stated_goals(agreement):
            yield GoalLine(stated, _serving(stated, sharing, on_day), _readings(stated, on_day))


def agreements_shared(councils: Iterable[Council], on_day: OnDay) -> tuple[Agreement, ...]:
    """The samarbeidsavtaler in force that share a municipality with one of the councils, those of active ones."""
    day = on_day.as_of
    numbers = dict.fromkeys(number for one in councils if one.active(day) for number in one.numbers_on(day))
    found = (one for number in numbers for one in on_day.register.agreements_for(number))
    in_force = {one.origin.file: one for one in found if one.agreement_kind == "samarbeidsavtale" and one.in_force(day)}
    return tuple(in_force.values())


def _readings(stated: StatedGoal, on_day: OnDay) -> tuple[Reading, ...]:
    known = (_reading(one) for one in stated.goal.measurings if on_day.known(one.day))
    return tuple(sorted((one for one in known if one), key=lambda one: one.day))


def _reading(measuring: Measuring) -> Reading | None:
    if measuring.day is None or measuring.value is None:
        return None
    return Reading(measuring.day, measuring.value, measuring.product)


def _serving(stated: StatedGoal, councils: Iterable[Council], on_day: OnDay) -> Serving:
    id, agreement = stated.goal.id, stated.agreement
    if not id:
        return Serving()
    done = [_done(council, on_day) for council in councils]
    return Serving(
        tuple(one for one in agreement.focus_areas if id in one.goals),
        tuple(plan for council in councils for plan in council.action_plans if id in plan.goals),
        tuple(one for some in done for one in some.measures if id in some.goals_of_measure(one)),
        tuple(one for some in done for one in some.actions if id in some.goals_of_action(one)),
    )


@dataclass(frozen=True)
class _Done:
    """What a council's plans and meetings have set to be done, as known on a day."""

    measures: tuple[TrackedMeasure, ...]
    actions: tuple[TrackedAction, ...]

    def goals_of_measure(self, measure: TrackedMeasure) -> tuple[str, ...]:
        """The goals that a measure serves: its own, and its plan's."""
        return (*measure.measure.goals, *measure.plan.goals)

    def goals_of_action(self, action: TrackedAction) -> tuple[str, ...]:
        """The goals that an action serves: its own, and those of the plan's measure that it carries out."""
        carried_out = same_action(action.action.plan_measure)
        of_measure = (one for one in self.measures if carried_out and same_action(one.id) == carried_out)
        return (*action.action.goals, *(id for one in of_measure for id in self.goals_of_measure(one)))


def _done(council: Council, on_day: OnDay) -> _Done:
    about = ("done", council.origin.folder, on_day.as_of)
    return on_day.register.once(
        about, lambda: _Done(tuple(measures(council, on_day.register, on_day.as_of)), on_day.actions(council))
    )


def without_goal(council: Council, on_day: OnDay) -> Serving:
    """What of the day's focus areas, plans, open measures and open actions names no goal.

    Nothing of a council none of whose agreements in force has a goal that could be named.
    """
    day = on_day.as_of
    agreements = agreements_shared((council,), on_day)
    if not any(goal.id for one in agreements for goal in one.goals):
        return Serving()
    done = _done(council, on_day)
    return Serving(
        tuple(area for one in agreements for area in one.focus_areas if not any(area.goals) and _holds(area, day)),
        tuple(plan for plan in council.action_plans if plan.covers(day) and not _serves(plan)),
        tuple(one for one in done.measures if one.open and one.plan.covers(day) and not done.goals_of_measure(one)),
        tuple(one for one in done.actions if one.open and not done.goals_of_action(one)),
    )


def _serves(plan: ActionPlan) -> bool:
    """Whether the plan, or a measure of it, names a goal."""
    return any(plan.goals) or any(any(one.goals) for one in plan.measures)


def _holds(area: FocusArea, day: date) -> bool:
    return (area.start is None or area.start <= day) and (area.end is None or day <= area.end)
