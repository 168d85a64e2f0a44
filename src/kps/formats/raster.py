"""The measures of a PNG or a JPEG, once it is certain that programs can draw it: what is broken stops some of them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from kps.language import Message, msg

NO_PICTURE = msg("it is no PNG, JPEG or SVG that can be drawn")
TOO_MANY = msg("it has too many points")
FOR_PRINT = msg("its colours are a printing house's (CMYK); save it with a screen's (RGB)")

Size = tuple[float, float]
"""How wide and high a picture is, in its own points."""

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
"""What such files begin with."""
_MOST_SIDE, _MOST_POINTS = 100_000, 40_000_000
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""Of each kind of colour, how many bits a sample may have."""
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PALETTE = 3
_FILTERS = 5
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""Where each pass of an interlaced picture begins, and its steps: across, down."""
_FED, _TAKEN = 1 << 14, 1 << 20

_SCAN_END = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]", re.DOTALL)
_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
_FRAMES = frozenset((0xC0, 0xC1, 0xC2))
"""Frames that all programs draw."""
_OTHER_FRAMES = frozenset((0xC3, *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))
"""Those that few do: without loss, or coded by arithmetic."""
_QUANTISED, _HUFFMAN, _SCAN, _END = 0xDB, 0xC4, 0xDA, 0xD9
_CMYK = 4


def png_size(data: bytes) -> Size | Message:
    """A PNG's measures; why there are none, where a part is broken or missing, or it has very many points."""
    found = _header(data)
    if found is None:
        return NO_PICTURE
    width, height, bits, colour, interlaced = found
    if width * height > _MOST_POINTS:
        return TOO_MANY
    drawn: list[bytes] = []
    known = colour != _PALETTE
    for kind, body in _chunks(data):
        if kind == b"IDAT":
            if not known:
                return NO_PICTURE
            drawn.append(body)
        elif kind == b"PLTE":
            known = known or (0 < len(body) <= 768 and len(body) % 3 == 0)
        elif kind == b"IEND":
            rows = _rows(width, height, bits, interlaced=interlaced)
            return (float(width), float(height)) if _holds(b"".join(drawn), rows) else NO_PICTURE
        elif kind[:1].isupper() and kind != b"IHDR":
            return NO_PICTURE
    return NO_PICTURE


def _header(data: bytes) -> tuple[int, int, int, int, bool] | None:
    """Width, height, bits a point, kind of colour, and whether it is interlaced."""
    if data[8:16] != b"\0\0\0\rIHDR" or len(data) < 33:
        return None
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    depth, colour, packing, filtering, interlacing = data[24:29]
    sound = depth in _DEPTHS.get(colour, ()) and (packing, filtering) == (0, 0) and interlacing < 2
    if not sound or not (0 < width <= _MOST_SIDE and 0 < height <= _MOST_SIDE):
        return None
    return width, height, depth * _SAMPLES[colour], colour, interlacing == 1


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Its parts, as far as they are whole."""
    place = len(PNG)
    while place + 12 <= len(data):
        kind, end = data[place + 4 : place + 8], place + 8 + int.from_bytes(data[place : place + 4])
        body = data[place + 8 : end]
        if end + 4 > len(data) or zlib.crc32(kind + body) != int.from_bytes(data[end : end + 4]):
            return
        yield kind, body
        place = end + 4


def _rows(width: int, height: int, bits: int, *, interlaced: bool) -> Iterator[int]:
    """How many bytes each row has after the one that tells its filter."""
    for left, top, across, down in _PASSES if interlaced else ((0, 0, 1, 1),):
        points = -((left - width) // across)
        if points > 0:
            yield from (-(points * bits // -8) for _ in range(top, height, down))


def _holds(packed: bytes, rows: Iterator[int]) -> bool:
    """Whether it unpacks to these rows and nothing more, each with a filter that there is."""
    ahead = 0
    try:
        for piece in _unpacked(packed):
            while ahead < len(piece):
                length = next(rows, None)
                if length is None or piece[ahead] >= _FILTERS:
                    return False
                ahead += 1 + length
            ahead -= len(piece)
    except zlib.error:
        return False
    return ahead == 0 and next(rows, None) is None


def _unpacked(packed: bytes) -> Iterator[bytes]:
    """What was packed, in pieces: a few bytes may stand for very many."""
    reader = zlib.decompressobj()
    for place in range(0, len(packed), _FED):
        left = packed[place : place + _FED]
        while left:
            yield reader.decompress(left, _TAKEN)
            left = reader.unconsumed_tail
    yield reader.flush()
    if not reader.eof:
        raise zlib.error


def jpeg_size(data: bytes) -> Size | Message:
    """A JPEG's measures; why there are none, where it is cut off, few programs draw its kind, or it has many points."""
    found = _shown_frame(data)
    if found is None:
        return NO_PICTURE
    *size, colours = found
    if colours == _CMYK:
        return FOR_PRINT
    return TOO_MANY if size[0] * size[1] > _MOST_POINTS else (float(size[0]), float(size[1]))


_Frame = tuple[int, int, int]
"""Width, height, and how many colours."""


def _shown_frame(data: bytes) -> _Frame | None:
    """The one frame, once all that draws it is there, to the end."""
    frame: _Frame | None = None
    tables: set[int] = set()
    scanned = False
    for kind, body, end in _segments(data):
        if kind == _END:
            return frame if scanned else None
        if kind in _OTHER_FRAMES or (kind in _FRAMES and frame):
            return None
        if kind in _FRAMES:
            frame = _frame(body)
        elif kind in (_QUANTISED, _HUFFMAN):
            tables.add(kind)
        elif kind == _SCAN:
            if frame is None or len(tables) < 2 or _SCAN_END.match(data, end):
                return None
            scanned = True
    return None


def _segments(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Its parts as far as they are whole: the kind, what it holds, and where it ends."""
    place = 2
    while place + 1 < len(data) and data[place] == 0xFF:
        kind = data[place + 1]
        if kind == 0xFF:
            place += 1
            continue
        length = 0 if kind in _ALONE or kind == _END else int.from_bytes(data[place + 2 : place + 4])
        end = place + 2 + length
        if length == 1 or end > len(data):
            return
        yield kind, data[place + 4 : end], end
        place = end
        if kind == _SCAN:
            after = _SCAN_END.search(data, end)
            if after is None:
                return
            place = after.start()


def _frame(body: bytes) -> _Frame | None:
    """A frame of eight bits in grey, three colours, or four."""
    if len(body) < 6 or body[0] != 8 or body[5] not in (1, 3, _CMYK) or len(body) != 6 + 3 * body[5]:
        return None
    height, width = int.from_bytes(body[1:3]), int.from_bytes(body[3:5])
    return (width, height, body[5]) if width * height else None
