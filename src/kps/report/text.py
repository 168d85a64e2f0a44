"""The yearly status for people at a terminal: a line a municipality, last year's figures in brackets."""

from __future__ import annotations

from collections.abc import Iterator

from kps.language import msgn, tr
from kps.report.figures import Figures
from kps.report.status import Entry, Status
from kps.rules.finding import SEVERITIES

Row = tuple[str, ...]


def as_text(status: Status) -> str:
    """The status as text: municipalities, councils, districts, the sum, and what needs attention first."""
    return "\n".join(_lines(status)) + "\n"


def _lines(status: Status) -> Iterator[str]:
    yield tr("Status for {year}, as of {as_of}", year=status.year, as_of=status.as_of)
    yield tr("In brackets: the year before. Findings: errors/warnings/hints.")
    for title, entries in (
        (tr("Municipalities"), status.municipalities),
        (tr("Councils"), status.councils),
        (tr("Districts"), status.districts),
    ):
        yield ""
        yield from _table(title, entries)
    yield ""
    yield from _table(tr("In all"), (status.total,))
    attention = list(_attention(status))
    if attention:
        yield ""
        yield tr("Needs attention first")
        yield from (f"  - {line}" for line in attention)


def _table(title: str, entries: tuple[Entry, ...]) -> Iterator[str]:
    head = (
        title,
        tr("council"),
        tr("agreement"),
        tr("meetings"),
        tr("open"),
        tr("overdue"),
        tr("evaluated"),
        tr("findings"),
    )
    rows = [head, *(_row(entry) for entry in entries)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    for index, row in enumerate(rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
        if index == 0:
            yield "  ".join("─" * width for width in widths)


def _row(entry: Entry) -> Row:
    now, then = entry.figures, entry.previous
    name = f"{entry.key} {entry.name}" if entry.key.isdigit() else entry.name
    return (
        name,
        _states(status for _, status in now.councils),
        _states(one.status for one in now.agreements if one.kind == "samarbeidsavtale"),
        f"{now.meetings_held}/{now.meetings_owed} ({then.meetings_held}/{then.meetings_owed})",
        f"{now.actions_open} ({then.actions_open})",
        f"{now.actions_overdue} ({then.actions_overdue})",
        str(now.last_evaluation or "–"),
        f"{_findings(now)} ({_findings(then)})",
    )


def _states(given: Iterator[str | None]) -> str:
    """The states there are, each once; how many where there are many."""
    states = [state or "?" for state in given]
    if not states:
        return "–"
    counted = {state: states.count(state) for state in states}
    return ", ".join(state if len(states) == 1 else f"{count} {state}" for state, count in counted.items())


def _findings(figures: Figures) -> str:
    return "/".join(str(figures.findings.get(name, 0)) for name in SEVERITIES)


def _attention(status: Status) -> Iterator[str]:
    """Municipalities that lack something, those with the most to mend first."""
    worst = sorted(
        status.municipalities,
        key=lambda one: (-one.figures.findings["error"], -one.figures.findings["warning"], one.key),
    )
    for entry in worst:
        lacks = list(_lacking(entry.figures))
        if lacks:
            yield f"{entry.key} {entry.name}: {', '.join(lacks)}"


def _lacking(figures: Figures) -> Iterator[str]:
    if not figures.councils:
        yield tr("no council, and no invitation")
    if not figures.agreements:
        yield tr("no agreement, and no offer")
    if not figures.contacts:
        yield tr("no contact")
    if figures.meetings_held < figures.meetings_owed:
        yield tr("{held} of {owed} meetings held", held=figures.meetings_held, owed=figures.meetings_owed)
    if figures.actions_overdue:
        yield msgn("{n} overdue action", "{n} overdue actions", figures.actions_overdue).text()
    if figures.findings["error"]:
        yield msgn("{n} error", "{n} errors", figures.findings["error"]).text()
