"""The yearly status as JSON: versioned, with a published schema, and read back."""

from __future__ import annotations

from typing import Any

from pydantic_core import PydanticSerializationError

from kps.language.for_programs import as_document, written_already
from kps.report.year_status import Status

SCHEMA = "rapport.json"
"""The schema's file."""


def as_json(status: Status) -> str:
    """The status as one JSON document that ends its line; days are ISO, what is not there is null."""

    def plain() -> Any:
        return status.model_dump(mode="json", by_alias=True)

    try:
        return written_already(status.model_dump_json(by_alias=True, indent=2), plain)
    except PydanticSerializationError:  # half of a pair of signs, which a file's name may hold
        return as_document(plain())


def read_json(text: bytes) -> Status:
    """The status in a JSON report; ValueError for anything else."""
    return Status.model_validate_json(text, by_alias=True)


def schema() -> dict[str, Any]:
    """What a JSON report holds, as JSON Schema (2020-12)."""
    made = Status.model_json_schema(by_alias=True, mode="serialization")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {**head, **made}
