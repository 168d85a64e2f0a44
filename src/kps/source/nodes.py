"""What a file's text consists of: values, lists and mappings, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kps.source.values import Value

MAX_DEPTH = 64
"""Deeper nesting is refused: composing it could exhaust the stack."""

MAX_NODES = 100_000
"""So many keys, values, lists and mappings are read of a file; a record that people type has some hundreds."""

FEW_SIGNS = MAX_NODES // 2
"""A text that is no longer holds no more of them: each takes a sign, but for the last of a key and its value."""

MERGE = "<<"
NULLS = frozenset(("", "~", "null", "Null", "NULL"))


@dataclass(slots=True)
class Node:
    """A value with its place; ``keys`` are the places of a mapping's keys.

    ``again`` holds what stands under a key that is given a second time: the key, its place and its value.
    """

    kind: Literal["scalar", "list", "mapping"]
    start: int
    end: int
    value: Value = None
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    flow: bool = False
    again: list[tuple[str, tuple[int, int], Node]] = field(default_factory=list)

    def child(self, part: str | int) -> Node | None:
        """The node under a key, or at a place in a list."""
        if isinstance(part, str):
            return self.entries.get(part)
        return self.items[part] if part < len(self.items) else None


def value_of(node: Node) -> Value:
    """What a node says, without its places."""
    if node.kind == "mapping":
        return {key: value_of(inner) for key, inner in node.entries.items()}
    if node.kind == "list":
        return [value_of(inner) for inner in node.items]
    return node.value
