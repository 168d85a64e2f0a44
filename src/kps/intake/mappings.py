"""The mappings that people keep for their sources: YAML of a model, and what is wrong with one, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from kps.intake.source import Unreadable
from kps.language import Message, compound, msg
from kps.models.base import Model, parts
from kps.models.vocabulary import nearest_key
from kps.source import Path, Positions, decode, locate, read

_MOST_TOLD = 10

Fault = tuple[int, Message]
"""What is wrong, and the line that it stands in, from 1."""

M = TypeVar("M", bound=Model)


class MappingFault(Unreadable):
    """A mapping that is not as it should be."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        told = {
            f"fault{place}": msg("line {line}: {fault}", line=line, fault=one)
            for place, (line, one) in enumerate(faults[:_MOST_TOLD])
        }
        form = "\n  ".join(f"{{{name}}}" for name in told)
        super().__init__(msg("the mapping cannot be used:\n  {faults}", faults=compound(form, **told)))


@dataclass(frozen=True, slots=True)
class Mapping(Generic[M]):
    """A mapping as it was read, and where everything in it stands."""

    made: M
    places: Positions

    def line(self, *path: str | int) -> int:
        """The line of what stands at a path."""
        return self.places.place(path).line


def read_mapping(text: str, model: type[M]) -> Mapping[M]:
    """The mapping in a file's text; MappingFault with every place where it is not of the model."""
    content = read(text.encode())
    if not content.readable:
        raise MappingFault([(fault.span.line, fault.message) for fault in content.faults])
    places = locate(decode(text.encode())[0])
    if not isinstance(content.value, dict):
        keys = list(parts(model))
        raise MappingFault([(1, msg("here keys with values are expected: {keys} ...", keys=", ".join(keys[:4])))])
    try:
        return Mapping(model.model_validate(content.value), places)
    except ValidationError as errors:
        raise MappingFault([*_misfits(errors, content.value, places, model)]) from None


def _misfits(errors: ValidationError, value: Any, places: Positions, model: type[Model]) -> Iterator[Fault]:
    """What pydantic found, each with its line."""
    for error in errors.errors(include_url=False):
        path = _there(error["loc"], value)
        near = None
        match error["type"]:
            case "extra_forbidden":
                name, keys = str(path[-1]), list(parts(_model_at(path[:-1], model)))
                told = msg("the key “{key}” is not known here; the keys are: {keys}", key=name, keys=keys)
                near = nearest_key(name, keys)
            case "missing":
                told = msg("the key “{key}” is missing", key=error["loc"][-1])
            case "kps" | "refused":
                told, find = error["ctx"]["message"], error["ctx"]["near"]
                near = find() if find else None
            case _:
                told = msg("this value is not of the kind expected here")
        line = places.place(path, "key" if error["type"] == "extra_forbidden" else "value").line
        yield line, msg("{fault}; {near} may be meant", fault=told, near=near) if near else told


def _model_at(path: Path, model: type[Model]) -> type[Model]:
    """The model of the mapping at a path; keys that people choose lead to no other."""
    for part in path:
        model = parts(model).get(str(part)) or model
    return model


def _there(loc: tuple[int | str, ...], value: Any) -> Path:
    """As much of pydantic's way as there is in the file."""
    path: list[int | str] = []
    for part in loc:
        if not (part in value if isinstance(value, dict) else isinstance(value, list) and part in range(len(value))):
            break
        value = value[part]
        path.append(part)
    return tuple(path)
