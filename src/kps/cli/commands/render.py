"""kps render: the papers of a record, for those in the council or for the public."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, cast

import typer

from kps.cli.kept_papers import STDOUT, is_free, moved, put
from kps.cli.loading import load_registers
from kps.cli.options import one_of
from kps.cli.papers import Branding, PaperRequest, entry, lacks_something, paper
from kps.cli.progress import gathered, showing
from kps.documents.document import kind_for
from kps.language import mark, msg
from kps.language.reader import said
from kps.models.meeting import Meeting
from kps.register.files import bytes_of
from kps.register.kept import PUBLIC, Kept, PaperKind, kinds, stale_papers
from kps.register.stamps import Ending
from kps.register.tree import is_record_name, shown, whole
from kps.workspace.errors import Wrong
from kps.workspace.writing import remove

HELP = mark(
    "Write the papers of records: a meeting's agenda or minutes, an agreement, an evaluation, a council's own page. "
    "With --public, what is exempt from public disclosure is withheld; where that cannot be told for certain, nothing "
    "is written. A register's own templates lie in its folder maler; see kps templates."
)

_MAKING = msg("making the papers")


class Document(StrEnum):
    """The papers."""

    innkalling = "innkalling"
    referat = "referat"
    avtale = "avtale"
    evaluering = "evaluering"
    rådet = "rådet"


class Format(StrEnum):
    """What a paper can be written as."""

    md = "md"
    html = "html"
    pdf = "pdf"
    docx = "docx"
    ics = "ics"


def run(
    records: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[RECORD]...", help=mark("The records; with --all or --stale, folders too."), show_default=False
        ),
    ] = None,
    document: Annotated[
        Document | None,
        typer.Option(
            **one_of(Document),
            help=mark("Which paper; if not given, of a meeting that was held the minutes, else the agenda."),
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
    if document and format is Format.ics:
        raise Wrong(msg("a calendar entry is of the meeting, not of a paper: leave out --document, or --format ics"))
    _mind_usage(output, paths, everything := all or stale or (check and not paths))
    asked = _every(paths or [Path()]) if everything else _named(paths)
    if check:
        raise typer.Exit(max(_check(asked), lacks_something(asked)))
    if stale:
        _write_stale(asked)
    elif format is Format.ics:
        _write_entries([one for one in asked if isinstance(one.record, Meeting) or not all], public, output, skip=all)
    else:
        kind: PaperKind | None = document.value if document else None
        _write(_wanted(asked, kind, skip=all), cast(Ending, format.value), public, output, skip=all)
    raise typer.Exit(lacks_something(asked))


def _mind_usage(output: Path | None, records: Sequence[Path], everything: bool) -> None:
    if not records and not everything:
        raise Wrong(msg("name the records to render, or say --all"))
    if output is None or output == STDOUT:
        return
    if everything or len(records) > 1:
        raise Wrong(msg("--output names one file; give one record, or leave it out"))
    if is_record_name(output.name):
        raise Wrong(msg("{file} is a record's name; a document is not written there", file=shown(output)))


def _every(paths: Sequence[Path]) -> list[PaperRequest]:
    """Every record under the paths that has a paper."""
    limits = [whole(path) for path in paths]
    return [
        one
        for loaded in load_registers(paths)
        for own in (Branding(loaded.tree),)
        for record in loaded.register.records
        if kinds(record)
        for one in (PaperRequest(loaded, record, own),)
        if any(one.file.is_relative_to(limit) for limit in limits)
    ]


def _named(paths: Sequence[Path]) -> list[PaperRequest]:
    """The records in these files, in the order asked for."""
    found = {one.file: one for one in _every(paths)}
    return [_record(path, found) for path in dict.fromkeys(paths)]


def _record(path: Path, found: Mapping[Path, PaperRequest]) -> PaperRequest:
    one = found.get(Path(whole(path)))
    if one is None:
        raise Wrong(
            msg(
                "{file} is not a record that has a paper, or cannot be read as one; see kps validate",
                file=shown(path),
            )
        )
    return one


def _wanted(asked: Iterable[PaperRequest], kind: PaperKind | None, skip: bool) -> list[tuple[PaperRequest, PaperKind]]:
    """Each record with the paper that is wanted; those that have no such paper are left out, or refused."""
    found = []
    for one in asked:
        wanted = kind or kind_for(one.record)
        if wanted in kinds(one.record):
            found.append((one, wanted))
        elif not skip:
            raise Wrong(
                msg(
                    "{file} has no {kind}; it has: {kinds}",
                    file=shown(one.file),
                    kind=wanted,
                    kinds=", ".join(kinds(one.record)),
                )
            )
    return found


def _write(
    wanted: Iterable[tuple[PaperRequest, PaperKind]], ending: Ending, public: bool, output: Path | None, skip: bool
) -> None:
    placed = ((one, kind, output or one.place(kind, ending, public)) for one, kind in wanted)
    made = (
        (target, paper(one, kind, ending, public))
        for one, kind, target in placed
        if output or is_free(one, target, skip)
    )
    put(gathered(_MAKING, made))


def _write_entries(asked: Iterable[PaperRequest], public: bool, output: Path | None, skip: bool) -> None:
    ending = f"{PUBLIC if public else ''}.ics"
    made: list[tuple[Path, bytes]] = []
    gone: list[Path] = []
    with showing(_MAKING) as step:
        for one in asked:
            step()
            target = output or one.folder / f"{one.record.origin.stem}{ending}"
            if output is None and not is_free(one, target, skip):
                continue
            there = target if target.is_file() else moved(one, ending, gone) if output is None else None
            made.append((target, entry(one, public, bytes_of(there) if there else b"")))
            if there and there != target:
                gone.append(there)
    put(made)
    for file in gone:
        remove(file)


def _stale(asked: Iterable[PaperRequest]) -> list[tuple[PaperRequest, Kept]]:
    return [(one, kept) for one in asked for kept in stale_papers(one.register, one.record)]


def _check(asked: Iterable[PaperRequest]) -> int:
    found = _stale(asked)
    for one, kept in found:
        file = shown(one.loaded.tree.root / kept.file)
        stale = msg("{file} no longer matches its record", file=file)
        typer.echo(said(stale if kept.stamp.untouched else msg("{file} was changed by hand", file=file)))
    return int(bool(found))


def _write_stale(asked: Iterable[PaperRequest]) -> None:
    made = (
        (target, paper(one, kept.kind, kept.ending, kept.public))
        for one, kept in _stale(asked)
        for target in (one.loaded.tree.root / kept.file,)
        if is_free(one, target, skip=True)
    )
    put(gathered(_MAKING, made))
