"""The quick way to the nodes of a sound text: libyaml's events are hung up as they come, or passed over."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from yaml import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, YAMLError

from kps.source.events import AmissError, Following, of_one_document, plain_key
from kps.source.nodes import MAX_DEPTH, NULLS, Node

Parts = Container[str | int]
"""Keys, and places in lists."""


def sound_nodes(text: str, under: Parts | None = None) -> Node | None:
    """The root of a sound text's nodes; None for any other text.

    With ``under``, only what stands at paths of these parts is hung up: of anything else the key alone, or its place
    in the list. There it is not looked at whether a key is given twice, or is more than a text.
    """
    try:
        return of_one_document(text, _Nodes(text, under).node)
    except (AmissError, YAMLError):
        return None


class _Nodes:
    """The nodes of a text, hung up as its events come; AmissError for what is not sound."""

    def __init__(self, text: str, under: Parts | None) -> None:
        self._text, self._under = text, under
        self._last: Any = None
        """The event with which something ended last: a block ends where the last thing in it does."""

    def node(self, event: Any, following: Following, depth: int = 0) -> Node:
        """The node that begins with an event, in so many lists and mappings."""
        if event.anchor is not None or event.tag is not None:
            raise AmissError
        if type(event) is ScalarEvent:
            self._last = event
            return _scalar(self._text, event)
        if depth >= MAX_DEPTH:
            raise AmissError
        node = _collection(event)
        end = (self._mapping if node.kind == "mapping" else self._list)(node, following, depth + 1)
        self._last = end if node.flow else self._last
        node.end = _span(self._text, self._last)[1]
        return node

    def _list(self, node: Node, following: Following, depth: int) -> Any:
        """Hang up its items; the event with which it ends."""
        items, under = node.items, self._under
        while type(event := following()) is not SequenceEndEvent:
            if under is None or len(items) in under:
                items.append(self.node(event, following, depth))
            else:
                self._pass_over(event, following, depth)
                items.append(_NOT_ASKED_FOR)
        return event

    def _mapping(self, node: Node, following: Following, depth: int) -> Any:
        """Hang up its keys and what stands under them; the event with which it ends."""
        keys, entries, under = node.keys, node.entries, self._under
        while type(event := following()) is not MappingEndEvent:
            key = plain_key(event)
            if key in keys:
                raise AmissError
            keys[key] = _span(self._text, event)
            if under is None or key in under:
                entries[key] = self.node(following(), following, depth)
            else:
                self._pass_over(following(), following, depth)
        return event

    def _pass_over(self, event: Any, following: Following, depth: int) -> None:
        """Let all that a node consists of go by."""
        begun = depth
        while True:
            kind = type(event)
            if kind is MappingEndEvent or kind is SequenceEndEvent:
                depth -= 1
                bracket = event.end_mark.index > event.start_mark.index
                self._last = event if bracket else self._last
            elif event.anchor is not None or event.tag is not None:
                raise AmissError
            elif kind is ScalarEvent:
                self._last = event
            elif depth < MAX_DEPTH:
                depth += 1
            else:
                raise AmissError
            if depth == begun:
                return
            event = following()


def _span(text: str, event: Any) -> tuple[int, int]:
    """Where something begins and ends; a block's last blank lines are none of it."""
    start, end = event.start_mark.index, event.end_mark.index
    if type(event) is ScalarEvent and event.style in ("|", ">"):
        end = start + len(text[start:end].rstrip(" \t\r\n"))
    return (start, end) if start < end else (end, end)


def _scalar(text: str, event: Any) -> Node:
    start, end = _span(text, event)
    value = event.value
    if value in NULLS and event.implicit[0]:
        value = None
    return Node("scalar", start, end, value, _NO_ITEMS, _NO_ENTRIES, _NO_KEYS)


def _collection(event: Any) -> Node:
    start = event.start_mark.index
    return Node("mapping" if type(event) is MappingStartEvent else "list", start, start, flow=bool(event.flow_style))


_NO_ITEMS: list[Node] = []
_NO_ENTRIES: dict[str, Node] = {}
_NO_KEYS: dict[str, tuple[int, int]] = {}
"""What a scalar has of items, entries and keys; to make each its own takes as long as to read it."""
_NOT_ASKED_FOR = Node("scalar", 0, 0, None, _NO_ITEMS, _NO_ENTRIES, _NO_KEYS)
