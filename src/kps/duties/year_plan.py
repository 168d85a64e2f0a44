"""What a council means to take up: the topics of its year (årshjul), and the items that wait (saksbank) (4.1.3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kps.duties.agendas import agendas, is_on_slt
from kps.duties.duty import Duty
from kps.models.council import Council, PlannedTopic
from kps.models.date_arithmetic import last_of_month
from kps.models.meeting import Item
from kps.models.vocabulary import normal
from kps.register.on_day import OnDay


def year_topics(council: Council, on_day: OnDay) -> Iterator[Duty]:
    """That each topic of the council's year is on an agenda by the end of its month, this year and the next.

    A day of the year that has it on an agenda ticks off the first of its months that is left.
    """
    for index, planned in enumerate(council.year_plan):
        for year in (on_day.as_of.year, on_day.as_of.year + 1):
            if year <= date.max.year:
                yield from _of_year(council, index, planned, year, on_day)


def _of_year(council: Council, index: int, planned: PlannedTopic, year: int, on_day: OnDay) -> Iterator[Duty]:
    ends = [last_of_month(year, month) for month in sorted({month for month in planned.months if month})]
    taken_up = {day for day, item in agendas(council, on_day) if day.year == year and _is_about(item, planned)}
    met = dict(zip(ends, sorted(taken_up), strict=False))
    for due in ends:
        if any(planned.topics) and council.active(due) and on_day.charter.judges(due):
            yield Duty("year_topic", "4.1.3a", council, ("årshjul", index), due, met.get(due))


def _is_about(item: Item, planned: PlannedTopic) -> bool:
    wanted = {normal(topic) for topic in planned.topics}
    return not wanted.isdisjoint(map(normal, item.topics)) or ("slt" in wanted and is_on_slt(item))


def waiting_items(council: Council, on_day: OnDay) -> Iterator[Duty]:
    """The items that wait, for the next meeting that is planned or was agreed on; where none is, for the day itself."""
    due = _next_day(council, on_day)
    for index, item in enumerate(council.item_bank):
        if item.day is None or item.day <= on_day.as_of:
            yield Duty("waiting_item", "4.1.3a", council, ("saksbank", index), due)


def _next_day(council: Council, on_day: OnDay) -> date:
    meetings = on_day.register.all_meetings_of(council)
    planned = [one.day for one in meetings if one.status == "planlagt" and one.day and one.day >= on_day.as_of]
    agreed = [one.next_meeting for one in on_day.held(council)[-1:] if one.next_meeting]
    return min(planned or [one for one in agreed if one >= on_day.as_of], default=on_day.as_of)
