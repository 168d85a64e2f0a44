"""What became of the actions in a year (4.1.2): set, closed, deferred, and the age of those still open."""

from __future__ import annotations

from datetime import date

from kps.register.actions import TrackedAction, Word
from kps.report.figures import AGES, NONE, ActionFigures


def measure(action: TrackedAction, year: int, as_of: date) -> ActionFigures:
    """The figures of one action. It counts as closed the day that was told, and its days go to the day it happened."""
    set_now = action.born.year == year
    closing = action.closing
    closed = action.closed_in(year)
    due, in_time = _due(action, as_of)
    return ActionFigures.of_known(
        opened=int(set_now),
        closed=int(closed),
        closed_after_days=(_days(action, closing),) if closing and closed else (),
        deferrals=sum(1 for word in action.words if word.entry.deadline and word.day.year == year),
        by_step={str(action.action.step or NONE): 1} if set_now else {},
        by_process={action.action.process or action.item.process or NONE: 1} if set_now else {},
        open_ages={_age(action, as_of): 1} if action.open else {},
        overdue=int(action.overdue(as_of)),
        due_by_year={due: 1} if due else {},
        in_time_by_year={due: 1} if due and in_time else {},
    )


def _due(action: TrackedAction, as_of: date) -> tuple[str, bool]:
    """The year in which an action that is done or overdue was to be done, if any, and whether it was done by then."""
    deadline, closing = action.deadline, action.closing
    if deadline is None or action.status == "bortfalt" or not (closing or action.overdue(as_of)):
        return "", False
    return str(deadline.year), closing is not None and (closing.entry.day or closing.day) <= deadline


def _days(action: TrackedAction, closing: Word) -> int:
    return max(0, ((closing.entry.day or closing.day) - action.born).days)


def _age(action: TrackedAction, as_of: date) -> str:
    age = (as_of - action.born).days
    return next(name for name, last in AGES.items() if last is None or age <= last)
