"""Papers kept beside the records they were made from, and whether they still tell the same."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from kps.models.agreement import Agreement
from kps.models.base import Origin, Record
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
    return _kinds_of(type(record))


def _kinds_of(model: type[Record]) -> tuple[PaperKind, ...]:
    return tuple(kind for kind, one in NAMES.items() if issubclass(model, one.record))


def paper_name(record: Record, kind: PaperKind, ending: Ending = "md", *, public: bool) -> str:
    """A paper's file: ``2026-03-12-innkalling.md``, ``avtale-2023-offentlig.pdf``, ``radet.html``."""
    return _named(record.origin.stem, kind, ending, public=public)


def _named(stem: str, kind: PaperKind, ending: Ending, *, public: bool) -> str:
    return f"{NAMES[kind].file.format(stem=stem)}{PUBLIC if public else ''}.{ending}"


def paper_folder(register: Register, record: Record) -> str:
    """Where a record's papers are kept, from the register's folder: in its council's, else beside the record."""
    council = register.council_of(record)
    if council is None:
        return _folder_beside(record.origin, type(record))
    return str(PurePosixPath(council.origin.folder, FOLDER))


def _folder_beside(origin: Origin, model: type[Record]) -> str:
    folder = origin.folder.rpartition("/")[0] if issubclass(model, Meeting) else origin.folder
    return str(PurePosixPath(folder, FOLDER))


def papers_beside(file: str, model: type[Record], kept: Container[str]) -> Iterator[str]:
    """Those of the ``kept`` papers that are of the record in a file that lies in no council's folder."""
    origin = Origin(file)
    yield from (file for file, *_ in _kept_in(_folder_beside(origin, model), origin.stem, model, kept))


def _kept_in(
    folder: str, stem: str, model: type[Record], kept: Container[str]
) -> Iterator[tuple[str, PaperKind, bool, Ending]]:
    for kind in _kinds_of(model):
        for public in (False, True):
            for ending in ENDINGS:
                if (file := f"{folder}/{_named(stem, kind, ending, public=public)}") in kept:
                    yield file, kind, public, ending


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
    found = _kept_in(paper_folder(register, record), record.origin.stem, type(record), register.stamps)
    return tuple(Kept(*paper, register.stamps[paper[0]]) for paper in found)


def renamed_with(register: Register, record: Record, stem: str) -> Iterator[tuple[str, str]]:
    """The papers that kps made of a record, and a meeting's calendar entries, each with its name by another stem."""
    folder, own = paper_folder(register, record), record.origin.stem
    for paper in kept_papers(register, record):
        yield paper.file, f"{folder}/{_named(stem, paper.kind, paper.ending, public=paper.public)}"
    for public in ("", PUBLIC) if isinstance(record, Meeting) else ():
        if register.surroundings.has_file(entry := f"{folder}/{own}{public}.ics"):
            yield entry, f"{folder}/{stem}{public}.ics"


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
