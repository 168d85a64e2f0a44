"""kps render: the papers of a record, for those in the council or for the public."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from kps.cli import groups
from kps.cli.clock import made_by, today
from kps.cli.delivery import STDOUT, put
from kps.cli.options import one_of
from kps.cli.progress import TERMINAL
from kps.cli.registers import opened
from kps.language import mark, msg
from kps.language.reader import said
from kps.models.meeting import Meeting
from kps.register.kept import PaperKind
from kps.register.stamps import Ending
from kps.register.tree import is_record_name, shown
from kps.workspace.errors import Wrong
from kps.workspace.paper_requests import PaperRequest, lacks_something
from kps.workspace.rendering import Rendering, made_anew, named, outdated, requests, with_kind
from kps.workspace.writing import remove

HELP = mark(
    "Write the papers of records: a meeting's agenda or minutes, an agreement, an evaluation, a council's own page. "
    "With --public, what is exempt from public disclosure is withheld; where that cannot be told for certain, nothing "
    "is written. A register's own templates lie in its folder maler; see kps templates."
)
GROUP = groups.PAPERS
EXAMPLE = "kps render --all --format docx"

PaperFormat = Literal[Ending, "ics"]
"""What a paper can be written as; a meeting also as an entry of a calendar."""


def run(
    records: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[RECORD]...", help=mark("The records; with --all or --stale, folders too."), show_default=False
        ),
    ] = None,
    document: Annotated[
        PaperKind | None,
        typer.Option(
            **one_of(PaperKind),
            help=mark("Which paper; if not given, of a meeting that was held the minutes, else the agenda."),
            show_default=False,
        ),
    ] = None,
    format: Annotated[PaperFormat, typer.Option(**one_of(PaperFormat), help=mark("What it is written as."))] = "md",
    public: Annotated[bool, typer.Option("--public", help=mark("Withhold what is exempt, and all notes."))] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE|-",
            help=mark("Write to this file, or with - to the screen; if not given, to the council's dokumenter."),
            show_default=False,
        ),
    ] = None,
    all: Annotated[bool, typer.Option("--all", help=mark("The papers of every record found."))] = False,
    stale: Annotated[
        bool, typer.Option("--stale", help=mark("Write anew the kept papers that no longer match their record."))
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help=mark("Write nothing; exit status 1 where a kept paper is stale."))
    ] = False,
) -> None:
    """Make every paper first, then write: one that cannot be made leaves all files as they were."""
    paths = records or []
    if document and format == "ics":
        raise Wrong(msg("a calendar entry is of the meeting, not of a paper: leave out --document, or --format ics"))
    _mind_usage(output, paths, everything := all or stale or (check and not paths))
    where = paths or [Path()]
    asked = requests(opened(where).loaded, where, today(), made_by())
    if not everything:
        asked = named(asked, paths)
    if check:
        raise typer.Exit(max(_check(asked), lacks_something(asked)))
    rendering = Rendering(public, output, all, TERMINAL)
    if stale:
        put(made_anew(asked, TERMINAL))
    elif format == "ics":
        _put_entries(rendering, [one for one in asked if isinstance(one.record, Meeting) or not all])
    else:
        put(rendering.papers(with_kind(asked, document, skip=all), format))
    raise typer.Exit(int(lacks_something(asked)))


def _put_entries(rendering: Rendering, asked: Iterable[PaperRequest]) -> None:
    made, gone = rendering.entries(asked)
    put(made)
    for file in gone:
        remove(file)


def _mind_usage(output: Path | None, records: Sequence[Path], everything: bool) -> None:
    if not records and not everything:
        raise Wrong(msg("name the records to render, or say --all"))
    if output is None or output == STDOUT:
        return
    if everything or len(records) > 1:
        raise Wrong(msg("--output names one file; give one record, or leave it out"))
    if is_record_name(output.name):
        raise Wrong(msg("{file} is a record's name; a document is not written there", file=shown(output)))


def _check(asked: Sequence[PaperRequest]) -> int:
    from kps.workspace.kept_drafts import outdated_drafts  # takes time to load

    found = outdated(asked)
    drafts = tuple(outdated_drafts(asked))
    for one, kept in found:
        file = shown(one.loaded.root / kept.file)
        stale = msg("{file} no longer matches its record", file=file)
        typer.echo(said(stale if kept.stamp.untouched else msg("{file} was changed by hand", file=file)))
    for draft in drafts:
        typer.echo(said(msg("{file} no longer matches its record; kps send makes it anew", file=shown(draft))))
    return int(bool(found or drafts))
