"""A table on a terminal: folded between words; where that is not narrow enough, without some columns, which is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from kps.formats.tables import words
from kps.language import Words
from kps.language.reader import chosen, said, tr
from kps.report.table import Table

_BETWEEN = 2
"""How far columns stand from one another."""


def show_table(table: Table, spare: Sequence[int], below: Words = "", console: Console | None = None) -> None:
    """Print the table so that it fits the terminal; ``spare`` columns go first where there is no room for all.

    ``below`` is what is to be minded about it.
    """
    console = console or Console(highlight=False, markup=False)
    head, *rows = words(table, chosen())
    every = list(zip(head, *rows, strict=True))
    longest = [max(cell_len(word) for row in column for word in row.split() or [""]) for column in every]
    columns = fitting(longest, spare, console.width)
    whole = [max(map(cell_len, column)) for column in every]
    widths = shared_out([longest[one] for one in columns], [whole[one] for one in columns], console.width)
    grid = empty_grid()
    for index, width in zip(columns, widths, strict=True):
        grid.add_column(Text(head[index]), overflow="fold", width=min(width, console.width))
    for row in rows:
        grid.add_row(*(Text(row[index]) for index in columns))
    console.print(grid)
    left_out = [one for index, one in enumerate(head) if index not in columns]
    if below:
        console.print(Text(said(below)))
    if left_out:
        console.print(Text(told_left_out(left_out), "dim"))


def fitting(widths: Sequence[int], spare: Iterable[int], room: int) -> list[int]:
    """The columns that have room side by side, less those that may go."""
    columns = list(range(len(widths)))
    for index in spare:
        if sum(widths[one] + _BETWEEN for one in columns) - _BETWEEN > room:
            columns.remove(index)
    return columns


def shared_out(least: Sequence[int], wanted: Sequence[int], room: int) -> list[int]:
    """The columns' widths: what each needs at least, and what room is left to those that lack the most.

    The library would take from the last column what it gives to others.
    """
    widths = list(least)
    left = room - sum(least) - _BETWEEN * (len(least) - 1)
    while left > 0 and widths != list(wanted):
        most = max(range(len(widths)), key=lambda one: wanted[one] - widths[one])
        widths[most] += 1
        left -= 1
    return widths


def told_left_out(heads: Iterable[str]) -> str:
    """What is said of columns that are not shown."""
    return tr(
        "Not shown, for want of room: {columns}. A wider window or --format md has all.", columns=", ".join(heads)
    )


def empty_grid() -> Grid:
    """A table of no columns yet, as all are drawn."""
    return Grid(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
