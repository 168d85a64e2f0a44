"""A paper's text as lines and tables of lines, and stretches of a line: what pieces are cut from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kps.intake.readers.blocks import Block, Cell, Paragraph, Place, Table

_SPACES = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", "\N{NON-BREAKING HYPHEN}": "-"})
MOST_SIGNS = 4000
"""A longer line is prose: nothing in it is a label, a list of people or a day."""
_BULLET = re.compile(r"[•·▪‣●◦*–-][ \t]+(?=\S)|o\t")
"""What people type before a point of a list; of dashes only what a space follows."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line of a paragraph, alike no other; what it says of headings, bold and lists is its paragraph's."""

    text: str
    place: Place
    heading: int = 0
    title: bool = False
    bold: int = 0
    """How many signs at its beginning are bold."""
    level: int = 0
    ordered: bool = False
    struck: bool = False

    @property
    def whole(self) -> Span:
        """All that is written in it."""
        return self.span(0, len(self.text))

    def span(self, start: int, end: int) -> Span:
        """A stretch of it, without spaces at its ends."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Span(self, start, end)

    @property
    def all_bold(self) -> bool:
        """Whether all of it is bold."""
        return bool(self.text.strip()) and self.bold >= len(self.text.rstrip())

    @property
    def stands_out(self) -> bool:
        """Whether it is a heading, or bold throughout."""
        return self.heading > 0 or self.all_bold


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a line."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its words, with single spaces."""
        return " ".join(self.line.text[self.start : self.end].split())

    @property
    def raw(self) -> str:
        """Its words as they stand."""
        return self.line.text[self.start : self.end]

    def within(self, start: int, end: int) -> Span:
        """A stretch of it, counted from its own beginning."""
        return self.line.span(self.start + start, min(self.start + end, self.end))

    def without(self, signs: str) -> Span:
        """It without such signs, and spaces, at its ends."""
        raw = self.raw
        lead = len(raw) - len(raw.lstrip(signs + " \t"))
        return self.within(lead, max(len(raw.rstrip(signs + " \t")), lead))

    def __bool__(self) -> bool:
        return self.end > self.start


def parted(span: Span, sign: str) -> list[Span]:
    """What stands between signs of a kind, each by itself."""
    found, at = [], 0
    for one in re.finditer(sign, span.raw):
        found.append(span.within(at, one.start()))
        at = one.end()
    return [part for part in (*found, span.within(at, len(span.raw))) if part]


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """A cell of a table."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """Its words, a line each."""
        return "\n".join(line.whole.text for line in self.lines)


_EMPTY = Box(())

Row = tuple[Box, ...]
"""The cells of a table's row, from the left."""


def spans(box: Box | None) -> list[Span]:
    """What stands in a cell, a line each; nothing where there is none."""
    return [line.whole for line in box.lines] if box else []


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A table: its cells by row and column; a merged cell stands in each place that it covers, and is one."""

    rows: tuple[Row, ...]

    @property
    def boxes(self) -> Iterator[Box]:
        """Its cells, each once."""
        seen: set[int] = set()
        for row in self.rows:
            for box in row:
                if id(box) not in seen:
                    seen.add(id(box))
                    yield box

    @property
    def lines(self) -> Iterator[Line]:
        """All that is written in it."""
        for box in self.boxes:
            yield from box.lines


Item = Line | Grid
"""What a paper is a sequence of."""


@dataclass
class _Flow:
    """Makes lines and tables of blocks, each cell and line once."""

    items: list[Item] = field(default_factory=list)

    def add(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if isinstance(block, Paragraph):
                self.items += lines_of(block)
            elif _only_lays_out(block):
                for row in block.rows:
                    for cell in row:
                        self.add(cell.blocks)
            else:
                self.items.append(_grid(block))


def flow(blocks: Iterable[Block]) -> tuple[Item, ...]:
    """The lines and tables of a body; a table that only lays out the page is taken off what stands in it."""
    made = _Flow()
    made.add(blocks)
    return tuple(made.items)


def lines_of(paragraph: Paragraph) -> Iterator[Line]:
    """The lines of a paragraph; those of a point in a list without the sign that was typed before it."""
    at = 0
    for text in paragraph.text.split("\n"):
        if text.strip():
            yield _line(paragraph, text, at)
        at += len(text) + 1


def struck_of(found: Iterable[Paragraph]) -> tuple[Line, ...]:
    """What is struck out in paragraphs: no part of what they say."""
    return tuple(
        Line(text.translate(_SPACES), paragraph.place, struck=True) for paragraph in found for text in paragraph.struck
    )


def _line(paragraph: Paragraph, text: str, at: int) -> Line:
    typed = _BULLET.match(text.lstrip())
    cut = len(text) - len(text.lstrip()) + typed.end() if typed else 0
    return Line(
        text[cut:].translate(_SPACES),
        paragraph.place,
        heading=paragraph.heading,
        title=paragraph.title,
        bold=_whole_words(text, max(min(paragraph.bold - at, len(text)), 0), cut),
        level=paragraph.level or (1 if typed else 0),
        ordered=paragraph.ordered and not typed,
    )


def _whole_words(text: str, bold: int, cut: int) -> int:
    """How many signs are bold; where that ends within a word, up to the word before."""
    while 0 < bold < len(text) and text[bold - 1].isalnum() and text[bold].isalnum():
        bold -= 1
    return max(bold - cut, 0)


def _only_lays_out(table: Table) -> bool:
    """Whether a table has one column, or holds tables or headings in its cells."""
    cells = [cell for row in table.rows for cell in row]
    if all(len(row) <= 1 for row in table.rows):
        return True
    return any(isinstance(one, Table) or one.heading for cell in cells for one in cell.blocks)


def _grid(table: Table) -> Grid:
    boxes: dict[int, Box] = {}

    def box(cell: Cell | None) -> Box:
        if cell is None:
            return _EMPTY
        if id(cell) not in boxes:
            boxes[id(cell)] = Box(tuple(line for one in cell.paragraphs for line in lines_of(one)))
        return boxes[id(cell)]

    return Grid(tuple(tuple(map(box, row)) for row in table.grid()))


def lines_in(items: Iterable[Item]) -> Iterator[Line]:
    """Every line, those in tables too."""
    for item in items:
        if isinstance(item, Line):
            yield item
        else:
            yield from item.lines
