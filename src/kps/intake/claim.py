"""What a source says is to stand in a record: which record, under which keys, and the piece that says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kps.intake.piece import Piece, Told
from kps.language import Message, Words
from kps.source import Path, Value


@dataclass(frozen=True, slots=True)
class CouncilSubject:
    """A council: the municipalities it is for, and a regional one's name or folder.

    ``folder`` is that of a council in the register, where that is known (``politirad/4205-lindesnes``).
    """

    numbers: tuple[str, ...] = ()
    name: str = ""
    folder: str = ""


@dataclass(frozen=True, slots=True)
class AgreementSubject:
    """An agreement: whose, and of which kind; ``row`` tells apart what several rows say of one party."""

    kind: Literal["samarbeidsavtale", "skoleavtale", "fylkeskommuneavtale"]
    numbers: tuple[str, ...]
    party: str = ""
    """The school or the county."""
    row: int = 0


@dataclass(frozen=True, slots=True)
class ContactSubject:
    """A politikontakt: the same person only by the same name or the same mail address."""

    name: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class MeetingSubject:
    """A council's meeting on a day."""

    council: CouncilSubject
    day: date
    event: tuple[str, ...] = ()
    """What a calendar knows it by, a series' time by its first day too; on another day it is the same, moved."""


@dataclass(frozen=True, slots=True)
class EvaluationSubject:
    """A council's evaluation in a year."""

    council: CouncilSubject
    year: int


Subject = CouncilSubject | AgreementSubject | ContactSubject | MeetingSubject | EvaluationSubject


@dataclass(frozen=True, slots=True)
class Claim:
    """That ``value`` is to stand at ``path`` in the subject's record.

    ``value`` is as kps reads YAML: texts, lists and mappings; days are ``2026-05-09``, yes and no ``ja`` and ``nei``.
    A list's items have their places in the path, counted from 0 among what the source says: ``("saker", 0, "tittel")``.
    """

    subject: Subject
    path: Path
    value: Value | ContactSubject
    """A contact stands for the id that others use for it."""
    pieces: tuple[Piece, ...] = ()
    """What says it; several where one text was written in many paragraphs, none where it is assumed."""
    remark: Message | None = None
    """That it was read otherwise than it stands, or assumed: told to people, always where there is no piece."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is made of one source: each of its pieces is in one claim or told of, and in no more than one."""

    told: tuple[Told, ...] = ()
    claims: tuple[Claim, ...] = ()
    remarks: tuple[Message, ...] = field(default=())
    """What concerns the source as a whole, as a sheet that is hidden or the writing it is in."""
    refused: Message | None = None
    """Why nothing of it is written: two days that disagree, say."""
    about: Message | None = None
    """What of it was read, told after its name: “sheet «Politiråd Agder»: 25 rows”."""
    mapping: Words = ""
    """The mapping that was made on the spot, to be shown; empty where there was one, or none is needed."""

    @property
    def pieces(self) -> Iterator[Piece]:
        """All of its pieces."""
        yield from (one.piece for one in self.told)
        yield from (piece for one in self.claims for piece in one.pieces)
