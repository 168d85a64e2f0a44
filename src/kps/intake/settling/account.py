"""What became of a source: each of its pieces with its fate, and the records that change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from kps.intake.piece import Fate, Piece
from kps.intake.settling.earlier import Earlier
from kps.language import Message, Words
from kps.source import Path


@dataclass(frozen=True, slots=True)
class Settled:
    """A piece and what became of it: where in which record, or why not."""

    piece: Piece
    fate: Fate
    reason: Message | None = None
    record: str = ""
    """The record's file, from the register's folder."""
    path: Path = ()


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that is new, or that gets values; ``before`` is empty where it is new."""

    file: str
    kind: str
    before: bytes
    after: bytes
    changes: tuple[Path, ...] = ()
    """Where something was put in."""
    missing: tuple[Path, ...] = ()
    """What must stand there, and did not stand in the source."""

    @property
    def new(self) -> bool:
        """Whether there was no such record."""
        return not self.before


@dataclass(frozen=True, slots=True)
class Settlement:
    """What is made of one source."""

    source: str
    digest: str
    kind: str
    pieces: tuple[Settled, ...]
    read: int
    """How many pieces the source was taken apart into."""
    records: tuple[RecordChange, ...] = ()
    about: Message | None = None
    remarks: tuple[Message, ...] = ()
    refused: Message | None = None
    """Why nothing of it is written."""
    mapping: Words = ""
    """The mapping that was made on the spot."""
    wrote: Earlier = field(default_factory=Earlier)
    """What of the register this source has written, now and before."""

    @property
    def counts(self) -> Mapping[Fate, int]:
        """How many pieces came to each fate."""
        return Counter(one.fate for one in self.pieces)

    @property
    def sums_up(self) -> bool:
        """Whether every piece has come to one fate, and none to two."""
        return len(self.pieces) == self.read and len({id(one.piece) for one in self.pieces}) == self.read

    @property
    def written(self) -> Mapping[str, bytes]:
        """The records' new bytes by file."""
        return {one.file: one.after for one in self.records}
