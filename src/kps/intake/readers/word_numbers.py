"""Numbers with words that Word sets before paragraphs by itself, as ``Sak 1``: on the page, and not in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from kps.intake.readers.word_body import W
from kps.intake.readers.word_styles import value_of

_HOLE = re.compile(r"%([1-9])")
_LONGEST = 40
"""A level's words are no longer than this where they are a case's number."""
_DEEPEST = 20
"""A style may rest on another so many times."""


@dataclass(frozen=True, slots=True)
class _Level:
    text: str
    decimal: bool
    start: int
    style: str


class Numbers:
    """Counts the paragraphs of a document's lists, in the order in which they stand."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        lists = [] if numbering is None else numbering.findall(f"{W}abstractNum")
        self._levels = {one.get(f"{W}abstractNumId", ""): _levels(one) for one in lists}
        self._lists: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        for one in [] if numbering is None else numbering.findall(f"{W}num"):
            id = one.get(f"{W}numId", "")
            self._lists[id] = value_of(one.find(f"{W}abstractNumId"))
            self._restarts[id] = {
                _whole(over.get(f"{W}ilvl", ""), 0): _whole(value_of(over.find(f"{W}startOverride")), 1)
                for over in one.findall(f"{W}lvlOverride")
                if over.find(f"{W}startOverride") is not None
            }
        found = [] if styles is None else styles.findall(f"{W}style")
        self._styles = {one.get(f"{W}styleId", ""): one for one in found}
        self._counts: dict[str, dict[int, int]] = {}

    def before(self, paragraph: Element) -> str:
        """The words and the number before the next paragraph; empty where it has none, or a number alone."""
        list_id, depth = self._place(paragraph)
        levels = self._levels.get(self._lists.get(list_id, ""), {})
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(self._lists[list_id], {})
        restarts = self._restarts.get(list_id, {})
        restart = restarts.pop(depth, None)
        counts[depth] = restart if restart is not None else counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        return _written(levels, depth, counts)

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """The list that a paragraph is in, and how deep, by its own properties or its style's."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        id, depth = _list_of(own)
        style = value_of(paragraph.find(f"{W}pPr/{W}pStyle"))
        for _ in range(_DEEPEST):
            one = self._styles.get(style)
            if id or one is None:
                break
            id, of_style = _list_of(one.find(f"{W}pPr/{W}numPr"))
            levels = self._levels.get(self._lists.get(id, ""), {})
            linked = next((at for at, level in levels.items() if level.style == style), of_style)
            depth = linked if depth is None else depth
            style = value_of(one.find(f"{W}basedOn"))
        return id, depth or 0


def _list_of(found: Element | None) -> tuple[str, int | None]:
    if found is None:
        return "", None
    depth = value_of(found.find(f"{W}ilvl"))
    return value_of(found.find(f"{W}numId")), _whole(depth, 0) if depth else None


def _levels(one: Element) -> dict[int, _Level]:
    return {
        _whole(level.get(f"{W}ilvl", ""), 0): _Level(
            value_of(level.find(f"{W}lvlText")),
            value_of(level.find(f"{W}numFmt")) in ("", "decimal"),
            _whole(value_of(level.find(f"{W}start")), 1),
            value_of(level.find(f"{W}pStyle")),
        )
        for level in one.findall(f"{W}lvl")
    }


def _written(levels: dict[int, _Level], depth: int, counts: dict[int, int]) -> str:
    text = levels[depth].text
    holes = [int(one) - 1 for one in _HOLE.findall(text)]
    worded = any(map(str.isalpha, text))
    if (
        not holes
        or not worded
        or len(text) > _LONGEST
        or not all(one in levels and levels[one].decimal for one in holes)
    ):
        return ""
    return _HOLE.sub(lambda one: str(counts.get(int(one[1]) - 1, levels[int(one[1]) - 1].start)), text).strip()


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise
