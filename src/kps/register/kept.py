"""Papers kept beside the records they were made from, and whether they still tell the same."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from kps.models.agreement import Agreement
from kps.models.base import Record
from kps.models.council import Council
from kps.models.evaluation import Evaluation
from kps.models.meeting import Meeting
from kps.register.index import Register
from kps.register.seals import fingerprint
from kps.register.stamps import ENDINGS, FOLDER, OPEN, Ending, Stamp

PaperKind = Literal["innkalling", "referat", "avtale", "evaluering", "rådet", "kommunestyret"]
"""The papers: a meeting's agenda and minutes, an agreement, an evaluation, a council's own page, and its report to the
municipal council."""
PUBLIC = "-offentlig"


@dataclass(frozen=True, slots=True)
class PaperName:
    """A paper: of which record it is, and what its file is called."""

    kind: PaperKind
    record: type[Record]
    file: str
    """``{stem}`` is that of the record's file."""
    open: bool = False
    """Whether it is never made but for the public."""


AGENDA = PaperName("innkalling", Meeting, "{stem}-innkalling")
MINUTES = PaperName("referat", Meeting, "{stem}-referat")
AGREEMENT = PaperName("avtale", Agreement, "{stem}")
EVALUATION = PaperName("evaluering", Evaluation, "{stem}")
COUNCIL_PAGE = PaperName("rådet", Council, "radet")
MUNICIPAL_REPORT = PaperName("kommunestyret", Council, "til-kommunestyret", open=True)
NAMES = {one.kind: one for one in (AGENDA, MINUTES, AGREEMENT, EVALUATION, COUNCIL_PAGE, MUNICIPAL_REPORT)}


def kinds(record: Record) -> tuple[PaperKind, ...]:
    """The papers that a record can be made into."""
    return tuple(kind for kind, one in NAMES.items() if isinstance(record, one.record))


def paper_name(record: Record, kind: PaperKind, public: bool, ending: Ending = "md") -> str:
    """A paper's file: ``2026-03-12-innkalling.md``, ``avtale-2023-offentlig.pdf``, ``radet.html``."""
    name = NAMES[kind].file.format(stem=record.origin.stem)
    return f"{name}{PUBLIC if public else ''}.{ending}"


def paper_folder(register: Register, record: Record) -> str:
    """Where a record's papers are kept, from the register's folder: in its council's, else beside the record."""
    council = register.council_of(record)
    folder = council.origin.folder if council else record.origin.folder
    if council is None and isinstance(record, Meeting):
        folder = folder.rpartition("/")[0]
    return str(PurePosixPath(folder, FOLDER))


@dataclass(frozen=True, slots=True)
class Kept:
    """A paper that lies beside its record."""

    file: str
    kind: PaperKind
    public: bool
    ending: Ending
    stamp: Stamp


def kept_papers(register: Register, record: Record) -> tuple[Kept, ...]:
    """The papers of the record that kps made and that are kept, by kind and format."""
    if not register.stamps:
        return ()
    folder = paper_folder(register, record)
    return tuple(
        Kept(file, kind, public, ending, register.stamps[file])
        for kind in kinds(record)
        for public in (False, True)
        for ending in ENDINGS
        if (file := f"{folder}/{paper_name(record, kind, public, ending)}") in register.stamps
    )


def stale_papers(register: Register, record: Record) -> tuple[Kept, ...]:
    """Those of them that no longer match their record. The agenda of a meeting that was held is history."""
    return tuple(
        kept
        for kept in kept_papers(register, record)
        if not (kept.kind == "innkalling" and isinstance(record, Meeting) and record.status == "avholdt")
        and not (kept.stamp.untouched and kept.stamp.source == fingerprint(record, public=kept.public))
    )


def stamp_text(record: Record, *, public: bool) -> str:
    """The stamp for a paper that is being made; ``stamped`` completes it."""
    return f"kps-stamp-{fingerprint(record, public=public)}-{OPEN}"
