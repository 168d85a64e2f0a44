"""A table on a terminal: no word is cut, whatever the width."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from kps.output.terminal_tables import shared_out, show_table
from kps.report.table import Table

HEAD = ("tiltak", "råd", "hva", "ansvarlig", "frist", "status", "alder")
ROW = (
    "2026-06-11/7.1",
    "Politirådet i Lindesnes",
    "Forslag til handlingsplan for uteliv",
    "Geir Torjus Ruud",
    "2026-10-31 (25 dager over fristen)",
    "pågår",
    "167 dager",
)


@pytest.mark.parametrize("width", range(64, 120))
def test_every_word_of_the_columns_shown_is_whole(width: int) -> None:
    written = io.StringIO()
    show_table(Table("", HEAD, (ROW,)), (5, 6, 1), console=Console(file=written, width=width, highlight=False))
    lines = written.getvalue().splitlines()
    shown = [index for index, head in enumerate(HEAD) if head in lines[0].split()]
    assert len(shown) >= 4
    words = {word for line in lines for word in line.split()}
    assert {word for index in shown for word in ROW[index].split()} <= words
    assert all(len(line) <= width for line in lines[:-1])


def test_what_room_is_left_goes_to_those_that_lack_the_most() -> None:
    assert shared_out([3, 3], [5, 10], 14) == [4, 8]
    assert shared_out([3, 3], [5, 10], 40) == [5, 10]
    assert shared_out([3, 3], [5, 10], 4) == [3, 3]
