"""kps new-evaluation: the record of an evaluation, with its questions."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, cast

import typer

from kps.cli import groups
from kps.cli.clock import today
from kps.cli.notes import say
from kps.cli.options import a_day
from kps.cli.prompts import DryRun, Where, a_date, a_word, ask, keep, the_council, whole_day
from kps.cli.registers import opened_for
from kps.language import mark
from kps.language.reader import tr
from kps.register.evaluated import COUNCIL
from kps.scaffold.records import Method, NewEvaluation, new_evaluation
from kps.workspace.new_records import the_forum, the_subject

HELP = mark(
    "Make the record of an evaluation, with all the questions of its method. hovedspørsmål are the guideline's six "
    "main questions, gll asks what was done, what was learnt and what is wise to do."
)
GROUP = groups.YEAR
EXAMPLE = "kps new-evaluation bykle --method gll --year 2025"


def run(
    council: Annotated[
        str, typer.Argument(help=mark("The council: its folder, or its municipality; the only one if not given."))
    ] = "",
    method: Annotated[
        str | None,
        typer.Option(metavar="hovedspørsmål|gll|ks|annet", help=mark("How it is evaluated."), show_default=False),
    ] = None,
    year: Annotated[
        int | None, typer.Option(min=1990, max=2200, help=mark("The year evaluated."), show_default=False)
    ] = None,
    day: Annotated[date | None, a_date("--date", mark("When it is carried out; today if not given."))] = None,
    forum: Annotated[str, typer.Option(help=mark("A thematic forum, instead of the council itself."))] = "",
    subject: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help=mark("What is evaluated instead of the council itself: SLT, a forum, a school, a county."),
        ),
    ] = "",
    register: Where = Path(),
    dry_run: DryRun = False,
) -> None:
    """Write the record."""
    loaded, found = the_council(opened_for(council, [register]), council)
    chosen = ask(
        _a_method(method) if method is not None else None,
        "--method",
        mark("hovedspørsmål, gll, ks or annet"),
        _a_method,
        default="hovedspørsmål",
    )
    carried_out = ask(day, "--date", mark("When it is carried out, as 2026-03-12"), a_day, default=whole_day(today()))
    of = the_subject(loaded.register, found, subject) if subject else the_forum(found, forum) if forum else COUNCIL
    new = NewEvaluation(cast(Method, chosen), year or carried_out.year, carried_out, of)
    keep(loaded.root, [new_evaluation(loaded.register, found, new)], dry_run)
    say(tr("Write who took part, from both sides, and what is to be changed; put it on the next agenda."))


def _a_method(text: str) -> str:
    return a_word(Method, text)
