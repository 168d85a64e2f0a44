"""The yearly status as a paper in Markdown, and as a row a municipality for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kps.report.figures import Figures
from kps.report.status import Entry, Status
from kps.report.table import Table, as_csv, markdown
from kps.report.text import closing, introduction, tables
from kps.rules.finding import SEVERITIES


def as_markdown(status: Status) -> str:
    """The status as a paper: a heading, then each table under a heading of its own."""
    title, *rest = introduction(status)
    lines = [f"# {title}", "", *rest]
    for one in tables(status):
        lines += [f"## {_heading(one)}", "", *markdown(one)]
    for line in closing(status):
        lines += [f"## {line}", ""] if line and not line.startswith(" ") else [line.strip()]
    return "\n".join(lines).rstrip("\n") + "\n"


def _heading(table: Table) -> str:
    """What a table is of: its first word, or the words of its last column where the first is a day."""
    head = table.rows[0]
    return head[-1] if head[0][:1].isdigit() else head[0]


_NAMES = (
    "meetings_held",
    "meetings_owed",
    "actions_open",
    "actions_overdue",
)
_HEAD = (
    "kommunenr",
    "kommune",
    "politidistrikt",
    "politiråd",
    "rådets_status",
    "avtalestatus",
    "neste_revisjon",
    "politikontakt",
    "møter_holdt",
    "møter_skyldt",
    "tiltak_åpne",
    "tiltak_over_frist",
    "siste_evaluering",
    "feil",
    "advarsler",
    "tips",
    "unntatt",
    "i_fjor_møter_holdt",
    "i_fjor_møter_skyldt",
    "i_fjor_tiltak_åpne",
    "i_fjor_tiltak_over_frist",
)


def as_spreadsheet(status: Status) -> str:
    """A row a municipality as CSV; the columns are named in the records' own words, whatever the reader's language."""
    return as_csv(Table((_HEAD, *(_line(entry) for entry in status.municipalities))))


def _line(entry: Entry) -> tuple[str, ...]:
    now = entry.figures
    agreements = [one for one in now.agreements if one.kind == "samarbeidsavtale"]
    return (
        entry.key,
        entry.name,
        entry.district,
        _list(folder for folder, _ in now.councils),
        _list(state or "" for _, state in now.councils),
        _list(one.status or "" for one in agreements),
        _day(min((one.next_revision for one in agreements if one.next_revision), default=None)),
        _list(now.contacts),
        *_counts(now),
        _day(now.last_evaluation),
        *(str(now.findings.get(name, 0)) for name in (*SEVERITIES, "waived")),
        *_counts(entry.previous),
    )


def _counts(figures: Figures) -> Iterator[str]:
    return (str(getattr(figures, name)) for name in _NAMES)


def _list(some: Iterable[str]) -> str:
    return ", ".join(filter(None, some))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
