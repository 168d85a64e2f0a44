"""The yearly status for people at a terminal: a line a municipality, last year's figures in brackets."""

from __future__ import annotations

from collections.abc import Iterator

from kps.guideline import questions
from kps.language import msgn, tr
from kps.report.figures import Figures
from kps.report.status import Entry, Status
from kps.report.table import Row, Table, plain
from kps.rules.finding import SEVERITIES

AGREED = ("tilbudt", "inngått", "takket_nei")
"""What an agreement may be for the municipality not to lack one: an offer and any answer are enough (3)."""


STATES = 4
"""How many columns of a table, from the left, are words that may be folded; the others are figures."""


def as_text(status: Status) -> str:
    """The status as plain text in columns, for pipes and files."""
    return "\n".join(
        (*introduction(status), *(line for one in tables(status) for line in plain(one)), *closing(status))
    )


def introduction(status: Status) -> tuple[str, ...]:
    """What the tables are of, and how they are read."""
    return (
        tr("Status for {year}, as of {as_of}", year=status.year, as_of=status.as_of),
        tr("In brackets: the year before. Findings: errors/warnings/hints."),
        "",
    )


def tables(status: Status) -> tuple[Table, ...]:
    """Municipalities, councils, districts, and the sum; then what each council's own people think of it."""
    return (
        _table(tr("Municipalities"), status.municipalities),
        _table(tr("Councils"), status.councils),
        _table(tr("Districts"), status.districts),
        _table(tr("In all"), (status.total,)),
        *(table for entry in status.councils for table in _assessed(entry)),
    )


def closing(status: Status) -> tuple[str, ...]:
    """What needs attention first, if anything does; then an end to the last line."""
    attention = [f"  - {line}" for line in _attention(status)]
    return (tr("Needs attention first"), *attention, "") if attention else ()


def _table(title: str, entries: tuple[Entry, ...]) -> Table:
    head = (
        title,
        tr("council"),
        tr("agreement"),
        tr("contact"),
        tr("meetings"),
        tr("open"),
        tr("overdue"),
        tr("evaluated"),
        tr("findings"),
    )
    return Table((head, *(_row(entry) for entry in entries)))


def _row(entry: Entry) -> Row:
    now, then = entry.figures, entry.previous
    name = f"{entry.key} {entry.name}" if entry.key.isdigit() else entry.name
    return (
        name,
        _changed(_councils(now), _councils(then)),
        _changed(_agreements(now), _agreements(then)),
        _changed(_contacts(now), _contacts(then)),
        f"{now.meetings_held}/{now.meetings_owed} ({then.meetings_held}/{then.meetings_owed})",
        f"{now.actions_open} ({then.actions_open})",
        f"{now.actions_overdue} ({then.actions_overdue})",
        str(now.last_evaluation or "–"),
        f"{_findings(now)} ({_findings(then)})",
    )


def _assessed(entry: Entry) -> Iterator[Table]:
    """The scores of a council's latest evaluation, by question; where last year's was another one, its beside them."""
    for now in entry.figures.assessments:
        then = next((one for one in entry.previous.assessments if one.file != now.file), None)
        before = then.scores if then else {}
        asked = [one for one in questions() if one.key in now.scores or one.key in before]
        if asked:
            title = tr("{council}: how far those who took part agree, from 1 to 5", council=entry.name)
            rows = ((_beside(now.scores.get(one.key), before.get(one.key)), one.text()) for one in asked)
            yield Table(((_beside(now.day, then.day if then else None), title), *rows))


def _beside(now: object | None, then: object | None) -> str:
    """A figure; in brackets the one of the year before, where there is one."""
    return f"{now or '–'} ({then})" if then else f"{now}"


def _changed(now: str, then: str) -> str:
    """A state; with the one of the year before, where that was another."""
    return now if now == then else f"{now} ({then})"


def _councils(figures: Figures) -> str:
    return _states(status for _, status in figures.councils)


def _agreements(figures: Figures) -> str:
    return _states(one.status for one in figures.agreements if one.kind == "samarbeidsavtale")


def _contacts(figures: Figures) -> str:
    """The only contact's id, or how many there are."""
    return str(len(figures.contacts)) if len(figures.contacts) > 1 else next(iter(figures.contacts), "–")


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
    if not any(one.status in AGREED and one.kind != "skoleavtale" for one in figures.agreements):
        yield tr("no agreement, and no offer")
    if not figures.contacts:
        yield tr("no contact")
    if figures.meetings_held < figures.meetings_owed:
        yield tr("{held} of {owed} meetings held", held=figures.meetings_held, owed=figures.meetings_owed)
    if figures.actions_overdue:
        yield msgn("{n} overdue action", "{n} overdue actions", figures.actions_overdue).text()
    if figures.findings["error"]:
        yield msgn("{n} error", "{n} errors", figures.findings["error"]).text()
