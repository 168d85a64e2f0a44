"""kps report: the year's status for a council, a district, the country, or everything found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer

from kps.cli import groups
from kps.cli.clock import today
from kps.cli.delivery import deliver
from kps.cli.kept_answers import Keeper
from kps.cli.notes import note
from kps.cli.options import AsOf, Paths, one_of
from kps.cli.progress import TERMINAL
from kps.cli.prompts import a_district
from kps.cli.registers import in_turn, opened
from kps.cli.year_delivery import SHOWN, ReportFormat, mind_screen, tell
from kps.language import mark, msg
from kps.language.reader import said
from kps.register.stamps import Ending
from kps.report.year_status import Choice, Status, last_day, status
from kps.workspace.cache.parts import KeptFindings
from kps.workspace.errors import NOTHING_FOUND, Wrong
from kps.workspace.listening import Listener
from kps.workspace.opening import Workspace
from kps.workspace.reports import lines_in, together
from kps.workspace.year_reports import OfYear, status_of_each

HELP = mark(
    "Report the year: meetings, cases, actions, agreements, contacts, evaluations and findings, for each municipality, "
    "council and district, with last year's beside. What is dated after the day asked about is left out. With "
    "--from-json, from reports that others have made: a district need not share its records. With --for kommunestyret, "
    "a council's year in prose and tables for the elected people of its municipality; nothing exempt is in it."
)
GROUP = groups.YEAR
EXAMPLE = "kps report --format html --output rapport.html"


Recipient = Literal["kommunestyret"]
"""Whom a report of a council's year is written for, other than those who work with it."""


def run(
    context: typer.Context,
    paths: Paths = None,
    year: Annotated[
        int | None, typer.Option(metavar="YEAR", min=1990, max=2200, help=mark("The year; this year if not given."))
    ] = None,
    council: Annotated[str, typer.Option(metavar="COUNCIL", help=mark("Only this council."))] = "",
    district: Annotated[str, typer.Option(metavar="DISTRICT", help=mark("Only this police district."))] = "",
    format: Annotated[
        ReportFormat, typer.Option(**one_of(ReportFormat), help=mark("How the status is written."))
    ] = "text",
    recipient: Annotated[
        Recipient | None,
        typer.Option(
            "--for",
            **one_of(Recipient),
            help=mark("Write one council's report to its municipal council, as md, html, pdf or docx."),
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help=mark("Write to this file; the pages of several police districts, to this folder.")
        ),
    ] = None,
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
    if reports and any((council, rev is not None, as_of)):
        raise Wrong(msg("--council, --rev and --as-of ask the records; a report from --from-json has none"))
    if recipient:
        if reports or not council:
            raise Wrong(msg("--for kommunestyret is about one council's records; name it with --council"))
        _to_municipal_council(_Asked(folders or [Path()], year, as_of, rev), council, format, output)
    only = a_district(district) if district else ""
    # Of what is made from the records alone, and told here, the answer may be kept.
    keeper = None if any((reports, rev, output, format not in SHOWN)) else context.obj
    asked = _Asked(folders or [Path()], year, as_of, rev, keeper)
    if not reports:
        found = _own(asked, council, only)
    else:
        own = _own(asked, council, only) if folders else None
        found = _together([own] if own and own.registers else [], reports, year, only)
    if not found.registers:
        raise Wrong(msg("no register here is of the police district {district}", district=only), NOTHING_FOUND)
    tell(found, format, output)
    raise typer.Exit(int(bool(found.total.unread)))


def _reports_and_folders(reports: Sequence[Path], paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """What --from-json names, and the registers. A shell's ``--from-json *.json`` names the others as paths."""
    more = [path for path in paths if reports and path.suffix == ".json"]
    return list(dict.fromkeys((*reports, *more))), [path for path in paths if path not in more]


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which registers are asked about, as they stood at which revision, and of which year and day."""

    paths: Sequence[Path]
    given_year: int | None
    as_of: date | None
    rev: str | None
    keeper: Keeper | None = None

    def workspace(self) -> Workspace:
        """The registers."""
        if self.keeper:
            self.keeper.look(self.paths)
        workspace = opened(self.paths)
        if self.keeper:
            self.keeper.may_keep(workspace)
        return workspace if self.rev is None else workspace.at(self.rev, TERMINAL)

    def year_and_day(self) -> tuple[int, date]:
        """The year, and the day that it is seen on; Wrong where it has not begun."""
        day = self.as_of or today()
        year = self.given_year or day.year
        if year > day.year:
            raise Wrong(msg("{year} has not begun on {day}", year=year, day=day))
        return year, last_day(year, day)


def _own(asked: _Asked, council: str, district: str) -> Status:
    """The status of the registers at the paths."""
    if not council and asked.rev is None:
        return _of_each(asked, Choice(None, district))
    workspace = asked.workspace()
    year, day = asked.year_and_day()
    choice = Choice(workspace.council(council)[1] if council else None, district)
    with TERMINAL.doing(msg("reckoning the figures")):
        return status(workspace.registers, year, day, choice, lines_in(workspace.trees))


def _of_each(asked: _Asked, choice: Choice) -> Status:
    """The status of whole registers, of which one after the other is read, and none is held."""
    if asked.keeper:
        asked.keeper.look(asked.paths)

    def made(workspace: Workspace, kept: KeptFindings | None, listener: Listener) -> tuple[Status, Workspace]:
        return status_of_each(workspace, OfYear(*asked.year_and_day(), choice), kept, listener)

    found, workspace = in_turn(asked.paths, asked.keeper, made)
    if asked.keeper:
        asked.keeper.may_keep(workspace)
    return found


def _to_municipal_council(asked: _Asked, council: str, format: ReportFormat, output: Path | None) -> NoReturn:
    """Write the report to the municipal council, and end."""
    # Imported here: it takes time to load.
    from kps.workspace.municipal_report import municipal_report

    ending = _paper_format(format)
    mind_screen(format, output)
    loaded, found = asked.workspace().council(council)
    folder = output.parent if output else None
    with TERMINAL.doing(msg("making the report")):
        made = municipal_report(loaded, found, asked.year_and_day()[1], ending, folder, TERMINAL)
    deliver(made.data, output)
    raise typer.Exit(int(made.lacks_something))


def _paper_format(format: ReportFormat) -> Ending:
    """What a paper is written as; Wrong for what is no paper."""
    match format:
        case "text":
            return "md"
        case "json" | "csv" | "xlsx":
            raise Wrong(msg("--for kommunestyret is written as md, html, pdf or docx"))
        case _:
            return format


def _together(own: Sequence[Status], reports: Sequence[Path], year: int | None, district: str) -> Status:
    found, earlier = together(own, reports, year, district)
    for remark in earlier:
        note(said(remark))
    return found
