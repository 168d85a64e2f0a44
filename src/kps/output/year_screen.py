"""The yearly status on a terminal: what needs attention first, a light for each municipality, bars for shares."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kps.formats.tables import shown, words
from kps.language.printable import one_line
from kps.language.reader import chosen, said
from kps.output.terminal_tables import empty_grid, fitting, told_left_out
from kps.report.brief import Line, achieved, answers, brief, first, introduction
from kps.report.shape import Share
from kps.report.sheets import in_time
from kps.report.status_light import LIGHTS, Light, light
from kps.report.table import Table as Figures
from kps.report.year_status import Status

_WIDTH = 10
_LIGHT = 1
_LEFT_OUT = (4, 8)
"""The columns that go where the terminal is narrow: the contact, then the day of the evaluation."""

_STYLES: dict[Light, str] = {"red": "red", "yellow": "yellow", "green": "green"}


def show(status: Status, console: Console | None = None) -> None:
    """Print the status in tables that fit the terminal."""
    console = console or Console(highlight=False, markup=False)
    console.print(*(one_line(said(one)) for one in introduction(status)), _lights(status), "", sep="\n")
    for title, lines in first(status):
        console.print(Text(said(title), "bold"), _lines(lines), "", sep="\n")
    tables = brief(status)
    for table in tables:
        console.print(_table(table, console.width), "", sep="\n")
    left_out = {
        shown(table.head[one], chosen())
        for table in tables
        for one in _LEFT_OUT
        if one not in _fitting(table, console.width)
    }
    if left_out:
        console.print(Text(told_left_out(sorted(left_out)), "dim"), "", sep="\n")
    console.print(_shares(in_time(status)), "", sep="\n")
    for table in (*achieved(status), *answers(status)):
        console.print(Text(said(table.title), "bold"), _plain(table), "", sep="\n")


def _lights(status: Status) -> Text:
    """How many municipalities have each light."""
    found = [light(one) for one in status.municipalities]
    parts = (Text(f"● {found.count(one)} {said(label)}", _STYLES[one]) for one, label in LIGHTS.items())
    return Text("   ").join(parts)


def _lines(lines: Iterable[Line]) -> Table:
    """The lines, each with its mark before all that it is folded into."""
    table = Table.grid(padding=(0, 1))
    for line in lines:
        table.add_row(Text("  ●", _STYLES[line.light] if line.light else "dim"), Text(said(line.words)))
    return table


def _table(figures: Figures, width: int) -> Table:
    """The table with a light's colour on each row; words are folded between words where it must be narrower."""
    table = empty_grid()
    columns = _fitting(figures, width)
    head, *rows = words(figures, chosen())
    for index in columns:
        longest = max(len(word) for row in (head, *rows) for word in row[index].split() or [""])
        table.add_column(head[index], overflow="fold", min_width=longest)
    styles = {said(label): _STYLES[one] for one, label in LIGHTS.items()}
    for row in rows:
        cells = [Text(cell) for cell in row]
        cells[_LIGHT] = Text(f"●\N{NO-BREAK SPACE}{row[_LIGHT]}", styles[row[_LIGHT]])
        table.add_row(*(cells[index] for index in columns))
    return table


def _fitting(figures: Figures, width: int) -> list[int]:
    """The columns that have room side by side, less those that may go."""
    widths = [max(map(len, column)) for column in zip(*words(figures, chosen()), strict=True)]
    return fitting(widths, _LEFT_OUT, width)


def _plain(figures: Figures) -> Table:
    table = empty_grid()
    head, *rows = words(figures, chosen())
    for one in head:
        table.add_column(Text(one))
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _shares(figures: Figures) -> Table:
    table = empty_grid()
    table.add_column(said(figures.title))
    for year in figures.head[1:]:
        table.add_column(shown(year, chosen()), no_wrap=True)
    for label, *cells in figures.rows:
        bars = (_bar(cell) if isinstance(cell, Share) else "" for cell in cells)
        table.add_row(Text(shown(label, chosen())), *bars)
    return table


def _bar(share: Share) -> Text:
    """A bar as long as the share, then the share itself."""
    if share.part is None:
        return Text("–")
    full = round(share.part * _WIDTH)
    return Text.assemble(("█" * full, "cyan"), ("░" * (_WIDTH - full), "dim"), f" {shown(share, chosen())}")
