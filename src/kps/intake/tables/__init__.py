"""Workbooks and files of separated values: a row a municipality, a meeting or a person, by a mapping of the columns."""

from __future__ import annotations

from dataclasses import dataclass

from kps.intake.claim import Reading
from kps.intake.readers.grid import Workbook
from kps.intake.readers.separated import is_separated, separated
from kps.intake.readers.workbooks import is_workbook, workbook
from kps.intake.source import Source, Wanted
from kps.intake.tables.mapping import TableMapping, mapping_of
from kps.intake.tables.reading import mapping_for, read
from kps.intake.tables.written import MappingText
from kps.language import Words
from kps.register.index import Register

__all__ = ["Table", "apart", "is_one", "reading", "suggestion"]


@dataclass(frozen=True, slots=True)
class Table:
    """A source's sheets, before its columns are known."""

    workbook: Workbook
    mapping: TableMapping | None = None
    """The mapping that people keep for it."""

    day: None = None
    """A table is of no day."""


def is_one(source: Source) -> bool:
    """Whether a source is a workbook or separated values, by its content."""
    return is_workbook(source.data, source.ending) or is_separated(source.data, source.ending)


def apart(source: Source, wanted: Wanted) -> Table:
    """The source's sheets, and its mapping; Unreadable where they cannot be had, MappingFault where that is faulty."""
    mapping = mapping_of(wanted.mapping) if wanted.mapping is not None else None
    whole = is_workbook(source.data, source.ending)
    return Table(workbook(source.data) if whole else separated(source.data), mapping)


def reading(apart: Table, register: Register, wanted: Wanted) -> Reading:
    """What its rows say is to stand where, by its mapping or one that is made on the spot."""
    return read(apart.workbook, apart.mapping, register, wanted)


def suggestion(apart: Table, register: Register, wanted: Wanted) -> Words:
    """A first mapping with the evidence of its guesses; empty where no sheet has headings that are known."""
    found = mapping_for(apart.workbook, register, wanted)
    return MappingText(found) if found else ""
