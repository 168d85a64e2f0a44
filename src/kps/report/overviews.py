"""The overviews: a row a municipality, a council or a district, and how such a row is named."""

from __future__ import annotations

from collections.abc import Iterable

from kps.language import Words, compound, msg
from kps.language.printable import one_line
from kps.report.figures import Figures
from kps.report.missed import marked
from kps.report.shape import Share
from kps.report.status_light import LIGHTS, light
from kps.report.table import Row, Table
from kps.report.words import word
from kps.report.year_status import MunicipalityYear, StatusLine

LIGHT, DISTRICT = msg("light"), msg("police district")
"""The heads of the columns that a page finds by them."""


def overview(title: Words, entries: Iterable[StatusLine]) -> Table:
    """A row a municipality, council or district: how it stands, this year's figures and last year's meetings."""
    head = (
        title,
        LIGHT,
        msg("council"),
        msg("agreement"),
        msg("days to revision"),
        msg("contact"),
        msg("meetings held/owed"),
        msg("meetings the year before"),
        msg("agendas in time"),
        msg("minutes in time"),
        msg("open actions"),
        msg("overdue"),
        msg("evaluated"),
        msg("errors"),
        msg("warnings"),
    )
    return Table(title, head, tuple(_overview(one) for one in entries))


def _overview(entry: StatusLine) -> Row:
    then = entry.previous
    return (
        name(entry),
        LIGHTS[light(entry)],
        states(one.status for one in entry.councils),
        states(one.status for one in entry.cooperation_agreements),
        min((one.days_to_revision for one in entry.agreements if one.days_to_revision is not None), default=None),
        contacts(entry),
        Share(count=entry.meetings_held, of=entry.meetings_owed),
        Share(count=then.meetings_held, of=then.meetings_owed),
        entry.meetings.agendas_on_time,
        entry.meetings.minutes_on_time,
        entry.actions_open,
        entry.actions_overdue,
        entry.last_evaluation,
        entry.findings.get("error", 0),
        entry.findings.get("warning", 0),
    )


def in_brief(entries: Iterable[MunicipalityYear]) -> Table:
    """A short row a municipality, for many of them: its district, its light, and what a leader asks first."""
    head = (
        msg("municipality"),
        DISTRICT,
        LIGHT,
        msg("agreement"),
        msg("meetings held/owed"),
        msg("agendas in time"),
        msg("overdue"),
        msg("errors"),
        msg("warnings"),
    )
    return Table(msg("Municipalities"), head, tuple(_in_brief(one) for one in entries))


def _in_brief(entry: MunicipalityYear) -> Row:
    return (
        name(entry),
        one_line(entry.district),
        LIGHTS[light(entry)],
        states(one.status for one in entry.cooperation_agreements),
        Share(count=entry.meetings_held, of=entry.meetings_owed),
        entry.meetings.agendas_on_time,
        entry.actions_overdue,
        entry.findings.get("error", 0),
        entry.findings.get("warning", 0),
    )


def name(entry: StatusLine) -> str:
    """The line's name; a municipality's with its number; with a mark where a file about it cannot be read."""
    named = one_line(f"{entry.key} {entry.label}" if entry.key.isdigit() else entry.label)
    return marked(named, entry.unread)


def states(given: Iterable[str | None]) -> Words:
    """The states there are, each once; how many where there are several councils or agreements."""
    found = [word(state) for state in given]
    if len(found) < 2:
        return found[0] if found else "–"
    each = [state for index, state in enumerate(found) if state not in found[:index]]
    counts = [compound("{state}: {count}", state=state, count=found.count(state)) for state in each]
    return compound("{counts}", counts=counts)


def contacts(figures: Figures) -> str:
    """The only contact by name, or how many there are."""
    names = [one.name or "?" for one in figures.positions]
    return str(len(figures.contacts)) if len(figures.contacts) > 1 else next(iter(names), "–")
