"""A member's or a contact's name changed wherever it stands; and what follows when a file is given another name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from kps.fixes.change import Change
from kps.fixes.moves import followed
from kps.language import Message, msg
from kps.lsp import refusals
from kps.lsp.edits import WorkspaceEdit, workspace_edit
from kps.lsp.here import Here
from kps.lsp.navigation import named_here
from kps.lsp.parameters import Params
from kps.lsp.refusals import Refused
from kps.lsp.session import Place, Session
from kps.lsp.things import Thing, Use, uses
from kps.models.contact import Contact
from kps.models.meeting import Meeting
from kps.source.quoting import in_quotes
from kps.source.scalars import FLOW_PLAIN, PLAIN
from kps.source.splices import Splice

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_BREAKS = re.compile(r"[\r\n]")


def prepare_rename(session: Session, params: Params) -> dict[str, Any]:
    """What would be renamed at a position; refused where nothing can be."""
    here, _ = _renamed(session, params)
    return {"range": here.range(here.spot.start, here.spot.end), "placeholder": here.word(here.spot)}


def rename(session: Session, params: Params) -> WorkspaceEdit:
    """The edit that gives a member or a contact another name everywhere; refused where that cannot be."""
    here, thing = _renamed(session, params)
    new = str(params.get("newName", "")).strip()
    if not new or _BREAKS.search(new):
        raise _refused(msg("the new name must be one line, and not empty"))
    found = list(uses(session, here.place, thing))
    change = _contact if thing.kind == "contact" else _member
    return change(session, here, thing, new, found)


def _renamed(session: Session, params: Params) -> tuple[Here, Thing]:
    here = Here.of(session, params)
    thing = named_here(here) if here else None
    if here and thing and thing.kind == "contact" and here.spot.path != ("navn",):
        return here, thing
    council = thing.council_in(here.register) if here and thing and thing.kind == "member" else None
    if here and thing and council and council.member(thing.id):
        return here, thing
    raise _refused(msg("here stands no member's name and no contact's id, which are what can be renamed"))


def _refused(message: Message) -> Refused:
    return Refused(refusals.REQUEST_FAILED, message)


def _member(session: Session, here: Here, thing: Thing, new: str, found: list[Use]) -> WorkspaceEdit:
    council = thing.council_in(here.register)
    if council is None or council.member(new):
        raise _refused(msg("{name} is the name of another member", name=new))
    for use in found:
        record = here.register.record_in.get(use.place.file)
        if isinstance(record, Meeting) and record.minutes and record.minutes.seal:
            raise _refused(msg("{file} is approved and sealed, and holds the name", file=use.place.file))
    return workspace_edit(session, _by_file(found, new))


def _by_file(found: list[Use], new: str) -> Iterator[tuple[Place, list[Splice]]]:
    for place in dict.fromkeys(use.place for use in found):
        yield place, [_splice(use, new) for use in found if use.place == place]


def _splice(use: Use, new: str) -> Splice:
    """The name in the quotes of the old one; one without gets them only where it must have them."""
    spot = use.spot
    if spot.quote == "'":
        text = new.replace("'", "''")
    elif spot.quote:
        text = in_quotes(new)[1:-1]
    else:
        text = new if (FLOW_PLAIN if spot.flow else PLAIN).fullmatch(new) else in_quotes(new)
    return Splice(spot.start, spot.end, text)


def _contact(session: Session, here: Here, thing: Thing, new: str, found: list[Use]) -> WorkspaceEdit:
    if not _ID.fullmatch(new):
        raise _refused(msg("a contact's id has small letters without æ, ø and å, digits and - only"))
    if new in here.register.surroundings.contacts:
        raise _refused(msg("{name} is the id of another contact", name=new))
    file = next((one.origin.file for one in here.register.contacts if one.origin.stem == thing.id), None)
    if file is None or not session.client.renames:
        raise _refused(msg("the contact's file must be renamed, which this editor cannot do here"))
    named = [use for use in found if not use.defines]
    old = Place(here.place.root, file)
    target = Place(old.root, str(PurePosixPath(file).with_name(new + PurePosixPath(file).suffix)))
    return workspace_edit(session, _by_file(named, new), [(old, target)])


# --- files that are given another name -------------------------------------------------------------------------


def will_rename_files(session: Session, params: Params) -> WorkspaceEdit | None:
    """What is to change in the records, and which files move along, when a contact's or a meeting's file is renamed."""
    written: dict[Place, list[Splice]] = {}
    moved: list[tuple[Place, Place]] = []
    for one in params.get("files") or ():
        old, new = session.place(one.get("oldUri")), session.place(one.get("newUri"))
        if old and new and old.root == new.root and (change := _following(session, old, new)):
            for file, some in change.elsewhere:
                written.setdefault(Place(old.root, file), []).extend(some)
            moved += ((Place(old.root, file), Place(old.root, to)) for file, to in change.along)
    if not session.client.renames:
        moved = []
    return workspace_edit(session, written.items(), moved) if written or moved else None


def _following(session: Session, old: Place, new: Place) -> Change | None:
    """What follows from a record's new file, but for the move itself, which the editor makes; None for others."""
    live = session.register_of(old)
    if not isinstance(live.register.record_in.get(old.file), Contact | Meeting):
        return None
    change = Change("", old.file, msg("give the file the name “{file}”", file=new.file), (), False, new.file)
    return followed(change, live.register, live.tree)
