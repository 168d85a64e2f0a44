"""Tables of words, numbers, days and shares, and the ways they are written: columns, Markdown, CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kps.language.printable import one_line
from kps.language.reader import chosen
from kps.report.shape import Share

Cell = str | int | float | date | Share | None
"""What stands in a table: None where there is nothing to tell."""

Row = tuple[Cell, ...]

_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what it is of, the heads of its columns, and its rows."""

    title: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    named_by: int = 0
    """The column that says what each row is about."""

    @property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """The head and the rows as people read them."""
        return (self.head, *(tuple(map(shown, row)) for row in self.rows))

    @property
    def figures(self) -> tuple[bool, ...]:
        """Of each column, whether it holds figures and no words; days may stand among them."""
        columns = zip(*self.rows, strict=True) if self.rows else ((),) * len(self.head)
        return tuple(
            bool(kinds & _FIGURES) and kinds <= {*_FIGURES, date}
            for kinds in ({type(one) for one in column} - {type(None)} for column in columns)
        )


def shown(cell: Cell) -> str:
    """A cell as people read it, in the language chosen."""
    match cell:
        case None:
            return "–"
        case Share():
            return f"{cell.count}/{cell.of}" if cell.of else "–"
        case float():
            text = f"{cell:,.1f}".removesuffix(".0")
            return text if chosen() == "en" else text.translate(_NORWEGIAN)
        case int() if abs(cell) >= 10_000:
            return f"{cell:,}" if chosen() == "en" else f"{cell:,}".translate(_NORWEGIAN)
        case str():
            return one_line(cell) or "–"
        case _:
            return str(cell)


_FIGURES = {int, float, Share}
_NORWEGIAN = str.maketrans({",": "\N{NO-BREAK SPACE}", ".": ","})


def plain(table: Table) -> Iterator[str]:
    """The table's lines in columns, for pipes and files; a blank one last."""
    widths = [max(map(len, column)) for column in zip(*table.words, strict=True)]
    for index, row in enumerate(table.words):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        if index == 0:
            yield "  ".join("─" * width for width in widths)
    yield ""


def markdown(table: Table) -> Iterator[str]:
    """The table's lines as Markdown, figures to the right; a blank one last."""
    rules = "|".join("--:" if figures else "---" for figures in table.figures)
    for index, row in enumerate(table.words):
        yield f"| {' | '.join(map(literal, row))} |"
        if index == 0:
            yield f"|{rules}|"
    yield ""


def literal(text: str) -> str:
    """Words on one line as Markdown, where none of their signs means anything; an underscore in a word never does."""
    return _MARKS.sub(r"\\\g<0>", text)


_MARKS = re.compile(r"[\\|*`\[\]<]|\b_|_\b|&(?=#?\w+;)")


def as_csv(table: Table) -> str:
    """The table as a Norwegian Excel opens it: a byte order mark, semicolons, and no text that runs as a formula."""
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=";", lineterminator="\r\n").writerows(
        (table.head, *([_value(cell) for cell in row] for row in table.rows))
    )
    return f"\ufeff{made.getvalue()}"


def _value(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            text = one_line(cell)
            return f"'{text}" if text.startswith(_FORMULA) else text
        case Share():
            return "" if cell.part is None else str(round(cell.part, 3)).replace(".", ",")
        case float():
            return str(cell).replace(".", ",")
        case _:
            return str(cell)
