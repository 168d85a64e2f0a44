"""kps approve: the minutes' approval is written down, and sealed against later changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from kps.cli import groups
from kps.cli.clock import today
from kps.cli.notes import say
from kps.cli.options import a_day
from kps.cli.registers import opened
from kps.language import mark
from kps.language.reader import tr
from kps.register.tree import shown
from kps.report.missed import missed
from kps.workspace.approval import Approval, approve

HELP = mark(
    "Write that a meeting's minutes were approved, when and by whom, and seal them: kps validate tells of any later "
    "change (D010). Everything else in the file stays as it is."
)
GROUP = groups.MEETINGS
EXAMPLE = "kps approve politirad/4205-lindesnes/moter/2026-09-10.yaml"


def run(
    meeting: Annotated[Path, typer.Argument(metavar="MEETING", help=mark("The meeting's record."))],
    day: Annotated[
        date | None,
        typer.Option(
            "--date",
            parser=a_day,
            metavar="DATE",
            help=mark("The day they were approved; if not given, the one in the record, else today."),
        ),
    ] = None,
    by: Annotated[
        str, typer.Option("--by", metavar="NAME", help=mark("Who approved them; if not given, the council."))
    ] = "",
    again: Annotated[
        bool, typer.Option("--again", help=mark("Minutes that are sealed already were approved anew."))
    ] = False,
) -> None:
    """Seal the minutes as they stand."""
    approved = approve(opened([meeting]), meeting, Approval(day, by.strip(), again), today())
    say(tr("{file}: approved {day}, and sealed", file=shown(meeting), day=approved.day))
    raise typer.Exit(int(not approved.by and bool(missed([approved.register], ("politiråd",)))))
