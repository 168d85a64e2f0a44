"""The slow way through a file: every node with its place, and every fault.

Positions are offsets in code points. libyaml reads the file where it can; what it refuses, or takes for something
else than YAML 1.2 says, is read by kps's own grammar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import yaml

import kps.source.slips as slips
from kps.language import mark, msg
from kps.source.events import feed, misread
from kps.source.flow import Kind
from kps.source.grammar import parse
from kps.source.nodes import MAX_DEPTH, MAX_NODES, MERGE, NULLS, Node, value_of
from kps.source.scalars import Text
from kps.source.slips import Slip, Slipped
from kps.source.sound import Parts, sound_nodes
from kps.source.text import Lines, composed
from kps.source.values import Fault, Path, Value

_TOO_MANY = Slip(
    mark("the file holds more than {most} keys and values"),
    mark("no record has so many: look for lines that were repeated by mistake, and delete them"),
)

MOST_FAULTS = 100
"""So many faults of a file are told each at its place; more are only counted."""

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""What YAML allows no file to hold, in any place."""

_UNUSUAL = re.compile(f"{FORBIDDEN.pattern[:-1]}\x85\u2028\u2029\ufeff]")
_USUAL = bytes(set(range(256)) - set(b"\x7f\xc2\xe2\xef") - set(range(0x20)) | set(b"\t\n\r"))
"""The bytes in UTF-8 with which none of those begins: a text of no others need not be searched sign by sign."""
_BYTE_ORDER_MARK = re.compile("(?<![^\r\n])\ufeff")
_CONFLICT = re.compile(r"(?<![^\r\n])(?:<{7}|={7}|>{7}|\|{7})(?=[ \t\r\n]|\Z)")
_CONFLICT_SIDES = re.compile(r"(?<![^\r\n])(?:<{7}|>{7})(?=[ \t\r\n]|\Z)")
_SIDES = ("<<<<<<<", ">>>>>>>")


@dataclass(frozen=True, slots=True)
class NodeTree:
    """A file's nodes as far as it could be read, and its faults in order."""

    root: Node | None
    faults: tuple[Fault, ...] = ()

    @property
    def value(self) -> Value:
        """The values of the nodes."""
        return value_of(self.root) if self.root else None


def node_tree(text: str, under: Parts | None = None) -> NodeTree:
    """Every node and every fault of a text; never raises.

    With ``under``, no more than what stands at paths of these parts needs to be among the nodes.
    """
    if not suspect(text) and (sound := sound_nodes(text, under)) is not None:
        return NodeTree(sound)
    builder = TreeBuilder(text)
    try:
        _look_over(text)
        if misread(text) or not _fed(text, builder):
            builder = TreeBuilder(text)
            parse(text, builder)
    except Slipped as slip:
        builder.fault(slip)
    return NodeTree(builder.finished(), tuple(builder.faults))


def _fed(text: str, builder: TreeBuilder) -> bool:
    """Whether libyaml can read the text, which it has then handed over."""
    try:
        feed(text, builder)
    except yaml.YAMLError:
        _conflict(text)
        return False
    return True


def suspect(text: str) -> bool:
    """Whether a text holds something that libyaml does not see, or sees otherwise."""
    left = text.encode("utf-8", "surrogatepass").translate(None, _USUAL)
    unusual = bool(left) and _UNUSUAL.search(text) is not None
    return unusual or misread(text) or any(sides in text for sides in _SIDES)


def _look_over(text: str) -> None:
    """Tell what may stand in no file, wherever in it."""
    if bad := FORBIDDEN.search(text):
        raise Slipped(slips.CONTROL, bad.start(), bad.end(), code=f"U+{ord(bad[0]):04X}")
    if mark := _BYTE_ORDER_MARK.search(text):
        raise Slipped(slips.BYTE_ORDER_MARK, mark.start(), mark.end())
    if _CONFLICT_SIDES.search(text):
        _conflict(text)


def _conflict(text: str) -> None:
    """Tell the first line that git wrote where two changes met."""
    if line := _CONFLICT.search(text):
        raise Slipped(slips.CONFLICT, line.start(), line.end())


@dataclass(slots=True)
class _Open:
    """A collection that is being read, the way to it, and the key that waits for its value."""

    node: Node
    path: Path
    key: str | None = None
    again: tuple[int, int] | None = None


class TreeBuilder:
    """Takes what a parser hands over, and hangs it where it belongs."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = Lines(text)
        self._open: list[_Open] = []
        self._root: Node | None = None
        self._counted = 0
        self.faults: list[Fault] = []

    def finished(self) -> Node | None:
        """The root, all that was begun being closed."""
        while self._open:
            self.close(self._open[-1].node.end)
        return self._root

    def fault(self, slip: Slipped) -> None:
        """Note a slip: its place is on one line, and within the text."""
        if self._only_counted("D001"):
            return
        start = min(slip.start, len(self._text))
        line, column = self._lines.at(start)
        line_end = start + self._lines.width(line) - column + 1
        span = self._lines.span(start, max(start, min(slip.end, line_end)))
        self.faults.append(Fault("D001", slip.message, span, mend=slip.mend))

    def _only_counted(self, code: Literal["D001", "D003"]) -> bool:
        """Whether so many faults are known that one more is but counted: one thing stands for all of its kind."""
        if len(self.faults) <= MOST_FAULTS:
            return False
        last = self.faults[-1]
        self.faults.append(last if last.code == code else Fault(code, last.message, last.span, last.path))
        return True

    def _count(self, start: int) -> None:
        """One key, value, list or mapping more: a file may be short, and yet hold more than can be worked through."""
        self._counted += 1
        if self._counted > MAX_NODES:
            raise Slipped(_TOO_MANY, start, start + 1, most=MAX_NODES)

    def scalar(self, text: Text) -> None:
        """A key, or a value."""
        self._count(text.start)
        here = self._open[-1] if self._open else None
        if here and here.node.kind == "mapping" and here.key is None:
            self._key(here, text)
        else:
            value = None if text.plain and text.value in NULLS else text.value
            self._place(Node("scalar", text.start, text.end, value))

    def _key(self, here: _Open, text: Text) -> None:
        key = composed(text.value)
        here.key = key
        here.node.end = max(here.node.end, text.end)
        if key == MERGE and text.plain:
            self.fault(Slipped(slips.MERGE, text.start, text.end))
        if key in here.node.keys:
            first = self._lines.at(here.node.keys[key][0])[0]
            message = msg("the key “{key}” is given twice; it stands on line {line} already", key=key, line=first)
            if not self._only_counted("D003"):
                span = self._lines.span(text.start, text.end)
                self.faults.append(Fault("D003", message, span, (*here.path, key)))
            here.again = (text.start, text.end)
        else:
            here.node.keys[key] = (text.start, text.end)

    def begin(self, kind: Kind, start: int, *, flow: bool) -> None:
        """A list or a mapping."""
        self._count(start)
        if len(self._open) >= MAX_DEPTH:
            raise Slipped(slips.NESTING, start, start + 1, most=MAX_DEPTH)
        here = self._open[-1] if self._open else None
        if here and here.node.kind == "mapping" and here.key is None:
            double = self._text.startswith("{{", start - 1)
            slip = slips.PLACEHOLDER if double else slips.COMPLEX_KEY
            raise Slipped(slip, start - double, start + 1)
        node = Node(kind, start, start, flow=flow)
        path = self._place(node)
        self._open.append(_Open(node, path))

    def close(self, end: int) -> None:
        """The collection that was begun last ends."""
        closed = self._open.pop()
        if closed.node.flow:
            closed.node.end = end
        if self._open:
            above = self._open[-1].node
            above.end = max(above.end, closed.node.end)

    def _place(self, node: Node) -> Path:
        """Hang the node where it belongs; the way to it."""
        if not self._open:
            self._root = node
            return ()
        here = self._open[-1]
        here.node.end = max(here.node.end, node.end)
        if here.node.kind == "list":
            here.node.items.append(node)
            return (*here.path, len(here.node.items) - 1)
        key = here.key or ""
        here.key = None
        if here.again is None:
            here.node.entries[key] = node
        else:
            here.node.again.append((key, here.again, node))
            here.again = None
        return (*here.path, key)
