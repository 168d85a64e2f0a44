"""kps render: the papers of a meeting, its agenda and its minutes, for its members or for the public."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kps.cli.errors import Wrong
from kps.cli.loading import Loaded, load_registers, today
from kps.cli.options import one_of
from kps.cli.writing import replace
from kps.documents.document import Document, PaperKind, document, kind_for
from kps.documents.render import TemplateFault
from kps.documents.templates import own_templates
from kps.documents.withholding import Withheld
from kps.language import mark, msg, tr
from kps.models.meeting import Meeting
from kps.register.tree import RECORD_ENDINGS, shown

HELP = mark(
    "Write the agenda or the minutes of meetings. With --public, what is exempt from public disclosure is withheld; "
    "where that cannot be told for certain, nothing is written. A register's own templates lie in its folder maler."
)

STDOUT = Path("-")
FOLDER = "dokumenter"


class Paper(StrEnum):
    """The papers of a meeting."""

    innkalling = "innkalling"
    referat = "referat"


class Format(StrEnum):
    """What a paper can be written as."""

    md = "md"


@dataclass(frozen=True, slots=True)
class Asked:
    """A meeting whose paper was asked for, in its register."""

    loaded: Loaded
    meeting: Meeting

    @property
    def file(self) -> Path:
        """The meeting's record."""
        return self.loaded.tree.root / self.meeting.origin.file

    @property
    def folder(self) -> Path:
        """Where its papers are kept: beside the council's meetings."""
        council = self.loaded.register.council_of(self.meeting)
        if council is None:
            return self.file.parent.parent / FOLDER
        return self.loaded.tree.root / council.origin.folder / FOLDER


def run(
    records: Annotated[
        list[Path],
        typer.Argument(metavar="RECORD...", help=mark("The meetings' records."), show_default=False),
    ],
    document: Annotated[
        Paper | None,
        typer.Option(
            **one_of(Paper),
            help=mark("The agenda or the minutes; if not given, the minutes of a meeting that was held."),
            show_default=False,
        ),
    ] = None,
    format: Annotated[Format, typer.Option(**one_of(Format), help=mark("What it is written as."))] = Format.md,
    public: Annotated[bool, typer.Option("--public", help=mark("Withhold what is exempt, and all notes."))] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE|-",
            help=mark("Write to this file, or with - to the screen; if not given, to the council's dokumenter."),
            show_default=False,
        ),
    ] = None,
) -> None:
    """Render every paper first, then write: one that cannot be made leaves all files as they were."""
    _check(output, records)
    asked = _asked(records)
    made = [(one, _document(one, document, public)) for one in asked]
    for one, paper in made:
        if output == STDOUT:
            sys.stdout.write(paper.text)
        else:
            target = output or one.folder / paper.name
            replace(target, paper.text)
            typer.echo(tr("wrote {file}", file=shown(target)))


def _check(output: Path | None, records: Sequence[Path]) -> None:
    if output is None or output == STDOUT:
        return
    if len(records) > 1:
        raise Wrong(msg("--output names one file; give one record, or leave it out"))
    if output.suffix in RECORD_ENDINGS:
        raise Wrong(msg("{file} is a record's name; a document is not written there", file=shown(output)))


def _asked(records: Sequence[Path]) -> list[Asked]:
    """The meetings in these files, in the order asked for."""
    meetings = {
        one.file: one
        for loaded in load_registers(records)
        for one in (Asked(loaded, meeting) for meeting in loaded.register.meetings)
    }
    return [_meeting(path, meetings) for path in dict.fromkeys(records)]


def _meeting(path: Path, meetings: dict[Path, Asked]) -> Asked:
    found = meetings.get(Path(os.path.abspath(path)))  # noqa: PTH100  # resolve() would follow links
    if found is None:
        raise Wrong(
            msg("{file} is not a meeting's record, or cannot be read as one; see kps validate", file=shown(path))
        )
    return found


def _document(asked: Asked, paper: Paper | None, public: bool) -> Document:
    kind: PaperKind = kind_for(asked.meeting) if paper is None else _KINDS[paper]
    file = shown(asked.file)
    if kind == "referat" and asked.meeting.status == "avlyst":
        raise Wrong(msg("{file}: the meeting was cancelled, and has no minutes", file=file))
    tree = asked.loaded.tree
    try:
        return document(
            asked.loaded.register,
            asked.meeting,
            kind,
            public=public,
            as_of=today(),
            own_templates=own_templates(tree),
        )
    except Withheld as withheld:
        raise Wrong(
            msg("{file}: the public document is not made: {reason}", file=file, reason=withheld.message)
        ) from None
    except TemplateFault as fault:
        own = tree.root / fault.file
        raise Wrong(
            msg(
                "{file}, line {line}: {reason}",
                file=shown(own) if own.is_file() else fault.file,
                line=fault.line,
                reason=fault.reason,
            )
        ) from None


_KINDS: dict[Paper, PaperKind] = {Paper.innkalling: "innkalling", Paper.referat: "referat"}
