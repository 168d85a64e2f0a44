"""kps new-meeting: the next meeting's record, and its agenda."""

from __future__ import annotations

import re
from datetime import date, time
from pathlib import Path
from typing import Annotated

import typer

from kps.cli import groups
from kps.cli.clock import today
from kps.cli.notes import note, say
from kps.cli.options import a_day
from kps.cli.progress import TERMINAL
from kps.cli.prompts import DryRun, Where, a_date, a_word, ask, keep, the_council, whole_day
from kps.cli.registers import opened_for
from kps.language import mark, msg, msgn
from kps.language.reader import said, tr
from kps.models.date_arithmetic import days_after
from kps.models.register import Deadlines
from kps.register.recipients import address
from kps.register.tree import shown
from kps.report.missed import OF_CALENDAR, missed
from kps.scaffold.draft import Draft
from kps.scaffold.meeting import FORMS, MeetingPlan
from kps.workspace.errors import Wrong
from kps.workspace.loading import Loaded
from kps.workspace.next_meeting import announced, drafts, mind_active, mind_planned, planned, remarks
from kps.workspace.waiting_items import waiting

HELP = mark(
    "Make the record of a council's next meeting, and its agenda. Case numbers go on from the year's last; every open "
    "action is there to be followed up, and what has come due is on the agenda: revision, evaluation, forums, legal "
    "frame, focus areas, SLT."
)
GROUP = groups.MEETINGS
EXAMPLE = "kps new-meeting lindesnes --date 2027-03-11"


def run(
    council: Annotated[
        str, typer.Argument(help=mark("The council: its folder, or its municipality; the only one if not given."))
    ] = "",
    day: Annotated[date | None, a_date("--date", mark("The day of the meeting."))] = None,
    time: Annotated[str, typer.Option(metavar="09:00[-11:30]", help=mark("When it begins, and when it ends."))] = "",
    place: Annotated[str, typer.Option(help=mark("Where."))] = "",
    form: Annotated[str, typer.Option(metavar="fysisk|digitalt|hybrid", help=mark("How people meet."))] = "",
    extended: Annotated[bool, typer.Option("--extended", help=mark("A meeting of the extended council."))] = False,
    item: Annotated[
        list[str] | None,
        typer.Option(metavar="TITLE", help=mark("One more item; repeat it for several."), show_default=False),
    ] = None,
    from_bank: Annotated[
        bool, typer.Option("--from-bank", help=mark("Take in the items that wait, out of the council's saksbank."))
    ] = False,
    register: Where = Path(),
    dry_run: DryRun = False,
) -> None:
    """Write the record and the agenda, and what is taken out of the council's saksbank, all or none."""
    loaded, found = the_council(opened_for(council, [register]), council)
    begins, ends = _hours(time)
    likely = announced(loaded, found, today())
    default = whole_day(likely) if likely else None
    when = ask(day, "--date", mark("The day of the meeting, as 2026-03-12"), a_day, default=default)
    mind_active(found, when)
    mind_planned(loaded, found, when)
    plan = MeetingPlan(
        when,
        begins,
        ends,
        place.strip(),
        a_word(FORMS, form) if form else "",
        extended,
        tuple(title.strip() for title in item or () if title.strip()),
        waiting(loaded, found) if from_bank else (),
    )
    new = drafts(loaded, found, plan, today(), TERMINAL)
    if not dry_run:
        new.make_room()
    keep(loaded.root, [new.record, new.agenda], dry_run, new.change)
    for remark in remarks(loaded, when, planned(loaded, found), today()):
        note(said(remark))
    if not dry_run:
        _go_on(loaded, new.record, when, mailed=any(address(one.email) for one in found.called_on(when)))
    raise typer.Exit(int(bool(missed([loaded.register], OF_CALENDAR, found))))


def _hours(text: str) -> tuple[time | None, time | None]:
    """The hours in ``09:00`` or ``9.00-11.30``."""
    found = re.fullmatch(r"(\d{1,2})[.:](\d\d)(?:\s*[-–]\s*(\d{1,2})[.:](\d\d))?", text.strip(), re.ASCII)
    try:
        if not found:
            raise ValueError(text)
        begins = time(int(found[1]), int(found[2]))
        ends = time(int(found[3]), int(found[4])) if found[3] else None
    except ValueError:
        if not text.strip():
            return None, None
        raise Wrong(msg("“{value}” is not a time of day; write it as 09:00, or 09:00-11:30", value=text)) from None
    if ends is not None and ends < begins:
        hours = {"ends": f"{ends:%H:%M}", "begins": f"{begins:%H:%M}"}
        raise Wrong(msg("the meeting ends ({ends}) before it begins ({begins})", **hours))
    return begins, ends


def _go_on(loaded: Loaded, record: Draft, day: date, *, mailed: bool) -> None:
    """What to do next, and by when; ``mailed`` where somebody who is called has an e-mail address."""
    file = shown(loaded.root / record.file)
    say(tr("Now edit the record, then run: kps validate {file}", file=file))
    say(tr("Write the agenda anew with: kps render {file}", file=file))
    if mailed:
        say(tr("Make the e-mail with it: kps send {file}", file=file))
    charter = loaded.register.charter
    days = (charter.deadlines if charter else Deadlines.model_validate({})).agenda
    before = msgn("{n} day", "{n} days", days)
    last = days_after(day, -days)
    advice = (
        msg("The agenda was to be sent by {last}, {days} before the meeting: send it now.", last=last, days=before)
        if last < today()
        else msg("Send it by {last}, {days} before, and write the day as innkalling.sendt.", last=last, days=before)
    )
    say(said(advice))
