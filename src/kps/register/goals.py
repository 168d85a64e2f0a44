"""The agreements' goals by id, and who names them: the line from a goal to what is done for it (3, 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kps.models.agreement import Agreement, Goal
from kps.models.base import Record
from kps.models.council import Council
from kps.models.meeting import Meeting
from kps.register.index import Register
from kps.source import Path


@dataclass(frozen=True, slots=True)
class StatedGoal:
    """A goal and the agreement that states it; its place there counts from 0."""

    agreement: Agreement
    place: int
    goal: Goal

    @property
    def path(self) -> Path:
        """Where the goal stands."""
        return ("mål", self.place)


def stated_goals(agreement: Agreement) -> Iterator[StatedGoal]:
    """The agreement's goals, in its order."""
    yield from (StatedGoal(agreement, place, goal) for place, goal in enumerate(agreement.goals))


def goals_of(record: Record, register: Register) -> Mapping[str, tuple[StatedGoal, ...]]:
    """The goals that the record may name, by id: an agreement's own, else those of all that share a municipality."""
    return register.once(("goals", record.origin.file), lambda: _goals_of(record, register))


def _goals_of(record: Record, register: Register) -> dict[str, tuple[StatedGoal, ...]]:
    found: dict[str, tuple[StatedGoal, ...]] = {}
    for agreement in agreements_around(record, register):
        for one in stated_goals(agreement):
            if one.goal.id:
                found[one.goal.id] = (*found.get(one.goal.id, ()), one)
    return found


def agreements_around(record: Record, register: Register) -> tuple[Agreement, ...]:
    """The agreements of any time that share a municipality with the councils of a record; an agreement is its own."""
    if isinstance(record, Agreement):
        return (record,)
    councils = register.councils_in(record) if isinstance(record, Meeting) else _own(record, register)
    shared = (one for council in councils for number in council.numbers for one in register.agreements_for(number))
    return tuple({one.origin.file: one for one in shared}.values())


def _own(record: Record, register: Register) -> tuple[Council, ...]:
    council = register.council_of(record)
    return (council,) if council else ()


def naming(council: Council, register: Register, as_of: date) -> frozenset[str]:
    """The ids of the goals that the council's action plans, their measures and its meetings' actions name."""
    about = ("naming", council.origin.file, as_of)
    return register.once(about, lambda: frozenset(_named_by(council, register, as_of)))


def _named_by(council: Council, register: Register, as_of: date) -> Iterator[str]:
    for plan in council.action_plans:
        yield from plan.goals
        yield from (id for measure in plan.measures for id in measure.goals)
    for meeting in register.all_meetings_of(council):
        if meeting.held(as_of) or meeting.status == "planlagt":
            yield from (id for item in meeting.items for action in item.actions for id in action.goals)
