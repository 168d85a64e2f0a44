"""How wide a table's columns are: no word in them is broken; a table that has no room for that is told row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kps.formats.markdown_tree import Node, weights, with_children, words
from kps.formats.unbroken import SPACE

PAGE = 166.0
"""The millimetres between the margins of an upright page; every measure here is in millimetres."""
WIDE_PAGE = 253.0
"""The same of a page on its side."""
LEAST = 20.0
"""No column is narrower."""
_LINE = 4.7
_TALLEST = 120.0
"""A taller row may go on over the page: kept whole, it might not fit on any."""
_WIDEST = 120.0
"""So wide a column claims no more."""
_SHORT = 40
"""So many letters share a line, where a row is no row of a table."""
_EM = 9.5 * 0.3528
_MARGINS = 4.2
_HEAD = 1.1
"""How much wider letters are in a table's head."""
_NARROW, _SLIM, _BROAD = frozenset("ijlI.,:;'|!()[]/-"), frozenset("tfr"), frozenset("mwMW%@")
BLOCKS = "rader"
"""The name of a list whose items are a table's rows."""
SIGNED = ("underskrift", "underskrifter")
"""Tables that are signed on, which stay tables."""


def widths(table: Node, room: float) -> list[float]:
    """The columns' widths, which fill the room; words are whole where that can be, and more room is for more text."""
    shares = weights(table)
    words_alone = _longest_words(table)
    needed = [max(LEAST, word) for word in words_alone]
    if sum(needed) > room:
        needed = words_alone
    left = room - sum(needed)
    if left < 0:
        return [room * share / sum(shares) for share in shares]
    more = [max(0.0, wanted - need) for wanted, need in zip(_wanted(table), needed, strict=True)]
    if not any(more):
        more = shares
    return [need + left * share / sum(more) for need, share in zip(needed, more, strict=True)]


def is_whole(row: Node, columns: Iterable[float]) -> bool:
    """Whether a row is kept on one page."""
    lines = (_width(words(cell)) / (width - _MARGINS) + 1 for cell, width in zip(row.children, columns, strict=False))
    return max(lines, default=0) * _LINE < _TALLEST


def laid_out(nodes: Iterable[Node], room: float, least: float = LEAST) -> Iterator[Node]:
    """The nodes, with each table whose columns have no room told row by row; ``least`` is that of each column."""
    for node in nodes:
        if node.kind == "table":
            fits = node.name in SIGNED or sum(max(least, word) for word in _longest_words(node)) <= room
            yield node if fits else _row_by_row(node)
        elif node.kind in ("list", "item", "quote"):
            yield with_children(node, tuple(laid_out(node.children, room, least)))
        else:
            yield node


def _row_by_row(table: Node) -> Node:
    head, *rows = table.children
    return Node("list", tuple(Node("item", (_told(head, row),)) for row in rows), name=BLOCKS)


def _told(head: Node, row: Node) -> Node:
    """A row as a paragraph: what each column holds after the column's name, and on a line of its own unless short.

    Of a column with nothing to tell, nothing is said.
    """
    lines: list[Node] = []
    short = False
    for name, cell in zip(head.children, row.children, strict=False):
        text = words(cell).strip()
        if text.strip("–"):
            was_short, short = short, len(text) <= _SHORT
            if lines:
                lines.append(Node("text", text=f"{SPACE}· ") if was_short and short else Node("break"))
            lines += [Node("strong", (*name.children, Node("text", text=f":{SPACE}"))), *cell.children]
    return Node("paragraph", tuple(lines), name=BLOCKS)


def _wanted(table: Node) -> list[float]:
    """How wide each column would be with its longest text on one line, up to a limit."""
    columns = zip(*([_width(words(cell)) for cell in row.children] for row in table.children), strict=False)
    return [min(max(column) + _MARGINS, _WIDEST) for column in columns]


def _longest_words(table: Node) -> list[float]:
    """How much room the longest word in each column takes, with the cell's margins."""
    columns = zip(*([_longest(cell, row.head) for cell in row.children] for row in table.children), strict=False)
    return [max(column) + _MARGINS for column in columns]


def _longest(cell: Node, head: bool) -> float:
    # A no-break space keeps words together, so that str.split() is of no use.
    return max(map(_width, words(cell).split(" ")), default=0.0) * (_HEAD if head else 1)


def _width(text: str) -> float:
    return sum(map(_letter, text)) * _EM


def _letter(sign: str) -> float:
    """A letter's width in ems, as in the widest of the typefaces that papers are read in."""
    if sign in _NARROW:
        return 0.36
    if sign in _SLIM:
        return 0.42
    if sign in _BROAD:
        return 0.97
    if sign.isdigit():
        return 0.64
    return 0.70 if sign.isupper() else 0.61
