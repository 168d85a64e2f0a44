"""Pictures that papers carry whole: PNG, JPEG and SVG, looked at before any program draws them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import unquote

from kps.formats.raster import JPEG, NO_PICTURE, PNG, Size, jpeg_size, png_size
from kps.language import Message, msg

Kind = Literal["png", "jpeg", "svg"]
_MIME = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
_INCH = 25.4
_LOGO, _PICTURE = (60.0, 18.0), (160.0, 200.0)
"""The most millimetres across and up."""
_LEAST = 0.2
"""A picture of fewer millimetres is not seen."""


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


@lru_cache(maxsize=8)
def picture(data: bytes, *, logo: bool) -> Picture | Message:
    """The picture, or why it is none that a paper can carry: the same in every format."""
    kind: Kind = "png" if data.startswith(PNG) else "jpeg" if data.startswith(JPEG) else "svg"
    measured = NO_PICTURE if logo and kind == "jpeg" else _MEASURED[kind](data)
    if isinstance(measured, Message):
        return measured
    found = Picture(data, kind, *measured, logo)
    return found if min(found.size) >= _LEAST else NO_PICTURE


def _svg_size(data: bytes) -> Size | Message:
    from kps.formats.svg import svg_size  # takes time to load, and most papers have no picture

    return svg_size(data)


_MEASURED: Mapping[Kind, Callable[[bytes], Size | Message]] = {"png": png_size, "jpeg": jpeg_size, "svg": _svg_size}
