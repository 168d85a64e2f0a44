"""What was, or is to be, on a council's agendas."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kps.models.council import Council
from kps.models.meeting import Item
from kps.models.vocabulary import normal
from kps.register.on_day import OnDay


def agendas(council: Council, on_day: OnDay) -> Iterator[tuple[date, Item]]:
    """The items of all meetings, held or planned, that were not put off, each with its day.

    Planned meetings count: what is on their agenda is not to be proposed for another.
    """
    for meeting in on_day.register.all_meetings_of(council):
        if meeting.day and meeting.status != "avlyst":
            yield from ((meeting.day, item) for item in meeting.items if item.outcome in (None, "behandlet"))


def of_year(council: Council, on_day: OnDay) -> Iterator[tuple[date, Item]]:
    """The items on the year's agendas."""
    yield from (found for found in agendas(council, on_day) if found[0].year == on_day.as_of.year)


def is_on_slt(item: Item) -> bool:
    """Whether the item is about SLT, by its topic or as a standing item."""
    return item.standing == "slt" or any(normal(topic) == "slt" for topic in item.topics)
