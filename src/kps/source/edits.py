"""Changing a file that somebody wrote: what was meant is put in its place, and every other byte stays as it is.

A change is an intention (this key gets another name, this item goes); where that is in the text, and how it is laid out
there, is found here. What comes out is read again, and must say just what was meant: else nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kps.source.intentions import FIRST, Append, Edit, Put, Remove, Rename, Replace, changed
from kps.source.node_tree import node_tree
from kps.source.nodes import NULLS, Node, value_of
from kps.source.places import Positions
from kps.source.quoting import in_quotes
from kps.source.scalars import FLOW_PLAIN, PLAIN
from kps.source.splices import (
    Splice,
    Unplaced,
    applied,
    at_the_end,
    before,
    below,
    below_key,
    beside,
    column,
    entry,
    in_flow,
    indented,
    newline_above,
    without_flow,
    without_lines,
)
from kps.source.values import Path, Value


def edited(text: str, *edits: Edit, found: Positions | None = None) -> str:
    """The text with the changes made, each where the text as it was has its place; Unplaced where that cannot be."""
    return made_with(text, *edits, found=found).text


def splices(text: str, *edits: Edit, found: Positions | None = None) -> tuple[Splice, ...]:
    """What changes in the text; Unplaced where it would not say just what was meant, or two changes meet."""
    return made_with(text, *edits, found=found).splices


class Edited(NamedTuple):
    """A text with changes made in it: what changed, and the values that it says now."""

    text: str
    splices: tuple[Splice, ...]
    value: Value


def made_with(text: str, *edits: Edit, found: Positions | None = None) -> Edited:
    """The text with the changes made, read back; Unplaced where it would not say just what was meant, or two meet.

    ``found`` are the text's places, where somebody has looked for them already.
    """
    found = found or Positions(text)
    if found.tree.root is None:
        raise Unplaced("empty")
    placed = [
        (found.written(edit.path) if isinstance(edit, Rename | Replace | Remove) else edit.path, edit) for edit in edits
    ]
    made = [splice for path, edit in placed for splice in _splices(text, found, path, edit)]
    meant = found.tree.value
    for path, edit in sorted(placed, key=_order, reverse=True):
        meant = changed(meant, path, edit)
    after = applied(text, made)
    new = node_tree(after)
    faults = len(found.tree.faults) - sum(isinstance(edit, Remove) and edit.again for edit in edits)
    if (value := new.value) != meant or len(new.faults) > faults:
        raise Unplaced("not as meant")
    return Edited(after, tuple(made), value)


def _order(placed: tuple[Path, Edit]) -> tuple[int, list[tuple[bool, str | int]]]:
    """What goes, and what gets another name, comes last and from behind: all paths are those of the text as it was."""
    path, edit = placed
    rank = 0 if isinstance(edit, Remove) else 1 if isinstance(edit, Rename) else 2
    return rank, [(isinstance(part, str), part) for part in path]


# --- where it is in the text -----------------------------------------------------------------------------------


def _splices(text: str, found: Positions, path: Path, edit: Edit) -> Iterator[Splice]:
    match edit:
        case Rename(key=key):
            above, name = _above(found, path)
            yield Splice(*above.keys[str(name)], _plain(key, above.flow) or in_quotes(key))
        case Replace():
            yield _replaced(text, found, path, edit)
        case Put():
            yield from _put(text, found, edit)
        case Append():
            yield _appended(text, found, edit)
        case Remove(again=again):
            yield _removed_again(text, found, path) if again else _removed(text, found, path)


def _above(found: Positions, path: Path) -> tuple[Node, str | int]:
    """The mapping or the list that holds what the path leads to, and its key or its place there."""
    above = found.node(path[:-1]) if path else None
    if above is None or found.node(path) is None:
        raise Unplaced("no such place")
    return above, path[-1]


def _replaced(text: str, found: Positions, path: Path, edit: Replace) -> Splice:
    above, name = _above(found, path)
    old = above.child(name)
    if old is None or old.kind != "scalar":
        raise Unplaced("no text")
    if old.end == old.start:
        if not isinstance(name, str):
            raise Unplaced("an empty item")
        return beside(text, above.keys[name], _written(edit, above.flow), old)
    match text[old.start]:
        case "'" if not re.search(r"[\x00-\x1f\x7f-\x9f]", edit.value):
            written = "'" + edit.value.replace("'", "''") + "'"
        case '"' | "'" | "|" | ">":
            written = in_quotes(edit.value)
        case _:
            written = _written(edit, above.flow)
    return Splice(old.start, old.end, written)


def _written(edit: Replace, flow: bool) -> str:
    return (not edit.quoted and _plain(edit.value, flow)) or in_quotes(edit.value)


def _plain(value: str, flow: bool) -> str:
    """The text as it is, where YAML reads it back as that without quotes; else nothing."""
    pattern = FLOW_PLAIN if flow else PLAIN
    return value if value not in NULLS and pattern.fullmatch(value) and not value.startswith(("---", "...")) else ""


def _put(text: str, found: Positions, edit: Put) -> Iterator[Splice]:
    node = found.node(edit.path)
    if node is None or (node.kind == "scalar" and node.value is None):
        made = "{" + ", ".join(f"{key}: {yaml}" for key, yaml in edit.entries) + "}"
        if edit.path and isinstance(edit.path[-1], str):
            yield from _put(text, found, Put(edit.path[:-1], ((edit.path[-1], made),)))
            return
    if node is None or node.kind != "mapping":
        raise Unplaced("no mapping")
    for key, yaml in edit.entries:
        if key in node.keys:
            yield _set(text, node, key, yaml)
    if missing := tuple((key, yaml) for key, yaml in edit.entries if key not in node.keys):
        yield _added(text, node, missing, edit.after, top=node is found.tree.root)


def _set(text: str, node: Node, key: str, yaml: str) -> Splice:
    old = node.entries[key]
    if "\n" in yaml:
        if node.flow or not (old.kind == "scalar" or _is_empty(old)):
            raise Unplaced("lines within braces" if node.flow else "something stands there")
        return below_key(text, node.keys[key], column(text, node.start), yaml, old)
    if old.kind != "scalar" and not _is_empty(old):
        raise Unplaced("no text")
    if old.kind == "scalar" and (old.value is None or old.end == old.start):
        return beside(text, node.keys[key], yaml, old)
    return Splice(old.start, old.end, yaml)


def _is_empty(node: Node) -> bool:
    """Whether it is brackets with nothing between."""
    return node.flow and not node.entries and not node.items


def _added(text: str, node: Node, entries: tuple[tuple[str, str], ...], after: str | None, *, top: bool) -> Splice:
    if node.flow:
        if any("\n" in yaml for _, yaml in entries):
            raise Unplaced("lines within braces")
        return in_flow(text, node, ", ".join(f"{key}: {yaml}".rstrip() for key, yaml in entries))
    indent, newline = column(text, node.start), newline_above(text, node.start)
    lines = (entry(key, yaml, " " * indent, newline) for key, yaml in entries)
    made = f"{newline}{' ' * indent}".join(lines)
    if after == FIRST:
        return before(text, node.start, made)
    if after is not None and after in node.entries:
        return below(text, _whole(node.keys[after], node.entries[after]), made, indent)
    return at_the_end(text, node, made) if top else below(text, node, made, indent)


def _appended(text: str, found: Positions, edit: Append) -> Splice:
    node = found.node(edit.path)
    if node is None or (node.kind == "scalar" and node.value is None):
        return _begun(text, found, edit, there=node is not None)
    if node.kind == "mapping":
        raise Unplaced("no list")
    if node.kind == "scalar":
        return _beside_one(text, node, edit.item)
    if node.flow:
        return in_flow(text, node, edit.item)
    indent = column(text, node.start)
    newline = newline_above(text, node.start)
    return below(text, node, "- " + indented(edit.item, " " * (indent + 2), newline), indent)


def _begun(text: str, found: Positions, edit: Append, *, there: bool) -> Splice:
    """A list with the item as its first, under a key that has no value, or is not there."""
    above = found.node(edit.path[:-1])
    if not edit.path or not isinstance(edit.path[-1], str):
        raise Unplaced("no list")
    lines = "- " + edit.item.replace("\n", "\n  ")
    if there and above and not above.flow:
        return _below_key(text, above, edit.path[-1], lines)
    made = f"[{edit.item}]" if above is None or above.flow else f"\n{lines}"
    (one,) = _put(text, found, Put(edit.path[:-1], ((edit.path[-1], made),)))
    return one


def _beside_one(text: str, node: Node, item: str) -> Splice:
    """A list of the one that stands there and the new one."""
    one = text[node.start : node.end]
    if one.startswith(("|", ">")) or "\n" in one:
        raise Unplaced("no list")
    return Splice(node.start, node.end, f"[{one}, {item}]")


def _below_key(text: str, above: Node, key: str, made: str) -> Splice:
    """Lines below a key that has no value."""
    start, end = above.keys[key]
    indent = column(text, above.start) + 2
    lines = indented(made, " " * indent, newline_above(text, start))
    return below(text, Node("mapping", start, end), lines, indent)


def _removed(text: str, found: Positions, path: Path) -> Splice:
    above, name = _above(found, path)
    while len(above.entries) + len(above.items) == 1:  # what is left empty goes too
        path = path[:-1]
        above, name = _above(found, path)
    if above.kind == "list":
        assert isinstance(name, int)
        if above.flow:
            return without_flow(text, [(one.start, one.end) for one in above.items], name)
        dashes = [_dash(text, above, index) for index in range(len(above.items))]
        return without_lines(text, dashes[name], above.items[name], next(iter(dashes[name + 1 :]), None))
    key = str(name)
    if above.flow:
        places = [(above.keys[one][0], max(above.keys[one][1], node.end)) for one, node in above.entries.items()]
        return without_flow(text, places, list(above.entries).index(key))
    start = above.keys[key][0]
    following = min((one[0] for one in above.keys.values() if one[0] > start), default=None)
    return without_lines(text, start, _whole(above.keys[key], above.entries[key]), following)


def _removed_again(text: str, found: Positions, path: Path) -> Splice:
    """The first of what stands under a key that is given a second time, where it says the same as the key does."""
    above, name = _above(found, path)
    place, node = next(((place, node) for key, place, node in above.again if key == name), (None, None))
    if place is None or node is None:
        raise Unplaced("not given twice")
    if value_of(node) != value_of(above.entries[str(name)]):
        raise Unplaced("it says something else")
    if above.flow:
        written = [(above.keys[key], one) for key, one in above.entries.items()]
        places = sorted(
            (key[0], max(key[1], one.end)) for key, one in (*written, *((key, one) for _, key, one in above.again))
        )
        return without_flow(text, places, next(index for index, one in enumerate(places) if one[0] == place[0]))
    return without_lines(text, place[0], _whole(place, node), None)


def _whole(key: tuple[int, int], value: Node) -> Node:
    """A key and its value as one."""
    return Node("mapping", *key, entries={"": value}, keys={"": key})


def _dash(text: str, node: Node, index: int) -> int:
    """Where the dash of an item in a block stands."""
    if not index:
        return node.start
    begins, indent = node.items[index - 1].start, column(text, node.start)
    dashes = re.compile(rf"(?<![^\r\n]) {{{indent}}}-").finditer(text, begins, node.items[index].start + 1)
    last = max((one.end() - 1 for one in dashes), default=None)
    if last is None:
        raise Unplaced("no dash")
    return last
