"""The fast way through a file: values only. Whatever is amiss sends the file to the node tree, which tells where."""

from __future__ import annotations

import unicodedata

import yaml

from kps.language import msg
from kps.source.encoding import foreign
from kps.source.events import events_of
from kps.source.node_tree import MAX_DEPTH, MAX_NODES, MERGE, NULLS, node_tree, suspect
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
    except (_AmissError, yaml.YAMLError):
        seen = node_tree(text)
        return Content(seen.value, seen.faults)


def _values(text: str) -> Value:  # noqa: C901  # the hot loop: a call for each event costs a third more
    """The values of a sound file; _AmissError or YAMLError for any other."""
    root: list[Value] = []
    stack: list[tuple[list[Value] | dict[str, Value], str | None]] = []
    here: list[Value] | dict[str, Value] = root
    key: str | None = None
    following = events_of(text)
    count = -1  # where the stream begins is no value
    while (kind := type(event := following())) is not yaml.StreamEndEvent:
        count += 1
        if count > MAX_NODES:  # an event is no more than a node: the node tree counts those
            raise _AmissError
        value: Value
        if kind is yaml.ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                raise _AmissError
            scalar: str = event.value
            if key is None and type(here) is dict:
                key = scalar if scalar.isascii() else unicodedata.normalize("NFC", scalar)
                if key in here or (key == MERGE and event.implicit[0]):
                    raise _AmissError
                continue
            value = None if event.implicit[0] and scalar in NULLS else scalar
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            if event.anchor is not None or event.tag is not None or len(stack) >= MAX_DEPTH:
                raise _AmissError
            if key is None and type(here) is dict:
                raise _AmissError
            value = {} if kind is yaml.MappingStartEvent else []
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            here, key = stack.pop()
            continue
        elif kind is yaml.AliasEvent or (kind is yaml.DocumentStartEvent and root):
            raise _AmissError
        else:
            continue
        if type(here) is dict:
            here[key] = value  # type: ignore[index]  # a mapping's value always has its key by now
            key = None
        else:
            here.append(value)  # type: ignore[union-attr]  # not a dict: a list
        if type(value) is dict or type(value) is list:
            stack.append((here, key))
            here, key = value, None
    return root[0] if root else None
