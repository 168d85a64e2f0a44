"""The measures of action plans: their state is their own, or told by meetings as an action's is (4, 4.1.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kps.models.council import ActionPlan, Council, Measure
from kps.models.task import CLOSED, ActionStatus
from kps.register.actions import Tracked, same_action, words_of
from kps.register.index import Register


@dataclass(frozen=True, slots=True)
class TrackedMeasure(Tracked):
    """A plan's measure with what meetings said of it; it stands in the council's own record."""

    council: Council
    plan: ActionPlan
    measure: Measure

    @property
    def task(self) -> Measure:
        """The measure as the plan has it."""
        return self.measure

    @property
    def born(self) -> date | None:
        """The first day of the plan."""
        return self.plan.start

    @property
    def status(self) -> ActionStatus:
        """The latest state told; it is closed once the plan itself says so."""
        own = self.measure.status
        if own in CLOSED:
            return own
        told = (word.entry.status for word in reversed(self.words) if word.entry.status)
        return next(told, own or "ikke_påbegynt")


def measures(council: Council, register: Register, as_of: date) -> Iterator[TrackedMeasure]:
    """Every measure of the council's action plans, of any time, as known on ``as_of``."""
    words = words_of(council, register, as_of)
    for index, plan in enumerate(council.action_plans):
        for place, measure in enumerate(plan.measures):
            id = plan.measure_id(place)
            path = ("handlingsplaner", index, "tiltak", place)
            yield TrackedMeasure(id, path, tuple(words.get(same_action(id), ())), council, plan, measure)


def measure_ids(council: Council) -> Iterator[str]:
    """What meetings name the council's measures by."""
    for plan in council.action_plans:
        yield from (plan.measure_id(place) for place in range(len(plan.measures)))
