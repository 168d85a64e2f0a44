"""kps actions: what is still to be done, across all meetings."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from kps.cli import groups
from kps.cli.clock import today
from kps.cli.delivery import deliver
from kps.cli.kept_answers import Keeper
from kps.cli.lists import listed
from kps.cli.options import AsOf, Paths, one_of
from kps.formats.tables import as_csv
from kps.language import mark, msg
from kps.language.reader import chosen
from kps.output.lists import actions_json, with_footnote
from kps.report.missed import OF_ACTIONS, footnote, missed
from kps.report.open_actions import OpenAction, Wanted, actions_csv_table, actions_table
from kps.workspace.lists import of_actions

HELP = mark(
    "List the open actions of all meetings, the most overdue first. With --overdue, only those whose deadline has "
    "passed: exit status 1 where there are any, so that a scheduled job can tell. What belongs to an exempt case is "
    "listed by its id alone."
)
GROUP = groups.MEETINGS
EXAMPLE = "kps actions --overdue"


ActionsFormat = Literal["text", "json", "csv", "md"]
"""What the list can be written as."""

_SPARE = (6, 1, 5)
"""The columns that go where the terminal is narrow: the age, then the council, then the state."""


def run(
    context: typer.Context,
    paths: Paths = None,
    overdue: Annotated[bool, typer.Option("--overdue", help=mark("Only those whose deadline has passed."))] = False,
    owner: Annotated[str, typer.Option(metavar="NAME", help=mark("Only those that this name answers for."))] = "",
    council: Annotated[str, typer.Option(metavar="COUNCIL", help=mark("Only this council."))] = "",
    format: Annotated[
        ActionsFormat, typer.Option(**one_of(ActionsFormat), help=mark("How the list is written."))
    ] = "text",
    output: Annotated[Path | None, typer.Option(metavar="FILE", help=mark("Write to this file."))] = None,
    as_of: AsOf = None,
) -> None:
    """Print the list, or write it to a file."""
    keeper: Keeper | None = context.obj
    day = as_of or today()
    asked = listed(paths or [Path()], keeper, of_actions(day), council)
    found = Wanted(asked.council, owner, overdue).among(asked.entries)
    unread = missed(asked.workspace.registers, OF_ACTIONS, asked.council)
    if found and output is None and format == "text" and sys.stdout.isatty():
        # Imported here: a pipe, a file and CI have no use for it.
        from kps.output.terminal_tables import show_table

        show_table(actions_table(found), _SPARE, footnote(unread))
    else:
        deliver(actions_json(found, day, unread) if format == "json" else _written(found, unread, format), output)
    if keeper and output is None:
        keeper.may_keep(asked.workspace)
    raise typer.Exit(int(bool(unread) or (overdue and bool(found))))


def _written(found: tuple[OpenAction, ...], unread: Sequence[str], format: ActionsFormat) -> str:
    if format == "csv":
        return as_csv(actions_csv_table(found), chosen())
    table = actions_table(found) if found else msg("No action is open.")
    return with_footnote(table, unread, as_markdown=format == "md")
