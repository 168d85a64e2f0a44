"""The kinds of sources: how each is known by its content, and the package that takes it apart.

A package has ``is_one``, ``apart`` and ``reading`` (``Kind``), and may have ``suggestion``. It is imported when one of
its sources is there, and loads its library when it takes one apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any, Literal, Protocol

from kps.intake.claim import Reading
from kps.intake.source import Source, Wanted
from kps.language import Words
from kps.register.index import Register

KindName = Literal["table", "minutes", "calendar"]
"""What ``--as`` calls the kinds, registers apart: those are folders."""


class Apart(Protocol):
    """A source taken apart, before the register is asked about what stands in it."""

    @property
    def day(self) -> date | None:
        """The day it is of, where it is of one: sources are taken over in the order of their days."""
        ...


class Kind(Protocol):
    """What the package of a kind offers."""

    def is_one(self, source: Source) -> bool:
        """Whether a source is of this kind, by its content."""
        ...

    def apart(self, source: Source, wanted: Wanted) -> Any:
        """The source taken apart; Unreadable where it cannot be."""
        ...

    def reading(self, apart: Any, register: Register, wanted: Wanted) -> Reading:
        """What is made of it, in a register as it is after the sources before it."""
        ...

    def suggestion(self, apart: Any, register: Register, wanted: Wanted) -> Words:
        """A mapping for it, with the evidence of each guess; empty where its kind has none."""
        ...


@dataclass(frozen=True, slots=True)
class Known:
    """A kind by its name, and where it is."""

    name: KindName
    package: str
    endings: tuple[str, ...] = ()
    """What the names of such sources mostly end in: it is asked first of those, so that no other need be imported."""

    @property
    def kind(self) -> Kind:
        """Its package, imported."""
        found: Any = import_module(self.package)
        kind: Kind = found
        return kind


KINDS: tuple[Known, ...] = (
    Known("minutes", "kps.intake.minutes", (".docx", ".doc", ".pdf")),
    Known("calendar", "kps.intake.calendars", (".ics",)),
    Known("table", "kps.intake.tables", (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv")),
)
"""The kinds, in the order that a source is held up against them."""
