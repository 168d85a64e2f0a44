"""What a rule has to say, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from kps.checking.mends import Mend
from kps.language import Message
from kps.language.legible import legible
from kps.language.private import masked
from kps.models.base import Record, Waiver
from kps.source import Path, Span
from kps.source.values import On

Severity = Literal["error", "warning", "hint"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""From the strongest to the mildest."""

Places = tuple[tuple[Record, Path], ...]
"""Keys of records, each with the record."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a shortfall is about: the first of two, or what it rests on.

    ``about`` and ``path`` are as a remark's; ``register`` is the label of the register where that is another one.
    """

    about: Record | str
    path: Path
    message: Message
    on: On = "auto"
    register: str = ""

    @property
    def file(self) -> str:
        """The file, named from its register's folder."""
        return self.about.origin.file if isinstance(self.about, Record) else self.about


@dataclass(frozen=True, slots=True)
class Remark:
    """One shortfall, as a rule sees it.

    ``about`` is the record, or a file's name where there is no record; ``path`` leads to the key or value it
    stands at, or to the one that is missing. What is left out follows from the rule: its severity, and the
    day (for waivers). ``numbers`` are the municipalities concerned, where they are not all of the record's.
    ``rests_on`` names other places whose faults would make the remark an echo of them; ``sought`` is the id or the
    name that was looked for, where the remark is that it is not to be found. ``lacking`` are keys that what stands at
    the path should have, where one remark tells of several. ``stands_for`` is how many shortfalls it tells of, where it
    only counts what is not told each for itself. ``mends`` are changes that would settle it, ``related`` other places
    that belong to it.
    """

    about: Record | str
    path: Path
    message: Message
    severity: Severity | None = None
    day: date | None = None
    on: On = "auto"
    numbers: tuple[str, ...] = ()
    rests_on: Places = ()
    span: Span | None = None
    mend: Message | None = None
    sought: str = ""
    lacking: tuple[str, ...] = ()
    stands_for: int = 1
    mends: tuple[Mend, ...] = ()
    related: tuple[Related, ...] = ()

    @property
    def echo(self) -> bool:
        """Whether the place, or one it rests on, could not be read: then that has been said already (D002)."""
        places = ((self.about, self.path), *self.rests_on)
        return any(isinstance(record, Record) and path != () and record.origin.covers(path) for record, path in places)


@dataclass(frozen=True, slots=True)
class Finding:
    """A shortfall with its code, its strength and its place; the line is found out when it is shown.

    ``file`` is named from the register's folder; ``day`` is what a waiver's end is held against. An ``echo`` follows
    from a fault that has been told already. ``stands_for`` is how many findings it is in every count: more than one
    where a file has so many alike that the rest are counted only.
    """

    code: str
    severity: Severity
    statements: tuple[str, ...]
    register: str
    file: str
    path: Path
    on: On
    message: Message
    mend: Message
    day: date
    numbers: tuple[str, ...] = ()
    span: Span | None = None
    sought: str = ""
    lacking: tuple[str, ...] = ()
    echo: bool = False
    stands_for: int = 1
    mends: tuple[Mend, ...] = ()
    related: tuple[Related, ...] = ()
    waiver: Waiver | None = None

    @property
    def record(self) -> str:
        """The record's id in its register: the file's name without its ending, as it may be shown."""
        return legible(masked(self.file.rpartition(".")[0] or self.file))
