"""Values as YAML in the way that records are written: plain where that is safe, long texts as blocks."""

from __future__ import annotations

import re
from functools import cache

from kps.intake.settling.sameness import field_of, is_blank
from kps.models.base import Model
from kps.models.fields import Field, fields_in
from kps.models.places import municipalities
from kps.models.vocabulary import nynorsk
from kps.register.written import WrittenForm
from kps.scaffold.quoting import REMARKS_FROM, WIDTH, scalar
from kps.source import Path, Value
from kps.source.quoting import in_quotes
from kps.source.splices import entry, indented

LACKING = {"nb": "mangler i kilden", "nn": "manglar i kjelda"}
"""What stands behind a key that must have a value, and that the source has none for."""

_PLAIN = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,6}/\d{4}", re.ASCII)
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,8})([.]\d{1,6})?", re.ASCII)
_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_LONG = 80
"""How long a text may be that stands on its key's line."""


def in_form(kind: str, path: Path, value: Value, form: WrittenForm) -> Value:
    """A value with the field's own words in the form that the record is written in."""
    match value:
        case dict():
            return {key: in_form(kind, (*path, key), one, form) for key, one in value.items()}
        case list():
            return [in_form(kind, (*path, 0), one, form) for one in value]
        case str():
            written = value.encode("utf-8", "replace").decode()  # half a surrogate pair is in no file
            other = nynorsk(written) if form == "nn" else written
            return other if other != written and (field := field_of(kind, path)) and field.words else written
        case _:
            return value


def lacking(kind: str, path: Path, value: Value) -> list[Path]:
    """What must stand in a value that is put in, and does not."""
    match value:
        case dict():
            needed = (one.name for one in _fields(kind, path) if one.required)
            own = [(*path, name) for name in needed if is_blank(value.get(name))]
            return own + [at for key, one in value.items() for at in lacking(kind, (*path, key), one)]
        case list():
            return [at for index, one in enumerate(value) for at in lacking(kind, (*path, index), one)]
        case _:
            return []


def blank_line(key: str, form: WrittenForm) -> str:
    """The line of a key that must have a value, and that the source has none for."""
    return f"{key + ':':<{REMARKS_FROM}} # {LACKING[form]}"


def yaml(kind: str, path: Path, value: Value, form: WrittenForm) -> str:
    """The value as it is to stand under its key: what begins with a line feed stands below it."""
    match value:
        case dict():
            short = _in_braces(kind, path, value)
            return short or "\n" + _keys(kind, path, value, form)
        case [str() as one] if (field := field_of(kind, path)) and field.is_one_or_many and field.within is None:
            return _text(kind, path, one)
        case list():
            short = _in_brackets(kind, path, value)
            return short or "\n" + "\n".join(
                f"- {indented(item_yaml(kind, (*path, 0), one, form), '  ', chr(10))}" for one in value
            )
        case str():
            return _text(kind, path, value)
        case _:
            return ""


def item_yaml(kind: str, path: Path, value: Value, form: WrittenForm, *, flow: bool = False) -> str:
    """An item as it is to stand after its dash; within brackets where ``flow``, empty where it cannot stand there."""
    if isinstance(value, dict):
        return _in_braces(kind, path, value, always=flow) or ("" if flow else _keys(kind, path, value, form))
    made = yaml(kind, path, value, form)
    return "" if flow and "\n" in made else made


def _keys(kind: str, path: Path, value: dict[str, Value], form: WrittenForm) -> str:
    lines = []
    for field in _fields(kind, path):
        if not is_blank(value.get(field.name)):
            lines.append(entry(field.name, yaml(kind, (*path, field.name), value[field.name], form), "", "\n"))
        elif field.required:
            lines.append(blank_line(field.name, form))
    known = {field.name for field in _fields(kind, path)}
    lines += [
        entry(_key(key), yaml(kind, (*path, key), one, form), "", "\n")
        for key, one in value.items()
        if key not in known
    ]
    return "\n".join(lines)


def _in_braces(kind: str, path: Path, value: dict[str, Value], *, always: bool = False) -> str:
    """A mapping on one line; empty where it is too long for that, or has a text that people write at length."""
    known = {field.name: field for field in _fields(kind, path)}
    if not always and (any(is_long(known[key]) for key in value if key in known) or lacking(kind, path, value)):
        return ""
    order = [*(key for key in known if key in value), *(key for key in value if key not in known)]
    parts = [(key, yaml(kind, (*path, key), value[key], "nb")) for key in order if not is_blank(value[key])]
    if any("\n" in one for _, one in parts):
        return ""
    made = "{" + ", ".join(f"{_key(key)}: {one}" for key, one in parts) + "}"
    return made if always or len(made) <= WIDTH else ""


def is_long(field: Field) -> bool:
    """Whether people write at length under a key."""
    return field.is_long or field.name == "saker"


def _in_brackets(kind: str, path: Path, value: list[Value]) -> str:
    """A list of texts on one line; empty where it is too long for that, or its items have keys."""
    if not value or any(isinstance(one, dict | list) for one in value):
        return ""
    parts = [yaml(kind, (*path, 0), one, "nb") for one in value]
    made = "[" + ", ".join(parts) + "]"
    return "" if "\n" in made or len(made) > WIDTH else made


def _text(kind: str, path: Path, value: str) -> str:
    field = field_of(kind, path)
    if field and (field.is_long or field.is_open) and ("\n" in value.strip() or len(value) > _LONG):
        return _block(value) or in_quotes(value)
    if _PLAIN.fullmatch(value) or (field and _is_number(field) and _NUMBER.fullmatch(value)):
        return value
    if field and field.words == ("ja", "nei") and value in ("ja", "nei"):
        return value
    return scalar(value)


def _is_number(field: Field) -> bool:
    return field.within is None and not (
        field.is_free or field.is_long or field.is_municipality or field.is_open or field.is_meeting
    )


def _block(value: str) -> str:
    """A text of several lines after ``|``, its last line's end apart; empty where YAML could not hold it so."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")
    if any(_UNPRINTABLE.search(line) for line in lines) or not lines[0].strip():
        return ""
    header = "|2" if lines[0].startswith(" ") else "|"
    return "\n".join((header, *(f"  {line}" if line.strip() else "" for line in lines)))


def _key(key: str) -> str:
    return in_quotes(key) if key in municipalities() else scalar(key)


def _fields(kind: str, path: Path) -> tuple[Field, ...]:
    """The keys of the mapping at a path, in the model's order."""
    return _fields_under(kind, tuple(part for part in path if isinstance(part, str)))


@cache
def _fields_under(kind: str, keys: tuple[str, ...]) -> tuple[Field, ...]:
    found = fields_in(kind, keys)
    model: type[Model] | None = found[0].model if found else None
    order = [info.alias or name for name, info in model.model_fields.items()] if model else []
    return tuple(sorted(found, key=lambda one: order.index(one.name)))
