"""What a text document is taken apart into: paragraphs and tables, each with the place where people find it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from kps.language import Message, msg

Part = Literal["body", "text_box", "header", "footer", "comment", "footnote"]
"""Where in a document a paragraph stands."""

_QUOTED = 24
"""So many signs of a paragraph's words stand in its place."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands: which of its part it is, from 1; in a table its row and column too."""

    part: Part = "body"
    number: int = 0
    table: int = 0
    row: int = 0
    column: int = 0

    def told(self, words: str) -> Message:
        """The place, and the first of the words that stand there; with no words, the place alone."""
        where = self._bare
        if not words:
            return where
        short = words if len(words) <= _QUOTED else f"{words[:_QUOTED].rstrip()}…"
        return msg("{place}, “{words}”", place=where, words=" ".join(short.split()))

    @property
    def _bare(self) -> Message:
        if self.table:
            return msg("table {table}, row {row}, column {column}", table=self.table, row=self.row, column=self.column)
        match self.part:
            case "text_box":
                return msg("text box {n}", n=self.number)
            case "header":
                return msg("page header {n}", n=self.number)
            case "footer":
                return msg("page footer {n}", n=self.number)
            case "comment":
                return msg("comment {n}", n=self.number)
            case "footnote":
                return msg("footnote {n}", n=self.number)
            case _:
                return msg("paragraph {n}", n=self.number)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it is read on the page; what was struck out is not among its words."""

    text: str
    place: Place
    heading: int = 0
    """The level of a heading, from 1; 0 where it is none."""
    title: bool = False
    """Whether its style is the document's title."""
    bold: int = 0
    """How many signs at its beginning are bold."""
    level: int = 0
    """How deep it stands in a list, from 1; 0 where it is in none."""
    ordered: bool = False
    struck: tuple[str, ...] = ()
    """Words that are struck out."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: what stands in it, and how many columns and rows it is merged over."""

    blocks: tuple[Block, ...]
    columns: int = 1
    rows: int = 1

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """All that is written in it, tables within it too."""
        return paragraphs(self.blocks)


@dataclass(frozen=True, slots=True)
class Table:
    """A table, a row a tuple of its cells; a cell merged downwards stands in its first row only."""

    rows: tuple[tuple[Cell, ...], ...]

    def grid(self) -> list[list[Cell | None]]:
        """The cells by row and column, a merged one in each that it covers."""
        grid: list[list[Cell | None]] = [[] for _ in self.rows]
        for number, row in enumerate(self.rows):
            column = 0
            for cell in row:
                while column < len(grid[number]) and grid[number][column] is not None:
                    column += 1
                for line in grid[number : number + max(cell.rows, 1)]:
                    line.extend([None] * (column + cell.columns - len(line)))
                    line[column : column + cell.columns] = [cell] * cell.columns
                column += cell.columns
        return grid


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A text document: its body, and what stands beside it."""

    body: tuple[Block, ...]
    beside: tuple[Paragraph, ...] = ()
    """Headers, footers, comments and footnotes."""
    macros: bool = field(default=False)
    """Whether it holds programs, which nobody looks at."""


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Every paragraph, those in tables too, in the order they are read."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from paragraphs(cell.blocks)
