"""What is wrong with a file as such, before any rule is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from kps.language import Message, msgn
from kps.source import MOST_FAULTS, Path, Span

FlawCode = Literal["D001", "D002", "D003"]

MOST = MOST_FAULTS
"""So many flaws of a file are told; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """A file that cannot be read (D001), does not fit its model (D002), or has a key twice (D003).

    ``near`` is what the writer may have meant, ``known`` what the file's place tells of a missing key; ``span`` is set
    where the reader knew the place already, else the place follows from ``path``; ``mend`` where the reader knew how to
    mend just this.
    """

    code: FlawCode
    file: str
    message: Message
    path: Path = ()
    on: Literal["key", "value"] = "value"
    near: str | None = None
    known: str | None = None
    span: Span | None = None
    mend: Message | None = None
    stands_for: int = 1
    """How many flaws it is: more than one where it counts those that are not told."""


def capped(flaws: Iterable[Flaw], count: int, *, readable: bool) -> tuple[Flaw, ...]:
    """The ``count`` flaws of one file: all of them, or the first ones, and one that counts the rest.

    That one stands where the first of them does, and is D001 where nothing of the file is read.
    """
    told = tuple(islice(flaws, MOST + 1))
    if count <= MOST:
        return told
    code: FlawCode = told[MOST].code if readable else "D001"
    more = count - MOST
    rest = replace(told[MOST], code=code, message=not_told(more), near=None, mend=None, stands_for=more)
    return (*told[:MOST], rest)


def not_told(count: int) -> Message:
    """How much more is wrong with a file than is told."""
    return msgn(
        "{n} more of this file's faults is not told; mend these first, and check again",
        "{n} more of this file's faults are not told; mend these first, and check again",
        count,
    )
