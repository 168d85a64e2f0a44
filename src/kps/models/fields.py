"""What the records' models say of a place: the mapping there and its keys, and what may stand under a key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Annotated, Any, get_args, get_origin

from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from kps.models.base import Model, parts
from kps.models.parse import KINDS, kind_of
from kps.models.shapes import CHOICE
from kps.models.times import Day, MeetingStem
from kps.models.values import MunicipalityNumber, is_free, is_one_or_many
from kps.models.values import Text as FreeText
from kps.models.vocabulary import known_word
from kps.source import Path, Value


@dataclass(frozen=True)
class Field:
    """A key of a mapping: the model it is in, and what pydantic knows of it."""

    model: type[Model]
    name: str
    info: FieldInfo

    @property
    def required(self) -> bool:
        """Whether it must be there."""
        return self.info.is_required()

    @property
    def help(self) -> str:
        """What is said of it: a msgid."""
        return self.info.description or ""

    @cached_property
    def within(self) -> type[Model] | None:
        """The model of what stands under it; None for plain values."""
        return parts(self.model).get(self.name)

    @property
    def is_list(self) -> bool:
        """Whether several of them are written, each after a dash."""
        return self.info.default == () or "tuple" in str(self.info.annotation)

    @cached_property
    def is_one_or_many(self) -> bool:
        """Whether one is written as it is, and several as a list."""
        return is_one_or_many(self.info.metadata)

    @property
    def is_open(self) -> bool:
        """Whether it is a mapping whose keys are data, as the answers of an evaluation are."""
        return get_origin(self.info.annotation) is dict

    @property
    def is_numbered(self) -> bool:
        """Whether a mapping stands under it whose keys are municipalities' numbers."""
        return self.is_open and self.is_municipality

    @cached_property
    def is_long(self) -> bool:
        """Whether free text stands under it, of as many lines as one likes."""
        return _is(self.info, FreeText)

    @cached_property
    def is_free(self) -> bool:
        """Whether it takes any text, one alone."""
        return self.info.annotation is str and is_free(self.info.metadata)

    @cached_property
    def is_day(self) -> bool:
        """Whether a date stands under it."""
        return _is(self.info, Day)

    @cached_property
    def is_municipality(self) -> bool:
        """Whether a municipality's number stands under it."""
        return _is(self.info, MunicipalityNumber)

    @cached_property
    def is_meeting(self) -> bool:
        """Whether a meeting, by its file's name, stands under it."""
        return _is(self.info, MeetingStem)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words that may stand under it, each once, in the model's order; none where it takes other things."""
        schema = _schema(self.model).get(self.name, {}) if self.within or self.is_open else _own_schema(self.info)
        found = tuple(next(_choices(schema), ()))
        nynorsk = {known.written("nn") for word in found if (known := known_word(word)) and known.written("nn") != word}
        return tuple(word for word in found if word not in nynorsk)


def field_at(kind: str, path: Path) -> Field | None:
    """The key that a path leads to, or into a list under; None where the models have none."""
    return _field_under(kind, tuple(part for part in path if isinstance(part, str)))


@cache
def _field_under(kind: str, keys: tuple[str, ...]) -> Field | None:
    model: type[Model] | None = KINDS[kind]
    found: Field | None = None
    for key in keys:
        if model is None:
            return None
        info = next((one for name, one in model.model_fields.items() if (one.alias or name) == key), None)
        if info is None:
            return None
        found = Field(model, key, info)
        model = found.within
    return found


def takes_text(value: Value, file: str, path: Path) -> bool:
    """Whether the key that a path ends in takes any text, in a file with these values."""
    kind, _ = kind_of(value, file)
    if kind is None or not path or not isinstance(path[-1], str):
        return False
    field = field_at(kind, path)
    return field is not None and field.is_free


def fields_in(kind: str, path: Path) -> tuple[Field, ...]:
    """The keys of the mapping at a path: the required ones first, then in the model's order."""
    field = field_at(kind, path) if path else None
    model = KINDS[kind] if not path else field.within if field else None
    if model is None:
        return ()
    found = [Field(model, info.alias or name, info) for name, info in model.model_fields.items()]
    return tuple(sorted(found, key=lambda one: not one.required))


def _is(info: FieldInfo, marked: Any) -> bool:
    """Whether a field, or what its list holds, is of a type that is told by its mark."""
    marks = tuple(map(id, marked.__metadata__))
    return any(id(one) in marks for one in _metadata(info.metadata, info.annotation))


def _metadata(metadata: Any, annotation: Any) -> Iterator[Any]:
    yield from metadata
    for inner in get_args(annotation):
        yield from _metadata(getattr(inner, "__metadata__", ()), inner)


@cache
def _schema(model: type[Model]) -> Mapping[str, Any]:
    """The schema of each key; where a word may stand for the mapping, of the mapping's."""
    whole = model.model_json_schema(by_alias=True)
    return next((one["properties"] for one in (whole, *whole.get("anyOf", ())) if "properties" in one), {})


def _own_schema(info: FieldInfo) -> Mapping[str, Any]:
    """The schema of a plain value alone: a whole model's takes a hundred times as long to make."""
    annotation: Any = info.annotation
    for one in info.metadata:
        annotation = Annotated[annotation, one]
    return TypeAdapter(annotation).json_schema()


def _choices(schema: Any) -> Iterator[list[str]]:
    if isinstance(schema, Mapping):
        if CHOICE in schema:
            yield schema[CHOICE]["words"]
        for inner in schema.values():
            yield from _choices(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _choices(inner)
