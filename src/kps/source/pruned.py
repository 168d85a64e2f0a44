"""A plainly written text of which only some is taken apart: libyaml reads the rest, and hands nothing over.

To make Python's nodes takes eight times as long as to read. A text is cut before lines that begin a key, or an item of
a list, and each piece is read by itself. That comes to the same as reading the whole: where a piece can be read to its
end, no quote and no bracket is open there, and libyaml is in the mapping or the list in which it was before the piece.
What is written in the plainest ways, on one line or line by line, is read there, where nothing is open before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import NamedTuple

import yaml

from kps.source.events import PARSER, terminated
from kps.source.flow import Kind
from kps.source.node_tree import node_tree, suspect
from kps.source.nodes import FEW_SIGNS, MAX_DEPTH, MERGE, NULLS, Node

Worth = Callable[[int, int], bool]
"""Whether what stands in a stretch of a text is worth being taken apart."""

_PASSED_OVER = re.compile(r"(?:---[ \t]*\r?\n)?(?:[ \t]*(?:#[^\n]*|\r)?\n)*")
_LIST = re.compile(r"[ \t]*(?:#[^\n]*|\r)?\n(?:[ \t]*(?:#[^\n]*|\r)?\n)*( *)-(?=[ \t\r\n])")
_DASH = re.compile(r" *-(?= )")
_ITEM = re.compile(r" *- +(?=\w+:[ \t\r\n])")
_MAPPING = re.compile(r" *- +(?:\{|\w+:[ \t\r\n])")
_REST = r" *\n(?:[ \t]*(?:#[^\n]*)?\n)*"
_QUOTE = r"""(?:"[^"\\\n]*"|'[^'\n]*')"""
_LINE = re.compile(rf" +(\w[^:#\t\r\n]*(?::(?![ \t\r\n])[^:#\t\r\n]*)*|{_QUOTE}){_REST}")
"""A value on one line: nothing in it can have a meaning of its own."""
_WORD = rf"(?:\w[^,:#?{{}}\[\]\t\r\n]*|{_QUOTE})"
_ONE = re.compile(rf"(?:(\w+): +)?({_WORD})")
_FLOW = re.compile(rf" +(\[{_WORD}(?:, +{_WORD})*\]|\{{\w+: +{_WORD}(?:, +\w+: +{_WORD})*\}}){_REST}")
"""A list or a mapping in brackets on one line, of values alone."""
_LITERAL = re.compile(r" +(\|) *\n( +)(?=[^ \t\r\n])")
_PROPERTY = re.compile(r"[&*!?](?<=[\s\[{,:].)(?:(?<!\?)|\s)")
"""An anchor, an alias or a tag; or what announces a key that is no text."""
_MERGE_OR_DEEP = (MERGE, "\n" + 12 * " ")
_NO_TEXT_FOR_KEY = ("]:", "}:", "{{", "{[", ",{", ",[")
"""What may be a key, and is no text, where there are no blanks between."""
_DASHES = re.compile(r"-[ \t]+-[ \t]+-")
_BRACKETS = re.compile(r"[\[{][^\[\]{}\"'#\n]*[\]}]")
_QUOTED = re.compile(r"""["'](?<=[:\-\[{,] .)(?:(?<=")[^"\\\n]*"|(?<=')[^'\n]*')""")
"""What begins as a quote begins, and ends on its line."""
_OPENING = re.compile(r"[\"'\[{]")
_DEEP_BLOCKS = 34
"""So deep may be what is neither indented by 12 nor in brackets: two of each column, and two dashes and a key."""


def pruned(text: str, worth: Worth, kept: Collection[str]) -> Node | None:
    """The root of a sound text's nodes; of keys and items those that are worth it.

    Of a list, an item that is not is an empty scalar; a key in ``kept`` is always there where what is around it is,
    unless it has a list of mappings. None where the text has a fault, or is written in a way of which its lines alone
    do not tell enough.
    """
    text = terminated(text)
    start = _begun(text)
    keys = _keys(text, start, len(text), 0) if start is not None else None
    if not keys or keys[0].line != start:
        return None
    reading = _Reading(text, keys[0].line, worth, kept)
    try:
        return reading.root(keys)
    except (yaml.YAMLError, _UnexpectedError):
        return None


class _UnexpectedError(Exception):
    """A stretch that does not hold what its lines say."""


class _Key(NamedTuple):
    """A key of a mapping: where it stands, and from where its line is its own: without the dash before it."""

    name: str
    start: int
    line: int


class _Reading:
    """A text that is read stretch by stretch, and what of it has been taken apart."""

    def __init__(self, text: str, start: int, worth: Worth, kept: Collection[str]) -> None:
        self._text, self._worth, self._kept = text, worth, kept
        self._passed = start
        """So far it has been read."""
        self._closed = len(text) if not _may_be_open(text) else start
        """There no quote and no bracket is open, nor at a line's end before it."""

    def root(self, keys: Sequence[_Key]) -> Node:
        """The whole, once all of the text has been read."""
        node = self._mapping(keys, len(self._text), 0)
        self._pass_over(len(self._text))
        return node

    def _pass_over(self, end: int) -> None:
        """Read on to a place, and take nothing apart."""
        if self._passed < end:
            PARSER(self._text[self._passed : end]).raw_parse()
            self._passed = end

    def _mind_open(self, line: int) -> None:
        """Where a quote or a bracket may be open before a line, read on to it: that fails where one is."""
        begun = max(self._passed, self._closed)
        if begun < line:
            if _may_be_open(self._text[begun:line]):
                self._pass_over(line)
            self._closed = line

    def _mapping(self, keys: Sequence[_Key], end: int, column: int) -> Node:
        node = Node("mapping", keys[0].start, end)
        for place, key in enumerate(keys):
            stop = keys[place + 1].line if place + 1 < len(keys) else end
            kept = key.name in self._kept
            if not kept and not self._worth(key.line, stop):
                continue
            value = self._plain(key.start + len(key.name) + 1, stop, column)
            if value is not None:
                self._mind_open(key.line)
                node.entries[key.name] = value
                continue
            items = _items(self._text, key, stop, column)
            if items and not (kept and self._is_of_texts(items)):
                node.entries[key.name] = self._list(items, stop)
            else:
                node.entries.update(self._taken(key, stop, column).entries)
        if self._passed > keys[0].line:
            self._pass_over(end)
        return node

    def _is_of_texts(self, items: Sequence[int]) -> bool:
        return _MAPPING.match(self._text, items[0]) is None

    def _list(self, begun: Sequence[int], end: int) -> Node:
        """A list with those of its items that are worth it."""
        node = Node("list", begun[0], end)
        for start, stop in zip(begun, (*begun[1:], end), strict=True):
            self._mind_open(start)
            node.items.append(self._item(start, stop) if self._worth(start, stop) else Node("scalar", start, start))
        self._mind_open(end)
        if self._passed > begun[0]:
            self._pass_over(end)
        return node

    def _item(self, start: int, end: int) -> Node:
        dash = _DASH.match(self._text, start)
        plain = self._plain(dash.end(), end, dash.end() - 1 - start) if dash else None
        if plain is not None:
            return plain
        dash = _ITEM.match(self._text, start)
        keys = _keys(self._text, dash.end(), end, dash.end() - start) if dash else None
        if dash and keys:
            return self._mapping(keys, end, dash.end() - start)
        (item,) = self._read(start, end, "list", start).items or (None,)
        if item is None:
            raise _UnexpectedError
        return item

    def _taken(self, key: _Key, end: int, column: int) -> Node:
        """A mapping of one key alone."""
        return self._read(key.line, end, "mapping", key.start, column)

    def _read(self, line: int, end: int, kind: Kind, start: int, column: int = 0) -> Node:
        """What stands from a place on, in the column in which it stands, taken apart."""
        self._pass_over(line)
        self._passed = end
        seen = node_tree(" " * column + self._text[start:end])
        found = seen.root
        if found is None or seen.faults or found.kind != kind or len(found.items) + len(found.entries) != 1:
            raise _UnexpectedError
        _shift(found, start - column)
        return found

    def _plain(self, after: int, end: int, column: int) -> Node | None:
        """A value in one of the plainest ways, after a colon or a dash; None where it is in another."""
        text = self._text
        line = _LINE.match(text, after, end)
        if line is not None and line.end() == end:
            return _word(text, line.start(1), line.end(1))
        flow = _FLOW.match(text, after, end)
        if flow is not None and flow.end() == end:
            return _flow(text, *flow.span(1))
        head = _LITERAL.match(text, after, end)
        if head is None or len(head[2]) <= column or "\r" in text:
            return None
        lines = text[head.start(2) : end].split("\n")
        if not all(one.startswith(head[2]) if one.strip(" ") else len(one) <= len(head[2]) for one in lines):
            return None
        words = "\n".join([one[len(head[2]) :] for one in lines]).rstrip("\n")
        start = head.start(1)
        return Node("scalar", start, start + len(text[start:end].rstrip(" \t\n")), f"{words}\n")


def _word(text: str, start: int, end: int) -> Node:
    """A value on one line, as it is written there."""
    written = text[start:end].rstrip(" ")
    if written in NULLS:
        return Node("scalar", start, start + len(written))
    return Node("scalar", start, start + len(written), written[1:-1] if written[0] in "\"'" else written)


def _flow(text: str, start: int, end: int) -> Node | None:
    """A list or a mapping in brackets, of values alone; None where a key is given twice."""
    ones = _ONE.finditer(text, start, end)
    if text[start] == "[":
        return Node("list", start, end, items=[_word(text, *one.span(2)) for one in ones], flow=True)
    pairs = [(one[1], _word(text, *one.span(2))) for one in ones]
    entries = dict(pairs)
    return Node("mapping", start, end, entries=entries, flow=True) if len(entries) == len(pairs) else None


def _shift(node: Node, by: int) -> None:
    """Put a stretch's nodes where they stand in the text; of its keys' places nothing is said."""
    node.start += by
    node.end += by
    for inner in node.items or node.entries.values():
        _shift(inner, by)


def _begun(text: str) -> int | None:
    """Where the first key's line begins; None where the text is not plainly written."""
    if len(text) > FEW_SIGNS or text.count("\r") != text.count("\r\n") or suspect(text):
        return None
    start = found.end() if (found := _PASSED_OVER.match(text)) else 0
    if not hasattr(PARSER, "raw_parse") or _is_odd(text) or _may_be_deep(text):
        return None
    return start


def _keys(text: str, start: int, end: int, column: int) -> list[_Key] | None:
    """The keys that begin in a column, the first of them at ``start``; None where something else begins there."""
    first = _FIRST_KEY.match(text, start, end)
    if first is None:
        return None
    keys = [_Key(first[1], start, start)]
    for line in _in_column(column).finditer(text, start, end):
        if line[1]:
            keys.append(_Key(line[1], line.start(1), line.start() + 1))
        elif line[0][-1] != "-":
            return None
    return keys if len({key.name for key in keys}) == len(keys) else None


_FIRST_KEY = re.compile(r"(\w+):(?=[ \t\r\n])")


@cache
def _in_column(column: int) -> re.Pattern[str]:
    """What finds the lines that begin in a column: with a key, an item of the list of the key before, or else."""
    return re.compile(rf"\n{column * ' '}(?![ \t\r\n#]|\Z)(?:(\w+):(?=[ \t\r\n])|-(?=[ \t\r\n])|)")


def _items(text: str, key: _Key, end: int, column: int) -> tuple[int, ...]:
    """Where the items of a key's list begin, each with its line; none where it is no list with dashes.

    One that stands further to the left than its key is not the key's.
    """
    found = _LIST.match(text, key.start + len(key.name) + 1, end)
    if found is None or len(found[1]) < column:
        return ()
    first, dash = found.start(1), f"\n{found[1]}-"
    begun = [first]
    while (place := text.find(dash, begun[-1], end)) >= 0:
        begun.append(place + 1)
    return tuple(one for one in begun if text[one + len(dash) - 1] in " \t\r\n")


def _is_odd(text: str) -> bool:
    """Whether there may be what libyaml reads, and a record may not hold; sound texts are among those."""
    close = text.replace(" ", "").replace("\n", "")
    if "\t" in text or "\r" in text:
        close = "".join(text.split())
    return (
        any(sign in text for sign in _MERGE_OR_DEEP)
        or any(sign in close for sign in _NO_TEXT_FOR_KEY)
        or (any(sign in text for sign in "&*!?") and _PROPERTY.search(text) is not None)
        or ("- " in text and _DASHES.search(text) is not None)
    )


def _may_be_open(text: str) -> bool:
    """Whether a quote or a bracket may be open at the end of a stretch of lines."""
    text = _QUOTED.sub("", text)
    while _OPENING.search(text) is not None:
        inner = _BRACKETS.sub("", text)
        if inner == text:
            return True
        text = inner
    return False


def _may_be_deep(text: str) -> bool:
    """Whether brackets may be nested more deeply than is allowed."""
    most = MAX_DEPTH - _DEEP_BLOCKS
    if text.count("{") + text.count("[") <= most:
        return False
    # What stands in a pair of these, and holds no quote, is a bracket's own depth and no more.
    text = _BRACKETS.sub("", text)
    return text.count("{") + text.count("[") >= most
