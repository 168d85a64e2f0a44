"""The four commands, and the lenses above a record that lead to them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from kps.checking.rule import rules
from kps.language import Message, msg, msgn
from kps.lsp import refusals
from kps.lsp.addresses import address_of
from kps.lsp.capabilities import ACTIONS, EXPLAIN, NEW_MEETING, RENDER
from kps.lsp.client import CREATING, SHOWING
from kps.lsp.live_register import LiveRegister
from kps.lsp.parameters import Params
from kps.lsp.refusals import Refused
from kps.lsp.session import Place, Session
from kps.models.base import Record
from kps.models.contact import Contact
from kps.models.council import Council
from kps.models.meeting import Meeting
from kps.output.lists import actions_json
from kps.output.pages import page_in
from kps.register.kept import NAMES
from kps.report.missed import OF_ACTIONS, missed
from kps.report.open_actions import Wanted, open_actions
from kps.workspace.errors import Wrong
from kps.workspace.listening import NOBODY
from kps.workspace.loading import Loaded
from kps.workspace.writing import replace

_NO_COMMAND = ""
"""What a lens leads to that only tells something."""


def execute_command(session: Session, params: Params) -> Any:
    """Carry a command out; refused where its arguments are not what it takes, or it cannot be done."""
    acts = {RENDER: _render, NEW_MEETING: _new_meeting, ACTIONS: _actions, EXPLAIN: _explain}
    act = acts.get(str(params.get("command")))
    if act is None:
        raise _wrong(msg("there is no command {name}", name=str(params.get("command"))))
    arguments = params.get("arguments") or ()
    if not isinstance(arguments, Sequence) or not all(isinstance(one, str) for one in arguments):
        raise _wrong(_ARGUMENTS)
    try:
        return act(session, *arguments)
    except TypeError as error:
        raise _wrong(_ARGUMENTS) from error
    except Wrong as wrong:
        raise Refused(refusals.REQUEST_FAILED, wrong.message) from wrong


_ARGUMENTS = msg("the command takes other arguments")


def _wrong(message: Message) -> Refused:
    return Refused(refusals.INVALID_PARAMS, message)


def _record(session: Session, uri: str) -> tuple[Place, LiveRegister, Record]:
    place = session.place(uri)
    live = session.register_of(place) if place else None
    record = live.register.record_in.get(place.file) if live and place else None
    if place is None or live is None or record is None:
        raise _wrong(msg("the address is none of a record that can be read"))
    return place, live, record


def _council(session: Session, uri: str) -> tuple[Place, LiveRegister, Council]:
    place, live, record = _record(session, uri)
    council = live.register.council_of(record)
    if council is None:
        raise _wrong(msg("the record is no council's"))
    return place, live, council


def _loaded(live: LiveRegister) -> Loaded:
    return Loaded(live.folder, live.tree, live.register)


def _render(session: Session, uri: str, document: str = "") -> str:
    """Write the record's paper where ``kps render`` writes it, and have the editor show it; the paper's address."""
    # Imported here: what makes papers takes a fifth of the time that the server begins in.
    from kps.workspace.rendering import Rendering, requests, with_kind

    place, live, _ = _record(session, uri)
    kind = next((known for known in NAMES if known == document), None)
    if document and kind is None:
        raise _wrong(_ARGUMENTS)
    asked = requests([_loaded(live)], [place.path], session.as_of)
    made = Rendering(False, None, False, NOBODY).papers(with_kind(asked, kind, skip=False), "md")
    for path, data in made:
        replace(path, data)
    address = address_of(made[0][0])
    if SHOWING in session.client.can:
        session.ask("window/showDocument", {"uri": address})
    return address


def _new_meeting(session: Session, uri: str, day: str = "") -> str:
    """Have the editor make the record of the council's next meeting; its address."""
    from kps.scaffold.meeting import MeetingPlan, new_meeting
    from kps.workspace.next_meeting import announced

    place, live, council = _council(session, uri)
    when = _day(day) if day else announced(_loaded(live), council, session.as_of)
    if when is None:
        raise _wrong(msg("no minutes give a day for the next meeting; name one, as 2026-03-12"))
    if CREATING not in session.client.can:
        raise Refused(refusals.REQUEST_FAILED, msg("this editor makes no files; use kps new-meeting"))
    draft = new_meeting(live.register, council, MeetingPlan(when))
    address = address_of(place.root / draft.file)
    start = {"line": 0, "character": 0}
    text = {"range": {"start": start, "end": start}, "newText": draft.text}
    changes = [
        {"kind": "create", "uri": address, "options": {"overwrite": False, "ignoreIfExists": False}},
        {"textDocument": {"uri": address, "version": None}, "edits": [text]},
    ]
    session.ask("workspace/applyEdit", {"edit": {"documentChanges": changes}})
    return address


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _wrong(msg("“{value}” is not a date; write it as 2026-03-12", value=text)) from None


def _actions(session: Session, uri: str) -> Any:
    """The council's open actions, as ``kps actions --format json`` has them."""
    _, live, council = _council(session, uri)
    found = open_actions([live.register], session.as_of, Wanted(council))
    return json.loads(actions_json(found, session.as_of, missed([live.register], OF_ACTIONS, council)))


def _explain(session: Session, code: str) -> str:
    """A rule's page in Markdown, in the language of the first register that is read."""
    if code not in rules():
        raise _wrong(msg("no rule has the code {code}", code=code))
    return page_in(rules()[code], session.language(next(iter(session.registers.values()), None)))


# --- lenses ----------------------------------------------------------------------------------------------------


def code_lenses(session: Session, params: Params) -> list[dict[str, Any]]:
    """What can be done with a record, and what is to be known of it, above its first line."""
    place = session.place(params["textDocument"]["uri"])
    live = session.register_of(place) if place else None
    record = live.register.record_in.get(place.file) if live and place else None
    if place is None or live is None or record is None:
        return []
    text = session.text(place)
    first = text.between(0, len(text.lines.text(1)), session.client.encoding)
    language = session.language(live)
    return [
        {"range": first, "command": {"title": title.sentence(language), "command": command, "arguments": arguments}}
        for title, command, arguments in _lenses(session, live, record, session.address(place))
    ]


def _lenses(session: Session, live: LiveRegister, record: Record, uri: str) -> Iterator[tuple[Message, str, list[str]]]:
    council = live.register.council_of(record)
    waiting = len(open_actions([live.register], session.as_of, Wanted(council))) if council else 0
    if isinstance(record, Meeting):
        if record.held(session.as_of):
            yield msg("make the minutes"), RENDER, [uri, "referat"]
        elif record.status == "planlagt":
            yield msg("make the summons"), RENDER, [uri, "innkalling"]
        yield msg("open actions: {n}", n=waiting), ACTIONS, [uri]
    elif isinstance(record, Council):
        yield msg("next meeting …"), NEW_MEETING, [uri]
        yield _held(session, live, record), _NO_COMMAND, []
        yield msg("open actions: {n}", n=waiting), ACTIONS, [uri]
    elif isinstance(record, Contact):
        used = sum(record.origin.stem in one.contacts for one in live.register.councils)
        yield msgn("used in {n} council", "used in {n} councils", used), _NO_COMMAND, []


def _held(session: Session, live: LiveRegister, council: Council) -> Message:
    """How many meetings the council has held this year, and how many it is to hold."""
    year = session.as_of.year
    held = sum(one.held(session.as_of) for one in live.register.meetings_of_year(council, year))
    if council.meetings_per_year is None:
        return msg("meetings in {year}: {held}", year=str(year), held=held)
    return msg("meetings in {year}: {held} of {planned}", year=str(year), held=held, planned=council.meetings_per_year)
