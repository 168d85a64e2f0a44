"""What the types of fields are made of: how a value's text is read, how it is refused, how JSON Schema says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from kps.language import Message, msg
from kps.models.shapes import JsonSchema


def wrong(message: Message, near: Callable[[], str | None] | None = None) -> PydanticCustomError:
    """The error by which a field refuses a value; ``near`` finds what the writer may have meant, if it is asked."""
    return PydanticCustomError("kps", "refused", {"message": message, "near": near})


@dataclass(frozen=True)
class Typed:
    """Marks a field's type: how its text is read, and how JSON Schema describes it."""

    parse: Callable[[Any], Any]
    schema: Callable[[], JsonSchema]
    worded: bool = False
    """Whether it reads the field's own words."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.parse)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return self.schema()


def scalar(value: object) -> str:
    """The text of a scalar, trimmed; a list or a mapping is refused."""
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, list):
        raise wrong(msg("here one value is expected, not a list"))
    raise wrong(
        msg(
            "here one text is expected, not keys with values; put quotes round a text that has a colon, "
            "or write it as a block after |"
        )
    )
