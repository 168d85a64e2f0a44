"""What was decided to be done, by the latest deadline that was set (4.1.2, 4.1.4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kps.duties.duty import ActionDuty
from kps.models.council import Council
from kps.register.actions import TrackedAction
from kps.register.on_day import OnDay


def actions(council: Council, on_day: OnDay) -> Iterator[ActionDuty]:
    """The actions of the council's own meetings that have a deadline; one without owes nothing by a day."""
    yield from (duty for one in on_day.actions(council) if (duty := action(one)))


def action(tracked: TrackedAction) -> ActionDuty | None:
    """The duty that an action with a deadline is, where that was set last."""
    if tracked.deadline is None:
        return None
    word = tracked.deadline_word
    record = word.meeting if word else tracked.meeting
    path = (*(word.path if word else tracked.path), "frist")
    return ActionDuty("action", "4.1.4c", record, path, tracked.deadline, _closed(tracked), action=tracked)


def _closed(tracked: TrackedAction) -> date | None:
    """The day the action was closed, where it is."""
    closing = tracked.closing
    return (closing.entry.day or closing.day) if closing else None
