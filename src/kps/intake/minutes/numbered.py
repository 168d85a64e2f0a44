"""Cases that have a number and are not called cases: ``1. Velkommen``. Only where nothing else in the paper is one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kps.intake.labels import labels
from kps.intake.minutes.days import days_in
from kps.intake.minutes.lines import Item, Line, Span
from kps.models.vocabulary import normal

_NUMBER = re.compile(r"\s*(?P<number>[1-9]\d?)[.)]?(?:\s+|$)(?=\S)")
_PLAIN = re.compile(r"\s*(?P<number>[1-9]\d?)[.)]\s+(?=\S)")
_TITLE = 100
"""A longer line that does not stand out is no title."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that may be a case; where Word sets the number itself, it is 0 at first, and its stretch is blank."""

    index: int
    number: int
    span: Span
    title: int
    """Where in the line the title begins."""
    line: Line


def numbered_cases(items: Sequence[Item]) -> list[Numbered]:
    """The lines that are the cases, and those of a list before them, numbered; none where that is not sure.

    They are sure where they count on from 1 without a break, are two or more, have something said below them, and none
    is a label of the paper's own parts, as Til stede is. Where some stand out, what does not is none of them.
    """
    found = [one for index, item in enumerate(items) if isinstance(item, Line) and (one := _numbered(index, item))]
    standing = [one for one in found if one.line.stands_out]
    runs = _runs(standing) or _runs(found)
    if len(runs) == 1 and (again := _told_again(runs[0], items)):
        return [replace(one, number=place) for run in (runs[0], again) for place, one in enumerate(run, 1)]
    if not 1 <= len(runs) <= 2 or len(runs[-1]) < 2 or not _is_said_below(runs[-1], items):
        return []
    if len(runs) == 2 and (_is_said_below(runs[0], items) or len(runs[0]) != len(runs[1])):
        return []
    return [replace(one, number=place) for run in runs for place, one in enumerate(run, 1)]


def _numbered(index: int, line: Line) -> Numbered | None:
    found = (_NUMBER if line.stands_out else _PLAIN).match(line.text)
    if found and any(one.start <= found.start("number") for one in days_in(line.text)):
        return None  # 12. mars 2026
    if found:
        plain = not line.stands_out and (len(line.text) > _TITLE or line.text.rstrip().endswith("."))
        number = line.span(found.start("number"), found.end("number"))
        return None if plain else Numbered(index, int(found["number"]), number, found.end(), line)
    if line.stands_out and line.ordered and line.level == 1:
        return Numbered(index, 0, line.span(0, 0), 0, line)
    return None


def _runs(found: Sequence[Numbered]) -> list[list[Numbered]]:
    """Those that count on from 1; none where a number is out of its order, or a title is of the paper's own parts."""
    runs: list[list[Numbered]] = []
    for one in found:
        expected = len(runs[-1]) + 1 if runs else 1
        if one.number in (0, expected) and runs:
            runs[-1].append(one)
        elif one.number in (0, 1):
            runs.append([one])
        else:
            return []
    titles = [one.line.span(one.title, len(one.line.text)).text for run in runs for one in run]
    own = [labels("line").get(text.partition(":")[0]) for text in titles]
    return [] if any(key not in (None, "next_meeting", "attachments") for key in own) else runs


def _told_again(run: Sequence[Numbered], items: Sequence[Item]) -> list[Numbered]:
    """The headings with the titles of a list, in its order; none unless all of them stand there."""
    titles = [normal(one.line.span(one.title, len(one.line.text)).text) for one in run]
    below = ((index, item) for index, item in enumerate(items) if index > run[-1].index and isinstance(item, Line))
    found = [
        Numbered(index, 0, line.span(0, 0), 0, line)
        for index, line in below
        if line.stands_out and normal(line.whole.text.rstrip(":")) in titles
    ]
    same = [normal(one.line.whole.text.rstrip(":")) for one in found] == titles
    return found if same and len(found) > 1 and _is_said_below(found, items) else []


def _is_said_below(run: Sequence[Numbered], items: Sequence[Item]) -> bool:
    """Whether something stands below most of them."""
    said = sum(later.index - one.index > 1 for one, later in pairwise(run)) + (run[-1].index + 1 < len(items))
    return said * 2 > len(run)
