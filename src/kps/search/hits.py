"""What was found: each item of a record that has all the words, with the line that has most of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from kps.language import Words
from kps.models.vocabulary import normal, topics
from kps.search.candidates import Candidate
from kps.search.markdown import MarkdownFiles
from kps.search.query import Query
from kps.search.sections import TELLING, Section, Text, sections
from kps.source import Lines
from kps.source.node_tree import node_tree
from kps.source.pruned import pruned
from kps.source.text import composed

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

    @property
    def doubtful(self) -> Sequence[str]:
        """The records that were left out, since it cannot be told what may be seen of them."""
        ...

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


def hits_in(candidate: Candidate, markdown: MarkdownFiles, wanted: Wanted, sight: Sight) -> list[Hit] | None:
    """What is found in a record, by line; None where the record cannot be read."""
    file, text = candidate.file, candidate.text
    if text is None:
        return None
    root = pruned(text, candidate.may_add, TELLING) if candidate.places else None
    if root is None:
        seen = node_tree(text)
        if any(fault.code == "D001" for fault in seen.faults):
            return None
        if seen.root is None:
            return []
        root = seen.root
    lines = Lines(text)
    found = (
        hit
        for section in sight.of(file, sections(root, candidate))
        if wanted.fits(section)
        for hit in _hits(candidate, _with_markdown(section, file, markdown), lines)
        if sight.permits(hit)
    )
    return sorted(found, key=lambda hit: (hit.file != file, hit.line))


def _with_markdown(section: Section, file: str, markdown: MarkdownFiles) -> Section:
    if not section.files:
        return section
    named = ((one, text) for one in markdown.named(file, section.files) if (text := markdown.text(one)) is not None)
    return replace(section, texts=(*section.texts, *(Text((), text, 0, len(text), one) for one, text in named)))


def _hits(candidate: Candidate, section: Section, lines: Lines) -> Iterator[Hit]:
    query, file = candidate.query, candidate.file
    parts = [_parts_in(text, candidate) for text in section.texts]
    if frozenset().union(*parts) < query.parts:
        return
    most = max(range(len(parts)), key=lambda place: len(parts[place]))
    text = section.texts[most]
    line, words = _line(text, lines, candidate)
    yield Hit(file, section.day, section.number, section.title, text.file or file, line, _around(words, query))


def _parts_in(text: Text, candidate: Candidate) -> frozenset[int]:
    if text.file or candidate.text is None:
        return candidate.query.parts_in(text.words)
    start = text.start
    if candidate.text.startswith(_BLOCKS, start):
        start = candidate.text.find("\n", start, text.end)  # how a block is written is none of its words
    return candidate.parts_in(text.words, start, text.end)


_BLOCKS = ("|", ">")


def _line(text: Text, lines: Lines, candidate: Candidate) -> tuple[int, str]:
    """The line of the value that has most of what is looked for: its number in the file, and its words."""
    own = text.words.splitlines() or [""]
    best = own[0] if len(own) == 1 else max(own, key=lambda line: len(candidate.query.parts_in(line)))
    if text.file:
        return own.index(best) + 1, best
    first, last = lines.at(text.start)[0], lines.at(text.end)[0]
    if first == last:
        return first, best

    def parts_in(number: int) -> int:
        start, line = lines.offset(number, 1), lines.text(number)
        return len(candidate.parts_in(line, start, start + len(line)))

    return max(range(first, last + 1), key=parts_in), best


def _around(line: str, query: Query) -> str:
    """The line as it is told: on one line, and of a long one what stands around the first that was found."""
    words = composed(" ".join(line.split()))
    if len(words) <= _BEFORE + _AFTER:
        return words
    start = max(0, query.first_in(words) - _BEFORE)
    start = words.find(" ", start) + 1 if start else 0
    end = words.rfind(" ", start, start + _BEFORE + _AFTER) if len(words) > start + _BEFORE + _AFTER else len(words)
    end = end if end > start else start + _BEFORE + _AFTER
    return f"{'… ' if start else ''}{words[start:end]}{' …' if end < len(words) else ''}"
