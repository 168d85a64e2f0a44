"""Taking up in a planned meeting the actions that are open: the lines that ``new-meeting`` would have written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kps.language import msg
from kps.lsp.capabilities import REWRITE
from kps.lsp.edits import differing, workspace_edit
from kps.lsp.here import Here
from kps.lsp.offers import waiting_actions
from kps.lsp.session import Place, Session
from kps.models.meeting import Meeting
from kps.source.edits import edited
from kps.source.intentions import Append
from kps.source.splices import Unplaced

_ITEM = re.compile(r"^  - (tiltak: (\S+)(?:\n    .*)*)", re.MULTILINE)


def take_up(session: Session, place: Place) -> Iterator[dict[str, Any]]:
    """The action that takes up what is open and not named yet; none where the record is no planned meeting."""
    live = session.register_of(place)
    meeting = live.register.record_in.get(place.file)
    if not isinstance(meeting, Meeting) or meeting.status != "planlagt" or place.file in live.stand_ins:
        return
    here = Here(session, place, session.text(place), -1)
    waiting = [one.id for one in waiting_actions(here)]
    text = here.text.body
    lines = _lines(here, meeting)
    try:
        for id in waiting:
            text = _appended(text, lines.get(id, f"tiltak: {id}"), id)
    except Unplaced:
        return
    if text != here.text.body:
        title = msg("take up all open actions ({n})", n=len(waiting))
        yield {
            "title": title.sentence(session.language(live)),
            "kind": REWRITE,
            "edit": workspace_edit(session, [(place, tuple(differing(here.text.body, text)))]),
        }


def _lines(here: Here, meeting: Meeting) -> dict[str, str]:
    """What ``new-meeting`` writes of each action, in a meeting of this day."""
    # Imported here: it takes its time, and only planned meetings ask for it.
    from kps.scaffold.meeting import MeetingPlan, new_meeting

    if here.council is None or meeting.day is None:
        return {}
    others = replace(here.register, records=tuple(one for one in here.register.records if one is not meeting))
    draft = new_meeting(others, here.council, MeetingPlan(meeting.day)).text
    return {found[2].strip("\"'"): found[1].replace("\n    ", "\n") for found in _ITEM.finditer(draft)}


def _appended(text: str, item: str, id: str) -> str:
    try:
        return edited(text, Append(("oppfølging",), item))
    except Unplaced:  # in brackets, where there is room for one line only
        return edited(text, Append(("oppfølging",), f"{{tiltak: {id}}}"))
