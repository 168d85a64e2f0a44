"""Findings and their places as plain data, and back; words and messages by their place among those of a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from kps.checking.engine import CRASH
from kps.checking.finding import Finding, Related
from kps.checking.mends import Mend
from kps.checking.rule import rules
from kps.language import Message
from kps.models.base import Waiver
from kps.output.located import Located, RelatedPlace
from kps.register.tree import shown_file
from kps.source import Span
from kps.source.intentions import Append, Edit, Put, Remove, Rename, Replace
from kps.workspace.cache.plain import Row, Unkept, message_of, plain_message

_EDITS: Mapping[str, type[Edit]] = {one.__name__: one for one in (Rename, Replace, Put, Append, Remove)}


class Words:
    """What many findings share, each word and each message once."""

    def __init__(self, data: list[Any] | None = None) -> None:
        self.data: list[Any] = data or []
        self._place: dict[Any, int] = {}
        self._messages: dict[int, Message] = {}

    def text(self, text: str) -> int:
        """The place of a word."""
        if text not in self._place:
            self._place[text] = len(self.data)
            self.data.append(text)
        return self._place[text]

    def message(self, message: Message) -> int:
        """The place of a message."""
        plain = plain_message(message)
        known = repr(plain)
        if known not in self._place:
            self._place[known] = len(self.data)
            self.data.append(plain)
        return self._place[known]

    def message_at(self, place: int) -> Message:
        """The message at a place."""
        if place not in self._messages:
            self._messages[place] = message_of(self.data[place])
        return self._messages[place]


def row(finding: Finding, placed: Located | None, words: Words) -> Row:
    """A finding as it is kept, with its place where that was asked for; Unkept where it cannot be."""
    if finding.code == CRASH or finding.code not in rules() or finding.statements != rules()[finding.code].cites:
        raise Unkept
    related = [[one.file, list(one.path), plain_message(one.message), one.on, one.register] for one in finding.related]
    if any(one.register for one in finding.related):
        placed = None  # what stands in another register is looked up each time
    rare: Row = [
        *(related, list(finding.numbers), finding.sought, list(finding.lacking), finding.stands_for),
        *(list(map(_mend, finding.mends)), _waiver(finding.waiver), _span(finding.span) if finding.span else None),
    ]
    return [
        finding.code,
        finding.severity,
        words.text(finding.file),
        list(finding.path),
        finding.on,
        words.message(finding.message),
        words.message(finding.mend),
        finding.day.toordinal(),
        int(finding.echo),
        [] if rare == _NOTHING_RARE else rare,
        _place(placed, words) if placed else None,
    ]


_NOTHING_RARE: Row = [[], [], "", [], 1, [], None, None]


def finding_of(row: Row, label: str, words: Words) -> tuple[Finding, Located | None]:
    """The finding that was kept, in the register of that name, and its place; ValueError and the like of none."""
    code, severity, file, path, on, message, mend, day, echo, rare, place = row
    related, numbers, sought, lacking, stands_for, mends, waiver, span = rare or _NOTHING_RARE
    finding = Finding(
        code=code,
        severity=severity,
        statements=rules()[code].cites,
        register=label,
        file=words.data[file],
        path=tuple(path),
        on=on,
        message=words.message_at(message),
        mend=words.message_at(mend),
        day=date.fromordinal(day),
        numbers=tuple(numbers),
        span=Span(*span) if span else None,
        sought=sought,
        lacking=tuple(lacking),
        echo=bool(echo),
        stands_for=stands_for,
        mends=tuple(map(_as_mend, mends)),
        related=tuple(map(_as_related, related)),
        waiver=_as_waiver(waiver),
    )
    return finding, _located(finding, place, words) if place else None


def _place(one: Located, words: Words) -> Row:
    return [
        *_span(one.span),
        words.text(one.line),
        list(one.path),
        list(one.lacks),
        one.missing,
        words.text(one.value),
        [[other.file, _span(other.span), plain_message(other.message)] for other in one.related],
    ]


def _located(finding: Finding, place: Row, words: Words) -> Located:
    line, column, end_line, end_column, text, path, lacks, missing, value, related = place
    label = finding.register
    beside = (
        RelatedPlace(label, file, shown_file(label, file), Span(*span), message_of(message))
        for file, span, message in related
    )
    return Located(
        finding,
        shown_file(label, finding.file),
        Span(line, column, end_line, end_column),
        words.data[text],
        tuple(path),
        tuple(lacks),
        missing,
        words.data[value],
        tuple(beside),
    )


def _as_related(plain: Row) -> Related:
    file, path, message, on, register = plain
    return Related(file, tuple(path), message_of(message), on, register)


def _span(span: Span) -> Row:
    return [span.line, span.column, span.end_line, span.end_column]


def _waiver(waiver: Waiver | None) -> Row | None:
    if waiver is None:
        return None
    return [waiver.rule, waiver.reason, waiver.until.toordinal() if waiver.until else None, waiver.municipality]


def _as_waiver(plain: Row | None) -> Waiver | None:
    if plain is None:
        return None
    rule, reason, until, municipality = plain
    day = date.fromordinal(until) if until else None
    return Waiver.model_construct(rule=rule, reason=reason, until=day, municipality=municipality)


def _mend(mend: Mend) -> Row:
    edits = [[type(one).__name__, *(getattr(one, field.name) for field in fields(one))] for one in mend.edits]
    return [plain_message(mend.title), edits, mend.safe, mend.move_to]


def _as_mend(plain: Row) -> Mend:
    title, edits, safe, move_to = plain
    made = (_EDITS[name](*map(_as_tuple, values)) for name, *values in edits)
    return Mend(message_of(title), tuple(made), safe, move_to)


def _as_tuple(value: Any) -> Any:
    return tuple(map(_as_tuple, value)) if isinstance(value, list) else value
