"""Tables of words, numbers, days and shares, in no language yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kps.language import Words
from kps.report.shape import Share

Cell = Words | int | float | Decimal | date | Share | None
"""What stands in a table: None where there is nothing to tell; a Decimal is shown with all its decimals."""

Row = tuple[Cell, ...]

Head = Words | date
"""What a column is of."""

_FIGURES = {int, float, Decimal, Share}


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what it is of, the heads of its columns, and its rows."""

    title: Words
    head: tuple[Head, ...]
    rows: tuple[Row, ...]
    named_by: int = 0
    """The column that says what each row is about."""

    @property
    def figures(self) -> tuple[bool, ...]:
        """Of each column, whether it holds figures and no words; days may stand among them."""
        columns = zip(*self.rows, strict=True) if self.rows else ((),) * len(self.head)
        return tuple(
            bool(kinds & _FIGURES) and kinds <= {*_FIGURES, date}
            for kinds in ({type(one) for one in column} - {type(None)} for column in columns)
        )
