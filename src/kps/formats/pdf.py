"""A paper as PDF: tagged, for archives (PDF/A-2a) and for everybody (PDF/UA-1) in one; the same bytes each time."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from hashlib import blake2b
from itertools import zip_longest
from typing import Any

from kps.formats.columns import PAGE, WIDE_PAGE, is_whole, widths
from kps.formats.extras import needs
from kps.formats.markdown_tree import Node, leads, words
from kps.formats.paper import PAGES, Paper, Tell, unheard
from kps.formats.pictures import Picture, left_out
from kps.formats.raster import NO_PICTURE
from kps.formats.signs import known_signs, own_signs, showable
from kps.formats.typesetting import NotSet, Sheets, typeset
from kps.formats.unbroken import unbroken
from kps.resources import folder

_LONG_WORD = re.compile(r"\S{500}(?=\S)")
"""So long a stretch may be broken anywhere: the standards have no room for one without end."""
_LONGEST_TITLE, _LONGEST_HEADING, _LONGEST_ADDRESS = 255, 2_000, 2_000


def pdf(paper: Paper, tell: Tell = unheard) -> bytes:
    """The PDF's bytes; ``tell`` is told what is left out. Raises Missing, and NotSet for an own layout, as typeset."""
    page, of = PAGES[paper.language]
    data = {
        "title": paper.title[:_LONGEST_TITLE],
        "head": paper.head[:_LONGEST_TITLE],
        "author": paper.author,
        "language": paper.language,
        "keywords": [paper.stamp] if paper.stamp else [],
        "wide": paper.wide,
        "marking": unbroken(paper.marking),
        "page": page,
        "of": of,
        "nodes": _all(paper.nodes, WIDE_PAGE if paper.wide else PAGE),
    }
    text, _ = showable(json.dumps(data, ensure_ascii=False), known_signs())
    pictures = {_name(one): list(one.data) for one in paper.pictures.values()}
    set_by = paper.typesetter or typeset

    def made(text: str, pictures: Mapping[str, list[int]]) -> bytes:
        told = {"paper": text, "pictures": json.dumps(pictures)}
        return set_by(Sheets(told, _seconds(paper.day), paper.layout))

    try:
        return made(text, pictures)
    except NotSet:
        # Signs that are known each by itself may be none together: then only what the papers' own typeface has.
        plain, missing = showable(text, own_signs())
        if missing:
            return made(plain, pictures)
        if not pictures:
            raise
        # A picture that looked whole, and that cannot be drawn all the same; if none is found, it may be any.
        broken = [address for address, one in paper.pictures.items() if not _is_drawn(one)] or list(paper.pictures)
        left = {address: one for address, one in paper.pictures.items() if address not in broken}
        found = pdf(replace(paper, pictures=left), tell)
        for address in broken:
            tell(left_out(address, NO_PICTURE))
        return found


def _name(picture: Picture) -> str:
    """What a picture is called among those of a paper: by what it holds."""
    return blake2b(picture.data, digest_size=12).hexdigest()


def _format(picture: Picture) -> str:
    """What typst calls its kind."""
    return "jpg" if picture.kind == "jpeg" else picture.kind


def _is_drawn(picture: Picture) -> bool:
    """Whether a picture can be drawn by itself."""
    import typst

    try:
        return bool(drawn(picture))
    except typst.TypstError:
        return False


def drawn(picture: Picture) -> bytes:
    """A picture as a PNG, as SVG is for programs that do not know it. Raises Missing as pdf does."""
    with needs("pdf"):
        import typst
    wide, high = picture.size
    page = (
        f"#set page(width: {wide}mm, height: {high}mm, margin: 0mm, fill: none)\n"
        f'#image(bytes(json(bytes(sys.inputs.picture))), format: "{_format(picture)}", width: 100%, height: 100%)'
    )
    told = {"picture": json.dumps(list(picture.data))}
    fonts = typst.Fonts(font_paths=[str(folder("fonts"))])
    made = typst.compile(page.encode(), format="png", ppi=300.0, sys_inputs=told, font_paths=fonts)
    assert isinstance(made, bytes)  # one page
    return made


def unshown(paper: Paper) -> tuple[str, ...]:
    """The signs of the paper that a PDF has no shape for, and for which another stands."""
    return showable(f"{paper.marking}{paper.author}{paper.text}", known_signs())[1]


def _seconds(day: date | None) -> int:
    """Noon of the day, as a system counts time."""
    noon = datetime.combine(day or date(1970, 1, 1), time(12), UTC)
    return int(noon.timestamp())


def _all(nodes: Sequence[Node], room: float) -> list[dict[str, Any]]:
    return [_data(node, following, room) for node, following in zip_longest(nodes, nodes[1:])]


def _data(node: Node, following: Node | None, room: float) -> dict[str, Any]:
    """The node as the template walks it."""
    found: dict[str, Any] = {
        "kind": node.kind,
        "text": _LONG_WORD.sub("\\g<0>\N{ZERO WIDTH SPACE}", node.text),
        "name": node.name,
        "leads": leads(node, following),
        "children": _all(node.children, room),
    }
    match node.kind:
        case "heading":
            found["level"] = node.level
            # The standards have no room for a heading that shows nothing, or a whole page: that is a paragraph.
            told = showable(words(node), known_signs())[0]
            is_one = len(told) <= _LONGEST_HEADING and any(sign.isprintable() and sign != " " for sign in told)
            found["kind"] = "heading" if is_one else "paragraph"
        case "list":
            found["start"] = node.start
            found["tight"] = all(len(item.children) <= 1 for item in node.children)
        case "cell":
            found["right"] = node.right
        case "link":
            found["href"] = node.href if len(node.href) <= _LONGEST_ADDRESS else ""
        case "image" if node.picture:
            found["picture"] = _name(node.picture)
            found["format"] = _format(node.picture)
            found["wide"], found["high"] = node.picture.size
        case "table":
            found["widths"] = columns = widths(node, room)
            for row, told in zip(node.children, found["children"], strict=True):
                told["whole"] = is_whole(row, columns)
    return found
