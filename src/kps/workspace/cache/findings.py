"""Findings and their places as plain data, and back: messages as ids and values, so that any tongue can be spoken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from kps.checking.engine import CRASH
from kps.checking.finding import Finding, Related
from kps.checking.mends import Mend
from kps.checking.rule import rules
from kps.language import Message
from kps.models.base import Waiver
from kps.models.vocabulary import Role, Term
from kps.output.located import Located, RelatedPlace
from kps.register.tree import shown_file
from kps.source import Span
from kps.source.intentions import Append, Edit, Put, Remove, Rename, Replace

Row = list[Any]
"""A finding: lists, words, numbers and nothing; words and messages by their place among those of the document."""

_EDITS: Mapping[str, type[Edit]] = {one.__name__: one for one in (Rename, Replace, Put, Append, Remove)}


class Unkept(Exception):  # noqa: N818  # no error: there is something that has no plain form
    """A finding that cannot be kept: it is found again each time."""


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
        plain = _message(message)
        known = repr(plain)
        if known not in self._place:
            self._place[known] = len(self.data)
            self.data.append(plain)
        return self._place[known]

    def message_at(self, place: int) -> Message:
        """The message at a place."""
        if place not in self._messages:
            self._messages[place] = _as_message(self.data[place])
        return self._messages[place]


def row(finding: Finding, placed: Located | None, words: Words) -> Row:
    """A finding as it is kept, with its place where that was asked for; Unkept where it cannot be."""
    if finding.code == CRASH or finding.code not in rules() or finding.statements != rules()[finding.code].cites:
        raise Unkept
    related = [[one.file, list(one.path), _message(one.message), one.on, one.register] for one in finding.related]
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
        [[other.file, _span(other.span), _message(other.message)] for other in one.related],
    ]


def _located(finding: Finding, place: Row, words: Words) -> Located:
    line, column, end_line, end_column, text, path, lacks, missing, value, related = place
    label = finding.register
    beside = (
        RelatedPlace(label, file, shown_file(label, file), Span(*span), _as_message(message))
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
    return Related(file, tuple(path), _as_message(message), on, register)


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
    return [_message(mend.title), edits, mend.safe, mend.move_to]


def _as_mend(plain: Row) -> Mend:
    title, edits, safe, move_to = plain
    made = (_EDITS[name](*map(_as_tuple, values)) for name, *values in edits)
    return Mend(_as_message(title), tuple(made), safe, move_to)


def _as_tuple(value: Any) -> Any:
    return tuple(map(_as_tuple, value)) if isinstance(value, list) else value


# --- messages -----------------------------------------------------------------------------------------------


def _message(message: Message) -> Row:
    values = {name: _value(value) for name, value in message.values.items()}
    return [message.msgid, values, message.plural, message.count] if message.plural else [message.msgid, values]


def _as_message(plain: Row) -> Message:
    msgid, values, *more = plain
    return Message(msgid, {name: _as_value(value) for name, value in values.items()}, *more)


def _value(value: object) -> Any:
    """A value as plain data: a text, a number, or a list that begins with what it is."""
    kind = type(value)
    if kind in (str, int, bool, float):
        return value
    if isinstance(value, Message):
        return ["message", *_message(value)]
    if isinstance(value, list):
        return ["list", *map(_value, value)]
    if kind is date and isinstance(value, date):
        return ["day", value.toordinal()]
    if kind in (Term, Role) and isinstance(value, Term):
        return ["term", value.key, dict(value.labels), list(value.also), list(value.code), value.genders]
    raise Unkept


def _as_value(plain: Any) -> object:
    if not isinstance(plain, list):
        return plain
    kind, *values = plain
    return _READERS[kind](values)


_READERS: Mapping[str, Callable[[Row], object]] = {
    "message": _as_message,
    "list": lambda values: list(map(_as_value, values)),
    "day": lambda values: date.fromordinal(values[0]),
    "term": lambda values: Term(values[0], values[1], tuple(values[2]), tuple(values[3]), values[4]),
}
