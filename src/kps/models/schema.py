"""The records' JSON Schemas (2020-12): what editors complete from and check against."""

from __future__ import annotations

from typing import Any

from kps.language import Message
from kps.models.base import Record
from kps.models.parse import KINDS
from kps.models.person import Person
from kps.models.register import Charter
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
    made["kps.json"] = _any_record()
    return made


def _any_record() -> Schema:
    """The schema that chooses by ``type``: what is wrong is then told of that kind alone."""
    return {
        "$schema": DIALECT,
        "$id": "kps.json",
        "title": "kps",
        "type": "object",
        "required": ["type"],
        "properties": {
            "type": {
                "title": "Type",
                "description": _in_bokmål(Charter.model_fields["kind"].description or ""),
                "anyOf": [{"enum": list(KINDS)}, any_case(KINDS)],
            }
        },
        "allOf": [
            {"if": {"required": ["type"], "properties": {"type": any_case([kind])}}, "then": {"$ref": file}}
            for kind, file in FILES.items()
        ],
    }


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


_BLANK: Schema = {"type": "string", "pattern": r"^\s*$"}
_EMPTY: Schema = {"anyOf": [{"enum": [None, []]}, _BLANK]}
"""What counts as missing."""

_NOTHING: Schema = {"anyOf": [{"type": "null"}, _BLANK]}
"""A place in a list that holds nothing."""

_PEOPLE = {model.__name__ for model in Person.__subclasses__()}


def _definition(name: str, schema: Schema) -> Schema:
    if name in _PEOPLE:
        mapping = schema["anyOf"][1] if "anyOf" in schema else schema
        mapping["allOf"] = [_role_rule()]
    return schema


def _role_rule() -> Schema:
    """A role outside the guideline's table needs its side."""
    known = any_case(roles().spellings())
    return {
        "if": {"not": {"required": ["part"], "properties": {"part": {"not": _EMPTY}}}},
        "then": {"properties": {"rolle": {"anyOf": [known, {"type": "array", "items": _or(known, _NOTHING)}, _EMPTY]}}},
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
    if made.get("type") == "array" and "$ref" not in made["items"] and {"type": "null"} not in _either(made["items"]):
        made["items"] = _or(made["items"], _NOTHING)
    for key, schema in made.get("patternProperties", {}).items():
        made["patternProperties"][key] = _or(schema, _EMPTY)
    if isinstance(made.get("additionalProperties"), dict):
        made["additionalProperties"] = _or(made["additionalProperties"], _EMPTY)
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
        made |= {"allOf": [core, {"not": _EMPTY}]} if required else _or(core, _EMPTY)
    return made


def _or(*schemas: Schema) -> Schema:
    """What one of the schemas takes; alternatives within are laid beside one another."""
    return {"anyOf": [one for schema in schemas for one in _either(schema)]}


def _either(schema: Schema) -> list[Schema]:
    """The alternatives of a schema, or just the schema itself."""
    return list(schema["anyOf"]) if set(schema) == {"anyOf"} else [schema]


def _without_null(schema: Schema) -> Schema:
    kept = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    if "anyOf" not in schema or len(kept) == len(schema["anyOf"]):
        return schema
    return kept[0] if len(kept) == 1 else {**schema, "anyOf": kept}


def _in_bokmål(text: str) -> str:
    return Message(text).text("nb")
