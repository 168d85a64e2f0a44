"""From a name to where it is told of, and to all the places that name it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kps.lsp.client import LINKS
from kps.lsp.here import Here
from kps.lsp.parameters import Params
from kps.lsp.positions import NOWHERE
from kps.lsp.session import Place, Session
from kps.lsp.things import Thing, Use, action_under, thing_at, uses

_TEXT = 1


def definition(session: Session, params: Params) -> list[dict[str, Any]] | None:
    """Where the thing named at a position is told of first; None where nothing is named."""
    here = Here.of(session, params)
    thing = named_here(here) if here else None
    if here is None or thing is None:
        return None
    if thing.kind == "file":
        return _file(here, thing)
    found = [one for one in uses(session, here.place, thing) if one.defines]
    if thing.kind == "member":
        found = sorted(found, key=lambda one: not _is_of_the_day(here, thing, one)) or list(_stands_in(here, thing))
    return [_link(here, one) for one in found[:1]] or None


def _is_of_the_day(here: Here, thing: Thing, use: Use) -> bool:
    """Whether a member's name stands where the person is a member on the day of the record that is asked about."""
    members = council.members if (council := thing.council_in(here.register)) else ()
    place = use.spot.path[1]
    return isinstance(place, int) and place < len(members) and members[place].on(here.day)


def _stands_in(here: Here, thing: Thing) -> Iterator[Use]:
    """The members that a deputy, who is none, meets for."""
    council = thing.council_in(here.register)
    for one in council.members if council else ():
        if thing.id in one.deputies:
            yield from (use for use in uses(here.session, here.place, replace(thing, id=one.name)) if use.defines)


def references(session: Session, params: Params) -> list[dict[str, Any]]:
    """Every place that names the thing at a position; where it is told of first only if that is asked for."""
    here = Here.of(session, params)
    thing = named_here(here) if here else None
    if here is None or thing is None:
        return []
    declared = (params.get("context") or {}).get("includeDeclaration", True)
    return [_location(session, one) for one in _ordered(here, thing) if declared or not one.defines]


def highlights(session: Session, params: Params) -> list[dict[str, Any]]:
    """The places in the same file that name the thing at a position."""
    here = Here.of(session, params)
    thing = named_here(here) if here else None
    if here is None or thing is None:
        return []
    own = (one for one in _ordered(here, thing) if one.place == here.place)
    return [{"range": here.range(one.spot.start, one.spot.end), "kind": _TEXT} for one in own]


def named_here(here: Here) -> Thing | None:
    """What is named at a place, or told of first there; None where nothing is."""
    return action_under(here) or thing_at(here)


def _ordered(here: Here, thing: Thing) -> Iterator[Use]:
    found = {(one.place.file, one.spot.start): one for one in uses(here.session, here.place, thing)}
    return (found[place] for place in sorted(found))


def _location(session: Session, use: Use) -> dict[str, Any]:
    span = use.text.between(use.spot.start, use.spot.end, session.client.encoding)
    return {"uri": session.address(use.place), "range": span}


def _link(here: Here, use: Use) -> dict[str, Any]:
    location = _location(here.session, use)
    if LINKS not in here.session.client.can:
        return location
    return {
        "originSelectionRange": here.range(here.spot.start, here.spot.end),
        "targetUri": location["uri"],
        "targetRange": location["range"],
        "targetSelectionRange": location["range"],
    }


def _file(here: Here, thing: Thing) -> list[dict[str, Any]] | None:
    """A file of the register that is there; a record's text leads to no other."""
    if thing.id not in here.register.surroundings.files:
        return None
    uri = here.session.address(Place(here.place.root, thing.id))
    if LINKS not in here.session.client.can:
        return [{"uri": uri, "range": NOWHERE}]
    origin = here.range(here.spot.start, here.spot.end)
    return [{"originSelectionRange": origin, "targetUri": uri, "targetRange": NOWHERE, "targetSelectionRange": NOWHERE}]
