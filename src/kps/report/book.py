"""The yearly status as the tables of a workbook: the rows a spreadsheet is built on first, then all the others."""

from __future__ import annotations

from kps.language import msg
from kps.report.content_sheets import content_tables, measurings
from kps.report.key_figures import key_figures
from kps.report.overviews import overview
from kps.report.score_sheets import all_scores
from kps.report.sheets import counts, details
from kps.report.spreadsheet import meanings, rows
from kps.report.table import Table
from kps.report.year_status import Status


def book(status: Status) -> tuple[Table, ...]:
    """The tables, a sheet each; what the columns of the first one mean comes last."""
    figures = key_figures(status.total, status.year)
    whole = Table(msg("Key figures"), figures[0].head, tuple(row for table in figures for row in table.rows))
    found = (
        rows(status),
        whole,
        overview(msg("Councils"), status.councils),
        overview(msg("Districts"), status.districts),
        *counts(status),
        *details(status),
        *content_tables(status),
        measurings(status),
        all_scores(status),
        meanings(),
    )
    return tuple(table for index, table in enumerate(found) if table.rows or index == 0)
