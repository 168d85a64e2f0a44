"""Municipalities as hexagons, a group beside the other: the light told by shape as well as by colour.

A picture for the eye alone, which a table stands in for; the words at each tile come to who points at it.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import ceil, sqrt

_WIDE, _HIGH, _STEP = 18, 20, 15
"""A hexagon that stands on its point, and from one row to the next."""

_CORNERS = "M9 .6 17.3 5.3V14.7L9 19.4 .7 14.7V5.3Z"
_SHAPES = {
    "red": '<rect class="merke" x="5.75" y="6.75" width="6.5" height="6.5"/>',
    "yellow": '<path class="merke" d="M9 5.6 13.4 10 9 14.4 4.6 10Z"/>',
    "green": '<circle class="merke" cx="9" cy="10" r="3.2"/>',
}

Tile = tuple[str, str, str]
"""What a tile tells, the name of its look (red, yellow, green), and where it leads."""


def tile_shapes() -> str:
    """The tiles' shapes, once for all groups of a page."""
    shapes = (
        f'<g id="f{look[0]}" class="f{look[0]}"><path d="{_CORNERS}"/>{mark}</g>' for look, mark in _SHAPES.items()
    )
    return f'<svg class="fliser" aria-hidden="true" width="0" height="0"><defs>{"".join(shapes)}</defs></svg>'


def tiles(some: Sequence[Tile]) -> str:
    """A group of tiles, row by row; its size is told in ems, so that the page decides."""
    across = max(1, ceil(sqrt(len(some) * 0.95)))
    rows = ceil(len(some) / across)
    width = across * _WIDE + (_WIDE // 2 if rows > 1 else 0)
    height = (rows - 1) * _STEP + _HIGH
    drawn = "".join(_tile(one, *divmod(index, across)) for index, one in enumerate(some))
    return (
        f'<svg class="fliser" aria-hidden="true" viewBox="0 0 {width} {height}"'
        f' width="{width / 10:.2f}em" height="{height / 10:.2f}em">{drawn}</svg>'
    )


def _tile(tile: Tile, row: int, column: int) -> str:
    words, look, link = tile
    x, y = column * _WIDE + (_WIDE // 2 if row % 2 else 0), row * _STEP
    return (
        f'<a href="{escape(link)}" tabindex="-1"><title>{escape(words)}</title>'
        f'<use href="#f{look[0]}" x="{x:g}" y="{y:g}"/></a>'
    )
