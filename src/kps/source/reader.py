"""The fast way through a file: values only. Whatever is amiss sends the file to the node tree, which tells where."""

from __future__ import annotations

import unicodedata
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

from kps.language import msg
from kps.source.encoding import foreign
from kps.source.events import events_of
from kps.source.node_tree import node_tree, suspect
from kps.source.nodes import MAX_DEPTH, MAX_NODES, MERGE, NULLS
from kps.source.text import MAX_BYTES, Span, decode
from kps.source.values import Content, Fault, Value


class _AmissError(Exception):
    """Something that the fast way does not deal with."""


def read(data: bytes) -> Content:
    """The values in a file's bytes, and every fault that can be told; never raises."""
    if len(data) > MAX_BYTES:
        message = msg("the file is larger than {most} MiB; a record is much smaller", most=MAX_BYTES // 1024**2)
        return Content(None, (Fault("D001", message, Span(1, 1, 1, 1)),))
    if (fault := foreign(data)) is not None:
        return Content(None, (fault,))
    text, _ = decode(data)
    try:
        if suspect(text):
            raise _AmissError
        return Content(_values(text))
    except (_AmissError, YAMLError):
        seen = node_tree(text)
        return Content(seen.value, seen.faults)


def _values(text: str) -> Value:  # noqa: C901  # the hot loop: a call for each event costs a third more
    """The values of a sound file; _AmissError or YAMLError for any other."""
    root: list[Value] = []
    stack: list[tuple[Any, bool]] = []
    here: Any = root
    in_mapping = False
    key: str | None = None  # of a mapping, where its value is yet to come
    following = events_of(text)
    for _ in range(MAX_NODES + 2):  # an event is no more than a node: the node tree counts those; a stream has two ends
        kind = type(event := following())
        if kind is ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                raise _AmissError
            scalar: str = event.value
            if key is not None:
                here[key] = None if scalar in NULLS and event.implicit[0] else scalar
                key = None
            elif in_mapping:
                key = scalar if scalar.isascii() else unicodedata.normalize("NFC", scalar)
                if key in here or (key == MERGE and event.implicit[0]):
                    raise _AmissError
            else:
                here.append(None if scalar in NULLS and event.implicit[0] else scalar)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if event.anchor is not None or event.tag is not None or len(stack) >= MAX_DEPTH:
                raise _AmissError
            inner: Any = {} if kind is MappingStartEvent else []
            if not in_mapping:
                here.append(inner)
            elif key is not None:
                here[key] = inner
                key = None
            else:
                raise _AmissError
            stack.append((here, in_mapping))
            here, in_mapping = inner, kind is MappingStartEvent
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            here, in_mapping = stack.pop()
        elif kind is StreamEndEvent:
            return root[0] if root else None
        elif kind is AliasEvent or (kind is DocumentStartEvent and root):
            raise _AmissError
    raise _AmissError
