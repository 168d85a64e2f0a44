"""What was found: each item of a record that has all the words, with the line that has most of them."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from kps.language import Message, Words
from kps.models.vocabulary import normal, topics
from kps.register.tree import Tree, contents
from kps.search.candidates import MARKDOWN, Candidate
from kps.search.query import Query
from kps.search.sections import Section, Text, sections
from kps.source import Lines, decode
from kps.source.node_tree import node_tree

_BEFORE, _AFTER = 50, 110
"""Signs that are told of a long line, before the first word that was found and after where that begins."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that was found: whose, when, which; and a line of it, with its place."""

    record: str
    """The record's file."""
    day: date | None
    number: str
    title: Words
    file: str
    """Where the line stands: the record, or a Markdown file that the item names."""
    line: int
    around: str


class Sight(Protocol):
    """What somebody may see of a record's items."""

    def of(self, file: str, found: tuple[Section, ...]) -> tuple[Section, ...]:
        """The items as they may be seen; those that may not are left out."""
        ...

    def permits(self, hit: Hit) -> bool:
        """Whether what was found may be told."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, and where."""

    query: Query
    topic: str = ""
    since: date | None = None

    def fits(self, section: Section) -> bool:
        """Whether an item is on the topic, and not too old."""
        late_enough = self.since is None or (section.day is not None and section.day >= self.since)
        return late_enough and (not self.topic or _topic(self.topic) in map(_topic, section.topics))


def _topic(text: str) -> str:
    known = topics().get(text)
    return known.key if known else normal(text)


def hits_in(candidate: Candidate, tree: Tree, wanted: Wanted, sight: Sight) -> list[Hit] | None:
    """What is found in a record, by line; None where the record cannot be read."""
    file, text = candidate.file, candidate.text
    if text is None:
        return None
    seen = node_tree(text)
    if any(fault.code == "D001" for fault in seen.faults):
        return None
    if seen.root is None:
        return []
    lines = Lines(text)
    found = (
        hit
        for section in sight.of(file, sections(seen.root, candidate.may_hold))
        if wanted.fits(section)
        for hit in _hits(candidate, _with_markdown(section, file, tree), lines)
        if sight.permits(hit)
    )
    return sorted(found, key=lambda hit: (hit.file != file, hit.line))


def named_markdown(file: str, names: Iterable[str]) -> Iterator[str]:
    """The Markdown files of the register that a record in ``file`` means by these names."""
    folder = posixpath.dirname(file)
    for name in names:
        if name.lower().endswith(MARKDOWN):
            yield posixpath.normpath(posixpath.join(folder, unicodedata.normalize("NFC", name)))


def _with_markdown(section: Section, file: str, tree: Tree) -> Section:
    named = dict.fromkeys(named_markdown(file, section.files))
    if not named:
        return section
    there = {unicodedata.normalize("NFC", one): one for one in tree.files()}
    files = [there[one] for one in named if one in there]
    return replace(section, texts=(*section.texts, *(text for one in files for text in _markdown(one, tree))))


def _markdown(file: str, tree: Tree) -> Iterator[Text]:
    data = contents(tree, file)
    if not isinstance(data, Message):
        text, _ = decode(data)
        yield Text((), text, 0, len(text), file)


def _hits(candidate: Candidate, section: Section, lines: Lines) -> Iterator[Hit]:
    query, file = candidate.query, candidate.file
    parts = [query.parts_in(text.words) if text.file else candidate.parts_in(text.words) for text in section.texts]
    if frozenset().union(*parts) < query.parts:
        return
    most = max(range(len(parts)), key=lambda place: len(parts[place]))
    text = section.texts[most]
    line, words = _line(text, lines, query)
    yield Hit(file, section.day, section.number, section.title, text.file or file, line, _around(words, query))


def _line(text: Text, lines: Lines, query: Query) -> tuple[int, str]:
    """The line of the value that has most of what is looked for: its number in the file, and its words."""
    own = text.words.splitlines() or [""]
    best = own[0] if len(own) == 1 else max(own, key=lambda line: len(query.parts_in(line)))
    if text.file:
        return own.index(best) + 1, best
    first, last = lines.at(text.start)[0], lines.at(text.end)[0]
    if first == last:
        return first, best
    return max(range(first, last + 1), key=lambda number: len(query.parts_in(lines.text(number)))), best


def _around(line: str, query: Query) -> str:
    """The line as it is told: on one line, and of a long one what stands around the first that was found."""
    words = unicodedata.normalize("NFC", " ".join(line.split()))
    if len(words) <= _BEFORE + _AFTER:
        return words
    start = max(0, query.first_in(words)[0] - _BEFORE)
    start = words.find(" ", start) + 1 if start else 0
    end = words.rfind(" ", start, start + _BEFORE + _AFTER) if len(words) > start + _BEFORE + _AFTER else len(words)
    end = end if end > start else start + _BEFORE + _AFTER
    return f"{'… ' if start else ''}{words[start:end]}{' …' if end < len(words) else ''}"
