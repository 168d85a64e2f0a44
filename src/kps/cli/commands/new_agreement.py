"""kps new-agreement: the record of an agreement between municipality and police."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, cast

import typer

from kps.cli import groups
from kps.cli.clock import today
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
from kps.report.missed import missed
from kps.scaffold.records import AgreementKind, AgreementStatus, NewAgreement, new_agreement
from kps.workspace.new_records import mind_agreements

HELP = mark(
    "Make the record of an agreement, offered or made, with comments that guide you. Goals, focus areas and forms of "
    "cooperation are left for the parties to shape. What is not given is asked for."
)
GROUP = groups.BEGIN
EXAMPLE = "kps new-agreement --municipality 4205 --offered 2026-09-01"


def run(
    municipality: Numbers = None,
    kind: Annotated[
        str,
        typer.Option(
            metavar="samarbeidsavtale|skoleavtale|fylkeskommuneavtale",
            help=mark("The kind of agreement."),
        ),
    ] = "samarbeidsavtale",
    status: Annotated[
        str,
        typer.Option(metavar="tilbudt|inngått|takket_nei|avsluttet", help=mark("Offered, made, declined or ended.")),
    ] = "tilbudt",
    offered: Annotated[date | None, a_date("--offered", mark("When the police offered it."))] = None,
    answered: Annotated[date | None, a_date("--answered", mark("When the municipality answered."))] = None,
    start: Annotated[date | None, a_date("--from", mark("The agreement's first day."))] = None,
    end: Annotated[date | None, a_date("--to", mark("The agreement's last day."))] = None,
    school: Annotated[str | None, typer.Option(help=mark("The upper-secondary school."), show_default=False)] = None,
    county: Annotated[str | None, typer.Option(help=mark("The county."), show_default=False)] = None,
    register: Where = Path(),
    dry_run: DryRun = False,
) -> None:
    """Write the record."""
    of_kind = cast(AgreementKind, a_word(AgreementKind, kind))
    state = cast(AgreementStatus, a_word(AgreementStatus, status))
    numbers = _numbers(municipality, of_kind)
    loaded = register_for(register, numbers)
    in_force = state in ("inngått", "avsluttet")
    new = NewAgreement(
        of_kind,
        state,
        numbers,
        _school(school) if of_kind == "skoleavtale" else "",
        _county(county) if of_kind == "fylkeskommuneavtale" else "",
        offered if in_force else _offered(offered, state),
        answered,
        ask(start, "--from", mark("The agreement's first day, as 2026-03-12"), a_day) if in_force else start,
        ask(end, "--to", mark("The agreement's last day, as 2026-03-12"), a_day) if state == "avsluttet" else end,
    )
    mind_agreements(loaded.register, new, today())
    keep(loaded.root, [new_agreement(loaded.register, new)], dry_run)
    raise typer.Exit(int(bool(missed([loaded.register], ("politiråd", "avtale")))))


def _numbers(given: list[str] | None, kind: AgreementKind) -> tuple[str, ...]:
    if not given and kind == "fylkeskommuneavtale":
        return ()
    return ask(
        the_numbers(given) if given else None,
        "--municipality",
        mark("The municipality, by number or name; several with commas between"),
        some_numbers,
    )


def _school(given: str | None) -> str:
    return ask(a_name(given) if given is not None else None, "--school", mark("The upper-secondary school"), a_name)


def _county(given: str | None) -> str:
    return ask(a_name(given) if given is not None else None, "--county", mark("The county"), a_name)


def _offered(given: date | None, state: AgreementStatus) -> date:
    default = whole_day(today()) if state == "tilbudt" else None
    return ask(given, "--offered", mark("When the police offered it, as 2026-03-12"), a_day, default=default)
