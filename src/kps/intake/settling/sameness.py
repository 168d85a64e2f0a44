"""Whether two values say the same of a key, and what an item of a list is known by."""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from kps.changes.identity import THINGS
from kps.intake.settling.earlier import hashed
from kps.models.base import Model
from kps.models.council import Member
from kps.models.fields import Field, field_at
from kps.models.meeting import Item, case_number
from kps.models.shared import Shorthand
from kps.models.vocabulary import normal
from kps.source import Path, Value
from kps.source.text import composed

_BETWEEN_DIGITS = re.compile(r"[\s().-]+")
_NORWAY = re.compile(r"^(?:\+|00)47(?=\d{8}$)")

_SINGLE = frozenset(
    ("ordfører", "varaordfører", "kommunedirektør", "rådmann", "politimester", "SLT-koordinator",
     "beredskapskoordinator", "kommuneoverlege", "barnevernsleder", "brannsjef", "tjenesteenhetsleder",
     "politistasjonssjef", "lensmann", "regionlensmann"),
)  # fmt: skip
"""The roles that one person at a time has in a municipality."""


def field_of(kind: str, path: Path) -> Field | None:
    """The key that a path leads to, or whose data it leads into; None where the records have none."""
    return _field_of(kind, tuple(part for part in path if isinstance(part, str)))


@cache
def _field_of(kind: str, keys: tuple[str, ...]) -> Field | None:
    if found := field_at(kind, keys):
        return found
    above = field_at(kind, keys[:-1]) if len(keys) > 1 else None
    return above if above and above.is_open else None


def is_blank(value: Value) -> bool:
    """Whether nothing stands there: no text, an empty list, keys without values."""
    match value:
        case str():
            return not value.strip()
        case dict():
            return all(map(is_blank, value.values()))
        case _:
            return not value


def value_at(value: Value, path: Path) -> Value:
    """What stands at a path, one alone being the first of a list; None where nothing does."""
    for part in path:
        if isinstance(part, int):
            items = value if isinstance(value, list) else [value]
            value = items[part] if part < len(items) else None
        else:
            value = value.get(part) if isinstance(value, dict) else None
    return value


def same(field: Field, first: Value, second: Value) -> bool:
    """Whether two values say the same under a key, however each is written."""
    return first == second or _meant(field, first) == _meant(field, second)


def _meant(field: Field, value: Value) -> object:
    if field.name == "nr" and isinstance(value, str) and (case := case_number(value)):
        return case
    if field.name == "epost" and isinstance(value, str):
        return value.strip().casefold()
    if field.name == "telefon" and isinstance(value, str):
        return _NORWAY.sub("", "".join(_BETWEEN_DIGITS.split(value)))
    if not field.is_open:
        try:
            read = _reader(field.model, field.name).validate_python(value)
        except ValidationError:
            return hashed(value)
        if isinstance(read, tuple):
            return frozenset(map(_told, read))
        return read if not isinstance(read, str) else _told(read)
    return hashed(value)


def _told(value: object) -> object:
    return hashed(value) if isinstance(value, str) else value


@cache
def _reader(model: type[Model], name: str) -> TypeAdapter[object]:
    """What reads a value under a key as the record does."""
    info = next(one for attribute, one in model.model_fields.items() if (one.alias or attribute) == name)
    annotation: Any = info.annotation
    for mark in info.metadata:
        annotation = Annotated[annotation, mark]
    return TypeAdapter(annotation)


def identity(model: type[Model] | None, value: Value) -> str:
    """What an item of a list is known by; empty where it has no name."""
    if not isinstance(value, dict):
        return _word(value)
    if model is None or model not in THINGS:
        return hashed(value)
    if model is Item:
        return number_of(value) or _word(value.get("tittel"))
    fields = model.model_fields
    return " ".join(filter(None, (_word(value.get(fields[name].alias or name)) for name in THINGS[model].known_by)))


def number_of(item: Value) -> str:
    """A case's number, the same however it is written; empty where it has none."""
    number = item.get("nr") if isinstance(item, dict) else None
    case = case_number(number) if isinstance(number, str) else None
    return f"{case[0]}/{case[1]}" if case else _word(number)


def title_of(item: Value) -> str:
    """A case's title, as it is compared."""
    return _word(item.get("tittel")) if isinstance(item, dict) else ""


def _word(value: Value) -> str:
    match value:
        case str():
            return " ".join(composed(value).split())
        case list():
            return ", ".join(map(_word, value))
        case dict():
            return " ".join(map(_word, value.values()))
        case _:
            return ""


def full(model: type[Model] | None, item: Value) -> dict[str, Value]:
    """An item with its keys: a text stands for the first of them."""
    if isinstance(item, dict):
        return item
    if model and issubclass(model, Shorthand) and item:
        return {next(iter(model.model_fields.values())).alias or "": item}
    return {}


def another_has_the_role(new: Value, there: list[Value]) -> str:
    """Who of those there has a role that one person at a time has, where a new member is said to; empty where none."""
    wanted = _roles(new) & {normal(one) for one in _SINGLE}
    for one in there:
        if isinstance(one, dict) and not one.get("til") and _roles(one) & wanted:
            return identity(Member, one)
    return ""


def _roles(member: Value) -> set[str]:
    role = member.get("rolle") if isinstance(member, dict) else None
    return {normal(one) for one in (role if isinstance(role, list) else [role]) if isinstance(one, str)}
