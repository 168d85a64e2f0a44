"""A paper's parts: what stands before its cases, each case, and what stands between them and after the last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kps.intake.labels import labels
from kps.intake.minutes.columns import columns_of
from kps.intake.minutes.days import days_in
from kps.intake.minutes.labelled import entry_of
from kps.intake.minutes.lines import Grid, Item, Line
from kps.intake.minutes.people import is_name, is_role
from kps.intake.minutes.standing import standing_item
from kps.intake.minutes.starts import Start, starts_in, uses

_ENDING = {"ends", "next_meeting", "copies", "done", "secretary", "chair"}
"""Labels that no case has: what stands there is of the whole paper."""
_ENDING_ALONE = {"action_list", "follow_up", "signature"}
"""Those that end a case where they stand alone."""
_SIGNED = re.compile(r"[A-ZÆØÅ][\wæøå]*(?: [A-ZÆØÅ][\wæøå]*)?,?\s+(?:den\s+)?")


@dataclass
class Section:
    """A case and what stands under it."""

    start: Start
    items: list[Item] = field(default_factory=list)
    listed: list[Start] = field(default_factory=list)
    """Its entries in a list before the cases."""


@dataclass
class Layout:
    """The parts of a paper."""

    head: list[Item] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    tail: list[Item] = field(default_factory=list)
    only_listed: list[Start] = field(default_factory=list)
    """Entries of a list that name no case further down."""


def layout(items: Sequence[Item], day: date | None) -> Layout:
    """The parts; ``day`` is the meeting's, by whose year a case is known from a mention of another."""
    found = starts_in(items, day)
    use = uses(found, _under_a_list(items))
    made = Layout()
    cases = [one for one, what in zip(found, use, strict=True) if what == "case"]
    lists = [one for one, what in zip(found, use, strict=True) if what == "list"]
    made.sections = [Section(one) for one in cases]
    by_number = {one.start.number.number: one for one in made.sections}
    for entry in lists:
        section = by_number.get(entry.number.number)
        (section.listed if section else made.only_listed).append(entry)
    listed = {entry.index for entry in lists}
    own = {section.start.index for section in made.sections}
    at = -1  # the place of the section that is being filled; -1 is the head
    opened = {section.start.index: place for place, section in enumerate(made.sections)}
    for index, item in enumerate(items):
        at = opened.get(index, at)
        if index in own or index in listed:
            continue
        (made.head if at < 0 else made.sections[at].items).append(item)
    for section in made.sections:
        _cut(section, made.tail)
    return made


def _under_a_list(items: Sequence[Item]) -> list[int]:
    """The items that stand under a heading such as Saksliste."""
    found: list[int] = []
    under = False
    for index, item in enumerate(items):
        if isinstance(item, Line):
            entry = entry_of(item, labels("line"))
            under = entry.key == "case_list" if entry else under and not item.heading
        if under:
            found.append(index)
    return found


def _cut(section: Section, tail: list[Item]) -> None:
    """Takes from a case what stands after it and is of the whole paper."""
    items = section.items
    # What stands right below a number alone is its title, whatever label it looks as.
    first = 1 if section.start.title is None and not section.start.rows else 0
    lines = ((at, item) for at, item in enumerate(items) if at >= first and isinstance(item, Line))
    end = next((at for at, line in lines if _ends(line, section.start)), len(items))
    while end and _signs(items[end - 1]):
        end -= 1
    section.items, rest = items[:end], items[end:]
    tail += rest


def _ends(line: Line, start: Start) -> bool:
    entry = entry_of(line, labels("line"))
    if entry and entry.key in _ENDING:
        # Of the case about the next meeting such a line is what was said.
        about_next = start.title is not None and standing_item(start.title.text) == "neste_møte"
        return entry.key != "next_meeting" or not about_next
    if entry and entry.key in _ENDING_ALONE and (entry.lone or line.stands_out):
        return True
    if not line.heading:
        return False
    opened = start.number.span.line.heading
    inner = entry_of(line, labels("case"))
    if inner and inner.key not in ("action", "attachments"):
        return False
    return line.heading <= opened or (not opened and inner is None)


def _signs(item: Item) -> bool:
    """Whether it is of a signature: a name or a role alone, or a place and a day."""
    if isinstance(item, Grid):
        columns = columns_of(item)
        return columns is not None and columns.kind == "signature"
    text = item.whole.text
    if item.level or len(text) > 60:
        return False
    if is_name(text.removesuffix(" (sign.)")) or labels("part").get(text) or (is_role(text) and not text.endswith(".")):
        return True
    place = _SIGNED.match(text)
    days = days_in(text)
    return bool(place and len(days) == 1 and days[0].start <= place.end() and not text[days[0].end :].strip(" ."))
