"""Lines and rows that say what they are: a label, and what follows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from kps.intake.labels import Labels, Word, labels, plain
from kps.intake.minutes.columns import columns_of
from kps.intake.minutes.days import days_in, hours_in
from kps.intake.minutes.lines import MOST_SIGNS, Box, Grid, Item, Line, Span
from kps.intake.minutes.people import is_name, is_role, tells_of_a_deputy

_ENDS = re.compile(r":|\t|\s{3,}|\s[–—-]\s")
"""What may stand between a label and what it tells."""
_BY_ITSELF = ("next_meeting", "ends", "hours", "secretary", "chair")
"""What is a label without a sign after it too, where a day, a time or a name follows."""


@dataclass(slots=True)
class Entry:
    """A label and what stands under it; ``key`` is empty where there was none."""

    key: str
    label: Span | None = None
    values: list[Span] = field(default_factory=list)
    line: Line | None = None
    """The line of the label."""

    @property
    def lone(self) -> bool:
        """Whether nothing stood beside the label."""
        return not self.values


def entry_of(line: Line, known: Labels) -> Entry | None:
    """A line that begins with a known label, or is one; None for any other."""
    if len(line.text) > MOST_SIGNS:
        return None
    whole = line.whole
    if key := known.get(whole.text):
        return Entry(key, whole, line=line)
    return _with_sign(line, known) or _in_bold(line, known) or _by_itself(line, known)


def _with_sign(line: Line, known: Labels) -> Entry | None:
    for sign in _ENDS.finditer(line.text[: known.longest + 8]):
        label = line.span(0, sign.start())
        if label and (key := known.get(label.text)):
            value = line.span(sign.end(), len(line.text))
            return Entry(key, label, [value] if value else [], line)
    return None


def _in_bold(line: Line, known: Labels) -> Entry | None:
    label = line.span(0, line.bold)
    if line.bold < len(line.text) and label and (key := known.get(label.text)):
        value = line.span(line.bold, len(line.text)).without(":–-")
        return Entry(key, label, [value] if value else [], line)
    return None


def _by_itself(line: Line, known: Labels) -> Entry | None:
    text = plain(line.text)
    for word, key in _by_themselves(known):
        if text.startswith(f"{word} "):
            start = re.match(r"\s*" + r"\s+".join(map(re.escape, word.split())), line.text, re.IGNORECASE)
            value = line.span(start.end(), len(line.text)) if start else line.span(0, 0)
            if value and _is_told(key, value):
                return Entry(key, line.span(0, start.end() if start else 0), [value], line)
    return None


def _is_told(key: str, value: Span) -> bool:
    """Whether what follows a label without a sign is what it tells of: somebody's name, a day, a time."""
    if key in ("secretary", "chair"):
        return is_name(value.without(".").text)
    if days_in(value.raw) or hours_in(value.raw):
        return True
    return key != "hours" and re.match(r"[^.]{0,20}\d{1,2}\.", value.raw) is not None


_ORGANISATION = re.compile(
    r"\s*(?P<name>[A-ZÆØÅ][\w -]{1,40}? (?:kommune|herad|politidistrikt|politistasjon|lensmannskontor)):(?:\s|$)"
)
"""Whom those are from who stand after it: they are there, or are not, as the label above says."""
_LABEL = re.compile(r"\s*(?P<label>[^\W\d][^:\t]{1,40}):(?:\s|$)")


def _is_label(line: Line) -> bool:
    """Whether a line begins as a label does, though as none that is known: what stands under another ends there."""
    found = _LABEL.match(line.text)
    return found is not None and not is_role(found["label"].strip())


@cache
def _by_themselves(known: Labels) -> tuple[Word, ...]:
    return tuple(word for word in known if word.key in _BY_ITSELF)


_AWAY = ("apologies", "absent")
OF_A_MEETING = ("day", "hours", "day_and_place", "place", "form", "link")
"""What stands so after the day of the next meeting is of that meeting, and not of this."""


@dataclass
class Entries:
    """Reads lines and rows into entries: what has no label of its own goes on under the label before it."""

    people: frozenset[str]
    """The labels under which any number of lines may stand."""
    known: Labels = field(default_factory=lambda: labels("line"))
    found: list[Entry] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    """The tables that are no tables of labels."""
    above: dict[int, Entry] = field(default_factory=dict)
    """What stands right above such a table, by the table's identity; nothing where that is another table."""
    under: list[tuple[str, Grid]] = field(default_factory=list)
    """Tables without a head that is known, each with the label that it stands under."""
    _current: Entry | None = None
    _away: str = ""
    """The label of those who were not there that was read last, until one of those who were."""
    _away_named: bool = False
    after_cases: bool = False
    """Whether they stand after the cases: what stands below the next meeting's day there is of that meeting."""
    _of_next: bool = False

    def read(self, items: Iterable[Item]) -> None:
        """Takes the items in, in their order."""
        below_a_line = False
        for item in items:
            if isinstance(item, Grid) and below_a_line:
                self.above[id(item)] = self.found[-1]
            below_a_line = isinstance(item, Line)
            if isinstance(item, Line):
                self._line(item)
            elif not columns_of(item) and (rows := list(label_rows(item, self.known))):
                self.found += map(self._placed, rows)
                self._current = None
            else:
                if self._current and not columns_of(item) and not _has_head(item):
                    self.under.append((self._current.key, item))
                self.grids.append(item)
                self._current = None if self._current and self._current.key not in self.people else self._current

    def _line(self, line: Line) -> None:
        entries = list(map(self._placed, self._entries(line)))
        self.found += entries
        if entries:
            entry = entries[-1]
            self._current = entry if entry.lone or entry.key in self.people else None
        elif self._current and self._current.key in self.people and (of := _ORGANISATION.match(line.text)):
            value = line.span(of.end(), len(line.text))
            self._current = Entry(self._current.key, line.span(0, of.end("name")), [value] if value else [], line)
            self.found.append(self._current)
        elif self._current and not line.heading and not _is_label(line):
            self._current.values.append(line.whole)
            self._away_named = self._away_named or self._current.key in _AWAY
            self._current = self._current if self._current.key in self.people else None
        else:
            self._current = None
            self.found.append(Entry("", None, [line.whole], line))

    def _placed(self, entry: Entry) -> Entry:
        """The entry, with the key that follows from what stands above it.

        People of a side are there, or are not, as the label above says; after some who were not there by name nobody
        can say, and the key stays "side". What is told of the next meeting is not told of this one.
        """
        if entry.key == "next_meeting":
            self._of_next = self.after_cases or entry.lone
        elif self._of_next and entry.key in OF_A_MEETING:
            told = any(days_in(one.raw) for one in entry.values) and entry.key in ("day", "hours", "day_and_place")
            entry.key = "next_meeting" if told else "next_details"
        elif entry.key:
            self._of_next = False
        if entry.key in _AWAY:
            named = [one for one in entry.values if labels("answer").get(one.text) != "nobody"]
            self._away = entry.key if named or entry.lone else ""
            self._away_named = bool(named)
        elif entry.key == "side":
            if not (self._away and self._away_named):
                entry.key = self._away or "present"
        elif entry.key in self.people:
            self._away = ""
        return entry

    def _entries(self, line: Line) -> Iterator[Entry]:
        """The labels of a line, each with what follows it: ``Dato: 12.03.2026   Sted: Teams``."""
        if tells_of_a_deputy(line.text):
            yield Entry("deputies", None, [line.whole], line)
            return
        entry = entry_of(line, self.known)
        while entry and entry.values:
            value = entry.values[0]
            further = next(_further(value, self.known), None)
            stranger = (
                _stranger(value, further[0] if further else len(value.raw)) if entry.key in OF_A_MEETING else None
            )
            if stranger is not None:
                entry.values = [one for one in (value.within(0, stranger).without(",;/|"),) if one]
                yield entry
                entry = Entry("", None, [value.within(stranger, len(value.raw))], line)
                break
            if further is None:
                break
            at, key, label, end = further
            if entry.key == "next_meeting" and key in OF_A_MEETING:
                break
            entry.values = [one for one in (value.within(0, at).without(",;/|"),) if one]
            yield entry
            entry = Entry(key, label, [value.within(end, len(value.raw))], line)
        if entry:
            entry.values = [value for value in entry.values if value]
            yield entry


_FURTHER = re.compile(r"(?:^|(?P<gap>\s{2,}|\t|[;|.,]?\s))(?=(?P<label>[^\W\d][^:\t;|]{1,40}?)\s*:)")


def _stranger(value: Span, end: int) -> int | None:
    """Where a label that is not known begins, after a gap and before ``end``: what stands from there is of it."""
    for one in _FURTHER.finditer(value.raw, 0, end):
        if len(one["gap"] or "") > 1 and one["label"][0].isupper() and not is_role(one["label"]):
            return one.start()
    return None


def _further(value: Span, known: Labels) -> Iterator[tuple[int, str, Span, int]]:
    """Further labels within what follows a label; after no more than a space or a comma with a capital."""
    for one in _FURTHER.finditer(value.raw):
        if one["gap"] in (" ", ", ") and not one["label"][0].isupper():
            continue
        if key := known.get(one["label"]):
            end = value.raw.index(":", one.end("label")) + 1
            yield one.start(), key, value.within(one.start("label"), one.end("label")), end


def label_rows(grid: Grid, known: Labels) -> Iterator[Entry]:
    """The labels of a table and what stands beside them; or below them, where its first row is all labels."""
    first = grid.rows[0] if grid.rows else ()
    if _labels_above(grid, known):
        for head, box in zip(first, grid.rows[1], strict=False):
            yield _entry(known.get(head.text) or "", head.lines, [box.lines])
        return
    labelled = [bool(row) and known.get(row[0].text) is not None for row in grid.rows]
    if sum(labelled) * 2 < len(labelled) or not any(labelled):
        return
    for row in grid.rows:
        yield from _of_row(row, known)


_OF_PEOPLE = {"name", "role", "present", "apologies", "absent", "deputy_for"}


def _has_head(grid: Grid) -> bool:
    """Whether a table's first row names columns, though it is of no kind that is known: its rows are no people."""
    heads = {labels("column").get(box.text) for box in grid.rows[0]} if grid.rows else set()
    return len(grid.rows) > 1 and bool(heads - _OF_PEOPLE - {None})


def _labels_above(grid: Grid, known: Labels) -> bool:
    """Whether a table of two rows has labels above and what they tell below."""
    if len(grid.rows) != 2 or len(grid.rows[0]) < 2:
        return False
    above, below = ([known.get(box.text) for box in row] for row in grid.rows)
    return sum(map(bool, above)) >= 2 and all(above) and not any(below)


def _of_row(row: tuple[Box, ...], known: Labels) -> Iterator[Entry]:
    entry: Entry | None = None
    for number, box in enumerate(row):
        if number and box is row[number - 1]:
            continue
        key = known.get(box.text)
        if key is not None and (entry is None or entry.values or not number):
            if entry:
                yield entry
            entry = _entry(key, box.lines, [])
        elif entry is None:
            entry = Entry("", None, [line.whole for line in box.lines], next(iter(box.lines), None))
        else:
            entry.values += (line.whole for line in box.lines)
    if entry and (entry.label or entry.values):
        yield entry


def _entry(key: str, label: tuple[Line, ...], below: list[tuple[Line, ...]]) -> Entry:
    return Entry(key, label[0].whole, [line.whole for lines in below for line in lines], label[0])
