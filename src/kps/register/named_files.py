"""The files that records name, each from its own folder."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kps.models.base import Record, walk
from kps.models.knowledge import Knowledge
from kps.models.meeting import Attachment
from kps.models.preparedness import RiskAnalysis
from kps.models.shared import Plan, Sender, WrittenBasis
from kps.register.index import Register
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


@dataclass(frozen=True, slots=True)
class Naming:
    """All files that a register's records name: by the file that is named, and by the record's own."""

    of: Mapping[str, tuple[tuple[Record, NamedFile], ...]]
    by: Mapping[str, tuple[tuple[Record, NamedFile], ...]]

    def around(self, files: Iterable[str]) -> Iterator[tuple[Record, NamedFile]]:
        """Where these files are named, and what they name; each place once."""
        found = {
            (record.origin.file, named.path): (record, named)
            for file in files
            for record, named in (*self.of.get(file, ()), *self.by.get(file, ()))
        }
        yield from found.values()


def naming(register: Register) -> Naming:
    """The files that the register's records name; looked through once."""
    return register.once("naming", lambda: _naming(register))


def _naming(register: Register) -> Naming:
    of: dict[str, list[tuple[Record, NamedFile]]] = defaultdict(list)
    by: dict[str, list[tuple[Record, NamedFile]]] = defaultdict(list)
    for record in register.records:
        for path, part in walk(record):
            if isinstance(part, Filing) and (named := named_in(record, path, part)):
                of[named.file].append((record, named))
                by[record.origin.file].append((record, named))
    return Naming(*({file: tuple(some) for file, some in one.items()} for one in (of, by)))
