"""Focus areas of agreements in force, with the councils that are to work on them (sections 3 and 4.1.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kps.checking.context import Context
from kps.checking.finding import Remark
from kps.checking.rule import rule
from kps.checking.subjects import (
    cooperation_agreements,
    whole_years,
)
from kps.duties.focus import FocusInForce
from kps.language import Message, msg
from kps.models.agreement import Agreement
from kps.models.base import Record
from kps.models.council import Council
from kps.source import Path


def about(
    focus: FocusInForce, message: Message, rests_on: tuple[tuple[Record, Path], ...] = (), day: date | None = None
) -> Remark:
    """A remark on a focus area, where it stands in the agreement."""
    return Remark(focus.agreement, ("satsingsområder", focus.index), message, day=day, rests_on=rests_on)


@dataclass(frozen=True, slots=True)
class FocusInYear:
    """A focus area that was in force the whole of a past year, for councils that were active from its first day."""

    focus: FocusInForce
    year: int


def focus_areas_of_past_years(context: Context) -> Iterator[FocusInYear]:
    """Every focus area of a samarbeidsavtale, with each past year that it was in force the whole of."""
    for agreement in cooperation_agreements(context):
        councils = context.councils_sharing(agreement)
        for year in sorted({year for council in councils for year in whole_years(council, context)}):
            first, last = date(year, 1, 1), date(year, 12, 31)
            if not (
                agreement.in_force(first) and agreement.in_force(last) and _judged(councils, agreement, year, context)
            ):
                continue
            for index, area in enumerate(agreement.focus_areas):
                focus = FocusInForce(agreement, index, area, councils)
                begun = focus.start is not None and focus.start <= first
                if begun and (area.end is None or area.end >= last):
                    yield FocusInYear(focus, year)


def _judged(councils: tuple[Council, ...], agreement: Agreement, year: int, context: Context) -> bool:
    """Whether one of the councils was active from the year's first day, with a municipality of the agreement in it."""
    return any(
        year in whole_years(council, context)
        and not set(agreement.numbers).isdisjoint(council.numbers_on(date(year, 1, 1)))
        for council in councils
    )


@rule("M418", cites="4.1.3a", on=focus_areas_of_past_years, severity="hint", yearly=True)
def focus_never_on_an_agenda(subject: FocusInYear, context: Context) -> Iterator[Remark]:
    """A focus area was on no agenda in a year.

    A focus area of a samarbeidsavtale was in force the whole of a past year, though it may have ended since, and no
    item at a meeting held that year was on its topic. It takes an active council that shares a municipality with the
    agreement; what any of them did counts.

    A hint: the guideline recommends that the agenda takes up current local problems; that each focus area is taken up
    every year, is kps's own measure of it.

    Mend: Put the focus area on the next agenda, under an item with the same `tema`; `kps new-meeting` proposes it. For
    a past year, write the `tema` under an item that was about it where the minutes are not approved. Approved minutes
    are left as they are: then write a waiver in the agreement's record, as
    `unntak: [{regel: M418, begrunnelse: Satsingsområdet ble drøftet i eget møte, til: 2026-12-31}]`.
    """
    focus, year = subject.focus, subject.year
    meetings = [one for council in focus.councils for one in context.held_in(council, year)]
    if not any(focus.is_about(item.topics) for meeting in meetings for item in meeting.items):
        message = msg("the focus area “{area}” was on no agenda in {year}", area=focus.area.name, year=year)
        doubts = (
            *context.doubts(meetings, "saker"),
            *context.uncounted(*focus.councils),
            *context.uncertain_councils(focus.agreement),
        )
        yield about(focus, message, doubts, date(year, 12, 31))
