"""One look at a picture tells whether a paper may carry it: what is broken, runs, fetches or never ends is none."""

from __future__ import annotations

import struct
import zlib
from base64 import b64decode, b64encode
from io import BytesIO
from zipfile import ZipFile

import pytest

from kps.formats.paper import Paper
from kps.formats.pictures import Picture, picture
from kps.formats.raster import FOR_PRINT, NO_PICTURE, TOO_MANY
from kps.formats.svg import FETCHES, LABORIOUS
from kps.language import Message


def chunk(kind: bytes, body: bytes, crc: int | None = None) -> bytes:
    return (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body) if crc is None else crc)
    )


ROWS = (b"\0" + b"\x40\x80\x60" * 6) * 3


def png(
    packed: bytes | None = None,
    *,
    wide: int = 6,
    high: int = 3,
    head: tuple[int, ...] = (8, 2, 0, 0, 0),
    before: bytes = b"",
    crc: int | None = None,
) -> bytes:
    """A PNG of six by three points, or one that only says so."""
    packed = zlib.compress(ROWS) if packed is None else packed
    size = chunk(b"IHDR", struct.pack(">II", wide, high) + bytes(head))
    return b"\x89PNG\r\n\x1a\n" + size + before + chunk(b"IDAT", packed, crc) + chunk(b"IEND", b"")


JPEG = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H////6"
    "/+b9//j/wAALCAAIABABAREA/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAA/AJx//9k="
)
"""Of sixteen by eight points, grey."""
FRAME = b"\xff\xc0\0\x0b\x08\0\x08\0\x10\x01\x01\x11\0"


def svg(within: str, attributes: str = 'viewBox="0 0 200 60"') -> bytes:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {attributes}>'
        f'<rect width="60" height="60"/>{within}</svg>'
    ).encode()


def nested(kind: str, levels: int, each: int) -> str:
    """Masks or patterns of which each draws the next some times over."""
    return (
        "".join(
            f'<{kind} id="n{level}">' + f'<rect width="9" height="9" {attribute}/>' * each + f"</{kind}>"
            for level in range(levels)
            for attribute in (f'{"mask" if kind == "mask" else "fill"}="url(#n{level + 1})"',)
        )
        + '<rect width="9" height="9" mask="url(#n0)" fill="url(#n0)"/>'
    )


PALETTE = chunk(b"PLTE", b"\0\0\0\x40\x80\x60")
INTERLACED = zlib.compress(b"\0\x40" * 3 + b"\0" + b"\x40" * 3 + b"\0" + b"\x40" * 6)
GRADIENT = '<linearGradient id="g"><stop offset="0"/></linearGradient>'
SOUND = (
    (png(), (6, 3)),
    (png(zlib.compress((b"\4" + b"\1" * 6) * 3), head=(8, 3, 0, 0, 0), before=PALETTE), (6, 3)),
    (png(zlib.compress((b"\0" + b"\1" * 48) * 3), head=(16, 6, 0, 0, 0)), (6, 3)),
    (png(zlib.compress(b"\0\xfc" * 3), head=(1, 0, 0, 0, 0)), (6, 3)),
    (png(INTERLACED, wide=6, high=2, head=(8, 0, 0, 0, 1)), (6, 2)),
    (JPEG, (16, 8)),
    (JPEG + b"more pictures of a camera's", (16, 8)),
    (svg(""), (200, 60)),
    (svg("", 'width="4cm" height="10mm"'), (151.18, 37.8)),
    (b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/G/svg11.dtd">' + svg(""), (200, 60)),
    (svg(GRADIENT + "<style>.a{fill:url('#g')}</style><rect class='a'/>"), (200, 60)),
    (svg(GRADIENT + '<g id="a"><rect fill="url( #g )"/></g><g id="b"><use href="#a"/></g>'), (200, 60)),
    (svg(f'<image href="data:image/png;base64,{b64encode(png()).decode()}"/>'), (200, 60)),
    (svg('<metadata xlink:title="C:\\Documents"/>'), (200, 60)),
    (svg('<filter id="f"><feGaussianBlur stdDeviation="2"/></filter><rect filter="url(#f)"/>'), (200, 60)),
)  # fmt: skip


@pytest.mark.parametrize(("data", "size"), SOUND)
def test_a_sound_picture_is_known_with_its_measures(data: bytes, size: tuple[float, float]) -> None:
    found = picture(data, logo=False)
    assert isinstance(found, Picture)
    assert (found.width, found.height) == pytest.approx(size, abs=0.01)


BROKEN_PNG = (
    png(b"not packed at all"),
    png(zlib.compress(ROWS)[:-6]),
    png(crc=1),
    png()[:-20],
    png()[:60] + bytes([png()[60] ^ 1]) + png()[61:],
    png(zlib.compress(ROWS[:-1])),
    png(zlib.compress(ROWS + b"\0")),
    png(zlib.compress(b"\0" * 50_000_000)),
    png(zlib.compress(b"\5" + ROWS[1:])),
    png(head=(8, 7, 0, 0, 0)),
    png(head=(4, 2, 0, 0, 0)),
    png(head=(8, 2, 0, 0, 2)),
    png(zlib.compress((b"\0" + b"\1" * 6) * 3), head=(8, 3, 0, 0, 0)),
    png(before=chunk(b"CgBI", b"\0" * 4)),
    png(wide=200_000, high=1),
    png(wide=0),
    png()[:8],
)
BROKEN_JPEG = (
    JPEG[: len(JPEG) // 2],
    JPEG[:-2],
    JPEG.replace(FRAME, b""),
    JPEG.replace(FRAME, FRAME.replace(b"\xff\xc0", b"\xff\xc9")),  # coded by arithmetic
    JPEG.replace(FRAME, FRAME.replace(b"\0\x08\0\x10", b"\0\0\0\x10")),
    JPEG.replace(b"\xff\xdb", b"\xff\xe7"),
    JPEG[:10],
)
UNSAFE_SVG = (
    (svg("<script>x()</script>"), FETCHES),
    (svg('<rect onload="x()"/>'), FETCHES),
    (svg('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>'), FETCHES),
    (svg('<p xmlns="http://www.w3.org/1999/xhtml">x</p>'), FETCHES),
    (svg('<image href="https://x.example/a.png"/>'), FETCHES),
    (svg('<use xlink:href="a.svg#b"/>'), FETCHES),
    (svg('<a href="javascript:x()"><rect/></a>'), FETCHES),
    (svg("<style>@import 'x.css'</style>"), FETCHES),
    (svg("<style>/* <!-- --> */<x/>@import 'x.css'</style>"), FETCHES),
    (svg(r"<style>@\69mport 'x.css'</style>"), FETCHES),
    (svg("<style>@font-face{src:url(x.woff)}</style>"), FETCHES),
    (svg("<style>rect{fill:u/**/rl(https://x.example)}</style>"), FETCHES),
    (svg('<rect style="background:image-set(\'a.png\' 1x)"/>'), FETCHES),
    (svg('<rect fill="url(https://x.example#a)"/>'), FETCHES),
    (svg(r'<rect fill="\75rl(https://x.example#a)"/>'), FETCHES),
    (svg('<image><set attributeName="xlink:href" to="https://x.example/a.png"/></image>'), FETCHES),
    (svg('<g xml:base="https://x.example/"><use href="#a"/></g>'), FETCHES),
    (svg('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>'), FETCHES),
    (svg(f'<image href="data:image/png;base64,{b64encode(svg("<script/>")).decode()}"/>'), FETCHES),
    (svg(f'<image href="data:image/png;base64,{b64encode(png(crc=1)).decode()}"/>'), FETCHES),
    (svg('<image href="data:image/png;base64,%%%"/>'), FETCHES),
    (b'<?xml-stylesheet href="x.css"?>' + svg(""), FETCHES),
    (b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + svg("&a;"), FETCHES),
    (b'<!DOCTYPE svg SYSTEM "https://x.example/a.dtd">' + svg(""), FETCHES),
    (svg("").decode().encode("utf-16"), NO_PICTURE),
    (svg("<g>"), NO_PICTURE),
    (svg("", ""), NO_PICTURE),
    (svg("", 'viewBox="0 0 1.2.3 4"'), NO_PICTURE),
    (svg("", 'width="100000" height="1"'), NO_PICTURE),
    (svg("<g>" * 500 + "</g>" * 500), LABORIOUS),
    (svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), LABORIOUS),
    (svg(nested("mask", 9, 5)), LABORIOUS),
    (svg(nested("pattern", 9, 5)), LABORIOUS),
    (svg("<style>" + "".join(f".c{n}, g .d{n} {{mask:url(#m{n})}}" for n in range(9)) + "</style>"
         + "".join(f'<mask id="m{n}">' + f'<rect class="x c{n + 1}"/>' * 6 + "</mask>" for n in range(9))
         + '<rect class="d0"/>'), LABORIOUS),
    (svg('<filter id="f"><feTurbulence numOctaves="99999999"/></filter><rect filter="url(#f)"/>'), LABORIOUS),
    (svg('<filter id="f">' + "<feGaussianBlur/>" * 100 + '</filter><rect filter="url(#f)"/>'), LABORIOUS),
)  # fmt: skip


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        *((one, NO_PICTURE) for one in (*BROKEN_PNG, *BROKEN_JPEG, b"GIF89a", b"")),
        (png(wide=30_000, high=30_000), TOO_MANY),
        (JPEG.replace(FRAME, FRAME.replace(b"\0\x08\0\x10", b"\xff\0\xff\0")), TOO_MANY),
        (JPEG.replace(FRAME, b"\xff\xc0\0\x14\x08\0\x08\0\x10\x04" + b"\x01\x11\0" * 4), FOR_PRINT),
        *UNSAFE_SVG,
    ],
)
@pytest.mark.parametrize("logo", [True, False])
def test_what_no_paper_may_carry_is_told(data: bytes, reason: Message, logo: bool) -> None:
    assert picture(data, logo=logo) == (NO_PICTURE if logo and data[:2] == b"\xff\xd8" else reason)


def test_a_logo_is_no_photograph() -> None:
    assert picture(JPEG, logo=True) == NO_PICTURE


def test_a_photograph_that_does_not_say_what_it_is_comes_along_in_word() -> None:
    docx = pytest.importorskip("kps.formats.word").docx
    raw = JPEG[:2] + JPEG[20:]
    found = picture(raw, logo=False)
    assert isinstance(found, Picture)
    said: list[Message] = []
    made = docx(Paper("# T\n\n![Kart](k.jpg)", "nb", pictures={"k.jpg": found}), said.append)
    with ZipFile(BytesIO(made)) as parts:
        [name] = [name for name in parts.namelist() if name.startswith("word/media/")]
        assert parts.read(name).endswith(raw[2:])
    assert said == []


def test_a_picture_that_cannot_be_set_is_the_only_one_left_out() -> None:
    pdf = pytest.importorskip("kps.formats.pdf").pdf
    pictures = {"a": Picture(png(), "png", 6, 3), "b": Picture(b"<svg", "svg", 40, 40)}
    said: list[Message] = []
    assert pdf(Paper("# T\n\n![En](a) ![To](b)", "nb", pictures=pictures), said.append)
    assert [one.values["file"] for one in said] == ["b"]
