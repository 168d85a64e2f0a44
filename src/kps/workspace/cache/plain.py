"""Things as plain data, and back: messages as ids and values, so that any tongue can be spoken from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any, TypeVar

from kps.language import Message
from kps.models.vocabulary import Role, Term

Row = list[Any]
"""Lists, words, numbers and nothing."""

T = TypeVar("T")


class Unkept(Exception):  # noqa: N818  # no error: there is something that has no plain form
    """Something that cannot be kept: it is found again each time."""


def plain_fields(thing: Any) -> Row:
    """What a dataclass holds, in the order of its fields; Unkept where something has no plain form."""
    return [_value(getattr(thing, one.name)) for one in fields(thing)]


def of_fields(kind: type[T], row: Row) -> T:
    """The dataclass that holds this."""
    return kind(*map(_as_value, row))


def plain_message(message: Message) -> Row:
    """A message; Unkept where a value of it has no plain form."""
    values = {name: _value(value) for name, value in message.values.items()}
    return [message.msgid, values, message.plural, message.count] if message.plural else [message.msgid, values]


def message_of(plain: Row) -> Message:
    """The message that this is."""
    msgid, values, *more = plain
    return Message(msgid, {name: _as_value(value) for name, value in values.items()}, *more)


def _value(value: object) -> Any:
    """A value as plain data: nothing, a text, a number, or a list that begins with what it is."""
    kind = type(value)
    if value is None or kind in (str, int, bool, float):
        return value
    if isinstance(value, Message):
        return ["message", *plain_message(value)]
    if isinstance(value, list | tuple):
        return ["list" if isinstance(value, list) else "tuple", *map(_value, value)]
    if kind is date and isinstance(value, date):
        return ["day", value.toordinal()]
    if kind in (Term, Role) and isinstance(value, Term):
        return ["term", value.key, dict(value.labels), list(value.also), list(value.code), value.genders]
    raise Unkept


def _as_value(plain: Any) -> Any:
    if not isinstance(plain, list):
        return plain
    kind, *values = plain
    return _READERS[kind](values)


_READERS: Mapping[str, Callable[[Row], object]] = {
    "message": message_of,
    "list": lambda values: list(map(_as_value, values)),
    "tuple": lambda values: tuple(map(_as_value, values)),
    "day": lambda values: date.fromordinal(values[0]),
    "term": lambda values: Term(values[0], values[1], tuple(values[2]), tuple(values[3]), values[4]),
}
