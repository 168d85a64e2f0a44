"""What a value names: a contact, a member, an action, a meeting, a council, a file, a case; and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from posixpath import normpath
from typing import Literal

from kps.lsp.here import Here
from kps.lsp.offers import PEOPLE, PRESENCE
from kps.lsp.session import Place, Session
from kps.lsp.texts import OpenText
from kps.models.base import Record
from kps.models.council import Council
from kps.models.meeting import Meeting, case_number
from kps.register.actions import actions_of, same_action
from kps.register.index import Register
from kps.register.tree import is_record_name
from kps.source import Path
from kps.source.line_reader import Spot
from kps.source.outline import spots

ThingKind = Literal["contact", "member", "action", "meeting", "council", "file", "case"]

_SLT = ("styrende", "koordinerende", "utførende", "deltakere")
"""Lists of people by name, in whatever way each is written."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that is named: by its id or name, within a council's folder where it is a council's own.

    A case is one of a meeting's, which ``file`` is the record of.
    """

    kind: ThingKind
    id: str
    council: str = ""
    file: str = ""

    def council_in(self, register: Register) -> Council | None:
        """The council that it is of; None where it is none's."""
        return next((one for one in register.councils if one.origin.folder == self.council), None)


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a thing is named; ``defines`` where it is the one that says what it is."""

    place: Place
    text: OpenText
    spot: Spot
    defines: bool = False


def thing_at(here: Here) -> Thing | None:
    """What the word at a place names; None where it names nothing."""
    if here.spot.kind not in ("value", "item") or here.kind is None:
        return None
    stem = here.place.file.rpartition("/")[2].rpartition(".")[0]
    folder = here.council.origin.folder if here.council else ""
    found = named(here.kind, here.spot.path, here.word(here.spot), folder, here.place.file, stem)
    return _at_home(here.register, here.record, found[0]) if found else None


def _at_home(register: Register, record: Record | None, thing: Thing) -> Thing:
    """The thing with the council that it is of: in a joint meeting a member may be another council's."""
    if thing.kind != "member" or not isinstance(record, Meeting):
        return thing
    councils = (one for one in register.councils_in(record) if one.member(thing.id))
    return next((replace(thing, council=one.origin.folder) for one in councils), thing)


def named(kind: str, path: Path, word: str, folder: str, file: str, stem: str) -> tuple[Thing, bool] | None:
    """What a word at a path of a record names, and whether it is there that the thing is told of first."""
    keys = [part for part in path if isinstance(part, str)]
    name, above = (keys[-1] if keys else ""), (keys[-2] if len(keys) > 1 else "")
    if not word:
        return None
    if kind == "politikontakt" and keys == ["navn"]:
        return Thing("contact", stem), True
    if name == "politikontakt":
        return Thing("contact", word), False
    if kind == "politiråd" and keys == ["navn"]:
        return Thing("council", folder.rpartition("/")[2]), True
    if name in ("felles_med", "videreført_i"):
        return Thing("council", word), False
    if kind == "møte":
        return _of_meeting(path, keys, word, folder, file, stem)
    if _names_a_member(name, above):
        return Thing("member", word, folder), name == "navn" and above == "medlemmer"
    if name == "fil":
        return Thing("file", normpath(f"{file.rpartition('/')[0]}/{word}")), False
    return None


def _of_meeting(path: Path, keys: list[str], word: str, folder: str, file: str, stem: str) -> tuple[Thing, bool] | None:
    name, above = keys[-1], (keys[-2] if len(keys) > 1 else "")
    if keys == ["dato"]:
        return Thing("meeting", stem, folder), True
    if name in ("nytt_møte", "behandlet"):
        return Thing("meeting", word, folder), False
    if keys in (["saker", "nr"], ["til_stede", "saker"]):
        return Thing("case", same_case(word), file=file), keys[0] == "saker"
    if keys == ["oppfølging", "tiltak"]:
        return Thing("action", same_action(word), folder), False
    if name == "fil":
        return Thing("file", normpath(f"{file.rpartition('/')[0]}/{word}")), False
    if _names_a_member(name, above):
        return Thing("member", word, folder), False
    return None


def same_case(word: str) -> str:
    """A case's number in the form it is compared by."""
    known = case_number(word)
    return "{}/{}".format(*known) if known else word.strip().lstrip("0")


def _names_a_member(name: str, above: str) -> bool:
    return name in (*PEOPLE, "koordinator", *_SLT) or (
        name == "navn" and above in (*PRESENCE, "ledelse", "medlemmer", *_SLT)
    )


def action_under(here: Here) -> Thing | None:
    """The action that is told of first at a place: the cursor is on its ``hva``."""
    path = here.spot.path
    if len(path) == 5 and path[0] == "saker" and path[2] == "tiltak" and path[4] == "hva":
        found = (one for one in _own_actions(here) if one[1] == path[:4])
        return next(
            (Thing("action", same_action(id), here.council.origin.folder) for id, _ in found if here.council), None
        )
    return None


def _own_actions(here: Here) -> Iterator[tuple[str, Path]]:
    for meeting in here.register.meetings:
        if meeting.origin.file == here.place.file:
            yield from ((id, path) for id, _, _, path in actions_of(meeting))


def uses(session: Session, root: Place, thing: Thing) -> Iterator[Use]:
    """Every place where a thing is named in its register, by file and place; where it is told of first, too."""
    register = session.register_of(root).register
    for file in _files(register, thing):
        place = Place(root.root, file)
        text = session.text(place)
        if _may_name(text.body, thing):
            yield from _in_text(register, place, text, thing)
    if thing.kind == "action":
        yield from _born(session, root, register, thing)


def _files(register: Register, thing: Thing) -> Iterable[str]:
    if thing.file:
        return [thing.file]
    files = sorted(file for file in register.record_files if is_record_name(file))
    if thing.kind in ("member", "meeting", "action") and thing.council:
        council = next((one for one in register.councils if one.origin.folder == thing.council), None)
        around = _folders(register, council) if council else {thing.council}
        return [file for file in files if any(_lies_in(file, folder) for folder in around)]
    return files


def _folders(register: Register, council: Council) -> set[str]:
    met = (one for meeting in register.all_meetings_of(council) for one in register.councils_in(meeting))
    return {council.origin.folder, *(one.origin.folder for one in met)}


def _lies_in(file: str, folder: str) -> bool:
    return folder == "." or file.startswith(f"{folder}/")


def _may_name(text: str, thing: Thing) -> bool:
    return thing.kind != "member" or thing.id in text


def _in_text(register: Register, place: Place, text: OpenText, thing: Thing) -> Iterator[Use]:
    record = register.record_in.get(place.file)
    if record is None:
        return
    kind = str(getattr(record, "kind", ""))
    council = register.council_of(record)
    folder = council.origin.folder if council else ""
    stem = record.origin.stem
    for one in spots(text.body):
        if one.kind in ("value", "item"):
            found = named(kind, one.path, text.body[one.start : one.end], folder, place.file, stem)
            if found and _same(_at_home(register, record, found[0]), thing):
                yield Use(place, text, one, found[1])


def _same(one: Thing, other: Thing) -> bool:
    if one.kind in ("action", "meeting"):  # a joint meeting's may stand in another council's folder
        return (one.kind, one.id) == (other.kind, other.id)
    return one == other


def _born(session: Session, root: Place, register: Register, thing: Thing) -> Iterator[Use]:
    """Where an action is set: its ``hva``."""
    for meeting in register.meetings:
        if not thing.id.startswith(f"{meeting.origin.stem}/"):
            continue
        council = register.council_of(meeting)
        if council is None or (thing.council and council.origin.folder != thing.council):
            continue
        for id, _, _, path in actions_of(meeting):
            if same_action(id) == thing.id:
                place = Place(root.root, meeting.origin.file)
                text = session.text(place)
                found = (one for one in spots(text.body) if one.path == (*path, "hva") and one.kind != "key")
                yield from (Use(place, text, one, defines=True) for one in list(found)[:1])
