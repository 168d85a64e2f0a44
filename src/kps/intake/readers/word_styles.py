"""What a Word document's styles tell of its paragraphs: whether they are headings, bold, or in a list."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element, SubElement, tostring

from kps.intake.readers.archive import tree
from kps.intake.readers.word_body import W


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph's or a run's style; ``heading`` and ``level`` count from 1."""

    name: str = ""
    heading: int = 0
    title: bool = False
    bold: bool = False
    level: int = 0
    ordered: bool = False


_HEADING = re.compile(r"(?:heading|overskrift) ?([1-9])")
_LIST = re.compile(r"list (bullet|number)(?: ([2-5]))?")
_DEEPEST = 20
"""A style may rest on another so many times."""


def styles_in(part: bytes) -> Element | None:
    """The part's XML without the looks of tables, which are most of it and tell nothing here."""
    return tree(_OF_TABLES.sub(b"", part)) if part else None


_OF_TABLES = re.compile(rb'<w:style w:type="table"[^>]*[^/>]>.*?</w:style>', re.DOTALL)


class Styles:
    """A document's styles, each worked out when it is asked for; what one does not say itself, its base says."""

    def __init__(self, root: Element | None) -> None:
        found = () if root is None else root.findall(f"{W}style")
        self._elements = {one.get(f"{W}styleId", ""): one for one in reversed(found)}
        self._known: dict[str, Style] = {}

    def get(self, id: str) -> Style:
        """The style with this id; one that says nothing where there is none."""
        if id not in self._known:
            self._known[id] = self._style(id)
        return self._known[id]

    def _style(self, id: str) -> Style:
        style, bold, heading = Style(), None, None
        for step in range(_DEEPEST):
            one = self._elements.get(id)
            if one is None:
                break
            own = _own(one)
            if step == 0:
                style = own
            heading = own.heading or None if heading is None else heading
            bold = _flag(one.find(f"{W}rPr/{W}b")) if bold is None else bold
            style = replace(style, title=style.title or own.title, level=style.level or own.level)
            id = value_of(one.find(f"{W}basedOn"))
        return replace(style, bold=bool(bold), heading=heading or 0)


def _own(one: Element) -> Style:
    name = value_of(one.find(f"{W}name")).casefold()
    outline = value_of(one.find(f"{W}pPr/{W}outlineLvl"))
    heading = _HEADING.fullmatch(name)
    listed = _LIST.fullmatch(name)
    level = int(heading[1]) if heading else int(outline) + 1 if outline in tuple("012345678") else 0
    return Style(
        name,
        heading=level,
        title=name in ("title", "tittel"),
        level=int(listed[2] or 1) if listed else 0,
        ordered=bool(listed and listed[1] == "number"),
    )


def _flag(one: Element | None) -> bool | None:
    return None if one is None else one.get(f"{W}val") not in ("0", "false", "off")


def value_of(one: Element | None) -> str:
    """What an element of a document says in its one attribute; nothing where it is not there."""
    return "" if one is None else one.get(f"{W}val", "")


def for_numbering(root: Element | None) -> bytes:
    """The styles' XML with nothing but what numbering asks for."""
    plain = Element(f"{W}styles")
    for one in [] if root is None else root.findall(f"{W}style"):
        kind, id = one.get(f"{W}type"), one.get(f"{W}styleId")
        number = one.find(f"{W}pPr/{W}numPr")
        if id and kind == "numbering" and number is not None:
            style = SubElement(plain, f"{W}style", {f"{W}type": kind, f"{W}styleId": id})
            SubElement(style, f"{W}pPr").append(number)
    return tostring(plain)
