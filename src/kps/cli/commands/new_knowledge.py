"""kps new-knowledge: the record of a knowledge product, of a council's own or of the whole register's."""

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
    Where,
    a_date,
    a_name,
    a_word,
    ask,
    keep,
    register_for,
    the_council,
    whole_day,
)
from kps.cli.registers import opened_for
from kps.language import mark
from kps.language.reader import tr
from kps.scaffold.knowledge import NewKnowledge, Source, new_knowledge

HELP = mark(
    "Make the record of what the services know: a picture of the situation, a survey, statistics. Its file's name is "
    "the id by which meetings, plans and agreements use it. What is only ordered is written with --due."
)
GROUP = groups.MEETINGS
EXAMPLE = "kps new-knowledge lindesnes --title Elevundersøkelsen --source kommune"


def run(
    council: Annotated[
        str, typer.Argument(help=mark("The council: its folder, or its municipality; the only one if not given."))
    ] = "",
    title: Annotated[str | None, typer.Option(help=mark("What it is called."), show_default=False)] = None,
    source: Annotated[
        str | None, typer.Option(metavar="politi|kommune|andre", help=mark("Who makes it."), show_default=False)
    ] = None,
    day: Annotated[date | None, a_date("--date", mark("The day the knowledge is from; today if not given."))] = None,
    due: Annotated[date | None, a_date("--due", mark("It is ordered, and to be delivered by this day."))] = None,
    inhabitants: Annotated[
        bool, typer.Option("--inhabitants", help=mark("It tells of the inhabitants' own needs or experience."))
    ] = False,
    common: Annotated[
        bool, typer.Option("--common", help=mark("For all the register's councils, in its folder kunnskap."))
    ] = False,
    register: Where = Path(),
    dry_run: DryRun = False,
) -> None:
    """Write the record."""
    loaded, found = (register_for(register), None) if common else the_council(opened_for(council, [register]), council)
    called = ask(title, "--title", mark("What it is called, as Ungdata 2025"), a_name)
    given = a_word(Source, source) if source is not None else None
    maker = ask(given, "--source", mark("Who makes it: politi, kommune or andre"), lambda text: a_word(Source, text))
    if due is None:
        day = ask(
            day, "--date", mark("The day the knowledge is from, as 2026-03-12"), a_day, default=whole_day(today())
        )
    ordered = today() if due else None
    new = NewKnowledge(called, cast(Source, maker), day, inhabitants, ordered, due)
    draft = new_knowledge(loaded.register, found, new)
    keep(loaded.root, [draft], dry_run)
    id = draft.file.rpartition("/")[2].removesuffix(".yaml")
    say(tr("Write its main findings. Use it by its id, as kunnskapsgrunnlag: [{id}].", id=id))
