"""kps status: what a secretary or a contact is to do next, on one screen."""

from __future__ import annotations

import shlex
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kps.cli.delivery import deliver
from kps.cli.loading import find_council, load_registers, today
from kps.cli.options import AsOf, Paths, one_of
from kps.language import mark
from kps.output.next_steps import steps_json, write_steps
from kps.report.next_steps import next_steps, urgency
from kps.report.unread import OF_WHEEL, missed

HELP = mark(
    "Tell what to do next: what is late, what is due soon (the register's varsel_dager) and what comes within a year; "
    "each with its day, where it is written, and the command or the line that settles it. kps alone, in a register, "
    "does the same."
)


class Format(StrEnum):
    """What the steps can be written as."""

    text = "text"
    json = "json"


def run(
    paths: Paths = None,
    council: Annotated[str, typer.Option(metavar="COUNCIL", help=mark("Only this council."))] = "",
    all: Annotated[bool, typer.Option("--all", help=mark("All there is, not what a screen has room for."))] = False,
    format: Annotated[Format, typer.Option(**one_of(Format), help=mark("How it is written."))] = Format.text,
    as_of: AsOf = None,
) -> None:
    """Print what is to be done."""
    loaded = load_registers(paths or [Path()])
    day = as_of or today()
    only = find_council(loaded, council)[1] if council else None
    asked = [one for one in loaded if only is None or only in one.register.councils]
    steps = sorted((step for one in asked for step in next_steps(one.register, day, only)), key=urgency)
    unread = missed([one.register for one in loaded], OF_WHEEL, only)
    if format is Format.json:
        deliver(steps_json(steps, unread, day), None)
    else:
        options = [*(["--council", council] if council else []), *(["--as-of", str(day)] if as_of else [])]
        more = "" if all else shlex.join(["kps", "status", "--all", *options, *map(str, paths or ())])
        write_steps(steps, unread, day, more, sys.stdout)
    raise typer.Exit(int(bool(unread)))
