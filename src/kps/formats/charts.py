"""Charts as SVG that stands in a page: bars under their labels, as wide as the page is, told in words too.

They show what a table says and nothing more. Widths are shares of the page, so that text keeps its size on any screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from kps.report.shape import Share
from kps.report.table import Cell, Table, shown

_LINE = 20
"""Height of a line of text, in pixels; the letters stand five above its end."""
_BAR = 12
_GAP = 12
_ROOM = 100
"""Per cent of the width that the longest bar takes."""


def bars(table: Table, name: str) -> str:
    """A bar for each figure of a row: the first column is its label, the others figures or shares, a year each.

    ``name`` makes the chart's ids its own in the page.
    """
    largest = max((_size(cell) for row in table.rows for cell in row[1:]), default=0)
    whole = 1.0 if any(isinstance(cell, Share) for row in table.rows for cell in row[1:]) else largest or 1.0
    height = _LINE + _BAR * (len(table.head) - 1) + _GAP
    drawn = (piece for index, row in enumerate(table.rows) for piece in _row(row, index * height, whole))
    return _drawing(table, name, height * len(table.rows), drawn)


def stacked(table: Table, name: str) -> str:
    """A bar for each row, made of all its figures, each with a look of its own."""
    height = _LINE + _BAR + _GAP
    drawn = (piece for index, row in enumerate(table.rows) for piece in _stack(table, row, index * height))
    return _drawing(table, name, height * len(table.rows), drawn)


def _row(row: Sequence[Cell], top: int, whole: float) -> Iterator[str]:
    label, *cells = row
    yield _text(shown(label), top, ", ".join(map(_in_words, cells)))
    for index, cell in enumerate(cells):
        yield _bar(0, _ROOM * _size(cell) / whole, top + _LINE + index * _BAR, f"rekke{index + 1}")


def _stack(table: Table, row: Sequence[Cell], top: int) -> Iterator[str]:
    label, *cells = row
    told = ", ".join(f"{shown(cell)} {head}" for cell, head in zip(cells, table.head[1:], strict=True))
    yield _text(shown(label), top, told)
    left, whole = 0.0, sum(map(_size, cells)) or 1.0
    for index, cell in enumerate(cells):
        width = _ROOM * _size(cell) / whole
        yield _bar(left, width, top + _LINE, f"del{index + 1}")
        left += width


def _text(label: str, top: int, value: str) -> str:
    y = top + _LINE - 5
    return (
        f'<text x="0" y="{y}">{escape(label)}</text>'
        f'<text x="100%" y="{y}" text-anchor="end" class="verdi">{escape(value)}</text>\n'
    )


def _bar(left: float, width: float, top: int, look: str) -> str:
    if not width:
        return ""
    return f'<rect class="{look}" x="{left:.2f}%" y="{top}" width="{width:.2f}%" height="{_BAR - 2}" rx="2"/>\n'


def _size(cell: Cell) -> float:
    if isinstance(cell, Share):
        return cell.part or 0.0
    return float(cell) if isinstance(cell, int | float) else 0.0


def _in_words(cell: Cell) -> str:
    if isinstance(cell, Share):
        return f"{round(100 * cell.part)} %" if cell.part is not None else shown(None)
    return shown(cell)


def _drawing(table: Table, name: str, height: int, drawn: Iterator[str]) -> str:
    return (
        f'<svg role="img" aria-labelledby="{name}-t {name}-d" width="100%" height="{height}">\n'
        f'<title id="{name}-t">{escape(table.title)}</title>\n<desc id="{name}-d">{escape(_told(table))}</desc>\n'
        f"{''.join(drawn)}</svg>\n"
    )


def _told(table: Table) -> str:
    """The chart in words, row by row."""
    return "; ".join(
        f"{shown(label)}: "
        + ", ".join(f"{head}: {_in_words(cell)}" for head, cell in zip(table.head[1:], cells, strict=True))
        for label, *cells in table.rows
    )
