"""kps new-meeting: the next meeting's record, and its agenda."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Annotated

import typer

from kps.cli.days import holiday, today
from kps.cli.notes import note, say
from kps.cli.options import a_day
from kps.cli.progress import TERMINAL
from kps.cli.prompts import DryRun, Where, a_date, a_word, ask, keep, the_council, whole_day
from kps.cli.registers import opened
from kps.language import Message, mark, msg, msgn
from kps.language.reader import said, tr
from kps.models.council import Council
from kps.models.date_arithmetic import days_after
from kps.models.meeting import Meeting
from kps.models.register import Deadlines
from kps.register.tree import shown
from kps.report.unread import OF_WHEEL, missed
from kps.scaffold.draft import Draft, added
from kps.scaffold.meeting import FORMS, MeetingPlan, new_meeting
from kps.workspace.branding import Branding
from kps.workspace.errors import Wrong
from kps.workspace.kept_papers import is_free
from kps.workspace.loading import Loaded
from kps.workspace.papers import PaperRequest, paper
from kps.workspace.writing import remove

HELP = mark(
    "Make the record of a council's next meeting, and its agenda. Case numbers go on from the year's last; every open "
    "action is there to be followed up, and what has come due is on the agenda: revision, evaluation, forums, legal "
    "frame, focus areas, SLT."
)


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
    register: Where = Path(),
    dry_run: DryRun = False,
) -> None:
    """Write the record and the agenda, both or none."""
    loaded, found = the_council(opened([register]), council)
    begins, ends = _hours(time)
    planned = _announced(loaded, found)
    when = ask(day, "--date", mark("The day of the meeting, as 2026-03-12"), a_day, default=planned)
    _refuse_inactive(found, when)
    plan = MeetingPlan(
        when,
        begins,
        ends,
        place.strip(),
        a_word(FORMS, form) if form else "",
        extended,
        tuple(title.strip() for title in item or () if title.strip()),
    )
    record = new_meeting(loaded.register, found, plan)
    others = [one for one in loaded.register.all_meetings_of(found) if one.status == "planlagt" and one.day]
    keep(loaded.root, [record, _agenda(loaded, record, dry_run)], dry_run)
    _mind(loaded, when, others)
    if not dry_run:
        _go_on(loaded, record, when)
    raise typer.Exit(int(bool(missed([loaded.register], OF_WHEEL, found))))


def _announced(loaded: Loaded, council: Council) -> str | None:
    """The day that the last minutes give for the next meeting, while it is ahead and nothing is planned on it."""
    meetings = loaded.register.all_meetings_of(council)
    held = [one for one in meetings if one.held(today())]
    day = held[-1].next_meeting if held else None
    taken = {one.day for one in meetings}
    return whole_day(day) if day and day >= today() and day not in taken else None


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
        raise Wrong(msg("the meeting ends ({ends}) before it begins ({begins})", ends=ends, begins=begins))
    return begins, ends


def _refuse_inactive(council: Council, day: date) -> None:
    if council.active(day):
        return
    name = council.name or council.folder
    if council.founded and council.founded > day:
        raise Wrong(msg("{council} begins on {founded}; no meeting before it", council=name, founded=council.founded))
    if council.closed and council.closed < day:
        raise Wrong(msg("{council} was closed on {closed}; no meeting after it", council=name, closed=council.closed))
    raise Wrong(
        msg(
            "{council} is not active: in {file}, write status: aktivt and the day it was founded (opprettet)",
            council=name,
            file=council.origin.file,
        )
    )


def _agenda(loaded: Loaded, record: Draft, dry_run: bool) -> Draft:
    """The meeting's agenda, kept beside the council's meetings.

    One that lies there without its record is what a killed run has left; it makes room, if nobody has changed it.
    """
    register, meeting = added(loaded.register, record)
    assert isinstance(meeting, Meeting)
    asked = PaperRequest(replace(loaded, register=register), meeting, Branding(loaded), today())
    text = paper(asked, "innkalling", "md", public=False, listener=TERMINAL).decode()
    place = asked.place("innkalling", "md", public=False)
    if not dry_run and not os.path.lexists(asked.file) and is_free(asked, place, skip=False):
        remove(place)
    return Draft(place.relative_to(loaded.root).as_posix(), text)


def _mind(loaded: Loaded, day: date, others: list[Meeting]) -> None:
    """What may be amiss with the day, and the other meetings that are planned."""
    for message in _remarks(loaded, day, others):
        note(said(message))


def _remarks(loaded: Loaded, day: date, others: list[Meeting]) -> list[Message]:
    found = []
    if day < today():
        found.append(msg("{day} has passed: write whether the meeting was held (status: avholdt)", day=day))
    if day.weekday() == 5:
        found.append(msg("{day} is a Saturday", day=day))
    elif day.weekday() == 6:
        found.append(msg("{day} is a Sunday", day=day))
    if name := holiday(day):
        found.append(msg("{day} is a public holiday ({name})", day=day, name=name))
    for one in others:
        file = shown(loaded.root / one.origin.file)
        if one.day == day:
            found.append(msg("a meeting is planned on the same day: {file}", file=file))
        else:
            found.append(msg("a meeting is planned already, on {day}: {file}", day=one.day, file=file))
    return found


def _go_on(loaded: Loaded, record: Draft, day: date) -> None:
    """What to do next, and by when."""
    file = shown(loaded.root / record.file)
    say(tr("Now edit the record, then run: kps validate {file}", file=file))
    say(tr("Write the agenda anew with: kps render {file}", file=file))
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
