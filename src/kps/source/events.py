"""A file as libyaml reads it, handed over event by event."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

import yaml

import kps.source.slips as slips
from kps.source.flow import Kind, Sink
from kps.source.nodes import FEW_SIGNS, MAX_NODES, MERGE
from kps.source.scalars import Text
from kps.source.slips import Slip, Slipped
from kps.source.text import composed

T = TypeVar("T")

Following = Callable[[], Any]
"""What gives the next event of a text."""

PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_FALSE_BREAKS = ("\x85", "\u2028", "\u2029")
"""What libyaml takes for a line's end, as YAML 1.1 did; editors, and YAML 1.2, do not."""
_QUESTION = re.compile(r"(?<![^ \t\r\n\[{,])\?(?=[^ \t\r\n])")
"""Where libyaml, within brackets, takes a text's own question mark for the announcement of a key."""
_PROPERTY = re.compile(r"([&!])\S*+\s*+")


class Faulted(Sink, Protocol):
    """Who takes what is read, and what is wrong with it where the reading can go on."""

    def fault(self, slip: Slipped) -> None:
        """Something that is not allowed."""


def misread(text: str) -> bool:
    """Whether libyaml may take something in a text for what it is not; then it is not asked."""
    return any(sign in text for sign in _FALSE_BREAKS) or ("?" in text and _QUESTION.search(text) is not None)


def terminated(text: str) -> str:
    """A text whose last line has an end: without it, libyaml drops the end of a block text."""
    return text if text.endswith(("\n", "\r")) else f"{text}\n"


def events_of(text: str) -> Following:
    """What gives libyaml's events of a text one after the other, to the end of the stream; raises yaml.YAMLError."""
    # Asked for each by itself: a generator between takes as long as libyaml does.
    following: Following = PARSER(terminated(text)).get_event
    return following


class AmissError(Exception):
    """Something that the quick ways through a text do not deal with."""


def of_one_document(text: str, read: Callable[[Any, Following], T]) -> T | None:
    """What ``read`` makes of the first event of a text's only node and those after it; None where it holds none.

    AmissError where there are several documents, or more events than nodes are read of a file; yaml.YAMLError where
    libyaml refuses the text.
    """
    following = events_of(text) if len(text) <= FEW_SIGNS else _counted(events_of(text))
    following()  # the stream begins
    if type(following()) is yaml.StreamEndEvent:
        return None
    found = read(following(), following)
    following()  # the document ends
    if type(following()) is not yaml.StreamEndEvent:
        raise AmissError
    return found


def plain_key(event: Any) -> str:
    """A mapping's key; AmissError where it is more than a text, or takes another mapping in."""
    if type(event) is not yaml.ScalarEvent or event.anchor is not None or event.tag is not None:
        raise AmissError
    key = composed(event.value)
    if key == MERGE and event.implicit[0]:
        raise AmissError
    return key


def _counted(following: Following) -> Following:
    left = iter(range(MAX_NODES))

    def counted() -> Any:
        if next(left, None) is None:
            raise AmissError
        return following()

    return counted


def feed(text: str, sink: Faulted) -> None:
    """Hand over all that libyaml finds in a text; raises yaml.YAMLError where it cannot go on."""
    documents = 0
    following = events_of(text)
    while type(event := following()) is not yaml.StreamEndEvent:
        start, end = event.start_mark.index, event.end_mark.index
        match event:
            case yaml.DocumentStartEvent():
                documents += 1
                if documents > 1:
                    _second(text, start)
            case yaml.AliasEvent():
                sink.fault(Slipped(slips.ALIAS, start, end))
                sink.scalar(Text(start, end, "", plain=True))
            case yaml.ScalarEvent():
                start = _after_properties(event, text, start, sink)
                block = event.style in ("|", ">")
                end = start + len(text[start:end].rstrip(" \t\r\n")) if block else end
                sink.scalar(Text(min(start, end), end, event.value, plain=event.implicit[0]))
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                start = _after_properties(event, text, start, sink)
                kind: Kind = "mapping" if isinstance(event, yaml.MappingStartEvent) else "list"
                sink.begin(kind, start, flow=bool(event.flow_style))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                sink.close(end)


def _second(text: str, start: int) -> None:
    marked = text.startswith("---", start)
    raise Slipped(slips.SECOND_DOCUMENT if marked else slips.AFTER_THE_END, start, start + 3)


def _after_properties(event: Any, text: str, start: int, sink: Faulted) -> int:
    """Refuse an anchor and a tag; the offset after them."""
    for _ in range((event.anchor is not None) + (event.tag is not None)):
        found = _PROPERTY.match(text, start)
        if found is None:
            break
        slip: Slip = slips.ANCHOR if found[1] == "&" else slips.TAG
        sink.fault(Slipped(slip, start, start + len(found[0].rstrip())))
        start = found.end()
    return start
