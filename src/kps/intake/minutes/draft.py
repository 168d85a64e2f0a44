"""What is made of a paper while it is read: each stretch of it is claimed or told of once, and what is left is told.

Nothing that a paper says can be lost this way: whatever no reader took is on the list of what was not placed.
"""

from __future__ import annotations

import re
from bisect import bisect, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from kps.intake.claim import Claim, CouncilSubject, MeetingSubject, Reading
from kps.intake.minutes.exempt import marked
from kps.intake.minutes.lines import Line, Span
from kps.intake.piece import Piece, Told
from kps.language import Message, msg
from kps.source import Path, Value


@dataclass(frozen=True, slots=True)
class Wish:
    """A value that is to stand in the meeting's record, and the stretches that say it."""

    path: Path
    value: Value
    spans: tuple[Span, ...] = ()
    remark: Message | None = None
    of: CouncilSubject | None = None
    """The council, where it is not the meeting that it is said of."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch that asks for no place in the record."""

    span: Span
    fate: Literal["label", "unplaced"]
    reason: Message | None = None


@dataclass
class Draft:
    """The values, the labels and what could not be placed, of one paper."""

    lines: tuple[Line, ...]
    wishes: list[Wish] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    remarks: list[Message] = field(default_factory=list)
    closed: set[int] = field(default_factory=set)
    """The lines, by identity, that belong to what is exempt from public disclosure."""
    _taken_of: defaultdict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    """Where in each line something is claimed or told of, in order."""

    def claim(
        self, path: Path, value: Value, *spans: Span, remark: Message | None = None, of: CouncilSubject | None = None
    ) -> None:
        """A value, and what says it; where nothing in the paper says it by itself, a remark is told.

        Words that say something else already say no second thing.
        """
        free = [part for span in spans for part in self._taken(span)]
        if free or not spans:
            self.wishes.append(Wish(path, value, tuple(free), remark, of))

    def label(self, *spans: Span) -> None:
        """What told where other words go."""
        self.mentions += (Mention(part, "label") for span in spans for part in self._taken(span))

    def unplaced(self, reason: Message, *spans: Span) -> None:
        """What has no place, and why."""
        self.mentions += (Mention(part, "unplaced", reason) for span in spans for part in self._taken(span))

    def _taken(self, span: Span) -> list[Span]:
        """What of a stretch nobody has told of yet: what was said of it first stands."""
        before = self._taken_of[id(span.line)]
        free, at = [], span.start
        place = max(bisect(before, (span.start, 0)) - 1, 0)
        while place < len(before) and before[place][0] < span.end:
            start, end = before[place]
            free.append(span.line.span(at, max(min(start, span.end), at)))
            at, place = max(at, end), place + 1
        free.append(span.line.span(at, max(span.end, at)))
        kept = [part for part in free if part]
        for part in kept:
            insort(before, (part.start, part.end))
        return kept

    def close(self, lines: Iterable[Line]) -> None:
        """That the words of these lines are shown nowhere."""
        self.closed.update(map(id, lines))

    def reading(self, subject: MeetingSubject, about: Message | None = None) -> Reading:
        """All of it, with what is left as not placed."""
        return Reading(
            told=tuple(self._told()),
            claims=tuple(self._claim(one, subject) for one in self.wishes),
            remarks=tuple(self.remarks),
            about=about,
        )

    def refused(self, why: Message) -> Reading:
        """Nothing but what the paper says, and why none of it is written; not its words where any are exempt."""
        if any(marked(line.text) for line in self.lines):
            self.close(self.lines)
        mentions = (Mention(line.whole, "unplaced", why) for line in self.lines if line.whole)
        return Reading(told=tuple(map(self._mention, mentions)), refused=why)

    def _claim(self, one: Wish, subject: MeetingSubject) -> Claim:
        closed = any(id(span.line) in self.closed for span in one.spans)
        remark = _CLOSED_REMARK if one.remark and closed else one.remark
        return Claim(one.of or subject, one.path, one.value, tuple(map(self._piece, one.spans)), remark)

    def _told(self) -> Iterator[Told]:
        yield from map(self._mention, self.mentions)
        for line in self.lines:
            taken = self._taken_of[id(line)]
            for left in _left(line, taken):
                if taken and _JOINING.fullmatch(left.raw):
                    yield self._mention(Mention(left, "label"))
                else:
                    reason = STRUCK if line.struck else NO_PLACE
                    yield self._mention(Mention(left, "unplaced", reason))

    def _mention(self, one: Mention) -> Told:
        closed = id(one.span.line) in self.closed
        return Told(self._piece(one.span), one.fate, NOT_TOLD if closed and one.reason else one.reason)

    def _piece(self, span: Span) -> Piece:
        line = span.line
        closed = id(line) in self.closed
        return Piece(line.place.told("" if closed else line.whole.text), span.text, exempt=closed)


_JOINING = re.compile(r"\W*(?:og|samt)\W*")
"""What stands between two that were taken."""
STRUCK = msg("it is struck out")
NO_PLACE = msg("nothing tells where it belongs")
NOT_TOLD = msg("it belongs to what is exempt from public disclosure")
_CLOSED_REMARK = msg("read otherwise than it stands; what it says is exempt from public disclosure")


def _left(line: Line, taken: Iterable[tuple[int, int]]) -> Iterator[Span]:
    """What of a line nobody took, where that is more than signs between words."""
    at = 0
    for start, end in taken:
        yield from _worded(line.span(at, max(start, at)))
        at = max(at, end)
    yield from _worded(line.span(at, len(line.text)))


def _worded(span: Span) -> Iterator[Span]:
    if any(sign.isalnum() for sign in span.raw):
        yield span
