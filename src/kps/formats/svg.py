"""The measures of an SVG, once it is certain that it runs nothing, fetches nothing and can be drawn in a moment."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from math import inf
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from kps.formats.raster import JPEG, NO_PICTURE, PNG, Size, jpeg_size, png_size
from kps.language import Message, msg

FETCHES = msg("it holds a script, or has something fetched from elsewhere")
LABORIOUS = msg("it takes too long to draw")

_DOCTYPE = re.compile(
    rb"<!DOCTYPE(?!\s+svg(?:\s+PUBLIC\s+\"-//W3C//DTD SVG [^\"]*\"\s+\"https?://www\.w3\.org/[^\"]*\")?\s*>)"
)
"""A document type other than SVG's own: it may say what is to be put in, or stand elsewhere."""
_ACTIVE = frozenset(("script", "foreignObject", "iframe", "handler", "listener", "audio", "video"))
_BASE, _PAGE = "{http://www.w3.org/XML/1998/namespace}base", "{http://www.w3.org/1999/xhtml}"
_OUTSIDE = re.compile(
    r"(?:url|src)\((?!\s*['\"]?#)|(?:image|image-set|cross-fade)\(|@import|javascript:|expression\(|\\[0-9a-f]",
    re.IGNORECASE,
)
"""What fetches in a style; signs written by their numbers could say any of it."""
_NAMED = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)", re.IGNORECASE)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SELECTOR = re.compile(r"([.#]?[\w-]+)\s*\Z")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_INSIDE = re.compile(r"data:image/(?:png|jpe?g);base64,", re.IGNORECASE)
_LENGTH = re.compile(r"\s*([0-9.]+)\s*(px|pt|mm|cm|in)?\s*", re.ASCII)
_POINTS = {"px": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 960 / 25.4, "in": 96.0}
_MOST_WORK, _DEEPEST = 200_000, 100
_WORK = {"mask": 50, "pattern": 50, "feGaussianBlur": 5_000, "feDropShadow": 5_000}
"""What takes more work to draw than other elements, in the work of one."""
_ENDLESS = frozenset(
    ("feTurbulence", "feMorphology", "feConvolveMatrix", "feDiffuseLighting", "feSpecularLighting", "feDisplacementMap")
)


def svg_size(data: bytes) -> Size | Message:
    """An SVG's measures, in points of 1/96 inch; why there are none, where it is none that a paper may carry."""
    if b"\0" in data:  # another way of writing letters, in which what is looked for looks otherwise
        return NO_PICTURE
    if b"<?xml-stylesheet" in data or _DOCTYPE.search(data):
        return FETCHES
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError):
        return NO_PICTURE
    if _local(root.tag) != "svg":
        return NO_PICTURE
    if any(map(_fetches, root.iter())):
        return FETCHES
    if _Work(root).of(root) > _MOST_WORK:
        return LABORIOUS
    return _measures(root)


def _measures(root: Element) -> Size | Message:
    box = [_length(one) for one in root.get("viewBox", "").replace(",", " ").split()]
    told = [_length(root.get(name, "")) for name in ("width", "height")]
    width, height = (one or beside for one, beside in zip(told, box[2:] if len(box) == 4 else (0, 0), strict=True))
    return (width, height) if 0 < width < inf and 0 < height < inf else NO_PICTURE


def _length(text: str) -> float:
    found = _LENGTH.fullmatch(text)
    try:
        return float(found[1]) * _POINTS[found[2] or "px"] if found else 0.0
    except ValueError:
        return 0.0


def _fetches(element: Element) -> bool:
    name = _local(element.tag)
    if name in _ACTIVE or str(element.tag).startswith(_PAGE):
        return True
    if name == "style" and _OUTSIDE.search(_COMMENT.sub("", "".join(element.itertext()))):
        return True
    return any(_leads_out(key, value) for key, value in element.attrib.items())


def _leads_out(key: str, value: str) -> bool:
    """Whether an attribute runs or fetches something."""
    local = _local(key).lower()
    if local.startswith("on") or key == _BASE:
        return True
    if local in ("href", "src"):
        return not value.strip().startswith("#") and not _is_drawn(value)
    if local == "attributename":  # what is set in time to something else
        return value.lower().endswith("href")
    # What has a namespace is a drawing program's own, and no style.
    return not key.startswith("{") and _OUTSIDE.search(value) is not None


def _is_drawn(address: str) -> bool:
    """Whether an address holds a whole PNG or JPEG."""
    found = _INSIDE.match(address.strip())
    try:
        data = b64decode(unquote(address.strip()[found.end() :])) if found else b""
    except ValueError:
        return False
    measured = png_size(data) if data.startswith(PNG) else jpeg_size(data) if data.startswith(JPEG) else NO_PICTURE
    return not isinstance(measured, Message)


class _Work:
    """How much an SVG takes to draw, in elements: what an element refers to is drawn each time anew."""

    def __init__(self, root: Element) -> None:
        self._named = {name: one for one in root.iter() if (name := one.get("id"))}
        self._styled = dict(_styled(root))
        self._known: dict[str, float] = {}

    def of(self, element: Element, depth: int = 0) -> float:
        """The work of the element with all in it."""
        name = _local(element.tag)
        if depth > _DEEPEST or name in _ENDLESS:
            return inf
        within = sum(self.of(one, depth + 1) for one in element)
        return _WORK.get(name, 1) + within + sum(self._again(one, depth + 1) for one in self._targets(element))

    def _again(self, name: str, depth: int) -> float:
        if name not in self._named:
            return 0
        if name not in self._known:
            self._known[name] = inf  # what draws itself is never done
            self._known[name] = self.of(self._named[name], depth)
        return self._known[name]

    def _targets(self, element: Element) -> Iterator[str]:
        """What it refers to by name, itself or by a style sheet."""
        for key, value in element.attrib.items():
            if _local(key) == "href" and value.strip().startswith("#"):
                yield value.strip()[1:]
            yield from _NAMED.findall(value)
        if self._styled:
            chosen = (f".{one}" for one in element.get("class", "").split())
            for selector in ("*", _local(element.tag), f"#{element.get('id')}", *chosen):
                yield from self._styled.get(selector, ())


def _styled(root: Element) -> Iterator[tuple[str, list[str]]]:
    """What each selector of the style sheets has elements refer to; ``*`` for one that is not plain."""
    found: dict[str, list[str]] = {}
    sheets = ("".join(one.itertext()) for one in root.iter() if _local(one.tag) == "style")
    for selectors, style in _RULE.findall(_COMMENT.sub("", "\n".join(sheets))):
        for one in selectors.split(","):
            plain = _SELECTOR.search(one)
            found.setdefault(plain[1] if plain else "*", []).extend(_NAMED.findall(style))
    return ((selector, names) for selector, names in found.items() if names)


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]
