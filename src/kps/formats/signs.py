"""Which signs the typefaces of a PDF can show: decided in one pass, before anything is set.

The standards for archives and for everybody allow no sign without a shape, and the typesetter refuses them one at a
time. What is listed here was held against it, sign by sign; a test does so again.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

STAND_IN = "\N{LOZENGE}"
"""What stands for a sign that the typefaces lack, such as a picture of a face."""

_OPEN_SANS = """
    20-7e a0-17f 192 1a0-1a1 1af-1b0 1f0 1fa-1ff 218-21b 237 2bc 2c6-2c7 2c9 2d8-2dd 2f3 300-301 303 309 30f 323
    384-38a 38c 38e-3a1 3a3-3ce 3d1-3d2 3d6 400-486 488-513 1e00-1e01 1e3e-1e3f 1e80-1e85 1ea0-1ef9 1f4d 2000-200b
    2013-2015 2017-201e 2020-2022 2026 2030 2032-2033 2039-203a 203c 2044 2070 2074-2079 207f 20a3-20a4 20a7
    20ab-20ac 2105 2113 2116 2120 2122 2126 212e 215b-215e 2202 2206 220f 2211-2212 221a 221e 222b 2248 2260
    2264-2265 25ca fb00-fb04 feff fffc-fffd
"""
_BUILT_IN = """
    180-191 193-19f 1a2-1ae 1b1-1ef 1f1-1f9 200-217 21c-236 238-2bb 2bd-2c5 2c8 2ca-2d7 2de-2f2 2f4-2ff 302 304-308
    30a-30e 310-322 324-377 37a-37f 3cf-3d0 3d3-3d5 3d7-3ff 487 51a-51d 1d00-1dbf 1e02-1e3d 1e40-1e7f 1e86-1e9f
    1efa-1f15 1f18-1f1d 1f20-1f45 1f48-1f4c 1f50-1f57 1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4 1fb6-1fc4 1fc6-1fd3
    1fd6-1fdb 1fdd-1fef 1ff2-1ff4 1ff6-1ffe 2010-2012 2016 201f 2023-2025 2027-2029 202f 2031 2034-2038 203b
    203d-2040 2042 2045-2052 2054-205f 2071 207a-207e 2080-208e 2090-209c 20a0-20a2 20a5-20a6 20a8-20aa 20ad-20c0
    2100-2104 2106-2112 2114-2115 2117-211e 2124 2127-212d 212f-2151 2153-215a 215f-2184 2189 2190-2201 2203-2205
    2207-220e 2210 2213-2219 221b-221d 221f-222a 222c-2247 2249-225f 2261-2263 2266-23ff 2460-25c9 25cb-2606
    2609-262f 2638-268b 2690-269c 26a0-26a7 26aa-26af 26b2 2701-2704 2706-2709 270c-2714 2717-2726 272a-274b 274d
    274f-2752 2756 2758-275e 2761-277f 2794 2798-27af 27b1-27ff 2900-2b73 2b76-2b95 2b97-2bff 2c60-2c7f a720-a727
    a72d a730 a735 a765 a789-a78e a790-a791 a793 a7aa a7f8-a7f9 fb05-fb06
"""
"""What the typefaces that the typesetter brings along have besides."""

_JOINER = "\N{ZERO WIDTH JOINER}"
_SKIN_TONES = range(0x1F3FB, 0x1F400)


def _signs(ranges: str) -> Iterator[str]:
    for part in ranges.split():
        first, _, last = part.partition("-")
        yield from map(chr, range(int(first, 16), int(last or first, 16) + 1))


@cache
def own_signs() -> frozenset[str]:
    """The signs of the typeface that papers are set in."""
    return frozenset(_signs(_OPEN_SANS))


@cache
def known_signs() -> frozenset[str]:
    """Every sign that can be shown, alone or after a letter."""
    return own_signs() | frozenset(_signs(_BUILT_IN))


def showable(text: str, known: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """The text with a stand-in for each sign that is not known, and those signs, each once.

    What belongs to the sign before it (an accent, a tone of skin, what is joined to it) goes where it is not known.
    """
    if known.issuperset(text):
        return text, ()
    shown: list[str] = []
    missing: dict[str, None] = {}
    before, joined = "", False
    for sign in text:
        belongs, joined = joined or _belongs(sign), sign == _JOINER
        category = unicodedata.category(sign)
        if (sign in known or category == "Cc") and not (belongs and before == STAND_IN):
            shown.append(sign)
        elif belongs or category == "Cf":  # the latter show nothing by themselves
            if before != STAND_IN and category[0] == "M" and not _is_selector(sign):
                missing[sign] = None
            continue
        else:
            shown.append(STAND_IN)
            missing[sign] = None
        before = shown[-1]
    return "".join(shown), tuple(missing)


def _belongs(sign: str) -> bool:
    """Whether the sign belongs to the one before it."""
    return unicodedata.category(sign)[0] == "M" or ord(sign) in _SKIN_TONES


def _is_selector(sign: str) -> bool:
    """Whether the sign only chooses between two looks of the one before it."""
    return "\ufe00" <= sign <= "\ufe0f"
