"""M: what a council does through a calendar year (section 4.1.2 of the guideline)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kps.checking.context import Context
from kps.checking.finding import Remark
from kps.checking.rule import rule
from kps.checking.subjects import CouncilCalendarYear, active_councils, first_year, past_years
from kps.language import msg, msgn
from kps.models.council import Council
from kps.models.date_arithmetic import whole_months
from kps.models.meeting import Meeting

LEAST = 2
"""Meetings a year, at the least (4.1.2)."""

LATE_IN_THE_YEAR = 90
"""With fewer days left of the year, a missing meeting is a warning and no longer a hint."""


def owed(council: Council, year: int, applies_from: date | None) -> int:
    """How many meetings the council owes in a year: two, or its share for the whole months it was active."""
    first = max(council.founded or date.max, applies_from or date.min)
    last = min(council.closed or date.max, date(year, 12, 31))
    return LEAST * whole_months(year, first, last) // 12


@rule("M401", cites="4.1.2f", on=active_councils, yearly=True)
def too_few_meetings(council: Council, context: Context) -> Iterator[Remark]:
    """Too few meetings in a calendar year.

    At least two meetings are to be held in a year. A council that began within it (`opprettet`, or the register's
    `gjelder_fra`) or closes within it (`nedlagt`) is to have its share of the two, by how many whole calendar months
    it is active, rounded down. Of a past year only held meetings count.

    The year under way counts to its end, with what is planned: too few is a hint while there is time, and a warning
    when fewer than 90 days of the year are left (the register's own number).

    Mend: Plan the meetings that are missing, with `kps new-meeting`. A past year stands: write a waiver in
    politirad.yaml, as `unntak: [{regel: M401, begrunnelse: Kommunesammenslåing, til: 2026-12-31}]`; its `til` is to
    be the last day of that year, or later.
    """
    begun = max(council.founded or date.max, context.charter.begun)
    for year in range(max(begun.year, first_year(context)), context.as_of.year + 1):
        due = owed(council, year, context.charter.applies_from)
        count = len(_counted(council, year, context))
        if count < due:
            yield _too_few(council, year, count, due, context)


def _counted(council: Council, year: int, context: Context) -> list[Meeting]:
    """The year's held meetings, and of the year under way those planned from the day on."""
    return [
        one
        for one in context.register.meetings_of_year(council, year)
        if one.held(context.as_of) or (one.status == "planlagt" and one.day and one.day >= context.as_of)
    ]


def _too_few(council: Council, year: int, count: int, due: int, context: Context) -> Remark:
    rests_on = context.uncounted(council)
    if year < context.as_of.year:
        message = msgn(
            "{count} of {n} meeting held in {year}",
            "{count} of {n} meetings held in {year}",
            due,
            count=count,
            year=year,
        )
        return Remark(council, (), message, day=date(year, 12, 31), rests_on=rests_on)
    left = (date(year, 12, 31) - context.as_of).days
    message = msgn(
        "{count} of {n} meeting held or planned in {year}",
        "{count} of {n} meetings held or planned in {year}",
        due,
        count=count,
        year=year,
    )
    return Remark(council, (), message, None if left < LATE_IN_THE_YEAR else "hint", rests_on=rests_on)


@rule("M402", cites="4.1.2g", on=past_years, severity="hint", yearly=True)
def just_two_meetings(subject: CouncilCalendarYear, context: Context) -> Iterator[Remark]:
    """No more than two meetings in a year.

    In a past year that the council was active the whole of, exactly two meetings were held; or two or more, but fewer
    than the council's own aim (`møter_per_år`).

    A hint, though the guideline recommends more than two: it asks for at least two, and two were held.

    Mend: Plan more meetings in the year to come, with `kps new-meeting`; if the aim is too high, lower
    `møter_per_år`. A past year stands: write a waiver in politirad.yaml, as
    `unntak: [{regel: M402, begrunnelse: To møter er nok for rådet, til: 2026-12-31}]`.
    """
    council, year = subject.council, subject.year
    count = len(subject.held(context))
    aim = council.meetings_per_year or 0
    if count >= LEAST and count < aim:
        message = msg(
            "{count} meetings held in {year}; the council's own aim (`møter_per_år`) is {aim}",
            count=count,
            year=year,
            aim=aim,
        )
    elif count == LEAST:
        message = msg("two meetings held in {year}; more than two are recommended", year=year)
    else:
        return
    yield Remark(council, (), message, day=subject.last_day, rests_on=context.uncounted(council))
