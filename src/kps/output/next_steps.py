"""What is to be done next, on one screen: late, soon, coming; and for programs."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate
from typing import TextIO

from kps.formats.tables import literal
from kps.language import Message, msg, msgn
from kps.language.for_programs import as_document
from kps.language.printable import one_line
from kps.language.private import masked
from kps.language.reader import said, tr
from kps.output.pieces import Piece, write_pieces
from kps.report.next_steps import Step, When

VERSION = 1

ROOM = 5
"""How many steps a screen of 24 lines has room for."""

UNREAD = 3
"""How many of the files that cannot be read are named."""

WIDTH, DAY_WIDTH = 80, 14
"""How wide a screen is, and how much of it the day takes."""

LEAST = 2
"""How many of each group are shown, however many are late."""

HEADS: dict[When, Message] = {"late": msg("Late"), "soon": msg("Due soon"), "coming": msg("Coming")}

_COLOURS: dict[When, str] = {"late": "bold red", "soon": "bold yellow", "coming": "bold"}


def write_steps(steps: Sequence[Step], unread: Sequence[str], as_of: date, more: str, to: TextIO) -> None:
    """Write what is to be done, after what cannot be read.

    ``more`` is the command that shows all, where a screen has no room for it; all is written where it is empty.
    """
    shown = fitted(steps) if more else steps
    pieces = _pieces(steps, shown, unread, as_of, more)
    write_pieces(((masked(words), style) for words, style in pieces), to)


def fitted(steps: Sequence[Step]) -> tuple[Step, ...]:
    """As many as there is room for: the first of each group, then the most urgent."""
    firsts = [one for group in HEADS for one in _of(steps, group)[:LEAST]]
    rest = [one for group in HEADS for one in _of(steps, group)[LEAST:]]
    chosen = {id(one) for one in (*firsts, *rest)[:ROOM]}
    return tuple(one for one in steps if id(one) in chosen)


def _of(steps: Sequence[Step], group: When) -> list[Step]:
    return [one for one in steps if one.when == group]


def _pieces(
    steps: Sequence[Step], shown: Sequence[Step], unread: Sequence[str], as_of: date, more: str
) -> Iterator[Piece]:
    yield tr("What to do next, as of {day}", day=as_of) + "\n", "bold"
    if unread:
        yield "\n" + tr("Cannot be read; what they hold is not told of here") + "\n", "bold red"
        yield from ((f"  kps validate {one_line(shlex.quote(file))}\n", "cyan") for file in unread[:UNREAD])
        if left := len(unread[UNREAD:]):
            yield f"  {_more(left, 'kps validate')}\n", ""
    for group, head in HEADS.items():
        here, all_of_it = _of(shown, group), _of(steps, group)
        if here:
            yield f"\n{said(head)} ({len(all_of_it)})\n", _COLOURS[group]
            for one in here:
                yield from _step(one, short=bool(more))
    if not steps:
        yield "\n" + tr("Nothing is late, and nothing is due within a year.") + "\n", ""
    if len(shown) < len(steps):
        yield f"\n{_more(len(steps) - len(shown), more)}\n", ""


def _more(count: int, command: str) -> str:
    """How many are left, and the command that shows them."""
    return said(msgn("and {n} more: {command}", "and {n} more: {command}", count, command=command))


def _step(one: Step, *, short: bool) -> Iterator[Piece]:
    about = f" – {one_line(one.about)}" if one.about else ""
    what = masked(one_line(said(one.what)))  # before it is cut, and no number is known any more
    room = WIDTH - DAY_WIDTH - len(about)
    if short and len(what) > room:
        what = f"{what[: max(room - 3, 20)].rstrip()}..."
    day = f"  {one.day or tr('already')}".ljust(DAY_WIDTH)
    yield f"{day}{what}{about}\n", ""
    if one.command:
        yield f"    {one_line(one.command)}\n", "cyan"
    if one.line:
        yield f"    {one_line(one.file)}: ", "dim"
        yield f"{one_line(one.line)}\n", "cyan"


ISSUE = 60_000
"""How many signs an issue may have; forges take little more."""


def steps_markdown(steps: Sequence[Step], unread: Sequence[str], as_of: date) -> str:
    """What is late and what is due soon, and what cannot be read, for an issue; nothing where there is neither.

    Where an issue has no room for all, the first of each stand, and how many more there are.
    """
    cannot = tr("Cannot be read; what they hold is not told of here")
    groups = [(cannot, [f"- {_literal(file)}" for file in unread], "kps validate")]
    groups += [
        (f"{said(head)} ({len(some)})", list(map(_bullet, some)), "kps status --all")
        for group, head in HEADS.items()
        if group != "coming" and (some := _of(steps, group))
    ]
    groups = [one for one in groups if one[1]]
    if not groups:
        return ""
    lines = [_literal(tr("What to do next, as of {day}", day=as_of)), ""]
    rooms = _rooms([_length(told) for _, told, _ in groups])
    for (head, told, command), room in zip(groups, rooms, strict=True):
        lines += [f"## {head}", "", *_fitting(told, room, command), ""]
    return masked("\n".join(lines))


def _length(told: Iterable[str]) -> int:
    return sum(len(one) + 1 for one in told)


def _rooms(lengths: Sequence[int]) -> list[int]:
    """How much of an issue each group has: what the shorter ones leave, the longer ones share."""
    rooms, left = [0] * len(lengths), ISSUE
    for done, place in enumerate(sorted(range(len(lengths)), key=lengths.__getitem__)):
        rooms[place] = min(lengths[place], left // (len(lengths) - done))
        left -= rooms[place]
    return rooms


def _fitting(told: Sequence[str], room: int, command: str) -> Iterator[str]:
    """The first lines, as many as there is room for, and how many are left."""
    ends = accumulate(len(one) + 1 for one in told)
    shown = sum(end <= room for end in ends)
    yield from told[:shown]
    if left := len(told) - shown:
        yield f"- {_more(left, f'`{command}`')}"


def _bullet(one: Step) -> str:
    told = " – ".join(filter(None, (_literal(said(one.what)), _literal(one.about))))
    return f"- {one.day or tr('already')}: {told} ({_literal(one.file)})"


def _literal(text: str) -> str:
    """Words on one line that mean nothing to the forge: no mark, no mention of anybody, no link to an issue."""
    return literal(one_line(text)).replace("@", "@\N{ZERO WIDTH SPACE}").replace("#", "#\N{ZERO WIDTH SPACE}")


def steps_json(steps: Sequence[Step], unread: Sequence[str], as_of: date) -> str:
    """The steps, all of them, as one JSON document that ends its line."""
    listed = [
        {
            "when": one.when,
            "kind": one.kind,
            "day": one.day.isoformat() if one.day else None,
            "what": said(one.what),
            "about": one.about,
            "file": one.file,
            "command": one.command or None,
            "line": one.line or None,
        }
        for one in steps
    ]
    return as_document({"version": VERSION, "as_of": as_of.isoformat(), "unread": list(unread), "steps": listed})
