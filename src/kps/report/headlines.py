"""What a leader asks first: five figures with last year's, and how they went over the years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kps.language import Words, msg, msgn
from kps.report.figures import Figures
from kps.report.shape import Share
from kps.report.status_light import has_agreement
from kps.report.table import Table
from kps.report.year_status import MunicipalityYear, Status


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure with last year's: so many of so many, or how many."""

    label: Words
    now: Share | int
    before: Share | int
    note: Words = ""
    """What the figure does not tell by itself."""
    fewer: bool = False
    """Whether fewer is better."""


def headlines(status: Status) -> tuple[Headline, ...]:
    """The five figures: meetings, agendas, actions, agreements, errors."""
    now, before = status.total, status.total.previous
    return (
        Headline(
            msg("meetings held of those required"),
            _meetings(status.councils),
            _meetings(one.previous for one in status.councils),
        ),
        Headline(msg("agendas sent in time"), now.meetings.agendas_on_time, before.meetings.agendas_on_time),
        Headline(msg("actions done in time"), _actions(now, status.year), _actions(before, status.year - 1)),
        Headline(
            msg("agreements in force and revised in time"),
            _agreements(now),
            _agreements(before),
            _without_agreement(status.municipalities),
        ),
        _errors(status.municipalities),
    )


def headlines_table(status: Status) -> Table:
    """The five figures as a table."""
    rows = tuple((one.label, one.now, one.before) for one in headlines(status))
    return Table(msg("Five figures"), (msg("figure"), str(status.year), str(status.year - 1)), rows)


def _meetings(councils: Iterable[Figures]) -> Share:
    """The required meetings that were held: what one council held beyond its own makes up for no other's."""
    some = tuple(councils)
    held = sum(min(one.meetings_held, one.meetings_owed) for one in some)
    return Share(count=held, of=sum(one.meetings_owed for one in some))


def _actions(figures: Figures, year: int) -> Share:
    return in_time_by_year(figures).get(str(year), Share())


def in_time_by_year(figures: Figures) -> dict[str, Share]:
    """The actions done by their deadline, of those done or overdue, by the year of the deadline."""
    actions = figures.actions
    return {year: Share(count=actions.in_time_by_year.get(year, 0), of=of) for year, of in actions.due_by_year.items()}


def agendas_by_year(figures: Figures) -> dict[str, Share]:
    """The agendas sent in time, of those that are judged, by year."""
    meetings = figures.meetings
    on_time = meetings.agendas_on_time_by_year
    return {year: Share(count=on_time.get(year, 0), of=of) for year, of in meetings.agendas_by_year.items()}


def _agreements(figures: Figures) -> Share:
    """The cooperation agreements in force, and those of them whose revision is not overdue."""
    made = [one for one in figures.cooperation_agreements if one.status == "inngått"]
    overdue = sum(one.days_to_revision is not None and one.days_to_revision < 0 for one in made)
    return Share(count=len(made) - overdue, of=len(made))


def _without_agreement(municipalities: Sequence[Figures]) -> Words:
    without = sum(not has_agreement(one) for one in municipalities)
    if without and len(municipalities) == 1:
        return msg("the municipality has none")
    return msgn("{n} municipality has none", "{n} municipalities have none", without) if without else ""


def _errors(municipalities: Sequence[MunicipalityYear]) -> Headline:
    """How many municipalities have errors; of one alone, how many it has."""
    if len(municipalities) == 1:
        (one,) = municipalities
        now, before = (figures.findings.get("error", 0) for figures in (one, one.previous))
        return Headline(msg("errors in the records"), now, before, fewer=True)
    return Headline(
        msg("municipalities with errors"),
        _with_errors(municipalities),
        _with_errors(one.previous for one in municipalities),
        fewer=True,
    )


def _with_errors(municipalities: Iterable[Figures]) -> Share:
    some = tuple(municipalities)
    return Share(count=sum(bool(one.findings.get("error")) for one in some), of=len(some))
