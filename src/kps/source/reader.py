"""The fast way through a file: values only. Whatever is amiss sends the file to the node tree, which tells where."""

from __future__ import annotations

from typing import Any

from yaml import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, YAMLError

from kps.language import msg
from kps.source.encoding import foreign
from kps.source.events import AmissError, Following, of_one_document, plain_key
from kps.source.node_tree import node_tree, suspect
from kps.source.nodes import MAX_DEPTH, NULLS
from kps.source.text import MAX_BYTES, START, decode
from kps.source.values import Content, Fault, Value


def read(data: bytes) -> Content:
    """The values in a file's bytes, and every fault that can be told; never raises."""
    if len(data) > MAX_BYTES:
        message = msg("the file is larger than {most} MiB; a record is much smaller", most=MAX_BYTES // 1024**2)
        return Content(None, (Fault("D001", message, START),))
    if (fault := foreign(data)) is not None:
        return Content(None, (fault,))
    text, _ = decode(data)
    try:
        if suspect(text):
            raise AmissError
        return Content(of_one_document(text, _value))
    except (AmissError, YAMLError):
        seen = node_tree(text)
        return Content(seen.value, seen.faults)


def _value(event: Any, following: Following, depth: int = 0) -> Value:
    """The value that begins with an event, in so many lists and mappings; AmissError where the node tree is to tell."""
    if event.anchor is not None or event.tag is not None:
        raise AmissError
    if type(event) is ScalarEvent:
        return None if event.value in NULLS and event.implicit[0] else event.value
    if depth >= MAX_DEPTH:
        raise AmissError
    return (_mapping if type(event) is MappingStartEvent else _list)(following, depth + 1)


def _list(following: Following, depth: int) -> Value:
    found: list[Value] = []
    while type(event := following()) is not SequenceEndEvent:
        found.append(_value(event, following, depth))
    return found


def _mapping(following: Following, depth: int) -> Value:
    found: dict[str, Value] = {}
    while type(event := following()) is not MappingEndEvent:
        key = plain_key(event)
        if key in found:
            raise AmissError
        found[key] = _value(following(), following, depth)
    return found
