"""kps report: the year's status for a council, a district, the country, or everything found."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace as changed
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, cast

import typer

from kps.cli.delivery import deliver
from kps.cli.loading import Loaded, find_council, load_registers, read_at, today
from kps.cli.options import AsOf, Paths, one_of
from kps.cli.progress import showing
from kps.cli.reports import together
from kps.language import mark, msg
from kps.language.reader import chosen as language_chosen
from kps.models.places import districts
from kps.models.vocabulary import nearest, normal
from kps.register.stamps import Ending
from kps.report.json import as_json
from kps.report.papers import as_markdown
from kps.report.spreadsheet import as_spreadsheet
from kps.report.status import Choice, Status, last_day, status
from kps.report.text import as_text
from kps.workspace.errors import NOTHING_FOUND, Wrong
from kps.workspace.revisions import at_revision

HELP = mark(
    "Report the year: meetings, cases, actions, agreements, contacts, evaluations and findings, for each municipality, "
    "council and district, with last year's beside. What is dated after the day asked about is left out. With "
    "--from-json, from reports that others have made: a district need not share its records."
)


class Format(StrEnum):
    """What the status can be written as."""

    text = "text"
    json = "json"
    csv = "csv"
    xlsx = "xlsx"
    md = "md"
    html = "html"
    pdf = "pdf"
    docx = "docx"


_WRITERS = {Format.text: as_text, Format.json: as_json, Format.csv: as_spreadsheet, Format.md: as_markdown}
_BINARY = (Format.xlsx, Format.pdf, Format.docx)


def run(
    paths: Paths = None,
    year: Annotated[
        int | None, typer.Option(metavar="YEAR", min=1990, max=2200, help=mark("The year; this year if not given."))
    ] = None,
    council: Annotated[str, typer.Option(metavar="COUNCIL", help=mark("Only this council."))] = "",
    district: Annotated[str, typer.Option(metavar="DISTRICT", help=mark("Only this police district."))] = "",
    format: Annotated[Format, typer.Option(**one_of(Format), help=mark("How the status is written."))] = Format.text,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help=mark("Write to this file."))] = None,
    as_of: AsOf = None,
    rev: Annotated[
        str | None,
        typer.Option(metavar="REV", help=mark("The registers as they stood at this git revision, or on this day.")),
    ] = None,
    from_json: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE", help=mark("A JSON report to take in; can be given several times."), show_default=False
        ),
    ] = None,
) -> None:
    """Print the status, or write it to a file."""
    reports, folders = _reports_and_folders(from_json or [], paths or [])
    if reports and (council or rev is not None or as_of):
        raise Wrong(msg("--council, --rev and --as-of ask the records; a report from --from-json has none"))
    only = _district(district) if district else ""
    own = [_own(folders or [Path()], year, (council, only), as_of, rev)] if folders or not reports else []
    found = together([one for one in own if one.registers], reports, year, only) if reports else own[0]
    if not found.registers:
        raise Wrong(msg("no register here is of the police district {district}", district=only), NOTHING_FOUND)
    if output is None and format is Format.text and sys.stdout.isatty():
        # Imported here: a pipe, a file and CI have no use for it.
        from kps.output.status import show

        show(found)
        raise typer.Exit(int(bool(found.total.unread)))
    if output is None and format in _BINARY and sys.stdout.isatty():
        raise Wrong(msg("{format} is not for the screen; name a file with --output", format=format.value.upper()))
    with showing(msg("making the report")):
        written = _written(found, format)
    deliver(written, output)
    raise typer.Exit(int(bool(found.total.unread)))


def _reports_and_folders(reports: Sequence[Path], paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """What --from-json names, and the registers. A shell's ``--from-json *.json`` names the others as paths."""
    more = [path for path in paths if reports and path.suffix == ".json"]
    return list(dict.fromkeys((*reports, *more))), [path for path in paths if path not in more]


def _own(paths: Sequence[Path], year: int | None, only: tuple[str, str], as_of: date | None, rev: str | None) -> Status:
    """The status of the registers at the paths."""
    council, district = only
    loaded: tuple[Loaded, ...] = load_registers(paths)
    if rev is not None:
        loaded = tuple(changed(one, register=read_at(one, at_revision(one.tree, rev))) for one in loaded)
    day = as_of or today()
    asked = year or day.year
    if asked > day.year:
        raise Wrong(msg("{year} has not begun on {day}", year=asked, day=day))
    choice = Choice(find_council(loaded, council)[1] if council else None, district)
    with showing(msg("reckoning the figures")):
        return status([one.register for one in loaded], asked, last_day(asked, day), choice)


def _written(found: Status, format: Format) -> bytes:
    writer = _WRITERS.get(format)
    if writer:
        return writer(found).encode()
    # Imported here: it takes time to load.
    from kps.cli.papers import makeable

    with makeable():
        return _made(found, format)


def _made(found: Status, format: Format) -> bytes:
    match format:
        case Format.html:
            from kps.formats.status_page import status_page

            return status_page(found).encode()
        case Format.xlsx:
            from kps.formats.workbook import workbook
            from kps.report.book import book
            from kps.report.text import heading

            return workbook(book(found), heading(found), found.as_of)
        case _:
            from kps.cli.papers import tell_unshown
            from kps.formats.making import file_of
            from kps.formats.paper import Paper

            paper = Paper(as_markdown(found), language_chosen(), "kps", found.as_of, wide=True)
            made = file_of(paper, cast(Ending, format.value))
            if format is Format.pdf:
                tell_unshown(paper.title, paper)
            return made


def _district(text: str) -> str:
    for district in districts().values():
        if normal(text) in (normal(district.name), normal(district.name_nynorsk)):
            return district.name
    near = nearest(text, districts())
    names = ", ".join(districts())
    raise Wrong(
        msg("there is no police district “{text}”; did you mean {near}?", text=text, near=near)
        if near
        else msg("there is no police district “{text}”; they are: {names}", text=text, names=names)
    )
