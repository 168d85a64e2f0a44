"""The yearly status in brief: a line a municipality, council and district, last year's figures in brackets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kps.checking.finding import SEVERITIES
from kps.language import msgn
from kps.language.printable import one_line
from kps.language.reader import said, tr
from kps.report.figures import Figures
from kps.report.sheets import contacts, in_time, name, scores, states
from kps.report.status import Status, StatusLine
from kps.report.status_light import LIGHTS, attention, light
from kps.report.table import Row, Table, plain
from kps.report.unread import footnote, marked


def as_text(status: Status) -> str:
    """The status as plain text in columns, for pipes and files."""
    lines = [*introduction(status), ""]
    for title, some in first(status):
        lines += [title, *(f"  - {line}" for line in some), ""]
    for table in (*brief(status), in_time(status), *answers(status)):
        lines += [table.title] * (table.title != table.head[0])
        lines += plain(table)
    return "\n".join(lines)


def scope(status: Status) -> str:
    """What the status is of: a council, a district, or how many districts."""
    if len(status.districts) != 1:
        return said(msgn("{n} police district", "{n} police districts", len(status.districts)))
    named = (status.districts[0].name, *(one.name for one in status.councils if len(status.councils) == 1))
    return one_line(", ".join(named))


def heading(status: Status) -> str:
    """The title of a paper about the status."""
    return tr("Municipalities and police {year}: {scope}", year=status.year, scope=scope(status))


def introduction(status: Status) -> tuple[str, ...]:
    """What the tables are of, and how they are read."""
    return (
        tr("Status for {year}, as of {as_of}", year=status.year, as_of=status.as_of),
        tr("In brackets: the year before. Findings: errors/warnings/hints."),
        *unread_lines(status),
    )


def unread_lines(status: Status) -> tuple[str, ...]:
    """What the mark at some names means, where there is any."""
    return tuple(filter(None, (one_line(footnote(status.total.unread)),)))


def brief(status: Status) -> tuple[Table, ...]:
    """Municipalities, councils, districts, and the sum."""
    return (
        _table(tr("Municipalities"), status.municipalities),
        _table(tr("Councils"), status.councils),
        _table(tr("Districts"), status.districts),
        _table(tr("In all"), (status.total,)),
    )


FIRST = 12
"""How many of those in need of attention, and of the councils' answers, a text that is read on a screen tells of."""


def answers(status: Status) -> tuple[Table, ...]:
    """The councils' own answers, while they are few enough to be read on a screen; the other formats have all."""
    found = scores(status)
    return found if len(found) <= FIRST else ()


def first(status: Status) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What a reader on a screen is told before the tables: a title and its lines."""
    lines = attention_lines(status)
    if more := lines[FIRST:]:
        rest = msgn("and {n} municipality more, in the table", "and {n} municipalities more, in the table", len(more))
        lines = (*lines[:FIRST], said(rest))
    if lines:
        yield tr("Needs attention first"), lines
    missing: dict[str, list[str]] = {}
    for one in status.uncovered:
        missing.setdefault(one.district, []).append(f"{one.number} {one.name}")
    if missing:
        named = tuple(one_line(f"{district}: {', '.join(names)}") for district, names in missing.items())
        yield tr("Municipalities that no register covers"), named


def attention_lines(status: Status) -> tuple[str, ...]:
    """A line a municipality that lacks something, with its light."""
    return tuple(
        f"{name(entry)} ({said(LIGHTS[light(entry)])}): {', '.join(said(one) for one in lacks)}"
        for entry, lacks in attention(status)
    )


def _table(title: str, entries: Iterable[StatusLine]) -> Table:
    head = (
        title,
        tr("light"),
        tr("council"),
        tr("agreement"),
        tr("contact"),
        tr("meetings"),
        tr("open"),
        tr("overdue"),
        tr("evaluated"),
        tr("findings"),
    )
    return Table(title, head, tuple(_row(entry) for entry in entries))


def _row(entry: StatusLine) -> Row:
    now, then = entry, entry.previous
    return (
        _whose(entry),
        said(LIGHTS[light(now)]),
        _changed(_councils(now), _councils(then)),
        _changed(_agreements(now), _agreements(then)),
        _changed(contacts(now), contacts(then)),
        f"{now.meetings_held}/{now.meetings_owed} ({then.meetings_held}/{then.meetings_owed})",
        f"{now.actions_open} ({then.actions_open})",
        f"{now.actions_overdue} ({then.actions_overdue})",
        now.last_evaluation,
        f"{_findings(now)} ({_findings(then)})",
    )


def _whose(entry: StatusLine) -> str:
    """The line's name; of the sum, how many municipalities it is of."""
    count = said(msgn("{n} municipality", "{n} municipalities", entry.municipalities))
    return name(entry) if entry.label else marked(count, entry.unread)


def _changed(now: str, then: str) -> str:
    """A state; with the one of the year before, where that was another."""
    return now if now == then else f"{now} ({then})"


def _councils(figures: Figures) -> str:
    return states(one.status for one in figures.councils)


def _agreements(figures: Figures) -> str:
    return states(one.status for one in figures.cooperation_agreements)


def _findings(figures: Figures) -> str:
    return "/".join(str(figures.findings.get(name, 0)) for name in SEVERITIES)
