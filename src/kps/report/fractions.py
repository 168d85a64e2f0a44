"""Shares as people say them: three of four, about seven of ten, almost all."""

from __future__ import annotations

from kps.language import Words, msg
from kps.report.shape import Share

MOST = 10
"""Up to so many are told as they are; a share of more by the nearest simple one."""

_NUMBERS = (
    "0", "1", msg("two"), msg("three"), msg("four"), msg("five"), msg("six"), msg("seven"), msg("eight"), msg("nine"),
    msg("ten"),
)  # fmt: skip
_OF = (2, 3, 4, 5, 10)
_ALMOST = 0.05


def fraction(share: Share) -> Words | None:
    """The share before a noun in the plural: ``three of four`` agendas; None where it is of nothing."""
    part = share.part
    if part is None:
        return None
    if share.count <= 0:
        return msg("none of the")
    if share.count >= share.of:
        return msg("all")
    if share.of <= MOST:
        return _told(share.count, share.of)
    if part < _ALMOST:
        return msg("almost no")
    if part > 1 - _ALMOST:
        return msg("almost all")
    count, of = min(
        ((max(1, min(of - 1, round(part * of))), of) for of in _OF),
        key=lambda one: (abs(one[0] / one[1] - part), one[1]),
    )
    told = _told(count, of)
    return told if count * share.of == share.count * of else msg("about {share}", share=told)


def _told(count: int, of: int) -> Words:
    """In words; in figures where one is among them, for ``one`` takes the gender of its noun."""
    if count == 1:
        return msg("{count} of {of}", count="1", of=str(of))
    return msg("{count} of {of}", count=_NUMBERS[count], of=_NUMBERS[of])
