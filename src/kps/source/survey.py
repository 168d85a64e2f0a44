"""The slow way through a file: every node with its place, and every fault.

Positions are offsets in code points; libyaml's own line numbers are not used, since it takes U+2028, U+2029 and
U+0085 for line breaks and editors do not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from kps.language import Message, msg
from kps.source.syntax import explain
from kps.source.text import Lines, with_false_breaks, without_false_breaks
from kps.source.values import Fault, Path, Value

MAX_DEPTH = 64
"""Deeper nesting is refused: composing it could exhaust the stack."""

MOST_FAULTS = 100
"""So many faults of a file are told each at its place; more are only counted."""

MERGE = "<<"
NULLS = frozenset(("", "~", "null", "Null", "NULL"))
PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""What YAML allows no file to hold, in any place."""

_PROPERTY = re.compile(r"[&!]\S*")
_BLANKS = re.compile(r"\s*")


@dataclass(slots=True)
class Node:
    """A value with its place; ``keys`` are the places of a mapping's keys."""

    kind: Literal["scalar", "list", "mapping"]
    start: int
    end: int
    value: Value = None
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    flow: bool = False

    def child(self, part: str | int) -> Node | None:
        """The node under a key, or at a place in a list."""
        if isinstance(part, str):
            return self.entries.get(part)
        return self.items[part] if part < len(self.items) else None


@dataclass(frozen=True, slots=True)
class Survey:
    """A file's nodes as far as it could be read, their values, and its faults in order."""

    root: Node | None
    value: Value
    faults: tuple[Fault, ...]


def survey(text: str) -> Survey:
    """Every node and every fault of a text; never raises."""
    if bad := FORBIDDEN.search(text):
        message = msg("an invisible control character ({code}) stands here; delete it", code=f"U+{ord(bad[0]):04X}")
        return Survey(None, None, (Fault("D001", message, Lines(text).span(bad.start(), bad.end())),))
    text = without_false_breaks(text)
    surveyor = _Surveyor(text)
    deep = surveyor.run()
    if deep is not None:
        # libyaml 0.2.6 gives up at a nesting of its own, before it hands over a single bracket: up to there is enough.
        surveyor = _Surveyor(text[:deep])
        surveyor.run()
    root = surveyor.root
    return Survey(root, _value(root) if root else None, tuple(surveyor.faults))


def _value(node: Node) -> Value:
    if node.kind == "mapping":
        return {key: _value(inner) for key, inner in node.entries.items()}
    if node.kind == "list":
        return [_value(inner) for inner in node.items]
    return node.value


@dataclass(slots=True)
class _Open:
    """A collection that is being read, the way to it, and the key that waits for its value."""

    node: Node
    path: Path
    key: str | None = None
    drops: bool = False


class _Surveyor:
    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = Lines(text)
        self._open: list[_Open] = []
        self._ended = False
        self.root: Node | None = None
        self.faults: list[Fault] = []

    def run(self) -> int | None:
        """Take what the parser hands over; the offset at which it found the nesting too deep for itself."""
        try:
            for event in self._events():
                self._take(event)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            start = min(mark.index, len(self._text)) if mark else 0
            if "nesting" in (error.problem or ""):
                return start
            self._fault(explain(error, self._lines), start, start + 1)
            while self._open:
                self._close(self._open[-1].node.end)
        return None

    def _events(self) -> Iterator[Any]:
        for event in yaml.parse(self._text, Loader=PARSER):
            if self._ended:
                return
            yield event

    def _fault(self, message: Message, start: int, end: int) -> None:
        if self._only_counted("D001"):
            return
        line, column = self._lines.at(start)
        stop = min(end, start + self._lines.width(line) - column + 1)
        self.faults.append(Fault("D001", message, self._lines.span(start, max(stop, start))))

    def _only_counted(self, code: Literal["D001", "D003"]) -> bool:
        """Whether so many faults are known that one more is but counted: one thing stands for all of its kind."""
        if len(self.faults) <= MOST_FAULTS:
            return False
        last = self.faults[-1]
        self.faults.append(last if last.code == code else Fault(code, last.message, last.span, last.path))
        return True

    def _take(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        match event:
            case yaml.DocumentStartEvent():
                if self.root is not None:
                    message = msg("a second document begins here; keep one record a file, and take the --- away")
                    self._fault(message, start, end)
                    self._ended = True
            case yaml.AliasEvent():
                self._fault(msg("an alias (*name) is not allowed; write the value itself"), start, end)
                self._place(Node("scalar", start, end))
            case yaml.ScalarEvent():
                self._scalar(event, self._properties(event, start), end)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._begin(event, self._properties(event, start), end)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._close(end)

    def _properties(self, event: Any, start: int) -> int:
        """Refuse an anchor and a tag; the offset after them."""
        for _ in range((event.anchor is not None) + (event.tag is not None)):
            found = _PROPERTY.match(self._text, start)
            if found is None:
                break
            message = (
                msg("an anchor (&name) is not allowed; if the text begins with &, put quotes round it")
                if found[0].startswith("&")
                else msg("a tag (!name) is not allowed; if the text begins with !, put quotes round it")
            )
            self._fault(message, found.start(), found.end())
            start = found.end()
            start = _BLANKS.match(self._text, start).end()  # type: ignore[union-attr]  # it matches nothing too
        return start

    def _scalar(self, event: Any, start: int, end: int) -> None:
        if event.style in ("|", ">"):
            end = start + len(self._text[start:end].rstrip())
        here = self._open[-1] if self._open else None
        if here and here.node.kind == "mapping" and here.key is None:
            self._key(here, event, start, end)
        else:
            value = None if event.implicit[0] and event.value in NULLS else with_false_breaks(event.value)
            self._place(Node("scalar", min(start, end), end, value))

    def _key(self, here: _Open, event: Any, start: int, end: int) -> None:
        key = unicodedata.normalize("NFC", with_false_breaks(event.value))
        here.key = key
        here.node.end = max(here.node.end, end)
        if key == MERGE and event.implicit[0]:
            self._fault(msg("a merge key (<<) is not allowed; write the keys themselves"), start, end)
        if key in here.node.keys:
            first = self._lines.at(here.node.keys[key][0])[0]
            message = msg("the key “{key}” is given twice; it stands on line {line} already", key=key, line=first)
            if not self._only_counted("D003"):
                self.faults.append(Fault("D003", message, self._lines.span(start, end), (*here.path, key)))
            here.drops = True
        else:
            here.node.keys[key] = (start, end)

    def _begin(self, event: Any, start: int, end: int) -> None:
        if len(self._open) >= MAX_DEPTH:
            message = msg("the file is nested deeper than {most} levels", most=MAX_DEPTH)
            self._fault(message, start, start + 1)
            self._ended = True
            return
        here = self._open[-1] if self._open else None
        if here and here.node.kind == "mapping" and here.key is None:
            message = msg("a key must be one text; a list or keys with values cannot be a key")
            self._fault(message, start, end)
            self._ended = True
            return
        kind: Literal["list", "mapping"] = "mapping" if isinstance(event, yaml.MappingStartEvent) else "list"
        node = Node(kind, start, max(start, end if event.flow_style else start), flow=bool(event.flow_style))
        path = self._place(node)
        self._open.append(_Open(node, path))

    def _close(self, end: int) -> None:
        closed = self._open.pop()
        if closed.node.flow:
            closed.node.end = end
        if self._open:
            above = self._open[-1].node
            above.end = max(above.end, closed.node.end)

    def _place(self, node: Node) -> Path:
        """Hang the node where it belongs; the way to it."""
        if not self._open:
            self.root = node
            return ()
        here = self._open[-1]
        here.node.end = max(here.node.end, node.end)
        if here.node.kind == "list":
            here.node.items.append(node)
            return (*here.path, len(here.node.items) - 1)
        key = here.key or ""
        here.key = None
        if not here.drops:
            here.node.entries[key] = node
        here.drops = False
        return (*here.path, key)
