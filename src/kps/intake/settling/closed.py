"""A record's text as it may be shown while it is taken over: of what is exempt its number and its basis alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kps.models.base import Model, walk
from kps.models.exemption import EXEMPT
from kps.models.meeting import FollowUp, Item
from kps.models.parse import parse
from kps.register.index import Register
from kps.source import Path, decode, read
from kps.source.places import Positions
from kps.source.text import whole_lines


def exempt_actions(register: Register) -> frozenset[str]:
    """The ids of the actions that exempt items of the register's meetings decided."""
    return frozenset(
        f"{meeting.origin.stem}/{item.ordinal}.{place}"
        for meeting in register.meetings
        for item in meeting.items
        if item.exempt is not None
        for place, _ in enumerate(item.actions, 1)
    )


def without_exempt(data: bytes, file: str, actions: Collection[str]) -> str:
    """The text without the lines of what is exempt, and of what became of the ``actions``."""
    text = decode(data)[0]
    if EXEMPT not in text and not actions:
        return text
    record, _ = parse(read(data).value, file)
    if record is None:
        return text
    positions = Positions(text)
    lines: list[str | None] = list(whole_lines(text))
    for path, shown in _closed(record, actions):
        place = positions.value(positions.written(path))
        if place is None:
            continue
        first, last = place.line - 1, place.end_line - (place.end_column == 1)
        lines[first:last] = [None] * (last - first)
        if path:
            lines[first] = f"  # {shown}\n"
    return "".join(line for line in lines if line is not None)


def _closed(record: Model, actions: Collection[str]) -> Iterator[tuple[Path, str]]:
    """What is exempt in the record, by its path, and what is shown of it."""
    for path, model in walk(record):
        if isinstance(model, FollowUp) and model.action in actions:
            yield path, f"{model.action} ..."
        elif (exempt := getattr(model, "exempt", None)) is not None:
            number = model.number if isinstance(model, Item) else ""
            yield path, " ".join(filter(None, (number, f"{EXEMPT}:", exempt.basis or "...")))
