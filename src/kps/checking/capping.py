"""Of what one rule finds a hundred times over in one file, the first are told and the rest counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from kps.checking.finding import Finding, Severity
from kps.language import msgn
from kps.models.places import municipalities
from kps.source import MOST_FAULTS

MOST = MOST_FAULTS
"""So many findings of one rule in one file are told each for itself."""

Alike = tuple[str, Severity, date, tuple[str, ...], bool]
"""What the findings that are counted as one share, so that every count, waiver and municipality's figure holds."""


def capped(found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of one rule: of those alike in one file the first, and one that stands for the rest.

    It stands where the first of the rest does. One that stands for several already is left as it is.
    """
    count: Counter[Alike] = Counter()
    rest: dict[Alike, Finding] = {}
    for one in found:
        if one.stands_for > 1:
            yield one
            continue
        alike = _alike(one)
        count[alike] += 1
        if count[alike] <= MOST:
            yield one
        else:
            rest.setdefault(alike, one)
    yield from (_standing_for(one, count[alike] - MOST) for alike, one in rest.items())


def _alike(one: Finding) -> Alike:
    known = tuple(number for number in one.numbers if number in municipalities())
    return one.file, one.severity, one.day, known, one.echo


def _standing_for(first: Finding, count: int) -> Finding:
    message = msgn(
        "{n} more such finding in the file, from here on",
        "{n} more such findings in the file, from here on",
        count,
    )
    return replace(first, message=message, stands_for=count, mends=(), related=())
