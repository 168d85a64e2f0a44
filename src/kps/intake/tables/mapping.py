"""The mapping: which column of a table is what, as people keep it in ``.kps/import/<source>.yaml``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ValidationError

from kps.intake.source import Unreadable
from kps.intake.tables.targets import LEFT_OUT, MUNICIPALITY, RECORDS, NoTarget, Target, fitted, target, targets
from kps.language import Message, compound, mark, msg
from kps.models.base import Model, key, parts
from kps.models.meeting import MeetingStatus
from kps.models.shared import Shorthand
from kps.models.typed import Typed, scalar, wrong
from kps.models.values import Many, Name, OneOrMany, Text, whole
from kps.models.vocabulary import nearest_key, normal
from kps.source import Path, Positions, decode, locate, read

_MOST_TOLD = 10
Fill = Literal["sammenslåtte", "tomme"]
"""What ``fyll_ned`` fills: merged cells alone, or all blank ones below."""


def _target(value: object) -> str:
    text = scalar(value)
    try:
        return target(text).text
    except NoTarget as error:
        near = error.near
        raise wrong(error.message, lambda: near) from None


TargetText = Annotated[str, Typed(_target, lambda: {"type": "string", "examples": list(targets())})]
"""A target, as ``targets.target`` reads it."""


class Column(Shorthand):
    """What a column is: its target, alone or with what its cells mean."""

    to: TargetText = key("til", mark("Where the cells go: kommune, råd.opprettet, kontakt.navn ..., or utelat."))
    words: dict[Name, Text] = key(
        "verdier",
        mark("What the cells' words mean, each with the value of the key; utelat leaves one out."),
        default={},
    )
    year: Annotated[int, whole(1950, 2200)] | None = key(
        "år", mark("The year of days that are written without one."), default=None
    )
    status: MeetingStatus | None = key("status", mark("The status of the meetings of these days."), default=None)

    @property
    def target(self) -> Target:
        """Where its cells go."""
        return target(self.to)


def _fills(value: Any) -> Any:
    if isinstance(value, dict):
        return value
    return {name: "sammenslåtte" for name in (value if isinstance(value, list) else [value]) if name}


def _fill(value: object) -> str:
    text = normal(scalar(value))
    if text not in ("sammenslåtte", "samanslåtte", "tomme"):
        raise wrong(msg("“{value}” is not one of: {choices}", value=scalar(value), choices="sammenslåtte, tomme"))
    return "tomme" if text == "tomme" else "sammenslåtte"


Fills = Annotated[
    dict[Name, Annotated[str, Typed(_fill, lambda: {"type": "string", "enum": ["sammenslåtte", "tomme"]})]],
    BeforeValidator(_fills),
]


class TableMapping(Model):
    """The mapping of a table."""

    sheets: OneOrMany[Name] = key(
        "ark", mark("The sheet; several that are laid out alike. Else the only one with such headings."), default=()
    )
    headings: Annotated[int, whole(1, 1_048_576)] | None = key(
        "overskrift", mark("The row of the headings; else the first in which three are known."), default=None
    )
    skipped: Many[dict[Name, Text]] = key(
        "hopp_over", mark("Rows to leave out: what stands in them, by column."), default=()
    )
    filled: Fills = key(
        "fyll_ned",
        mark("Columns whose cells are merged downwards; with tomme, all blank cells below are filled."),
        default={},
    )
    columns: dict[Name, Column] = key("kolonner", mark("The columns by their headings, and what each is."))
    defaults: dict[TargetText, Text] = key(
        "standard", mark("What stands where the source has nothing; told each time as assumed."), default={}
    )


class MappingFault(Unreadable):
    """A mapping that is not as it should be; ``lines`` are where, from 1."""

    def __init__(self, faults: tuple[tuple[int, Message], ...]) -> None:
        self.faults = faults
        told = {
            f"fault{place}": msg("line {line}: {fault}", line=line, fault=one)
            for place, (line, one) in enumerate(faults[:_MOST_TOLD])
        }
        form = "\n  ".join(f"{{{name}}}" for name in told)
        super().__init__(msg("the mapping cannot be used:\n  {faults}", faults=compound(form, **told)))


def mapping_of(text: str) -> TableMapping:
    """The mapping that a file's text holds; MappingFault with every place where it is not as it should be."""
    content = read(text.encode())
    if not content.readable:
        raise MappingFault(tuple((fault.span.line, fault.message) for fault in content.faults))
    places = locate(decode(text.encode())[0])
    if not isinstance(content.value, dict):
        raise MappingFault(((1, msg("it begins with kolonner: and the columns below")),))
    try:
        made = TableMapping.model_validate(content.value)
    except ValidationError as errors:
        raise MappingFault(tuple(_misfits(errors, content.value, places))) from None
    if wrongly := tuple(_faults(made, places)):
        raise MappingFault(wrongly)
    return made


def _misfits(errors: ValidationError, value: Any, places: Positions) -> Iterator[tuple[int, Message]]:
    """What pydantic found, each with its line."""
    for error in errors.errors(include_url=False):
        path = _there(error["loc"], value)
        model = Column if path[:1] == ("kolonner",) and len(path) > 1 else TableMapping
        match error["type"]:
            case "extra_forbidden":
                name, keys = str(path[-1]), list(parts(model))
                told = msg("the key “{key}” is not known here; the keys are: {keys}", key=name, keys=keys)
                near = nearest_key(name, keys)
            case "missing":
                told, near = msg("the key “{key}” is missing", key=error["loc"][-1]), None
            case "kps" | "refused":
                told, near = error["ctx"]["message"], error["ctx"]["near"] and error["ctx"]["near"]()
            case _:
                told, near = msg("this value is not of the kind expected here"), None
        line = places.place(path, "key" if error["type"] == "extra_forbidden" else "value").line
        yield line, msg("{fault}; {near} may be meant", fault=told, near=near) if near else told


def _there(loc: tuple[int | str, ...], value: Any) -> Path:
    """As much of pydantic's way as there is in the file."""
    path: list[int | str] = []
    for part in loc:
        if not (part in value if isinstance(value, dict) else isinstance(value, list) and part in range(len(value))):
            break
        value = value[part]
        path.append(part)
    return tuple(path)


def _faults(made: TableMapping, places: Positions) -> Iterator[tuple[int, Message]]:
    """What each key may hold by itself and not with the others."""
    if not any(one.target.kind == MUNICIPALITY for one in made.columns.values()):
        yield places.place(("kolonner",), "key").line, msg("no column is kommune: whose rows are they?")
    for name, column in made.columns.items():
        for word, meant in column.words.items():
            if normal(meant) != LEFT_OUT and column.target.kind in RECORDS and column.target.field:
                fit = fitted(column.target, meant)
                if isinstance(fit, Message):
                    yield places.place(("kolonner", name, "verdier", word)).line, fit
        if (column.status or column.year) and not _of_days(column.target):
            yield places.place(("kolonner", name)).line, msg("år and status are only for columns of days, as møte.dato")
    for name, value in made.defaults.items():
        wanted = target(name)
        fit = fitted(wanted, value) if wanted.field else msg("“{target}” takes no default", target=name)
        if isinstance(fit, Message):
            yield places.place(("standard", name)).line, fit


def _of_days(wanted: Target) -> bool:
    return wanted.field is not None and (wanted.field.is_day or wanted.key == "år")
