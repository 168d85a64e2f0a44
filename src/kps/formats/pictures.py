"""Pictures that papers carry whole: PNG, JPEG and SVG, looked at before any program draws them."""

from __future__ import annotations

import re
import zlib
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

from kps.language import Message, msg

if TYPE_CHECKING:
    from xml.etree import ElementTree

Kind = Literal["png", "jpeg", "svg"]
_MIME = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
_INCH = 25.4
_LOGO, _PICTURE = (60.0, 18.0), (160.0, 200.0)
"""The most millimetres across and up."""
_MOST_POINTS = 40_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_LENGTH = re.compile(r"\s*([0-9.]+)\s*(px|pt|mm|cm|in)?\s*", re.ASCII)
_POINTS = {"px": 1.0, "pt": 96 / 72, "mm": 96 / _INCH, "cm": 960 / _INCH, "in": 96.0}
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|javascript:|expression\(", re.IGNORECASE)
_INSIDE = re.compile(r"#|data:image/(?:png|jpeg);base64,", re.IGNORECASE)
_ACTIVE = ("script", "foreignObject", "iframe", "handler", "listener", "audio", "video")

NO_PICTURE = msg("it is no PNG, JPEG or SVG that can be drawn")
_FETCHES = msg("it holds a script, or has something fetched from elsewhere")
_TOO_MANY = msg("it has too many points")


def left_out(address: str, reason: Message) -> Message:
    """That a picture is left out of a paper, and why."""
    return msg("the picture {file} is left out: {reason}", file=unquote(address), reason=reason)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its measures, in points of 1/96 inch."""

    data: bytes
    kind: Kind
    width: float
    height: float
    logo: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """How wide and high it stands in a paper, in millimetres."""
        most = _LOGO if self.logo else _PICTURE
        wide, high = self.width * _INCH / 96, self.height * _INCH / 96
        # A logo fills its room; another picture is no larger than it is.
        share = min(most[0] / wide, most[1] / high)
        share = share if self.logo else min(share, 1.0)
        return wide * share, high * share

    @property
    def address(self) -> str:
        """The picture itself as the address of a page's picture."""
        return f"data:{_MIME[self.kind]};base64,{b64encode(self.data).decode()}"


def picture(data: bytes, *, logo: bool) -> Picture | Message:
    """The picture, or why it is none that a paper can carry."""
    if data.startswith(_PNG):
        measured = _png(data)
        kind: Kind = "png"
    elif data.startswith(b"\xff\xd8\xff"):
        measured, kind = NO_PICTURE if logo else _jpeg(data), "jpeg"
    else:
        measured, kind = _svg(data), "svg"
    if isinstance(measured, Message):
        return measured
    width, height = measured
    if not (0.5 <= width <= 100_000 and 0.5 <= height <= 100_000):
        return NO_PICTURE
    return Picture(data, kind, width, height, logo)


def _png(data: bytes) -> tuple[float, float] | Message:
    """Its measures, once every part of it is whole: what is broken stops who draws it."""
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    if width * height > _MOST_POINTS:
        return _TOO_MANY
    drawn = b""
    place = len(_PNG)
    while place + 12 <= len(data):
        length, kind = int.from_bytes(data[place : place + 4]), data[place + 4 : place + 8]
        body, end = data[place + 8 : place + 8 + length], place + 8 + length
        if len(body) < length or zlib.crc32(kind + body) != int.from_bytes(data[end : end + 4]):
            return NO_PICTURE
        drawn += body if kind == b"IDAT" else b""
        place = end + 4
        if kind == b"IEND":
            return (float(width), float(height)) if _unpacks(drawn, width * height * 8 + height) else NO_PICTURE
    return NO_PICTURE


def _unpacks(packed: bytes, most: int) -> bool:
    try:
        reader = zlib.decompressobj()
        return bool(reader.decompress(packed, most + 1)) and reader.eof
    except zlib.error:
        return False


def _jpeg(data: bytes) -> tuple[float, float] | Message:
    place = 2
    while place + 9 < len(data) and data[place] == 0xFF:
        kind, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4])
        if kind in range(0xC0, 0xD0) and kind not in (0xC4, 0xC8, 0xCC):
            height, width = int.from_bytes(data[place + 5 : place + 7]), int.from_bytes(data[place + 7 : place + 9])
            return _TOO_MANY if width * height > _MOST_POINTS else (float(width), float(height))
        place += 2 + length
    return NO_PICTURE


def _svg(data: bytes) -> tuple[float, float] | Message:
    if b"<!ENTITY" in data or b"<?xml-stylesheet" in data:
        return _FETCHES
    # Imported here: it takes time to load, and most papers have no picture.
    from xml.etree import ElementTree

    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError):
        return NO_PICTURE
    if _local(root.tag) != "svg":
        return NO_PICTURE
    if any(map(_fetches, root.iter())) or _repeats_itself(root):
        return _FETCHES
    box = [float(one) for one in re.findall(r"-?[0-9.]+(?:e-?\d+)?", root.get("viewBox", ""))[:4] if one.strip(".-")]
    told = [_length(root.get(name, "")) for name in ("width", "height")]
    width, height = told[0] or (box[2] if len(box) == 4 else 0), told[1] or (box[3] if len(box) == 4 else 0)
    return (width, height) if width and height else NO_PICTURE


def _fetches(element: ElementTree.Element) -> bool:
    if _local(element.tag) in _ACTIVE or _OUTSIDE.search(element.text or ""):
        return True
    for name, value in element.attrib.items():
        local = _local(name).lower()
        if local.startswith("on") or (local in ("href", "src") and not _INSIDE.match(value.strip())):
            return True
        if _OUTSIDE.search(value):
            return True
    return False


def _repeats_itself(root: ElementTree.Element) -> bool:
    """Whether something that is used uses something in its turn: a few lines of that draw for ever."""
    using = {id for one in root.iter() if (id := one.get("id")) and any(map(_is_use, one.iter()))}
    return any(target in using for one in root.iter() if _is_use(one) for target in _targets(one))


def _is_use(element: ElementTree.Element) -> bool:
    return _local(element.tag) == "use"


def _targets(use: ElementTree.Element) -> Iterator[str]:
    return (value.strip().removeprefix("#") for name, value in use.attrib.items() if _local(name) == "href")


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]


def _length(text: str) -> float:
    found = _LENGTH.fullmatch(text)
    try:
        return float(found[1]) * _POINTS[found[2] or "px"] if found else 0.0
    except ValueError:
        return 0.0
