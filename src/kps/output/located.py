"""Finding out where findings stand: only files that have one are parsed again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, groupby

from kps.checking.engine import order
from kps.checking.finding import Finding, Related
from kps.guideline import Statement, statement
from kps.language import Message
from kps.language.private import all_masked, masked
from kps.register.asked_for import is_asked_for
from kps.register.tree import Tree, contents, is_record_name, shown_file
from kps.source import Lines, Path, Positions, Span, locate, whole_text
from kps.source.text import START


@dataclass(frozen=True, slots=True)
class RelatedPlace:
    """Another place that a finding is about: its register's label, the file there and as readers know it, the span."""

    register: str
    file: str
    shown: str
    span: Span
    message: Message


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with its place: the file as the reader knows it, the span, the line's text; nobody's number in it."""

    finding: Finding
    file: str
    span: Span
    line: str
    path: Path
    """The way to what stands there: the record itself, a mapping, an item of a list or a value."""
    lacks: Path
    """What is not there, from where the path ends: keys, each under the one before it."""
    missing: str | None
    """The key that is not there; the first where several are."""
    value: str
    """The text that the finding stands at."""
    related: tuple[RelatedPlace, ...] = ()

    @property
    def statement(self) -> Statement | None:
        """The guideline's statement behind it; the first, where there are several."""
        return statement(self.finding.statements[0]) if self.finding.statements else None


_File = tuple[str, str]
"""A register's label, and the name of a file in it."""


def located(findings: Iterable[Finding], trees: Mapping[str, Tree], *, related: bool = False) -> tuple[Located, ...]:
    """The findings with their places, sorted; ``trees`` are the registers' files, by label.

    With ``related`` also the places that belong to them, of which most stand in files that would not be read else.
    """
    by_file: dict[_File, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_file[finding.register, finding.file].append(finding)
    beside: dict[_File, list[Related]] = defaultdict(list)
    for finding in findings if related else ():
        for one in finding.related:
            beside[one.register or finding.register, one.file].append(one)
    found: list[Located] = []
    places: dict[tuple[_File, Path], Span] = {}
    for label, file in {**by_file, **beside}:
        some, others = by_file.get((label, file), ()), beside.get((label, file), ())
        if label not in trees:
            continue
        # A file is read and parsed once, and not kept.
        text = _text(trees[label], file)
        asked = is_record_name(file) and (any(one.span is None or one.path for one in some) or any(others))
        positions = locate(text, _parts(some, others)) if asked else None
        found += _in_file(text, positions, shown_file(label, file), some)
        for other in others:
            span = positions.place(other.path, other.on) if positions else START
            places[(label, file), other.path] = span
    return in_order(_with_related(one, places) for one in found)


def in_order(found: Iterable[Located]) -> tuple[Located, ...]:
    """The findings sorted by file, line, column and code, then by the words; at last as the engine sorts them."""
    # Few stand at one place: of those alone the words are put together.
    placed = (list(some) for _, some in groupby(sorted(found, key=_place), key=_place))
    return tuple(chain.from_iterable(sorted(some, key=_words) if len(some) > 1 else some for some in placed))


def _parts(findings: Iterable[Finding], related: Iterable[Related]) -> frozenset[str | int]:
    """What the paths in a file consist of whose places are looked for."""
    own = ((*one.path, *one.lacking) for one in findings)
    return frozenset(chain.from_iterable((*own, *(one.path for one in related))))


def _with_related(one: Located, places: Mapping[tuple[_File, Path], Span]) -> Located:
    if not (one.finding.related and places):
        return one
    files = ((other, (other.register or one.finding.register, other.file)) for other in one.finding.related)
    found = (
        RelatedPlace(*file, shown_file(*file), places[file, other.path], other.message)
        for other, file in files
        if (file, other.path) in places
    )
    return replace(one, related=tuple(found))


def _place(one: Located) -> tuple[str, int, int, str]:
    return one.file, one.span.line, one.span.column, one.finding.code


def _words(one: Located) -> tuple[object, ...]:
    return one.finding.message.text("en"), order(one.finding)


def _in_file(text: str, positions: Positions | None, shown: str, findings: Iterable[Finding]) -> Iterator[Located]:
    """A file's findings with their places."""
    lines = Lines(masked(text))  # as long as the text itself: every place is the same
    shown_lines: dict[int, str] = {}
    for finding in findings:
        span = finding.span
        if span is None:
            span = positions.place(finding.path, finding.on) if positions else START
        whole = positions.written(finding.path) if positions else finding.path
        path = positions.there(whole) if positions else whole
        lacks = all_masked(whole[len(path) :])
        # Where the path is there whole, one finding may still tell of several keys, of which some are not.
        absent = (key for key in finding.lacking if positions and positions.there((*path, key)) == path)
        missing = next((part for part in (*lacks, *absent) if isinstance(part, str)), None)
        # One text for all the findings on a line: there may be thousands, and the line as long as the file.
        if span.line not in shown_lines:
            shown_lines[span.line] = lines.text(span.line)
        line, value = shown_lines[span.line], lines.within(span)
        yield Located(finding, shown, span, line, tuple(all_masked(path)), tuple(lacks), missing, value)


def _text(tree: Tree, file: str) -> str:
    """The file's text; none of one that nobody reads, or that cannot be had, which a finding of its own tells."""
    data = contents(tree, file) if is_asked_for(file) else b""
    return "" if isinstance(data, Message) else whole_text(data)
