"""docs/rapport.md tells of every column, every key figure, every sheet and every format."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from reports import example

from kps.cli.year_delivery import ReportFormat
from kps.language import Spoken
from kps.language.reader import choose, said
from kps.report.key_figures import key_figures
from kps.report.spreadsheet import COLUMNS
from kps.report.status_light import LIGHTS

TEXT = (Path(__file__).parent.parent.parent / "docs" / "rapport.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _bokmål() -> None:
    choose("nb")


def test_the_columns_stand_there_in_their_order_with_what_they_mean() -> None:
    wanted = "".join(f"| `{column.name}` | {said(column.meaning)} |\n" for column in COLUMNS)
    assert wanted in TEXT, f"docs/rapport.md has other columns than these:\n{wanted}"


def test_every_key_figure_and_every_light_is_explained() -> None:
    rows = [f", {line.split('|')[1].strip()}, " for line in TEXT.splitlines() if line.startswith("| ")]
    labels = [row[0] for table in key_figures(example().total, 2026) for row in table.rows]
    figures = {said(label) for label in labels if isinstance(label, str | Spoken)}
    assert len(figures) > 10
    wanted = figures | {said(light) for light in LIGHTS.values()}
    assert [label for label in sorted(wanted) if not any(f", {label}, " in row for row in rows)] == []


def test_every_format_is_told_of() -> None:
    assert [one for one in get_args(ReportFormat) if f"`{one}`" not in TEXT] == []
    assert f'`"version": {example().version}`' in TEXT
