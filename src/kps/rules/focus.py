"""Focus areas of agreements in force, with the councils that are to work on them (sections 3 and 4.1.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kps.language import Message, msg
from kps.models.agreement import Agreement, FocusArea
from kps.models.base import Record
from kps.models.council import Council
from kps.models.meeting import Meeting
from kps.models.vocabulary import normal
from kps.rules.context import Context
from kps.rules.finding import Remark
from kps.rules.rule import rule
from kps.rules.subjects import cooperation_agreements_in_force, councils_sharing, whole_years
from kps.source import Path


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
        return bool({normal(one) for one in topics} & {normal(one) for one in self.area.topics})

    def meetings(self, context: Context) -> Iterator[Meeting]:
        """The meetings that any of the councils has held."""
        for council in self.councils:
            yield from context.held(council)

    def remark(
        self, message: Message, rests_on: tuple[tuple[Record, Path], ...] = (), day: date | None = None
    ) -> Remark:
        """A remark on the area, where it stands in the agreement."""
        return Remark(self.agreement, ("satsingsområder", self.index), message, day=day, rests_on=rests_on)


def focus_areas_in_force(context: Context) -> Iterator[FocusInForce]:
    """Every focus area in force on the day of a samarbeidsavtale in force, where there is a council for it."""
    for agreement in cooperation_agreements_in_force(context):
        councils = councils_sharing(agreement, context)
        for index, area in enumerate(agreement.focus_areas):
            focus = FocusInForce(agreement, index, area, councils)
            begun = focus.start is not None and focus.start <= context.as_of
            if councils and begun and (area.end is None or area.end >= context.as_of):
                yield focus


@rule("M418", cites="4.1.3a", on=focus_areas_in_force, severity="hint", yearly=True)
def focus_never_on_an_agenda(focus: FocusInForce, context: Context) -> Iterator[Remark]:
    """A focus area was on no agenda in a year.

    A focus area of a samarbeidsavtale was in force the whole of a past year, and no item at a meeting held
    that year was on its topic. It takes an active council that shares a municipality with the agreement; what
    any of them did counts.

    Mend: Put the focus area on the next agenda, with its tema; kps new-meeting proposes it.
    """
    for year in sorted({year for council in focus.councils for year in whole_years(council, context)}):
        if focus.start is None or focus.start > date(year, 1, 1):
            continue
        meetings = [one for one in focus.meetings(context) if one.day and one.day.year == year]
        if not any(focus.is_about(item.topics) for meeting in meetings for item in meeting.items):
            message = msg("the focus area “{area}” was on no agenda in {year}", area=focus.area.name, year=year)
            yield focus.remark(message, context.doubts(meetings, "saker"), date(year, 12, 31))
