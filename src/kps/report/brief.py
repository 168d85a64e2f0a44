"""The yearly status in brief: a line a municipality, council and district, last year's figures in brackets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kps.checking.finding import SEVERITIES
from kps.language import Words, compound, msg, msgn
from kps.language.printable import one_line
from kps.report.attention import attention, listed
from kps.report.content_sheets import awaited, goals_in_brief
from kps.report.figures import Figures
from kps.report.missed import MARK, footnote
from kps.report.overviews import contacts, name, states
from kps.report.score_sheets import scores
from kps.report.status_light import LIGHTS, Light, light
from kps.report.table import Row, Table
from kps.report.year_status import Status, StatusLine


def scope(status: Status) -> Words:
    """What the status is of: a council, a district, or how many districts."""
    if len(status.districts) != 1:
        return msgn("{n} police district", "{n} police districts", len(status.districts))
    named = (status.districts[0].name, *(one.name for one in status.councils if len(status.councils) == 1))
    return one_line(", ".join(named))


def heading(status: Status) -> Words:
    """The title of a paper about the status."""
    return msg("Municipalities and police {year}: {scope}", year=status.year, scope=scope(status))


def introduction(status: Status) -> tuple[Words, ...]:
    """What the tables are of, and how they are read."""
    return (
        msg("Status for {year}, as of {as_of}", year=status.year, as_of=status.as_of),
        msg("In brackets: the same stretch of the year before. Findings: errors/warnings/hints."),
        *unread_lines(status),
        *(one.told for one in status.held_back),
    )


def unread_lines(status: Status) -> tuple[Words, ...]:
    """What the mark at some names means, where there is any."""
    return tuple(filter(None, (footnote(status.total.unread),)))


def brief(status: Status) -> tuple[Table, ...]:
    """Municipalities, councils, districts, and the sum."""
    return (
        _table(msg("Municipalities"), status.municipalities),
        _table(msg("Councils"), status.councils),
        _table(msg("Districts"), status.districts),
        _table(msg("In all"), (status.total,)),
    )


MOST = 40
"""How many goals, or knowledge products waited for, a text that is read on a screen tells of."""

FIRST = 12
"""How many of those in need of attention, and of the councils' answers, a text that is read on a screen tells of."""


def answers(status: Status) -> tuple[Table, ...]:
    """The councils' own answers, while they are few enough to be read on a screen; the other formats have all."""
    found = scores(status)
    return found if len(found) <= FIRST else ()


def achieved(status: Status) -> tuple[Table, ...]:
    """The goals with what is measured, and what is waited for, while they are few enough to be read on a screen."""
    found = (goals_in_brief(status), awaited(status))
    return tuple(table for table in found if 0 < len(table.rows) <= MOST)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of what a reader is told first; what is about one municipality has its light."""

    words: Words
    light: Light | None = None


def first(status: Status) -> Iterator[tuple[Words, tuple[Line, ...]]]:
    """What a reader on a screen is told before the tables: a title and its lines."""
    lines = attention_lines(status)
    if more := lines[FIRST:]:
        rest = msgn("and {n} municipality more, in the table", "and {n} municipalities more, in the table", len(more))
        lines = (*lines[:FIRST], Line(rest))
    if lines:
        yield msg("Needs attention first"), lines
    missing: dict[str, list[str]] = {}
    for one in status.uncovered:
        missing.setdefault(one.district, []).append(f"{one.number} {one.name}")
    if missing:
        named = tuple(Line(one_line(f"{district}: {', '.join(names)}")) for district, names in missing.items())
        yield msg("Municipalities that no register covers"), named


def attention_lines(status: Status) -> tuple[Line, ...]:
    """A line a municipality that lacks something, with its light."""
    return tuple(
        Line(
            compound("{name} ({light}): {lacks}", name=name(entry), light=LIGHTS[light(entry)], lacks=listed(lacks)),
            light(entry),
        )
        for entry, lacks in attention(status)
    )


def _table(title: Words, entries: Iterable[StatusLine]) -> Table:
    head = (
        title,
        msg("light"),
        msg("council"),
        msg("agreement"),
        msg("contact"),
        msg("meetings"),
        msg("open"),
        msg("overdue"),
        msg("evaluated"),
        msg("findings"),
    )
    return Table(title, head, tuple(_row(entry) for entry in entries))


def _row(entry: StatusLine) -> Row:
    now, then = entry, entry.previous
    return (
        _whose(entry),
        LIGHTS[light(now)],
        _changed(_councils(now), _councils(then)),
        _changed(_agreements(now), _agreements(then)),
        _changed(contacts(now), contacts(then)),
        f"{now.meetings_held}/{now.meetings_owed} ({then.meetings_held}/{then.meetings_owed})",
        f"{now.actions_open} ({then.actions_open})",
        f"{now.actions_overdue} ({then.actions_overdue})",
        now.last_evaluation,
        f"{_findings(now)} ({_findings(then)})",
    )


def _whose(entry: StatusLine) -> Words:
    """The line's name; of the sum, how many municipalities it is of."""
    if entry.label:
        return name(entry)
    count = msgn("{n} municipality", "{n} municipalities", entry.municipalities)
    return compound("{count} {mark}", count=count, mark=MARK) if entry.unread else count


def _changed(now: Words, then: Words) -> Words:
    """A state; with the one of the year before, where that was another."""
    return now if now == then else compound("{now} ({then})", now=now, then=then)


def _councils(figures: Figures) -> Words:
    return states(one.status for one in figures.councils)


def _agreements(figures: Figures) -> Words:
    return states(one.status for one in figures.cooperation_agreements)


def _findings(figures: Figures) -> str:
    return "/".join(str(figures.findings.get(name, 0)) for name in SEVERITIES)
