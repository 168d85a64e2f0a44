"""The files that records name, each from its own folder."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from kps.models.base import Record, walk
from kps.models.knowledge import Knowledge
from kps.models.meeting import Attachment
from kps.models.preparedness import RiskAnalysis
from kps.models.shared import Plan, Sender, WrittenBasis
from kps.source import Path

Filing = WrittenBasis | Plan | Attachment | RiskAnalysis | Knowledge | Sender
"""The mappings that name a file."""


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file as a record names it: where, how it is written there, and which one that is from the register's folder."""

    path: Path
    name: str
    file: str


def named_in(record: Record, path: Path, part: Filing) -> NamedFile | None:
    """The file that a mapping of a record names; None where it names none."""
    key, name = ("logo", part.logo) if isinstance(part, Sender) else ("fil", part.file)
    target = posixpath.normpath(posixpath.join(record.origin.folder, name))
    return NamedFile((*path, key), name, target) if name else None


def named_by(record: Record) -> Iterator[NamedFile]:
    """All the files that a record names."""
    for path, part in walk(record):
        if isinstance(part, Filing) and (found := named_in(record, path, part)):
            yield found
