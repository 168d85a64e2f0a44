"""A line of a case in its parts: what is said before any label, and each label with what follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kps.intake.labels import labels
from kps.intake.minutes.labelled import entry_of
from kps.intake.minutes.lines import MOST_SIGNS, Line, Span

_ANYWHERE = {"responsible", "deadline"}
"""These labels are known within a sentence too: ``Montere lys, ansvarlig: Kari.``"""
_WEAK = {"når", "hvem", "kven", "innen", "innan", "type", "tema"}
"""Words that are labels at the beginning of a line only: they are too common."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A label and what follows it on the line; ``key`` is empty for what stands before the first label."""

    key: str
    label: Span | None
    value: Span
    id: str = ""
    """The action's id, where one stands after the label."""

    @property
    def whole(self) -> Span:
        """The label and what follows it."""
        return Span(self.value.line, self.label.start if self.label else self.value.start, self.value.end)


def segments(line: Line) -> list[Segment]:
    """The line's parts in their order."""
    found = list(_labels(line)) if len(line.text) <= MOST_SIGNS else []
    if (not found or found[0][1].start) and (entry := entry_of(line, labels("case"))):
        rest = entry.values[0] if entry.values else line.span(len(line.text), len(line.text))
        return [Segment(entry.key, entry.label, rest)]
    lead = line.span(0, found[0][1].start if found else len(line.text)).without("(,·–-" if found else "")
    made = [Segment("", None, lead)] if lead else []
    for at, (key, label, end, id) in enumerate(found):
        until = found[at + 1][1].start if at + 1 < len(found) else len(line.text)
        made.append(Segment(key, label, _value(line, end, until, last=at + 1 == len(found)), id))
    return made


def _value(line: Line, start: int, end: int, *, last: bool) -> Span:
    value = line.span(start, end)
    if not last:
        return value.without("(,;·–-")
    # The bracket that was opened before the label.
    return value.without(")") if value.raw.endswith(")") and value.raw.count("(") < value.raw.count(")") else value


def _labels(line: Line) -> Iterator[tuple[str, Span, int, str]]:
    known = labels("case")
    for one in _pattern().finditer(line.text):
        key = known.get(one["label"])
        if key and _may_stand(line.text, one, key):
            end = one.end("id") if one["id"] else one.end("label")
            yield key, line.span(one.start("label"), end), one.end(), one["id"] or ""


def _may_stand(text: str, one: re.Match[str], key: str) -> bool:
    before = text[: one.start()].rstrip(" ")
    if not before or before.endswith(("·", "|", "\t", "\n")):
        return True
    if one["label"].casefold() in _WEAK:
        return False
    if key in _ANYWHERE:
        return True
    return one["label"][:1].isupper() and before.endswith((".", "!", "?", ";", ")", ":"))


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted((word.text for word in labels("case")), key=len, reverse=True)
    return re.compile(
        rf"(?<![\w/])(?P<label>{'|'.join(map(re.escape, words))})\.?"
        r"(?:\s+(?P<id>(?:\d{4}-\d{2}-\d{2}(?:-\d)?/)?\d+(?:\.\d+)?))?\s*:",
        re.IGNORECASE,
    )
