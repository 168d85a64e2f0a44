"""What would settle a finding: changes to the file it stands in, told by what is meant and not by signs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kps.language import Message, msg
from kps.source import Path
from kps.source.intentions import FIRST, Edit, Put, Remove, Rename, Replace

_IN_QUOTES = re.compile(r"\d\d:\d\d|0\d*", re.ASCII)
"""What other programs that read YAML would take for something else than what is written."""


@dataclass(frozen=True, slots=True)
class Mend:
    """A change that settles a finding.

    A ``safe`` one says what the writer meant beyond doubt; any other is for a person to look at first. ``move_to`` is
    the name that the file itself is to have, from the register's folder; what names it follows.
    """

    title: Message
    edits: tuple[Edit, ...]
    safe: bool = True
    move_to: str = ""


def to_nearest(path: Path, near: str | None, *, safe: bool = False) -> tuple[Mend, ...]:
    """The value becomes what it is most like; none where it is like nothing."""
    if not near:
        return ()
    edit = Replace(path, near, quoted=_IN_QUOTES.fullmatch(near) is not None)
    return (Mend(msg("mend to “{value}”", value=near), (edit,), safe),)


def renamed(path: Path, key: str) -> tuple[Mend, ...]:
    """The key gets the name that was meant."""
    return (Mend(msg("mend the key to “{key}”", key=key), (Rename(path, key),)),)


def stated(key: str, value: str, after: str = FIRST) -> tuple[Mend, ...]:
    """The record says what its place tells already."""
    return (Mend(msg("write “{line}”", line=f"{key}: {value}"), (Put((), ((key, value),), after),)),)


def without_waiver(path: Path) -> tuple[Mend, ...]:
    """The waiver goes: the reasons are somebody's, who is to look first."""
    return (Mend(msg("take the waiver away"), (Remove(path),), safe=False),)


def without_second(path: Path) -> tuple[Mend, ...]:
    """The second of two like keys goes, where it says the same."""
    return (Mend(msg("take the second one away"), (Remove(path, again=True),)),)


def moved(file: str) -> tuple[Mend, ...]:
    """The file gets the name, or the place, that its record tells: others outside the register may name it too."""
    return (Mend(msg("give the file the name “{file}”", file=file), (), safe=False, move_to=file),)
