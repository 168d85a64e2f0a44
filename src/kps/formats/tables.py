"""Tables put into words, and the ways they are written: columns, Markdown, CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from kps.language import Language, Spoken, in_language
from kps.language.days import in_digits
from kps.language.printable import one_line
from kps.report.shape import Share
from kps.report.table import Cell, Table

_FORMULA = ("=", "+", "-", "@")
_NORWEGIAN = str.maketrans({",": "\N{NO-BREAK SPACE}", ".": ","})


Show = Callable[[Cell, Language], str]
"""How a cell is put into words: ``shown`` on a terminal, ``written`` on paper."""


def shown(cell: Cell, language: Language) -> str:
    """A cell as a terminal shows it: a day as the records and the options have it, 2026-03-12."""
    match cell:
        case None:
            return "–"
        case Share():
            return f"{cell.count}/{cell.of}" if cell.of else "–"
        case float():
            text = f"{cell:,.1f}".removesuffix(".0")
            return text if language == "en" else text.translate(_NORWEGIAN)
        case Decimal():
            text = f"{cell:,f}"
            text = text.rstrip("0").rstrip(".") if "." in text else text
            return text if language == "en" else text.translate(_NORWEGIAN)
        case int() if abs(cell) >= 1_000:
            return f"{cell:,}" if language == "en" else f"{cell:,}".translate(_NORWEGIAN)
        case str() | Spoken():
            return one_line(in_language(cell, language)) or "–"
        case _:
            return str(cell)


def written(cell: Cell, language: Language) -> str:
    """A cell as it stands in a paper and on a page: a day as 12.03.2026."""
    return in_digits(cell) if isinstance(cell, date) else shown(cell, language)


def words(table: Table, language: Language, show: Show = shown) -> tuple[tuple[str, ...], ...]:
    """The head and the rows as people read them."""
    return tuple(tuple(show(cell, language) for cell in row) for row in (table.head, *table.rows))


def plain(table: Table, language: Language) -> Iterator[str]:
    """The table's lines in columns, for pipes and files; a blank one last."""
    rows = words(table, language)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for index, row in enumerate(rows):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        if index == 0:
            yield "  ".join("─" * width for width in widths)
    yield ""


def markdown(table: Table, language: Language, show: Show = shown) -> Iterator[str]:
    """The table's lines as Markdown, figures to the right; a blank one last."""
    rules = "|".join("--:" if figures else "---" for figures in table.figures)
    for index, row in enumerate(words(table, language, show)):
        yield f"| {' | '.join(map(literal, row))} |"
        if index == 0:
            yield f"|{rules}|"
    yield ""


def literal(text: str) -> str:
    """Words on one line as Markdown, where none of their signs means anything; an underscore in a word never does."""
    return _MARKS.sub(r"\\\g<0>", text)


_MARKS = re.compile(r"[\\|*`\[\]<]|\b_|_\b|&(?=#?\w+;)")


def as_csv(table: Table, language: Language) -> str:
    """The table as a Norwegian Excel opens it: a byte order mark, semicolons, and no text that runs as a formula."""
    made = io.StringIO(newline="")
    rows = ([_value(cell, language) for cell in row] for row in (table.head, *table.rows))
    csv.writer(made, delimiter=";", lineterminator="\r\n").writerows(rows)
    return f"\ufeff{made.getvalue()}"


def _value(cell: Cell, language: Language) -> str:
    match cell:
        case None:
            return ""
        case str() | Spoken():
            text = one_line(in_language(cell, language))
            return f"'{text}" if text.startswith(_FORMULA) else text
        case Share():
            return "" if cell.part is None else str(round(cell.part, 3)).replace(".", ",")
        case float() | Decimal():
            return str(cell).replace(".", ",")
        case _:
            return str(cell)
