"""What a record holds, as an outline of it; and everything in the registers, found by letters of its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as File
from typing import Any

from kps.lsp.client import NESTED_SYMBOLS
from kps.lsp.live_register import LiveRegister
from kps.lsp.parameters import Params
from kps.lsp.session import Place, Session
from kps.lsp.texts import OpenText
from kps.models.council import Council
from kps.models.places import municipalities
from kps.models.vocabulary import AS_TYPED
from kps.register.actions import track
from kps.register.tree import is_record_name
from kps.source import Path
from kps.source.nodes import Node
from kps.source.splices import node_end

Symbol = dict[str, Any]

MOST = 200
_MODULE, _PROPERTY, _FIELD, _CONSTANT, _PACKAGE, _EVENT = 2, 7, 8, 14, 4, 24
_KINDS = {"saker": _EVENT, "tiltak": _CONSTANT, "medlemmer": _FIELD}
_NAMES = ("tittel", "navn", "hva", "tiltak", "tema", "id", "nr", "kommune", "regel")
_DETAILS = ("rolle", "frist", "status")
_SHOWN = (
    "saker", "tiltak", "medlemmer", "temafora", "handlingsplaner", "plan", "satsingsområder", "mål", "oppfølging",
    "kommuner",
)  # fmt: skip
"""The lists whose items are shown each for itself."""


def document_symbols(session: Session, params: Params) -> list[Symbol]:
    """The outline of a record: its keys, and of its lists the items that have a name."""
    place = session.place(params["textDocument"]["uri"])
    if place is None or not is_record_name(place.file):
        return []
    session.register_of(place)
    text = session.text(place)
    root = text.places.tree.root
    nested = list(_in_mapping(session, text, root)) if root else []
    if NESTED_SYMBOLS in session.client.can:
        return nested
    return [_flat(one, text.uri) for one in _all(nested)]


def _in_mapping(session: Session, text: OpenText, node: Node) -> Iterator[Symbol]:
    for key, value in node.entries.items():
        start, end = node.keys[key]
        whole = session.client.encoding
        children = list(_in_list(session, text, key, value)) if key in _SHOWN else []
        yield {
            "name": key,
            "kind": _PROPERTY,
            "range": text.between(start, max(end, node_end(value)), whole),
            "selectionRange": text.between(start, end, whole),
            "children": children,
        }


def _in_list(session: Session, text: OpenText, key: str, node: Node) -> Iterator[Symbol]:
    for item in node.items if node.kind == "list" else ():
        if key == "kommuner":
            yield from _municipality(session, text, item)
            continue
        named = next((item.entries[name] for name in _NAMES if _says(item, name)), None)
        if named is None:
            continue
        number = f"{item.entries['nr'].value} " if _says(item, "nr") and named is not item.entries["nr"] else ""
        detail = next((str(item.entries[one].value) for one in _DETAILS if _says(item, one)), "")
        inner = (one for name, one in item.entries.items() if name in _SHOWN)
        yield {
            "name": f"{number}{named.value}",
            **({"detail": detail} if detail else {}),
            "kind": _KINDS.get(key, _PROPERTY),
            "range": text.between(item.start, max(item.end, node_end(item)), session.client.encoding),
            "selectionRange": text.between(named.start, named.end, session.client.encoding),
            "children": [symbol for one in inner for symbol in _in_list(session, text, "tiltak", one)],
        }


def _municipality(session: Session, text: OpenText, item: Node) -> Iterator[Symbol]:
    """A municipality by its number and name, be it written with its days or not."""
    number = item.entries.get("nr") if item.kind == "mapping" else item
    if number and isinstance(number.value, str):
        known = municipalities().get(number.value)
        encoding = session.client.encoding
        yield {
            "name": f"{number.value} {known.name}" if known else number.value,
            "kind": _PROPERTY,
            "range": text.between(item.start, max(item.end, node_end(item)), encoding),
            "selectionRange": text.between(number.start, number.end, encoding),
            "children": [],
        }


def _says(item: Node, name: str) -> bool:
    return name in item.entries and isinstance(item.entries[name].value, str)


def _all(symbols: list[Symbol]) -> Iterator[Symbol]:
    for one in symbols:
        yield one
        yield from _all(one["children"])


def _flat(one: Symbol, uri: str) -> Symbol:
    return {"name": one["name"], "kind": one["kind"], "location": {"uri": uri, "range": one["selectionRange"]}}


# --- in all registers ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Known:
    """Something with a name, and where it stands."""

    name: str
    kind: int
    root: File
    file: str
    path: Path
    within: str = ""


def workspace_symbols(session: Session, params: Params) -> list[Symbol]:
    """What has the query's letters in its name, in their order; the closest first."""
    query = _plain(str(params.get("query") or ""))
    known = (one for live in session.registers.values() for one in _known(session, live))
    ranked = ((rank, one) for one in known if (rank := _rank(query, _plain(one.name))) is not None)
    best = sorted(ranked, key=lambda pair: (pair[0], pair[1].name, pair[1].file))[:MOST]
    # A file's places are worked out once, however much of it is found.
    texts = {place: session.text(place) for place in {Place(one.root, one.file) for _, one in best}}
    return [_found(session, one, texts[Place(one.root, one.file)]) for _, one in best]


def _known(session: Session, live: LiveRegister) -> Iterator[_Known]:
    register, root = live.register, live.root
    for council in register.councils:
        yield from _of_council(session, live, council)
    for contact in register.contacts:
        yield _Known(contact.name, _MODULE, root, contact.origin.file, ("navn",), contact.unit)
    for meeting in register.meetings:
        own = register.council_of(meeting)
        yield _Known(meeting.origin.stem, _EVENT, root, meeting.origin.file, ("dato",), own.name if own else "")
        for index, item in enumerate(meeting.items):
            if item.exempt is None:
                path = ("saker", index, "tittel")
                yield _Known(item.title, _EVENT, root, meeting.origin.file, path, meeting.origin.stem)


def _of_council(session: Session, live: LiveRegister, council: Council) -> Iterator[_Known]:
    """A council, its municipalities, its members and its open actions."""
    root, file = live.root, council.origin.file
    places = ", ".join(municipalities()[one].name for one in council.numbers if one in municipalities())
    yield _Known(council.name, _PACKAGE, root, file, ("navn",), places)
    for number in council.numbers:
        if known := municipalities().get(number):
            name = f"{number} {known.name}"
            yield _Known(name, _PACKAGE, root, file, ("kommuner",), council.name)
    for index, member in enumerate(council.members):
        yield _Known(member.name, _FIELD, root, file, ("medlemmer", index, "navn"), council.name)
    for action in track(live.register, council, session.as_of):
        if action.open and action.item.exempt is None:
            path = (*action.path, "hva")
            yield _Known(action.action.what, _CONSTANT, root, action.meeting.origin.file, path, action.id)


def _found(session: Session, one: _Known, text: OpenText) -> Symbol:
    span = text.covered(text.places.place(one.path), session.client.encoding)
    location = {"uri": text.uri, "range": span}
    return {"name": one.name, "kind": one.kind, "location": location, "containerName": one.within}


def _plain(text: str) -> str:
    return text.casefold().translate(AS_TYPED)


def _rank(query: str, name: str) -> tuple[int, int] | None:
    """How far a name is from a query, whose letters it has in their order; None where it has not."""
    if not name:
        return None
    if query in name:
        return 0, name.index(query)
    at = -1
    for letter in query:
        at = name.find(letter, at + 1)
        if at < 0:
            return None
    return 1, at
