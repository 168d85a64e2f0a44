"""kps new-contact: the record of a politikontakt."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from kps.cli import groups
from kps.cli.clock import today
from kps.cli.notes import note
from kps.cli.options import a_day
from kps.cli.prompts import (
    DryRun,
    Numbers,
    Where,
    a_date,
    a_name,
    ask,
    keep,
    register_for,
    some_numbers,
    the_numbers,
)
from kps.language import mark
from kps.language.reader import tr
from kps.scaffold.records import NewContact, new_contact

HELP = mark("Make the record of a police contact, with comments that guide you. What is not given is asked for.")
GROUP = groups.BEGIN
EXAMPLE = "kps new-contact --municipality 4205"


def run(
    name: Annotated[str | None, typer.Option(help=mark("The contact's name."), show_default=False)] = None,
    municipality: Numbers = None,
    start: Annotated[date | None, a_date("--start", mark("The first day in the role."))] = None,
    unit: Annotated[str, typer.Option(help=mark("The geographic operating unit (GDE)."))] = "",
    service_unit: Annotated[str, typer.Option(help=mark("The police service unit."))] = "",
    phone: Annotated[str, typer.Option(help=mark("Telephone."))] = "",
    email: Annotated[str, typer.Option(help=mark("E-mail."))] = "",
    approved: Annotated[
        date | None, a_date("--approved", mark("When Politidirektoratet approved more than three municipalities."))
    ] = None,
    register: Where = Path(),
    dry_run: DryRun = False,
) -> None:
    """Write the record."""
    new = NewContact(
        name=ask(a_name(name) if name is not None else None, "--name", mark("The contact's name"), a_name),
        numbers=ask(
            the_numbers(municipality) if municipality else None,
            "--municipality",
            mark("The municipalities, by number or name, with commas between"),
            some_numbers,
        ),
        start=ask(start, "--start", mark("The first day in the role, as 2026-03-12"), a_day),
        unit=unit,
        service_unit=service_unit,
        phone=phone,
        email=email,
        approved=approved,
    )
    loaded = register_for(register, new.numbers)
    keep(loaded.root, [new_contact(loaded.register, new)], dry_run)
    if len(new.numbers) > 3 and approved is None:
        note(tr("more than three municipalities need Politidirektoratet's approval: write it as godkjenning_pod"))
    if (start := new.start) and start > today():
        note(tr("the contact begins on {day}; until then the municipalities have no contact in this one", day=start))
