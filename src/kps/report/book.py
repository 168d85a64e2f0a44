"""The yearly status as the tables of a workbook: the rows a spreadsheet is built on first, then all the others."""

from __future__ import annotations

from kps.language import tr
from kps.report.key_figures import key_figures
from kps.report.sheets import overview, sheets
from kps.report.spreadsheet import meanings, rows
from kps.report.status import Status
from kps.report.table import Table


def book(status: Status) -> tuple[Table, ...]:
    """The tables, a sheet each; what the columns of the first one mean comes last."""
    figures = key_figures(status.total, status.year)
    whole = Table(tr("Key figures"), figures[0].head, tuple(row for table in figures for row in table.rows))
    return (
        rows(status),
        whole,
        overview(tr("Councils"), status.councils),
        overview(tr("Districts"), status.districts),
        *sheets(status),
        meanings(),
    )
