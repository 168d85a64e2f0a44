"""What all records share: fields with two names, required keys, waivers, and where a record came from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, ClassVar, get_args

from pydantic import BaseModel, ConfigDict, Field

from kps.language import mark
from kps.models.layout import folder_of
from kps.models.times import Day
from kps.models.typed import Typed
from kps.models.values import Many, MunicipalityNumber, Name, OneOf, Text
from kps.models.ways import Ways
from kps.source import Path

_NO_DEFAULT: Any = ...
_WRITTEN: dict[frozenset[str], set[str]] = {}


def key(
    name: str,
    help: str,
    *,
    default: Any = _NO_DEFAULT,
    examples: list[Any] | None = None,
    names: Callable[[], dict[str, Any]] | None = None,
) -> Any:
    """A field under the Norwegian key ``name``; ``help`` is what the editor shows.

    ``names`` is the JSON Schema of the keys of a mapping whose keys are data.

    Without a default the key is required. A field that a faulty record lacks all the same holds its
    type's emptiness.
    """

    def add(schema: dict[str, Any]) -> None:
        if names:
            schema["propertyNames"] = names()

    return Field(default, alias=name, description=help, examples=examples, json_schema_extra=add)


class Model(BaseModel):
    """A mapping in a record: immutable, known keys only."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def model_post_init(self, context: Any, /) -> None:
        """Let mappings in which the same keys were written share the set of them."""
        # A set for each is a third of all the memory that a country's registers take.
        written = self.__pydantic_fields_set__
        object.__setattr__(self, "__pydantic_fields_set__", _WRITTEN.setdefault(frozenset(written), written))


@cache
def parts(model: type[Model]) -> dict[str, type[Model] | None]:
    """The keys of a model, each with the model of what stands under it (None for plain values)."""
    return {info.alias or attribute: _model_in(info.annotation) for attribute, info in model.model_fields.items()}


@cache
def attributes(model: type[Model]) -> dict[str, str]:
    """The keys of a model, each with the attribute that holds its value."""
    return {info.alias or attribute: attribute for attribute, info in model.model_fields.items()}


@cache
def worded(model: type[Model]) -> frozenset[str]:
    """The keys of a model whose values are of the field's own words: states, kinds, roles, topics."""
    return frozenset(
        info.alias or attribute
        for attribute, info in model.model_fields.items()
        if any(map(_is_worded, (*info.metadata, info.annotation)))
    )


def _is_worded(annotation: Any) -> bool:
    if isinstance(annotation, OneOf):
        return True
    if isinstance(annotation, Typed):
        return annotation.worded
    return any(map(_is_worded, (*get_args(annotation), *getattr(annotation, "__metadata__", ()))))


def _model_in(annotation: Any) -> type[Model] | None:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)


@dataclass(frozen=True)
class Origin:
    """Where a record came from: its file, from the register's folder, and what could not be read in it."""

    file: str
    faulty: frozenset[Path] = field(default=frozenset())

    @cached_property
    def stem(self) -> str:
        """The file's name without its ending: a contact's id, a meeting's date."""
        name = self.file.rpartition("/")[2]
        stem, dot, _ = name.rpartition(".")
        return stem if stem and dot and not name.endswith(".") else name

    @cached_property
    def folder(self) -> str:
        """The folder the file lies in, from the register's folder; ``.`` is that folder itself."""
        return folder_of(self.file)

    def covers(self, path: Path) -> bool:
        """Whether something at ``path``, above it or below it could not be read."""
        return bool(self.faulty) and self._faulty_ways.meet(path)

    @cached_property
    def _faulty_ways(self) -> Ways:
        return Ways.along(self.faulty)


@dataclass(frozen=True, slots=True)
class Need:
    """Keys that are required when ``key`` has one of ``values``."""

    key: str
    values: tuple[str, ...]
    required: tuple[str, ...]

    def asked(self, of: Callable[[str], Any]) -> bool:
        """Whether they are required; ``of`` gives the value under a key."""
        return of(self.key) in self.values


@dataclass(frozen=True, slots=True)
class NeedUnless:
    """Keys that are required, unless something stands under ``ordered`` and nothing yet under ``delivered``."""

    required: tuple[str, ...]
    ordered: str
    delivered: str

    def asked(self, of: Callable[[str], Any]) -> bool:
        """Whether they are required; ``of`` gives the value under a key."""
        return of(self.ordered) is None or of(self.delivered) is not None


class Waiver(Model):
    """Follow or explain (1.1): a recommendation set aside, with a reason and an end date."""

    rule: Name = key("regel", mark("The code of the rule that is set aside."), examples=["M401"])
    reason: Text = key("begrunnelse", mark("Why the recommendation is not followed."))
    until: Day | None = key("til", mark("The last day the waiver holds."))
    municipality: MunicipalityNumber | None = key(
        "kommune", mark("Only for this municipality (in kps.yaml)."), default=None
    )


class ArchiveReferences(Model):
    """The case numbers in the two archives."""

    municipality: Name = key("kommune", mark("The municipality's case number."), default="")
    police: Name = key("politi", mark("The police's case number."), default="")


class Record(Model):
    """A whole file. ``origin`` says which."""

    needs: ClassVar[tuple[Need | NeedUnless, ...]] = ()

    note: Text = key("notat", mark("Free notes in Markdown; never in a public document."), default="")
    waivers: Many[Waiver] = key("unntak", mark("Recommendations set aside, each with a reason."), default=())
    archive: ArchiveReferences | None = key(
        "arkivref", mark("Case numbers in the archives of municipality and police."), default=None
    )

    if TYPE_CHECKING:

        @property
        def origin(self) -> Origin:
            """Where the record came from: no key of the file."""
            ...

    def placed(self, origin: Origin) -> None:
        """Tell the record where it came from; called once, by the one who read it."""
        # Beside the fields, not as pydantic's private attribute: reading that costs ten times as much.
        self.__dict__["origin"] = origin

    def lacking(self) -> Iterator[str]:
        """Keys that this record's own state makes required, and that are not there."""
        at = attributes(type(self))
        for need in self.needs:
            if need.asked(lambda name: getattr(self, at[name])):
                yield from (name for name in need.required if not getattr(self, at[name]))


class Stretch(Model):
    """Something that holds from a day to a day; a missing end is open."""

    start: Day | None = key("fra", mark("The first day."), default=None)
    end: Day | None = key("til", mark("The last day."), default=None)

    def covers(self, day: Any) -> bool:
        """Whether ``day`` lies within; both ends count."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def along(model: Model, path: Path) -> Iterator[Model]:
    """The model and the models within it that a path leads through, the outermost first."""
    yield model
    within = next((attribute for attribute, name in _holders(type(model)) if path[:1] == (name,)), None)
    value = getattr(model, within) if within else None
    if isinstance(value, tuple):
        if len(path) > 1 and isinstance(path[1], int) and path[1] < len(value):
            yield from along(value[path[1]], path[2:])
    elif value is not None:
        yield from along(value, path[1:])


@cache
def _holders(model: type[Model]) -> tuple[tuple[str, str], ...]:
    """The fields that hold models: attribute and key."""
    keys = parts(model)
    return tuple(
        (attribute, info.alias)
        for attribute, info in model.model_fields.items()
        if info.alias and keys[info.alias] is not None
    )


def walk(model: Model) -> list[tuple[Path, Model]]:
    """The model and every model within it, each with its path, in the order of the fields."""
    found: list[tuple[Path, Model]] = []
    _walk(model, (), found)
    return found


def _walk(model: Model, path: Path, found: list[tuple[Path, Model]]) -> None:
    found.append((path, model))
    for attribute, name in _holders(type(model)):
        value = getattr(model, attribute)
        if isinstance(value, tuple):
            for index, one in enumerate(value):
                _walk(one, (*path, name, index), found)
        elif value is not None:
            _walk(value, (*path, name), found)
