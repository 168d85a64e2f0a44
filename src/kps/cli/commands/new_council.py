"""kps new-council: the record of a council, local or regional."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, cast

import typer

from kps.cli import groups
from kps.cli.clock import today
from kps.cli.notes import say
from kps.cli.options import a_day
from kps.cli.prompts import (
    DryRun,
    Numbers,
    Where,
    a_date,
    a_name,
    a_word,
    ask,
    keep,
    register_for,
    some_numbers,
    the_numbers,
    whole_day,
)
from kps.language import mark
from kps.language.reader import tr
from kps.report.missed import missed
from kps.scaffold.records import FirstStatus, NewCouncil, council_name, new_council
from kps.workspace.new_records import mind_councils

HELP = mark(
    "Make the record of a council, with comments that guide you. Several municipalities make a regional council. "
    "What is not given is asked for."
)
GROUP = groups.BEGIN
EXAMPLE = "kps new-council --municipality 4206"


def run(
    municipality: Numbers = None,
    name: Annotated[str | None, typer.Option(help=mark("The council's name."), show_default=False)] = None,
    status: Annotated[
        str | None,
        typer.Option(
            metavar="invitert|aktivt|takket_nei",
            help=mark("How far it has come; invitert if nothing else is told."),
            show_default=False,
        ),
    ] = None,
    invited: Annotated[date | None, a_date("--invited", mark("When the police invited the municipality."))] = None,
    answered: Annotated[date | None, a_date("--answered", mark("When the municipality answered."))] = None,
    founded: Annotated[date | None, a_date("--founded", mark("The council's first day."))] = None,
    part: Annotated[str, typer.Option(help=mark("The part of a city, where each has a council of its own."))] = "",
    register: Where = Path(),
    dry_run: DryRun = False,
) -> None:
    """Write the record."""
    numbers = ask(
        the_numbers(municipality) if municipality else None,
        "--municipality",
        mark("The municipality, by number or name; several with commas between"),
        some_numbers,
    )
    loaded = register_for(register, numbers)
    likely = "aktivt" if founded else "invitert"
    state = cast(
        FirstStatus,
        a_word(FirstStatus, status)
        if status is not None
        else ask(None, "--status", mark("invitert, aktivt or takket_nei"), _a_status, default=likely),
    )
    new = NewCouncil(
        numbers,
        ask(
            a_name(name) if name is not None else None,
            "--name",
            mark("The council's name"),
            a_name,
            default=council_name(numbers, part) or None,
        ),
        state,
        part,
        _invited(invited, state),
        answered,
        _founded(founded) if state == "aktivt" else founded,
    )
    mind_councils(loaded.register, new, today())
    draft = new_council(loaded.register, new, today())
    keep(loaded.root, [draft], dry_run)
    say(tr("Now write its members; kps validate says what is missing."))
    raise typer.Exit(int(bool(missed([loaded.register], ("politiråd",)))))


def _a_status(text: str) -> str:
    return a_word(FirstStatus, text)


def _invited(given: date | None, state: FirstStatus) -> date | None:
    if state == "aktivt":
        return given
    default = whole_day(today()) if state == "invitert" else None
    return ask(
        given, "--invited", mark("When the police invited the municipality, as 2026-03-12"), a_day, default=default
    )


def _founded(given: date | None) -> date:
    return ask(given, "--founded", mark("The council's first day, as 2026-03-12"), a_day)
