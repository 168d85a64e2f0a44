"""Tables as words, and the ways they are written: in columns, as Markdown, and as CSV for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

Row = tuple[str, ...]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Table:
    """A table as words: the first of its rows is the head."""

    rows: tuple[Row, ...]


def plain(table: Table) -> Iterator[str]:
    """The table's lines in columns, for pipes and files; a blank one last."""
    widths = [max(map(len, column)) for column in zip(*table.rows, strict=True)]
    for index, row in enumerate(table.rows):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        if index == 0:
            yield "  ".join("─" * width for width in widths)
    yield ""


def markdown(table: Table) -> Iterator[str]:
    """The table's lines as Markdown; a blank one last."""
    for index, row in enumerate(table.rows):
        yield f"| {' | '.join(map(_cell, row))} |"
        if index == 0:
            yield f"|{'---|' * len(row)}"
    yield ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|")


def as_csv(table: Table) -> str:
    """The table as a Norwegian Excel opens it: a byte order mark, semicolons, and no text that runs as a formula."""
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=";", lineterminator="\r\n").writerows(
        [_inert(cell) for cell in row] for row in table.rows
    )
    return f"\ufeff{made.getvalue()}"


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
