"""The records' JSON Schemas (2020-12): what editors complete from and check against."""

from __future__ import annotations

from typing import Any

from kps.language import Message
from kps.models.base import Record
from kps.models.parse import KINDS
from kps.models.values import any_case
from kps.models.vocabulary import roles

DIALECT = "https://json-schema.org/draft/2020-12/schema"

FILES = {
    "register": "register.json",
    "politiråd": "politirad.json",
    "avtale": "avtale.json",
    "politikontakt": "politikontakt.json",
    "møte": "mote.json",
    "evaluering": "evaluering.json",
}
"""The file of each kind of record; names are ASCII, since they travel."""

Schema = dict[str, Any]


def schemas() -> dict[str, Schema]:
    """All schemas by file name: one a kind, and ``kps.json``, which chooses by ``type``."""
    made = {FILES[kind]: _schema(kind, model) for kind, model in KINDS.items()}
    made["kps.json"] = {
        "$schema": DIALECT,
        "$id": "kps.json",
        "title": "kps",
        "oneOf": [{"$ref": file} for file in FILES.values()],
    }
    return made


def _schema(kind: str, model: type[Record]) -> Schema:
    made = model.model_json_schema(by_alias=True, mode="validation")
    definitions = made.pop("$defs", {})
    made.pop("description", None)
    schema = {"$schema": DIALECT, "$id": FILES[kind], "title": kind, **{k: v for k, v in made.items() if k != "title"}}
    if model.needs:
        schema["allOf"] = [_need(need.key, need.values, need.required) for need in model.needs]
    if definitions:
        schema["$defs"] = {name: _definition(name, inner) for name, inner in sorted(definitions.items())}
    tidy: Schema = _tidied(schema)
    return tidy


def _need(key: str, values: tuple[str, ...], required: tuple[str, ...]) -> Schema:
    """What a state of the record makes required: there, and not empty."""
    return {
        "if": {"properties": {key: any_case(values)}, "required": [key]},
        "then": {"required": list(required), "properties": {name: {"not": _EMPTY} for name in required}},
    }


_EMPTY: Schema = {"enum": [None, "", []]}


def _definition(name: str, schema: Schema) -> Schema:
    if name in ("Member", "Guest", "Signature"):
        mapping = schema["anyOf"][1] if "anyOf" in schema else schema
        mapping["allOf"] = [_role_rule()]
    return schema


def _role_rule() -> Schema:
    """A role outside the guideline's table needs its side."""
    known = any_case(roles().spellings())
    return {
        "if": {"not": {"required": ["part"], "properties": {"part": {"not": _EMPTY}}}},
        "then": {"properties": {"rolle": {"anyOf": [known, {"type": "array", "items": known}, _EMPTY]}}},
    }


def _tidied(schema: Any) -> Any:
    """The schema with its words in bokmål, and without what tells an editor nothing."""
    if isinstance(schema, list):
        return [_tidied(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: _tidied(value) for key, value in schema.items() if key != "default"}
    if isinstance(made.get("description"), str):
        made["description"] = _in_bokmål(made["description"])
    properties = made.get("properties")
    if isinstance(properties, dict) and made.get("type") == "object":
        made.pop("description", None)
        made.pop("title", None) if "$schema" not in made else None
        required = set(made.get("required", ()))
        made["properties"] = {key: _property(key, one, key in required) for key, one in properties.items()}
    return made


def _property(key: str, schema: Schema, required: bool) -> Schema:
    """A key's schema: a title, and emptiness allowed just where the key may be missing."""
    made: Schema = {"title": key.replace("_", " ").capitalize()}
    made |= {name: schema[name] for name in ("description", "examples") if name in schema}
    core = {name: value for name, value in schema.items() if name not in ("title", "description", "examples")}
    core = _without_null(core)
    if core:
        made |= {"allOf": [core, {"not": _EMPTY}]} if required else {"anyOf": [core, _EMPTY]}
    return made


def _without_null(schema: Schema) -> Schema:
    kept = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    if "anyOf" not in schema or len(kept) == len(schema["anyOf"]):
        return schema
    return kept[0] if len(kept) == 1 else {**schema, "anyOf": kept}


def _in_bokmål(text: str) -> str:
    return Message(text).text("nb")
