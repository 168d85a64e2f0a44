"""Charts as SVG that stands in a page: bars under their labels, each with its own figure, told in words too.

They show what a table says and nothing more. Widths are shares of the page and heights are in lines of text, so that
the words keep the reader's own size on any screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from html import escape
from textwrap import wrap

from kps.formats.tables import written
from kps.language import Language
from kps.report.charts import Kind
from kps.report.shape import Share
from kps.report.table import Cell, Table

_LINE = 1.35
"""Height of a line of words, in ems; the letters stand a third of an em above its end."""
_BAR = 1.15
"""From one bar to the next."""
_THICK = 0.85
_GAP = 0.6
_ROOM = 84
_ROOM_BESIDE_A_SHARE = 68
"""Per cent of the width that the longest bar takes: its figure stands after it."""
_LETTERS = 39
"""The letters of a label that have room on one line of the narrowest screen, 320 pixels wide."""

_HIGH, _SMALL, _STUB, _BROAD, _FEWEST = 4.0, 2.6, 0.12, 0.8, 4
"""Of upright columns: how high the highest and the lowest are, in ems; how much of its room a column takes; and
how many there is room for at least."""

_Row = tuple[list[str], float]
"""A row of a chart: what is drawn, and how high it is."""


def bars(table: Table, name: str, language: Language, letters: int = _LETTERS) -> str:
    """A bar for each figure of a row: the first column is its label, the others figures or shares, a year each.

    A row with nothing but noughts is one line of words.

    ``name`` makes the chart's ids its own in the page; ``letters`` of a label have room on one line.
    """
    cells = [cell for row in table.rows for cell in row[1:]]
    shares = any(isinstance(cell, Share) for cell in cells)
    whole = 1.0 if shares else max(map(_size, cells), default=0) or 1.0
    scale = (_ROOM_BESIDE_A_SHARE if shares else _ROOM) / whole
    return _drawing(table, name, language, lambda row, top: _bars(row, top, (scale, letters), language))


def stacked(table: Table, name: str, language: Language, letters: int = _LETTERS) -> str:
    """A bar for each row, made of all its figures, each with a look of its own."""
    return _drawing(table, name, language, lambda row, top: _stack(table, row, (top, letters), language))


def upright(table: Table, name: str, language: Language, *, small: bool = False) -> str:
    """A column for each row, a year each: shares up to the whole, so that charts beside each other are on one scale.

    A nought is a stub, and where nothing is known there is nothing. Each column tells its figure to who points at it,
    but in a ``small`` chart, of which there are many: its columns are one outline.
    """
    cells = [row[1] for row in table.rows]
    most = 1.0 if any(isinstance(cell, Share) for cell in cells) else max(map(_size, cells), default=0) or 1.0
    step, high = 100 / max(len(cells), _FEWEST), _SMALL if small else _HIGH
    sizes = [None if _unknown(cell) else max(_STUB / high, _size(cell) / most) for cell in cells]
    told = [f"{written(row[0], language)}: {in_full(row[1], language)}" for row in table.rows]
    drawn = [_outlined(sizes, step, high) if small else _columns(zip(sizes, told, strict=True), step, high)]
    labels = [written(row[0], language) for row in table.rows]
    under = f"{_short(high + 1.2)}em"
    drawn.append(f'<rect class="akse" y="{_short(high)}em" width="100%" height="1"/>\n')
    drawn.append(f'<text class="verdi" y="{under}">{escape(labels[0])}</text>\n')
    if len(labels) > 1:
        right = f"{_short(step * len(labels) - step * (1 - _BROAD))}%"
        drawn.append(f'<text class="verdi" x="{right}" y="{under}" text-anchor="end">{escape(labels[-1])}</text>\n')
    return _around("".join(drawn), high + _LINE + 0.2, table, name, language)


DRAWN: Mapping[Kind, Callable[[Table, str, Language], str]] = {"bars": bars, "stacked": stacked, "upright": upright}


def _unknown(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, Share) and cell.part is None)


def _columns(some: Iterable[tuple[float | None, str]], step: float, high: float) -> str:
    """Columns with their sizes, parts of the height, and what each tells."""
    wide = _short(step * _BROAD)
    drawn = "".join(
        f'<rect x="{_short(index * step)}%" y="{_short(high * (1 - size))}em" width="{wide}%"'
        f' height="{_short(high * size)}em"><title>{escape(told)}</title></rect>\n'
        for index, (size, told) in enumerate(some)
        if size is not None
    )
    return f'<g class="rekke1">{drawn}</g>\n'


def _outlined(sizes: Sequence[float | None], step: float, high: float) -> str:
    """The columns as one outline, in hundredths of the chart's width and of their height."""
    wide = _short(step * _BROAD)
    outline = "".join(
        f"M{_short(index * step)} 100v{-round(100 * size)}h{wide}V100z"
        for index, size in enumerate(sizes)
        if size is not None
    )
    return (
        f'<svg class="rekke1" viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="{_short(high)}em">'
        f'<path d="{outline}"/></svg>\n'
    )


def _bars(row: Sequence[Cell], top: float, measures: tuple[float, int], language: Language) -> _Row:
    scale, letters = measures
    label, *figures = (in_full(cell, language) for cell in row)
    cells = row[1:]
    if not any(map(_size, cells)):
        drawn, at = _label(f"{label}: {', '.join(figures)}", top, letters)
        return drawn, at + _GAP - top
    drawn, at = _label(label, top, letters)
    for index, (cell, figure) in enumerate(zip(cells, figures, strict=True), start=1):
        width = scale * _size(cell)
        drawn += [_bar(0, width, at, f"rekke{index}"), _words(figure, at + _THICK - 0.1, f"{_short(width)}%")]
        at += _BAR
    return drawn, at + _GAP - top


def _stack(table: Table, row: Sequence[Cell], place: tuple[float, int], language: Language) -> _Row:
    (label, *cells), (top, letters) = row, place
    heads = (written(head, language) for head in table.head[1:])
    told = ", ".join(f"{written(cell, language)} {head}" for cell, head in zip(cells, heads, strict=True))
    drawn, at = _label(f"{written(label, language)}: {told}", top, letters)
    left, whole = 0.0, sum(map(_size, cells)) or 1.0
    for index, cell in enumerate(cells, start=1):
        width = 100 * _size(cell) / whole
        drawn.append(_bar(left, width, at, f"del{index}"))
        left += width
    return drawn, at + _BAR + _GAP - top


def _label(text: str, top: float, letters: int) -> tuple[list[str], float]:
    """The label's lines, and where they end."""
    lines = wrap(text, letters) or [""]
    drawn = [_words(line, top + _LINE * index - 0.42) for index, line in enumerate(lines, start=1)]
    return drawn, top + _LINE * len(lines)


def _words(text: str, y: float, after: str = "") -> str:
    place = f'x="{after}" dx=".4em" class="verdi" ' if after else ""
    return f'<text {place}y="{_short(y)}em">{escape(text)}</text>\n'


def _bar(left: float, width: float, top: float, look: str) -> str:
    if not width:
        return ""
    place = f'x="{_short(left)}%" ' if left else ""
    return f'<rect class="{look}" {place}y="{_short(top)}em" width="{_short(width)}%" height="{_THICK}em"/>\n'


def _short(length: float) -> str:
    """A length in as few signs as tell it: a country's page has thousands."""
    return f"{round(length, 2):g}"


def _size(cell: Cell) -> float:
    if isinstance(cell, Share):
        return cell.part or 0.0
    return max(0.0, float(cell)) if isinstance(cell, int | float | Decimal) else 0.0


def in_full(cell: Cell, language: Language) -> str:
    """A cell as it stands in a chart and in the chart's table: a share in per cent too."""
    if isinstance(cell, Share) and cell.part is not None:
        return f"{round(100 * cell.part)} % ({written(cell, language)})"
    return written(cell, language)


def _drawing(table: Table, name: str, language: Language, draw: Callable[[Sequence[Cell], float], _Row]) -> str:
    drawn: list[str] = []
    height = 0.0
    for row in table.rows:
        pieces, high = draw(row, height)
        drawn += pieces
        height += high
    return _around("".join(drawn), height, table, name, language)


def _around(drawn: str, height: float, table: Table, name: str, language: Language) -> str:
    return (
        f'<svg role="img" aria-labelledby="{name}-t" aria-describedby="{name}-d"'
        f' width="100%" height="{_short(height)}em">\n'
        f'<title id="{name}-t">{escape(written(table.title, language))}</title>\n'
        f'<desc id="{name}-d">{escape(told_in_words(table, language))}</desc>\n'
        f"{drawn}</svg>\n"
    )


def told_in_words(table: Table, language: Language) -> str:
    """A chart in words, for who cannot see it."""
    return "; ".join(_told(table, language))


def _told(table: Table, language: Language) -> Iterator[str]:
    """The chart in words, row by row."""
    heads = [f"{written(head, language)}: " for head in table.head[1:]] if len(table.head) > 2 else [""]
    for label, *cells in table.rows:
        figures = (f"{head}{in_full(cell, language)}" for head, cell in zip(heads, cells, strict=True))
        yield f"{written(label, language)}: {', '.join(figures)}"
