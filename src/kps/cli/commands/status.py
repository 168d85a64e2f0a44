"""kps status: what a secretary or a contact is to do next, on one screen."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from kps.cli import groups
from kps.cli.clock import today
from kps.cli.delivery import deliver
from kps.cli.kept_answers import Keeper
from kps.cli.lists import listed
from kps.cli.options import AsOf, Paths, one_of
from kps.language import mark
from kps.output.next_steps import steps_json, steps_markdown, write_steps
from kps.report.missed import OF_CALENDAR, missed
from kps.report.next_steps import urgency
from kps.workspace.lists import of_steps

HELP = mark(
    "Tell what to do next: what is late, what is due soon (the register's varsel_dager) and what comes within a year; "
    "each with its day, where it is written, and the command or the line that settles it. kps alone, in a register, "
    "does the same."
)
GROUP = groups.YEAR
EXAMPLE = "kps status --council lindesnes"


StatusFormat = Literal["text", "json", "md"]
"""What the steps can be written as."""


def run(
    context: typer.Context,
    paths: Paths = None,
    council: Annotated[str, typer.Option(metavar="COUNCIL", help=mark("Only this council."))] = "",
    all: Annotated[bool, typer.Option("--all", help=mark("All there is, not what a screen has room for."))] = False,
    format: Annotated[StatusFormat, typer.Option(**one_of(StatusFormat), help=mark("How it is written."))] = "text",
    as_of: AsOf = None,
) -> None:
    """Print what is to be done."""
    keeper: Keeper | None = context.obj
    day = as_of or today()
    asked = listed(paths or [Path()], keeper, of_steps(day), council)
    steps = tuple(sorted(asked.entries, key=urgency))
    unread = missed(asked.workspace.registers, OF_CALENDAR, asked.council)
    if format == "json":
        deliver(steps_json(steps, unread, day), None)
    elif format == "md":
        deliver(steps_markdown(steps, unread, day), None)
    else:
        options = [*(["--council", council] if council else []), *(["--as-of", str(day)] if as_of else [])]
        more = "" if all else shlex.join(["kps", "status", "--all", *options, *map(str, paths or ())])
        write_steps(steps, unread, day, more, sys.stdout)
    if keeper:
        keeper.may_keep(asked.workspace)
    raise typer.Exit(int(bool(unread)))
