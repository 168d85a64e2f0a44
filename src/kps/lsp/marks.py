"""What is shown beside a record's text: links to files, and what numbers, ids and dates stand for."""

from __future__ import annotations

from datetime import date
from posixpath import normpath
from typing import Any

from kps.language.days import weekday
from kps.lsp.here import Here
from kps.lsp.parameters import Params
from kps.lsp.session import Place, Session
from kps.models.council import Council
from kps.models.fields import Field, field_at
from kps.models.places import municipalities
from kps.models.vocabulary import known_word
from kps.register.actions import TrackedAction, same_action, track
from kps.register.tree import is_record_name
from kps.source.line_reader import Spot

_WEEKDAYS = ("dato", "frist", "neste_møte", "sendt")
_LONGEST = 40
_SHORT = 3


def document_links(session: Session, params: Params) -> list[dict[str, Any]]:
    """Each file that a record names and that is there."""
    here = _record(session, params)
    if here is None:
        return []
    folder = here.place.file.rpartition("/")[0]
    files = here.register.surroundings.files
    found = []
    for one in here.spots:
        target = normpath(f"{folder}/{here.word(one)}") if _is_file(one) else ""
        if target in files:
            uri = session.address(Place(here.place.root, target))
            found.append({"range": here.range(one.start, one.end), "target": uri})
    return found


def _is_file(one: Spot) -> bool:
    return one.kind in ("value", "item") and one.end > one.start and _name(one) == "fil"


def _name(one: Spot) -> str:
    return next((part for part in reversed(one.path) if isinstance(part, str)), "")


def inlay_hints(session: Session, params: Params) -> list[dict[str, Any]]:
    """What the values in a range stand for, where the line's own comment does not say it."""
    here = _record(session, params)
    if here is None or here.kind is None or not session.settings.inlay_hints:
        return []
    encoding = session.client.encoding
    start, end = (here.text.offset(params["range"][edge], encoding) for edge in ("start", "end"))
    actions = _actions(here)
    hints = []
    for one in here.spots:
        if start <= one.start and one.end <= end and one.kind in ("value", "item") and one.end > one.start:
            field = field_at(here.kind, one.path)
            told = _told(here, one, field, actions) if field else ""
            if told and not _is_said(here, one, told):
                at = one.end + len(one.quote)
                hints.append({"position": here.range(at, at)["start"], "label": told, "paddingLeft": True})
    return hints


def _told(here: Here, one: Spot, field: Field, actions: dict[str, TrackedAction]) -> str:
    word = here.word(one)
    if field.is_municipality or field.name == "kommuner":
        known = municipalities().get(word)
        return known.name if known else ""
    if one.path[:1] == ("oppfølging",) and field.name == "tiltak":
        action = actions.get(same_action(word))
        return _of_action(here, action) if action else ""
    if field.is_day and field.name in _WEEKDAYS:
        try:
            return f"{weekday(date.fromisoformat(word), here.language)[:_SHORT]}."
        except ValueError:
            return ""
    return ""


def _of_action(here: Here, action: TrackedAction) -> str:
    what = action.action.what if action.item.exempt is None else ""
    short = what if len(what) <= _LONGEST else f"{what[: _LONGEST - 1]}…"
    state = known_word(action.status)
    return ", ".join(filter(None, (short, state.text(here.language) if state else "")))


def _actions(here: Here) -> dict[str, TrackedAction]:
    around: list[Council] = []
    if here.council:
        meetings = here.register.all_meetings_of(here.council)
        met = (one for meeting in meetings for one in here.register.councils_in(meeting))
        around = list({one.origin.folder: one for one in (here.council, *met)}.values())
    day = here.session.as_of
    return {same_action(one.id): one for council in around for one in track(here.register, council, day)}


def _is_said(here: Here, one: Spot, told: str) -> bool:
    """Whether the line's comment says it already."""
    line = here.text.body[one.end :].splitlines()[:1]
    return any("#" in words and told.casefold() in words.casefold() for words in line)


def _record(session: Session, params: Params) -> Here | None:
    place = session.place(params["textDocument"]["uri"])
    if place is None or not is_record_name(place.file):
        return None
    session.register_of(place)
    return Here(session, place, session.text(place), 0)
