"""Focus areas of agreements in force: each is to be on an agenda every year (sections 3 and 4.1.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kps.duties.agendas import of_year
from kps.duties.duty import Duty
from kps.models.agreement import Agreement, FocusArea
from kps.models.council import Council
from kps.models.meeting import Meeting
from kps.models.vocabulary import normal
from kps.register.on_day import OnDay


@dataclass(frozen=True, slots=True)
class FocusInForce:
    """A focus area in force, its place in the agreement, and the active councils that share a municipality."""

    agreement: Agreement
    index: int
    area: FocusArea
    councils: tuple[Council, ...]

    @property
    def start(self) -> date | None:
        """The area's first day, else the agreement's."""
        return self.area.start or self.agreement.start

    def is_about(self, topics: Iterable[str]) -> bool:
        """Whether one of the topics is one of the area's."""
        return not _forms(tuple(topics)).isdisjoint(_forms(self.area.topics))

    def meetings(self, on_day: OnDay) -> Iterator[Meeting]:
        """The meetings that any of the councils has held."""
        for council in self.councils:
            yield from on_day.held(council)


@lru_cache(maxsize=4096)
def _forms(topics: tuple[str, ...]) -> frozenset[str]:
    """The forms in which topics are compared."""
    return frozenset(map(normal, topics))


def focus_areas_in_force(on_day: OnDay) -> Iterator[FocusInForce]:
    """Every focus area in force on the day of a samarbeidsavtale in force, where there is a council for it."""
    for agreement in on_day.cooperation_agreements_in_force():
        councils = on_day.councils_sharing(agreement)
        for index, area in enumerate(agreement.focus_areas):
            focus = FocusInForce(agreement, index, area, councils)
            begun = focus.start is not None and focus.start <= on_day.as_of
            if councils and begun and (area.end is None or area.end >= on_day.as_of):
                yield focus


def on_an_agenda(focus: FocusInForce, on_day: OnDay) -> Duty:
    """That the focus area is on an agenda of any of its councils, this year."""
    days = [day for council in focus.councils for day, item in of_year(council, on_day) if focus.is_about(item.topics)]
    path = ("satsingsområder", focus.index)
    due = date(on_day.as_of.year, 12, 31)
    return Duty("focus_area", "4.1.3a", focus.agreement, path, due, min(days, default=None))
