"""A council's next meeting: on which day, whether there can be one, its record with the agenda, and what to mind."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from kps.language import Message, msg
from kps.models.council import Council
from kps.models.meeting import Meeting
from kps.models.public_holidays import holiday
from kps.register.tree import shown
from kps.scaffold.draft import Draft, added
from kps.scaffold.meeting import MeetingPlan, new_meeting
from kps.workspace.branding import Branding
from kps.workspace.errors import Wrong
from kps.workspace.kept_papers import is_free
from kps.workspace.listening import NOBODY, Listener
from kps.workspace.loading import Loaded
from kps.workspace.paper_requests import PaperRequest, paper
from kps.workspace.waiting_items import taken_out
from kps.workspace.writing import Change, remove

_SATURDAY, _SUNDAY = 5, 6


def announced(loaded: Loaded, council: Council, today: date) -> date | None:
    """The day that the last minutes give for the next meeting, while it is ahead and nothing is planned on it."""
    meetings = loaded.register.all_meetings_of(council)
    held = [one for one in meetings if one.held(today)]
    day = held[-1].next_meeting if held else None
    taken = {one.day for one in meetings}
    return day if day and day >= today and day not in taken else None


def planned(loaded: Loaded, council: Council) -> tuple[Meeting, ...]:
    """The council's meetings that are planned on a day."""
    meetings = loaded.register.all_meetings_of(council)
    return tuple(one for one in meetings if one.status == "planlagt" and one.day)


def mind_active(council: Council, day: date) -> None:
    """Wrong where the council is not at work on the day."""
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


def mind_planned(loaded: Loaded, council: Council, day: date) -> None:
    """Wrong where a meeting without cases is planned on the day, as a calendar leaves it: it would be there twice.

    What is told makes the whole record in its place, with the hours and the place that it has.
    """
    there = [one for one in planned(loaded, council) if one.day == day and not one.items]
    here = next((one for one in there if one.origin.folder.startswith(council.origin.folder)), None)
    if here is None:
        return
    words = ["kps", "new-meeting", council.folder, "--date", day.isoformat()]
    if here.begins:
        words += ["--time", "-".join(f"{one:%H:%M}" for one in (here.begins, here.ends) if one)]
    words += ["--place", here.place] if here.place else []
    words += ["--form", here.form] if here.form else []
    words += ["--extended"] if here.extended else []
    raise Wrong(
        msg(
            "{file} is planned on that day and has no cases; copy what you want of it, take the file away, and make "
            "the whole record with: {command}",
            file=shown(loaded.root / here.origin.file),
            command=shlex.join(words),
        )
    )


@dataclass(frozen=True, slots=True)
class Drafts:
    """A meeting that is not written yet."""

    asked: PaperRequest
    record: Draft
    agenda: Draft
    change: Change | None = None
    """The council's record without the items that the meeting takes in."""

    def make_room(self) -> None:
        """Take away an agenda that lies there without its record, as a killed run leaves it.

        Wrong where anybody has changed it, or it is not kps's.
        """
        place = self.asked.loaded.root / self.agenda.file
        if not os.path.lexists(self.asked.file) and is_free(self.asked, place, skip=False):
            remove(place)


def drafts(loaded: Loaded, council: Council, plan: MeetingPlan, today: date, listener: Listener = NOBODY) -> Drafts:
    """The meeting's record, and its agenda beside the council's; Wrong where the agenda cannot be made."""
    record = new_meeting(loaded.register, council, plan)
    register, meeting = added(loaded.register, record)
    assert isinstance(meeting, Meeting)
    asked = PaperRequest(replace(loaded, register=register), meeting, Branding(loaded), today)
    text = paper(asked, "innkalling", "md", public=False, listener=listener).decode()
    place = asked.place("innkalling", "md", public=False)
    agenda = Draft(place.relative_to(loaded.root).as_posix(), text)
    return Drafts(asked, record, agenda, taken_out(loaded, council) if plan.waiting else None)


def remarks(loaded: Loaded, day: date, others: Iterable[Meeting], today: date) -> Iterator[Message]:
    """What may be amiss with the day of a new meeting, and which ``others`` are planned."""
    if day < today:
        yield msg("{day} has passed: write whether the meeting was held (status: avholdt)", day=day)
    if day.weekday() == _SATURDAY:
        yield msg("{day} is a Saturday", day=day)
    elif day.weekday() == _SUNDAY:
        yield msg("{day} is a Sunday", day=day)
    if name := holiday(day):
        yield msg("{day} is a public holiday ({name})", day=day, name=name)
    for one in others:
        file = shown(loaded.root / one.origin.file)
        if one.day == day:
            yield msg("a meeting is planned on the same day: {file}", file=file)
        else:
            yield msg("a meeting is planned already, on {day}: {file}", day=one.day, file=file)
