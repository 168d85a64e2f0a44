"""The charts: what each one shows, said in its title; what is drawn, sorted and without noughts; and what is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kps.language import Words, compound, msg, msgn
from kps.report.countings import COUNTINGS, Counting, counted
from kps.report.figures import NONE
from kps.report.fractions import fraction
from kps.report.headlines import agendas_by_year, in_time_by_year
from kps.report.overviews import name
from kps.report.shape import Share
from kps.report.sheets import in_time, lights_by_district, meetings_by_year, years_from
from kps.report.status_light import light
from kps.report.table import Cell, Row, Table
from kps.report.year_status import Status

Kind = Literal["bars", "stacked", "upright"]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: how it is drawn, what it shows, what is drawn, and all of it as a table.

    ``claim`` is a sentence that may begin with a small letter. ``aside`` is what is not drawn.
    """

    kind: Kind
    claim: Words
    drawn: Table
    whole: Table
    aside: tuple[Words, ...] = ()


def charts(status: Status) -> tuple[Chart, ...]:
    """The charts that show anything."""
    # Of one municipality alone, its light is told beside its name.
    several = (_lights(status),) if len(status.municipalities) > 1 else ()
    found = (*several, _meetings(status), _in_time(status), *(_counted(one, status) for one in COUNTINGS))
    return tuple(one for one in found if one.drawn.rows)


def _lights(status: Status) -> Chart:
    table = lights_by_district(status)
    drawn = Table(table.title, table.head, tuple(sorted(table.rows, key=_worst_first)))
    found = [light(one) for one in status.municipalities]
    share = fraction(Share(count=found.count("green"), of=len(found)))
    claim = msg("{share} municipalities have a green light", share=share) if share else table.title
    return Chart("stacked", claim, drawn, table)


def _worst_first(row: Row) -> tuple[float, ...]:
    """What districts are sorted by: the part of their municipalities with the most urgent light, then the next."""
    counts = [one for one in row[1:] if isinstance(one, int)]
    return tuple(-one / (sum(counts) or 1) for one in counts)


def _meetings(status: Status) -> Chart:
    table = meetings_by_year(status)
    return Chart("upright", _meetings_claim(status), table, table)


def _meetings_claim(status: Status) -> Words:
    held = status.total.meetings.by_year
    now, before = held.get(str(status.year), 0), held.get(str(status.year - 1), 0)
    if status.as_of >= date(status.year, 12, 31):
        return msgn(
            "{n} meeting was held in {year}; {before} in {last}",
            "{n} meetings were held in {year}; {before} in {last}",
            now, year=str(status.year), before=before, last=str(status.year - 1),
        )  # fmt: skip
    return msgn(
        "{n} meeting was held so far in {year}; {before} in all of {last}",
        "{n} meetings were held so far in {year}; {before} in all of {last}",
        now, year=str(status.year), before=before, last=str(status.year - 1),
    )  # fmt: skip


def _in_time(status: Status) -> Chart:
    table = in_time(status)
    drawn, left_out = _telling(table.rows)
    share = fraction(status.total.meetings.agendas_on_time)
    claim = msg("{share} agendas came in time", share=share) if share else table.title
    aside = msg("Of nothing in either year: {labels}", labels=list(left_out)) if left_out else ""
    return Chart("bars", claim, Table(table.title, table.head, drawn), table, tuple(filter(None, (aside,))))


def _telling(rows: Iterable[Row]) -> tuple[tuple[Row, ...], tuple[Cell, ...]]:
    """The rows that tell anything, and the labels of the others."""
    some = tuple(rows)
    drawn = tuple(row for row in some if any(map(tells, row[1:])))
    return drawn, tuple(row[0] for row in some if row not in drawn)


def tells(cell: Cell) -> bool:
    """Whether a figure is anything but nought; a share of something is."""
    return bool(cell.of or cell.count) if isinstance(cell, Share) else bool(cell)


def _counted(counting: Counting, status: Status) -> Chart:
    now, then = counting.of(status.total), counting.of(status.total.previous)
    grouped = [key for key in counting.keys if key != NONE]
    known = [key for key in grouped if now.get(key) or then.get(key)]
    if not counting.ordered:
        known.sort(key=lambda key: (-now.get(key, 0), -then.get(key, 0)))
    table = counted(counting, status)
    aside: list[Words] = []
    if now.get(NONE) or then.get(NONE):
        aside.append(
            msg(
                "Beside these, {label}: {now}; the year before {before}",
                label=counting.label(NONE),
                now=now.get(NONE, 0),
                before=then.get(NONE, 0),
            )
        )
    if known and (nothing := [counting.label(key) for key in grouped if key not in known]):
        aside.append(msg("None in either year: {labels}", labels=nothing))
    return Chart("bars", counting.claim(now) or table.title, counted(counting, status, known), table, tuple(aside))


# --- over the years --------------------------------------------------------------------------------------


def trends(status: Status) -> tuple[Chart, ...]:
    """Over all years kept: meetings held, agendas in time, actions done in time, agreements in force.

    Of years gone by nobody can tell whether an agreement was revised in time: a record has its last revision alone.
    Nor how many municipalities had errors: the rules are put to this year and the one before.
    """
    found = (
        _meetings(status),
        _shares(msg("Agendas in time by year"), msg("agendas sent in time"), agendas_by_year(status.total), status),
        _shares(
            msg("Actions done in time by year"), msg("actions done in time"), in_time_by_year(status.total), status
        ),
        _agreements(status),
    )
    return tuple(one for one in found if one.drawn.rows)


def _agreements(status: Status) -> Chart:
    known, label = status.total.agreements_by_year, msg("agreements in force")
    years = years_from(known, status.year)
    table = Table(
        msg("Cooperation agreements in force by year"),
        (msg("year"), label),
        tuple((year, known.get(year, 0)) for year in years),
    )
    now, before = (known.get(str(year), 0) for year in (status.year, status.year - 1))
    return Chart("upright", compound("{what}: {now} ({before})", what=label, now=now, before=before), table, table)


def trends_table(status: Status) -> Table:
    """The trends in one table, a row a year."""
    total = status.total
    held, agendas, done = total.meetings.by_year, agendas_by_year(total), in_time_by_year(total)
    made = total.agreements_by_year
    rows = tuple(
        (year, held.get(year, 0), agendas.get(year, Share()), done.get(year, Share()), made.get(year, 0))
        for year in years_from((*held, *agendas, *done, *made), status.year)
    )
    head = (
        msg("year"),
        msg("meetings held"),
        msg("agendas in time"),
        msg("actions done in time"),
        msg("agreements in force"),
    )
    return Table(msg("Over the years"), head, rows)


def by_district(status: Status) -> tuple[Chart, ...]:
    """The agendas in time of each district over the same years, so that all can be drawn on one scale."""
    years = years_from(agendas_by_year(status.total), status.year)
    return tuple(
        _shares(name(one), msg("agendas in time"), agendas_by_year(one), status, years) for one in status.districts
    )


def _shares(
    title: Words, head: Words, known: Mapping[str, Share], status: Status, years: tuple[str, ...] | None = None
) -> Chart:
    every = years_from(known, status.year) if years is None else years
    table = Table(title, (msg("year"), head), tuple((year, known.get(year, Share())) for year in every))
    now, before = (_per_cent(known.get(str(year), Share())) for year in (status.year, status.year - 1))
    named = head if years is None else title
    claim = compound("{what}: {now} ({before})", what=named, now=now, before=before)
    return Chart("upright", claim, table, table)


def _per_cent(share: Share) -> Words:
    return "–" if share.part is None else compound("{n}\N{NO-BREAK SPACE}%", n=round(100 * share.part))


def districts_table(status: Status) -> Table:
    """The agendas in time of each district over the years, in one table."""
    years = years_from(agendas_by_year(status.total), status.year)
    rows: list[Row] = []
    for one in status.districts:
        known = agendas_by_year(one)
        rows.append((name(one), *(known.get(year, Share()) for year in years)))
    return Table(msg("Agendas in time by district"), (msg("police district"), *years), tuple(rows))
