"""The mapping: which column of a table is what, as people keep it in ``.kps/import/<source>.yaml``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from kps.intake.mappings import Fault, Mapping, MappingFault, read_mapping
from kps.intake.tables.targets import LEFT_OUT, MUNICIPALITY, RECORDS, NoTarget, Target, fitted, target, targets
from kps.language import Message, mark, msg
from kps.models.base import Model, key
from kps.models.meeting import MeetingStatus
from kps.models.schema import schema_of
from kps.models.shapes import SCALAR, JsonSchema, either, one_or_many
from kps.models.shared import Shorthand
from kps.models.typed import Typed, scalar, wrong
from kps.models.values import Many, Name, OneOrMany, Text, whole
from kps.models.vocabulary import normal


def _target(value: object) -> str:
    text = scalar(value)
    try:
        return target(text).text
    except NoTarget as error:
        near = error.near
        raise wrong(error.message, lambda: near) from None


_FORM = r"^\s*([Kk]ommune|[Uu]telat|[Mm]edlem\([^()]+\)\..+|[^.()\s]+\.[^()]+)\s*$"
"""What any target looks like; which of those that look so there are, the model tells."""

TargetText = Annotated[str, Typed(_target, lambda: {"type": "string", "pattern": _FORM, "examples": list(targets())})]
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


def _fill(value: object) -> str:
    text = normal(scalar(value))
    if text not in ("sammenslåtte", "samanslåtte", "tomme"):
        raise wrong(msg("“{value}” is not one of: {choices}", value=scalar(value), choices="sammenslåtte, tomme"))
    return "tomme" if text == "tomme" else "sammenslåtte"


Fill = Annotated[str, Typed(_fill, lambda: {"type": "string", "enum": ["sammenslåtte", "samanslåtte", "tomme"]})]
"""What ``fyll_ned`` fills of a column: merged cells alone, or all blank ones below."""


class _Filled:
    """Marks columns with what of them is filled; a list of them, or one, is of those with merged cells."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def by_column(value: Any) -> Any:
            if isinstance(value, dict):
                return value
            return {name: "sammenslåtte" for name in (value if isinstance(value, list) else [value]) if name}

        return core_schema.no_info_before_validator_function(by_column, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        listed = one_or_many({"type": "array", "items": dict(SCALAR)})
        return either({"type": "object"}, handler(schema), listed)


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
    filled: Annotated[dict[Name, Fill], _Filled()] = key(
        "fyll_ned",
        mark("Columns whose cells are merged downwards; with tomme, all blank cells below are filled."),
        default={},
    )
    columns: dict[Name, Column] = key("kolonner", mark("The columns by their headings, and what each is."))
    defaults: dict[TargetText, Text] = key(
        "standard", mark("What stands where the source has nothing; told each time as assumed."), default={}
    )


SCHEMA = "import.json"
"""The schema's file."""


def schema() -> JsonSchema:
    """What a mapping of a table may hold, as JSON Schema."""
    return schema_of("tilordning", TableMapping)


def mapping_of(text: str) -> TableMapping:
    """The mapping that a file's text holds; MappingFault with every place where it is not as it should be."""
    found = read_mapping(text, TableMapping)
    if faults := list(_faults(found)):
        raise MappingFault(faults)
    return found.made


def _faults(found: Mapping[TableMapping]) -> Iterator[Fault]:
    """What each key may hold by itself and not with the others."""
    if not any(one.target.kind == MUNICIPALITY for one in found.made.columns.values()):
        yield found.line("kolonner"), msg("no column is kommune: whose rows are they?")
    for name, column in found.made.columns.items():
        for word, meant in column.words.items():
            if normal(meant) != LEFT_OUT and column.target.kind in RECORDS and column.target.field:
                fit = fitted(column.target, meant)
                if isinstance(fit, Message):
                    yield found.line("kolonner", name, "verdier", word), fit
        if (column.status or column.year) and not _of_days(column.target):
            told = msg("år and status are only for columns of days, as møte.dato")
            yield found.line("kolonner", name), told
    for name, value in found.made.defaults.items():
        wanted = target(name)
        fit = fitted(wanted, value) if wanted.field else msg("“{target}” takes no default", target=name)
        if isinstance(fit, Message):
            yield found.line("standard", name), fit


def _of_days(wanted: Target) -> bool:
    return wanted.field is not None and (wanted.field.is_day or wanted.key == "år")
