"""Changing a file that somebody wrote: a value is put in its place, and every other byte stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kps.source.node_tree import Node, node_tree

_BREAK = re.compile(r"\r\n|\n|\r")
_COLON = re.compile(r"[ \t\r\n]*:")
_BLANKS = " \t\r\n"
_END = re.compile(r"(?<![^\r\n])\.\.\.(?=[ \t\r\n]|\Z)")


class Unplaced(Exception):  # noqa: N818  # it says what could not be done
    """A text in which the values cannot be put: what stands there is no mapping."""


def with_values(text: str, key: str, values: Mapping[str, str]) -> str:
    """The text with ``values`` under the mapping at its top-level ``key``; the values are YAML as it is to stand.

    A key that is there gets the new value, one that is missing is added after the last; the mapping itself is
    added at the end of the file where there is none. Raises Unplaced where the file is laid out otherwise.
    """
    made = text
    for name, value in values.items():
        made = _with_value(made, key, name, value)
    if not _as_meant(text, made, key, values):
        raise Unplaced(key)
    return made


def _as_meant(before: str, after: str, key: str, values: Mapping[str, str]) -> bool:
    """Whether the text now says just what was to be put in, beside all that it said before."""
    old, new = node_tree(before).value, node_tree(after).value
    if not isinstance(old, dict) or not isinstance(kept := old.get(key) or {}, dict):
        return False
    return new == {**old, key: {**kept, **{name: node_tree(value).value for name, value in values.items()}}}


def _with_value(text: str, key: str, name: str, value: str) -> str:
    root = node_tree(text).root
    if root is None or root.kind != "mapping" or root.flow:
        raise Unplaced(key)
    node = root.child(key)
    newline = found[0] if (found := _BREAK.search(text)) else "\n"
    if node is None:
        return _at_the_end(text, root, f"{key}: {{{name}: {value}}}", newline)
    if node.kind == "scalar" and node.value is None:
        return _beside(text, root.keys[key], f"{{{name}: {value}}}", node)
    if node.kind != "mapping":
        raise Unplaced(key)
    if name in node.keys:
        return _in_place(text, node, name, value)
    return _added_in_flow(text, node, name, value) if node.flow else _added(text, node, name, value, newline)


def _at_the_end(text: str, root: Node, line: str, newline: str) -> str:
    """A line as the record's last, with the same indent as its other keys."""
    marker = _END.search(text, _end(root))
    before, after = (text[: marker.start()], text[marker.start() :]) if marker else (text, "")
    gap = "" if before.endswith(("\n", "\r")) else newline
    return f"{before}{gap}{' ' * _column(text, root)}{line}{newline}{after}"


def _column(text: str, mapping: Node) -> int:
    """How far in the keys of a mapping begin."""
    return mapping.start - max(text.rfind("\n", 0, mapping.start), text.rfind("\r", 0, mapping.start)) - 1


def _end(mapping: Node) -> int:
    """Where the last key of a mapping, or its value, ends."""
    last = list(mapping.entries)[-1]
    return max(mapping.keys[last][1], mapping.entries[last].end)


def _in_place(text: str, mapping: Node, name: str, value: str) -> str:
    old = mapping.entries[name]
    if old.kind != "scalar":
        raise Unplaced(name)
    if old.value is None or old.end == old.start:
        return _beside(text, mapping.keys[name], value, old)
    return text[: old.start] + value + text[old.end :]


def _beside(text: str, key: tuple[int, int], value: str, old: Node) -> str:
    """The value written after a key that had none, into the blanks before a comment where there are enough."""
    colon = _COLON.match(text, key[1])
    if colon is None:  # a key within braces may have no colon
        return f"{text[: key[1]]}: {value}{text[key[1] :]}"
    after = max(colon.end(), old.end if old.end > old.start else 0)
    blanks = len(text[after:]) - len(text[after:].lstrip(" "))
    room = len(value) + 1 if blanks > len(value) + 1 else 0
    return f"{text[: colon.end()]} {value}{text[after + room :]}"


def _added_in_flow(text: str, mapping: Node, name: str, value: str) -> str:
    close = mapping.end - 1
    before = text[:close].rstrip(_BLANKS)
    comma = "" if not mapping.entries or before.endswith(",") else ","
    blank = "" if not mapping.entries else " "
    return f"{before}{comma}{blank}{name}: {value}{text[len(before) : close]}{text[close:]}"


def _added(text: str, mapping: Node, name: str, value: str, newline: str) -> str:
    """A line after the mapping's last one, with the same indent."""
    end = _last_sign(text, _end(mapping))
    line_end = found.start() if (found := _BREAK.search(text, end)) else len(text)
    return f"{text[:line_end]}{newline}{' ' * _column(text, mapping)}{name}: {value}{text[line_end:]}"


def _last_sign(text: str, end: int) -> int:
    """Just after the last sign before ``end`` that is no blank: a block's end may lie lines further down."""
    return len(text[:end].rstrip(_BLANKS))
