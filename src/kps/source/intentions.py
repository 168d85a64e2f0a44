"""What is to be changed in a file, told by where it stands and not by signs; and what its values are to be after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kps.source.node_tree import node_tree
from kps.source.splices import Unplaced
from kps.source.values import Path, Value

FIRST = ""
"""Stands for the key before all others, as what an entry is put after."""


@dataclass(frozen=True, slots=True)
class Rename:
    """The key that the path ends in gets another name; its value, comment and place stay."""

    path: Path
    key: str


@dataclass(frozen=True, slots=True)
class Replace:
    """The value at the path becomes another text, in the quotes of the old one; plain only where YAML allows that.

    ``quoted`` where it is to stand in quotes even if the old one was plain, as a time of day.
    """

    path: Path
    value: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Put:
    """Keys of the mapping at the path get values; a key that is there gets the new one, one that is missing a line.

    ``entries`` are keys with YAML as it is to stand; what begins with a line feed stands below its key. The mapping is
    made where there is none. ``after`` is the key that new ones are put after: without it the last one.
    """

    path: Path
    entries: tuple[tuple[str, str], ...]
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Append:
    """The list at the path gets one more item, YAML as it is to stand; the list is made where there is none."""

    path: Path
    item: str


@dataclass(frozen=True, slots=True)
class Remove:
    """What stands at the path goes, with its key, its lines and the comment on them; what is left empty goes too.

    ``again`` where it is what stands under a key that is given a second time.
    """

    path: Path
    again: bool = False


Edit = Rename | Replace | Put | Append | Remove


def changed(value: Value, path: Path, edit: Edit) -> Value:
    """What the values are to be after a change."""
    match edit:
        case Remove(again=True):
            return value
        case Remove():
            return _without(value, path)
        case Rename(key=key):
            *way, old = path

            def renamed(inner: Value) -> Value:
                if not isinstance(inner, dict) or key in inner:
                    raise Unplaced("the key is there")
                return {key if one == old else one: kept for one, kept in inner.items()}

            return _at(value, tuple(way), renamed)
        case Replace(value=new):
            return _at(value, path, lambda _: new)
        case Put(entries=entries):
            return _at(value, path, lambda inner: {**_mapping(inner), **{key: _read(yaml) for key, yaml in entries}})
        case Append(item=item):
            return _at(value, path, lambda inner: [*_list(inner), _read(item)])


def _read(yaml: str) -> Value:
    return node_tree(yaml.removeprefix("\n")).value


def _mapping(value: Value) -> dict[str, Value]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Unplaced("no mapping")
    return value


def _list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _at(value: Value, path: Path, change: Callable[[Value], Value]) -> Value:
    if not path:
        return change(value)
    first, rest = path[0], path[1:]
    if isinstance(first, int):
        items = _list(value)
        return [_at(inner, rest, change) if index == first else inner for index, inner in enumerate(items)]
    entries = _mapping(value)
    return {**entries, first: _at(entries.get(first), rest, change)}


def _without(value: Value, path: Path) -> Value:
    """The values without what stands at the path; None where nothing is left."""
    first, rest = path[0], path[1:]
    if isinstance(value, dict):
        name = str(first)
        inner = _without(value.get(name), rest) if rest else None
        entries = {key: inner if key == name else one for key, one in value.items()}
        return {key: one for key, one in entries.items() if key != name or one is not None} or None
    left: list[Value] = []
    for index, one in enumerate(_list(value)):
        kept = one if index != first else _without(one, rest) if rest else None
        if index != first or kept is not None:
            left.append(kept)
    return left or None
