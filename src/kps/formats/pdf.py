"""A paper as PDF: tagged, for archives (PDF/A-2a) and for everybody (PDF/UA-1) in one; the same bytes each time."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from kps.formats.extras import needs
from kps.formats.paper import Language, Paper
from kps.formats.tree import Node, weights
from kps.resources import folder

_FONTS = Path(__file__).parent / "fonts"
_REFUSED = re.compile(r'(?:the text|the codepoint) `"(.+?)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_STAND_IN = "\N{LOZENGE}"
"""What stands for a sign that the typefaces lack, such as a picture of a face: the standards allow no gap."""
_JOINERS = dict.fromkeys((0x200D, 0xFE0E, 0xFE0F))
"""Signs that make one picture of several, and mean nothing once the pictures are gone."""
_PAGES: Mapping[Language, tuple[str, str]] = {"nb": ("Side", "av"), "nn": ("Side", "av"), "en": ("Page", "of")}


def pdf(paper: Paper) -> bytes:
    """The PDF's bytes. Raises Missing where the library that sets it is not installed."""
    with needs("pdf"):
        import typst
    page, of = _PAGES[paper.language]
    data = {
        "title": paper.title,
        "author": paper.author,
        "language": paper.language,
        "keywords": [paper.stamp] if paper.stamp else [],
        "wide": paper.wide,
        "marking": paper.marking,
        "page": page,
        "of": of,
        "nodes": [_data(node) for node in paper.nodes],
    }
    text = json.dumps(data, ensure_ascii=False)
    while True:
        try:
            return _set(typst.compile, text, _seconds(paper.day))
        except typst.TypstError as error:
            shown = text.translate(dict.fromkeys(_refused(str(error)), _STAND_IN) | _JOINERS)
            if shown == text:
                raise
            text = shown


def _refused(error: str) -> set[int]:
    """The signs that an error says the typefaces or the standards have no room for."""
    named = "".join(_REFUSED.findall(error))
    escaped = {int(code, 16) for code in _ESCAPED.findall(named)}
    return escaped | set(map(ord, _ESCAPED.sub("", named)))


def _set(compile: Callable[..., Any], paper: str, seconds: int) -> bytes:
    # A callable of any kind: the library's own types do not settle which of its overloads is meant.
    made = compile(
        folder("templates") / "papir.typ",
        font_paths=[str(_FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"paper": paper},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=seconds,
    )
    assert isinstance(made, bytes)  # one document without page files
    return made


def _seconds(day: date | None) -> int:
    """Noon of the day, as a system counts time."""
    noon = datetime.combine(day or date(1970, 1, 1), time(12), UTC)
    return int(noon.timestamp())


def _data(node: Node) -> dict[str, Any]:
    """The node as the template walks it."""
    found: dict[str, Any] = {
        "kind": node.kind,
        "text": node.text,
        "name": node.name,
        "children": [_data(child) for child in node.children],
    }
    match node.kind:
        case "heading":
            found["level"] = node.level
        case "list":
            found["start"] = node.start
            found["tight"] = all(len(item.children) <= 1 for item in node.children)
        case "cell":
            found["right"] = node.right
        case "link":
            found["href"] = node.href
        case "table":
            found["weights"] = weights(node)
    return found
