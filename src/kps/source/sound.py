"""The quick way to the nodes of a sound text: libyaml's events are hung up as they come, or passed over."""

from __future__ import annotations

import unicodedata
from collections.abc import Container
from typing import Any

from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
)

from kps.source.events import events_of
from kps.source.nodes import MAX_DEPTH, MAX_NODES, MERGE, NULLS, Node

Parts = Container[str | int]
"""Keys, and places in lists."""


def sound_nodes(text: str, under: Parts | None = None) -> Node | None:
    """The root of a sound text's nodes; None for any other text.

    With ``under``, only what stands at paths of these parts is hung up: of anything else the key alone, or its place
    in the list. There it is not looked at whether a key is given twice, or is more than a text.
    """
    try:
        return _hung_up(text, under)
    except YAMLError:
        return None


def _hung_up(text: str, under: Parts | None) -> Node | None:  # noqa: C901  # the hot loop, as in the reader
    following = events_of(text)
    root: Node | None = None
    stack: list[tuple[Any, bool]] = []
    here: Any = None
    in_mapping = False
    key: str | None = None  # of a mapping, where its value is yet to come
    last: Any = None  # the event with which something ended last
    passed = 0  # how deep in what is not hung up
    for _ in range(MAX_NODES):  # an event is no more than a node
        kind = type(event := following())
        if kind is ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                return None
            last = event
            if passed:
                continue
            if in_mapping and key is None:
                key = event.value if event.value.isascii() else unicodedata.normalize("NFC", event.value)
                if key in here.keys or (key == MERGE and event.implicit[0]):
                    return None
                here.keys[key] = _span(text, event)
                continue
            asked = under is None or here is None or (key if in_mapping else len(here.items)) in under
            node = _scalar(text, event) if asked else None
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if event.anchor is not None or event.tag is not None or len(stack) + passed >= MAX_DEPTH:
                return None
            if passed:
                passed += 1
                continue
            if in_mapping and key is None:
                return None
            asked = under is None or here is None or (key if in_mapping else len(here.items)) in under
            node = _collection(event) if asked else None
            passed = 0 if asked else 1
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            if passed:
                passed -= 1
                last = event if event.end_mark.index > event.start_mark.index else last  # a bracket, or nothing
                continue
            last = event if here.flow else last
            here.end = _span(text, last)[1]
            here, in_mapping = stack.pop()
            continue
        elif kind is StreamEndEvent:
            return root
        elif kind is AliasEvent or (kind is DocumentStartEvent and root is not None):
            return None
        else:
            continue
        if here is None:
            root = node
        elif not in_mapping:
            here.items.append(node or _NOT_ASKED_FOR)
        elif node is not None and key is not None:
            here.entries[key] = node
        key = None
        if node is not None and kind is not ScalarEvent:
            stack.append((here, in_mapping))
            here, in_mapping = node, kind is MappingStartEvent
    return None


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
