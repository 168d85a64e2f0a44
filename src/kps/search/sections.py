"""A record's texts, item by item: a meeting's case, an agreement's goal, a council's plan; the rest is one more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kps.language import Words
from kps.search.days import DAYS, as_day
from kps.source import Path
from kps.source.nodes import Node

CASES = "saker"
FILE = "fil"
_LISTS = frozenset((CASES, "handlingsplaner", "plan", "satsingsområder", "saksbank", "mål"))
"""Keys whose value is a list of items, or one that stands alone."""
_MACHINES = frozenset(("type", "segl"))
"""Keys whose values nobody reads."""
_TITLES = ("tittel", "navn", "hva", "tekst", "funksjon", "tiltak")
"""Keys that tell what an item is, the first that is there."""


@dataclass(frozen=True, slots=True)
class Text:
    """A value, and where it stands: the way to it, and its stretch in the file."""

    path: Path
    words: str
    start: int
    end: int
    file: str = ""
    """The Markdown file that it is; empty for a value of the record itself."""


@dataclass(frozen=True, slots=True)
class Section:
    """One of a record's items; an empty path is all that stands in none."""

    path: Path
    texts: tuple[Text, ...]
    number: str = ""
    title: Words = ""
    topics: tuple[str, ...] = ()
    day: date | None = None
    files: tuple[str, ...] = ()
    """The files that it names."""


class Worth(Protocol):
    """What stands where in the file is worth looking at."""

    def may_hold(self, start: int, end: int) -> bool:
        """Whether an item in this stretch is."""
        ...

    def may_add(self, start: int, end: int) -> bool:
        """Whether a text is, with others of its item."""
        ...


TELLING = frozenset((*_TITLES, *DAYS, "nr", "tema"))
"""Keys of a record and of its items that are asked for whatever is looked for."""


def sections(root: Node, worth: Worth) -> tuple[Section, ...]:
    """The items of a record that are worth it, and of the rest what is; with its own day where an item has none."""
    own = _day(root)
    found: list[Section] = []
    rest: list[Text] = []
    for key, node in root.entries.items():
        if key in _MACHINES:
            continue
        for path, item in _items(key, node):
            if item.kind == "mapping" and isinstance(path[-1], int):
                if worth.may_hold(item.start, item.end):
                    found.append(_section(path, item, own, worth))
            else:
                _gather(path, item, worth, rest)
    title, topics = _first(root, _TITLES), _topics(root)
    return (*found, Section((), tuple(rest), title=title, topics=topics, day=own, files=files_in(rest)))


def files_in(texts: Iterable[Text]) -> tuple[str, ...]:
    """The files that are named."""
    return tuple(text.words for text in texts if text.path[-1] == FILE)


def _items(key: str, node: Node) -> Iterator[tuple[Path, Node]]:
    if node.kind == "list":
        yield from (((key, place), item) for place, item in enumerate(node.items))
    else:
        # An item that stands alone needs no dash; another mapping is a part of the record itself.
        yield ((key, 0) if key in _LISTS else (key,)), node


def _section(path: Path, node: Node, own: date | None, worth: Worth) -> Section:
    number = _value(node, "nr") if path[0] == CASES else ""
    day = own or as_day(_value(node, "dato"))
    texts: list[Text] = []
    _gather(path, node, worth, texts)
    return Section(path, tuple(texts), number, _first(node, _TITLES), _topics(node), day, files_in(texts))


def _gather(path: Path, node: Node, worth: Worth, found: list[Text]) -> None:
    """Add the texts in a node that are worth it, in their order: a generator in a generator for each takes longer."""
    if not worth.may_add(node.start, node.end):
        return
    if isinstance(node.value, str):
        if path[-1] not in _MACHINES:
            found.append(Text(path, node.value, node.start, node.end))
        return
    for place, item in enumerate(node.items):
        _gather((*path, place), item, worth, found)
    for key, inner in node.entries.items():
        _gather((*path, key), inner, worth, found)


def _topics(node: Node) -> tuple[str, ...]:
    named = node.entries.get("tema")
    some = named.items if named is not None and named.kind == "list" else [named] if named is not None else []
    return tuple(one.value for one in some if isinstance(one.value, str))


def _first(node: Node, keys: Iterable[str]) -> str:
    return next((value for key in keys if (value := _value(node, key))), "")


def _value(node: Node, key: str) -> str:
    found = node.entries.get(key)
    return found.value if found is not None and isinstance(found.value, str) else ""


def _day(root: Node) -> date | None:
    return next((day for key in DAYS if (day := as_day(_value(root, key)))), None)
