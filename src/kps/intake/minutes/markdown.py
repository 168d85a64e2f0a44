"""A passage of a paper as Markdown: paragraphs, lists and tables, and nothing but its own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kps.intake.minutes.lines import Grid, Span

Part = Span | Grid


def markdown(parts: Sequence[Part]) -> str:
    """The passage; a point of a list follows the one before it, all else stands by itself."""
    made = ""
    depths: list[int] = []
    for part in parts:
        listed = isinstance(part, Span) and part.line.level > 0
        gap = "" if not made else "\n" if listed and depths else "\n\n"
        if isinstance(part, Grid):
            words = _table(part)
        elif listed:
            at, depths = _indent(part.line.level, depths, len(_marker(part)))
            words = f"{' ' * at}{_marker(part)}{_words(part)}"
        else:
            words = f"**{_words(part)}**" if part.line.heading else _words(part)
        depths = depths if listed else []
        made += f"{gap}{words}"
    return made


def _marker(part: Span) -> str:
    return "1. " if part.line.ordered else "- "


def _indent(level: int, depths: list[int], width: int) -> tuple[int, list[int]]:
    """How far a point is moved in: as far as the words of the point it stands under."""
    above = depths[: level - 1]
    at = sum(above)
    return at, [*above, width]


def _words(part: Span) -> str:
    """The words; what would be a heading or a quotation only by its first sign is kept as that sign."""
    text = part.text
    return f"\\{text}" if text.startswith(("#", ">", "+ ")) else text


def _table(grid: Grid) -> str:
    width = max(map(len, grid.rows), default=0)
    shown: set[int] = set()
    rows = []
    for row in grid.rows:
        cells = []
        for box in row:
            # A merged cell's words stand in the first of its places only.
            cells.append("" if id(box) in shown else box.text.replace("|", "\\|").replace("\n", "<br>"))
            shown.add(id(box))
        rows.append(_row([*cells, *[""] * (width - len(cells))]))
    return "\n".join((rows[0], _row(["---"] * width), *rows[1:])) if rows else ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def spans_of(parts: Iterable[Part]) -> list[Span]:
    """The stretches that the passage is made of."""
    found: list[Span] = []
    for part in parts:
        found += [part] if isinstance(part, Span) else [line.whole for line in part.lines]
    return found
