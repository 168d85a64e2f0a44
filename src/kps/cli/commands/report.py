"""kps report: the year's status for a council, a district, or everything found."""

from __future__ import annotations

import sys
from dataclasses import replace as changed
from enum import StrEnum
from pathlib import Path
from typing import Annotated, cast

import typer

from kps.cli.errors import NOTHING_FOUND, Wrong
from kps.cli.loading import find_council, load_registers, today
from kps.cli.options import AsOf, Paths, one_of
from kps.cli.revision import at_revision
from kps.cli.writing import deliver
from kps.language import chosen as language_chosen
from kps.language import mark, msg
from kps.models.places import districts
from kps.models.vocabulary import nearest, normal
from kps.register.reading import load
from kps.register.stamps import Ending
from kps.report.json import as_json
from kps.report.papers import as_markdown
from kps.report.spreadsheet import as_spreadsheet
from kps.report.status import Choice, Status, last_day, status
from kps.report.text import as_text

HELP = mark(
    "Report the year: meetings held and owed, actions open and overdue, agreements, contacts, evaluations and "
    "findings, for each municipality, council and district, with last year's beside. What is dated after the day "
    "asked about is left out."
)


class Format(StrEnum):
    """What the status can be written as."""

    text = "text"
    json = "json"
    csv = "csv"
    md = "md"
    html = "html"
    pdf = "pdf"
    docx = "docx"


_WRITERS = {Format.text: as_text, Format.json: as_json, Format.csv: as_spreadsheet, Format.md: as_markdown}


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
        str, typer.Option(metavar="REV", help=mark("The registers as they stood at this git revision."))
    ] = "",
) -> None:
    """Print the status, or write it to a file."""
    loaded = load_registers(paths or [Path()])
    if rev:
        loaded = tuple(changed(one, register=load(at_revision(one.tree, rev))) for one in loaded)
    chosen = Choice(find_council(loaded, council)[1] if council else None, _district(district) if district else "")
    day = as_of or today()
    asked = year or day.year
    if asked > day.year:
        raise Wrong(msg("{year} has not begun on {day}", year=asked, day=day))
    found = status([one.register for one in loaded], asked, last_day(asked, day), chosen)
    if not found.registers:
        raise Wrong(
            msg("no register here is of the police district {district}", district=chosen.district), NOTHING_FOUND
        )
    if output is None and format is Format.text and sys.stdout.isatty():
        # Imported here: a pipe, a file and CI have no use for it.
        from kps.output.status import show

        show(found)
    else:
        deliver(_written(found, format), output)


def _written(found: Status, format: Format) -> bytes:
    writer = _WRITERS.get(format)
    if writer:
        return writer(found).encode()
    from kps.formats.extras import Missing
    from kps.formats.making import made
    from kps.formats.paper import Paper

    try:
        return made(Paper(as_markdown(found), language_chosen(), "kps", found.as_of), cast(Ending, format.value))
    except Missing as missing:
        raise Wrong(missing.message) from None


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
