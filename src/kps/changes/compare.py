"""What differs between a register as it was and as it is: record by record, key by key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from kps.changes.identity import called, identity
from kps.changes.matching import paired
from kps.models.base import Model, Record, worded
from kps.models.council import WaitingItem
from kps.models.knowledge import Knowledge
from kps.models.meeting import Attachment, FollowUp, Guest, Item, Meeting
from kps.register.actions import actions_of, same_action
from kps.register.attendance import closed_guests
from kps.register.index import Register

Kind = Literal["new", "changed", "gone", "added", "removed", "moved", "order", "unreadable"]
"""``added`` and ``removed`` are of a word or a day in a list; a file that is ``unreadable`` is so on one side."""

NEVER_SHOWN = frozenset({"notat", "telefon", "epost", "lenke", "segl", "unntatt_offentlighet"})
"""Keys of which it is told that they were changed, and not what they say: no document shows them either."""


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A thing in a list on the way to a change: what kind it is, and what it is called."""

    model: type[Model]
    name: str


Step = str | ListEntry


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs within a record. Of what is exempt, neither what it was nor what it is."""

    kind: Kind
    path: tuple[Step, ...]
    """The keys on the way, and the things in lists."""
    before: Any = None
    after: Any = None
    withheld: bool = False
    worded: bool = False
    """Whether the values are of the field's own words, and not the writer's."""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What happened to a record; its file, from the register's folder, and where it lay before it was moved."""

    kind: Kind
    file: str
    record: Record | None
    council: str
    """The name of the council it belongs to; empty for what belongs to none."""
    was: str = ""
    changes: tuple[Change, ...] = ()


def compare(before: Register, after: Register) -> tuple[RecordChange, ...]:
    """The records that differ, those of no council first, then by council and file."""
    sides = (before, after)
    unreadable = _unreadable(before) ^ _unreadable(after)
    pairs = paired(before.records, after.records, lambda one: one.origin.file, repr)
    found = (
        change
        for old, new in pairs
        if not {one.origin.file for one in (old, new) if one} & unreadable
        if (change := _record(old, new, sides))
    )
    unread = (RecordChange("unreadable", file, None, "") for file in unreadable)
    return tuple(sorted((*found, *unread), key=lambda one: (one.council, one.file)))


def _unreadable(register: Register) -> frozenset[str]:
    """The files that should be records, and of which nothing can be read."""
    read = {record.origin.file for record in register.records}
    return register.record_files - read


def _record(old: Record | None, new: Record | None, sides: tuple[Register, Register]) -> RecordChange | None:
    some = new or old
    assert some is not None
    council = sides[1 if new else 0].council_of(some)
    whole = RecordChange("changed", some.origin.file, some, council.name if council else "")
    if new is None or old is None:
        return replace(whole, kind="gone" if old else "new")
    if type(old) is not type(new):
        return whole
    moved = old.origin.file != new.origin.file
    if old == new and not moved:
        return None
    closed = _Closed.of(old, sides[0]).together(_Closed.of(new, sides[1]))
    changes = tuple(closed.hidden(_unread(one, old, new)) for one in _changes(old, new, ()))
    return replace(whole, kind="moved" if moved else "changed", was=old.origin.file if moved else "", changes=changes)


def _unread(change: Change, old: Record, new: Record) -> Change:
    """The change; where the side that lacks the value has one that cannot be read, only that."""
    keys = tuple(one for one in change.path if isinstance(one, str))
    faulty = (change.before is None and old.origin.covers(keys)) or (change.after is None and new.origin.covers(keys))
    return replace(change, kind="unreadable", before=None, after=None) if faulty else change


@dataclass(frozen=True, slots=True)
class _Closed:
    """What belongs to a meeting's exempt cases without standing in them, on either of the sides."""

    actions: frozenset[str] = frozenset()
    """The ids of the actions set in exempt cases, of the councils that the meeting belongs to."""
    guests: frozenset[str] = frozenset()
    """The names of those who were there for exempt cases only."""

    @classmethod
    def of(cls, record: Record, register: Register) -> _Closed:
        """What is closed of the record as its register has it."""
        if not isinstance(record, Meeting):
            return cls()
        actions = (
            same_action(id)
            for council in register.councils_in(record)
            for meeting in register.all_meetings_of(council)
            for id, item, _, _ in actions_of(meeting)
            if item.exempt
        )
        return cls(frozenset(actions), closed_guests(record, register))

    def together(self, other: _Closed) -> _Closed:
        """What is closed on either side."""
        return _Closed(self.actions | other.actions, self.guests | other.guests)

    def hidden(self, change: Change) -> Change:
        """The change, withheld where it is about something closed."""
        path = tuple(ListEntry(Guest, "") if self._is_guest(one) else one for one in change.path)
        if path != change.path or any(self._is_action(one) for one in path):
            return _hidden(replace(change, path=path))
        return change

    def _is_guest(self, step: Step) -> bool:
        return isinstance(step, ListEntry) and step.model is Guest and step.name in self.names

    def _is_action(self, step: Step) -> bool:
        return isinstance(step, ListEntry) and step.model is FollowUp and same_action(step.name) in self.actions

    @property
    def names(self) -> frozenset[str]:
        """The guests as they are called."""
        return frozenset(called(Guest.model_construct(name=name)) for name in self.guests)


def _hidden(change: Change) -> Change:
    return replace(change, before=None, after=None, withheld=True)


def _changes(old: Model | None, new: Model | None, path: tuple[Step, ...]) -> Iterator[Change]:
    """What differs between two readings of a mapping, in the order of its keys."""
    some = new or old
    assert some is not None
    exempt = is_exempt(old) or is_exempt(new)
    for attribute, info in type(some).model_fields.items():
        key = info.alias or attribute
        missing = None if info.is_required() else info.default
        before, after = (missing if one is None else getattr(one, attribute) for one in (old, new))
        if before == after:
            continue
        if exempt or key in NEVER_SHOWN:
            yield _hidden(_change(before, after, (*path, key)))
        else:
            own = key in worded(type(some))
            yield from (replace(one, worded=own) if own else one for one in _field(before, after, (*path, key)))


def is_exempt(model: Model | None) -> bool:
    """Whether the thing, or the whole of the record, is exempt from public disclosure."""
    return isinstance(model, Item | Attachment | WaitingItem | Knowledge) and model.exempt is not None


def _field(old: Any, new: Any, path: tuple[Step, ...]) -> Iterator[Change]:
    """What differs between two values of a key."""
    match new or old:
        case Model():
            yield from _changes(old, new, path)
        case tuple(some) if isinstance(some[0], Model):
            yield from _entries(old or (), new or (), path)
        case tuple():
            yield from _values(old or (), new or (), path)
        case dict():
            for key in dict.fromkeys((*(old or {}), *(new or {}))):
                before, after = ((one or {}).get(key) for one in (old, new))
                if before != after:
                    yield _change(before, after, (*path, key))
        case _:
            yield _change(old, new, path)


def _change(old: Any, new: Any, path: tuple[Step, ...]) -> Change:
    before, after = (None if one in ("", (), {}) else one for one in (old, new))
    return Change("new" if before is None else "gone" if after is None else "changed", path, before, after)


def _entries(old: tuple[Model, ...], new: tuple[Model, ...], path: tuple[Step, ...]) -> Iterator[Change]:
    """What differs between two lists of things."""
    pairs = paired(old, new, repr, identity)
    for before, after in pairs:
        yield from _entry(before, after, path)
    if _reordered(old, [before for before, after in pairs if before and after]):
        yield Change("order", path)


def _entry(old: Model | None, new: Model | None, path: tuple[Step, ...]) -> Iterator[Change]:
    """What differs between two readings of a thing in a list; one of them may be lacking."""
    some = new or old
    assert some is not None
    exempt = is_exempt(old) or is_exempt(new)
    here = (*path, ListEntry(type(some), _open_name(some) if exempt else called(some)))
    if old and new:
        yield from _changes(old, new, here)
    else:
        change = _change(old, new, here)
        yield _hidden(change) if exempt else change


def _open_name(model: Model) -> str:
    """What something exempt may be called: a case by its number."""
    return identity(model) if isinstance(model, Item) else ""


def _values(old: tuple[Any, ...], new: tuple[Any, ...], path: tuple[Step, ...]) -> Iterator[Change]:
    """What differs between two lists of words or days."""
    gone = [one for one in old if one not in new]
    come = [one for one in new if one not in old]
    if len(gone) == len(come) == 1:
        yield Change("changed", path, gone[0], come[0])
        return
    yield from (Change("removed", path, before=one) for one in gone)
    yield from (Change("added", path, after=one) for one in come)
    if not gone and not come:
        yield Change("order", path)


def _reordered(old: Iterable[Model], kept: Sequence[Model]) -> bool:
    """Whether those that are still there, in their order now, stood in another."""
    still = {id(one) for one in kept}
    return [id(one) for one in old if id(one) in still] != [id(one) for one in kept]
