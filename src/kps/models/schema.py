"""The records' JSON Schemas (draft 7, which every editor reads): what is completed from and checked against.

Each stands alone: it refers to nothing outside itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kps.language import Message
from kps.models.base import Model, Need, NeedUnless, Record
from kps.models.parse import KINDS
from kps.models.shapes import (
    CHOICE,
    DEFINITIONS,
    EMPTY,
    NOTHING,
    SCALAR,
    SHARED,
    TEXT,
    JsonSchema,
    any_case,
    choice,
    either,
    filled,
    unless,
)
from kps.models.vocabulary import roles, spellings

DIALECT = "http://json-schema.org/draft-07/schema#"

FILES = {
    "register": "register.json",
    "politiråd": "politirad.json",
    "avtale": "avtale.json",
    "politikontakt": "politikontakt.json",
    "møte": "mote.json",
    "evaluering": "evaluering.json",
    "kunnskapsgrunnlag": "kunnskapsgrunnlag.json",
}
"""The file of each kind of record; names are ASCII, since they travel."""


def schemas() -> dict[str, JsonSchema]:
    """All schemas by file name: one a kind, and ``kps.json``, which chooses by ``type``."""
    writer = _Writer()
    records = {kind: writer.record(kind, model) for kind, model in KINDS.items()}
    for record in records.values():
        writer.entitle(record, "")
    made = {FILES[kind]: writer.alone(kind, record) for kind, record in records.items()}
    made["kps.json"] = writer.any_record(records)
    return made


def schema_of(title: str, model: type[Model]) -> JsonSchema:
    """The schema of a file that is no record, as a mapping of a source is."""
    writer = _Writer()
    made = writer.record(title, model)
    writer.entitle(made, "")
    return writer.alone(title, made)


class _Writer:
    """Puts the kinds' schemas in one form; what they share is written once, under a name that is the same in each."""

    def __init__(self) -> None:
        self._definitions: dict[str, JsonSchema] = dict(SHARED)

    def record(self, kind: str, model: type[Model]) -> JsonSchema:
        """The schema of a kind; what it refers to is kept among the definitions."""
        made = model.model_json_schema(by_alias=True, mode="validation")
        for name, schema in made.pop("$defs", {}).items():
            if name not in self._definitions:
                self._definitions[name] = {}
                self._definitions[name] = self._shape(schema, name)
        shape = self._shape(made, kind)
        if issubclass(model, Record) and model.needs:
            shape["allOf"] = [_need(need, made["properties"], self) for need in model.needs]
        return shape

    def entitle(self, schema: Any, title: str) -> None:
        """Call each mapping by the key that leads to it first: an editor names it so."""
        if isinstance(schema, list):
            for inner in schema:
                self.entitle(inner, title)
        elif isinstance(schema, dict) and "$ref" in schema:
            named = self._definitions[schema["$ref"].removeprefix(DEFINITIONS)]
            if "title" not in named:
                self.entitle(dict(named), title)
                if "properties" in named:
                    named["title"] = title
        elif isinstance(schema, dict):
            for inner in schema.values():
                self.entitle(inner, schema.get("title", title))

    def alone(self, title: str, schema: JsonSchema) -> JsonSchema:
        """The schema with its head, and with the definitions that it leads to."""
        found: dict[str, JsonSchema] = {}
        waiting = list(_referred(schema))
        while waiting:
            name = waiting.pop()
            if name not in found:
                found[name] = self._definitions[name]
                waiting.extend(_referred(found[name]))
        return {"$schema": DIALECT, "title": title, **schema, "definitions": dict(sorted(found.items()))}

    def any_record(self, records: dict[str, JsonSchema]) -> JsonSchema:
        """The schema that chooses by ``type``: what is wrong is then told of that kind alone."""
        names = {kind: FILES[kind].partition(".")[0] for kind in records}
        self._definitions |= {names[kind]: record for kind, record in records.items()}
        kinds = records["register"]["properties"]["type"]
        schema = {
            "type": "object",
            "required": ["type"],
            "properties": {
                "type": {
                    **{word: kinds[word] for word in ("title", "description")},
                    **self._shape(choice(dict.fromkeys(records, "")), "type"),
                }
            },
            "allOf": [
                {
                    "if": {"required": ["type"], "properties": {"type": any_case([kind])}},
                    "then": {"$ref": DEFINITIONS + name},
                }
                for kind, name in names.items()
            ],
        }
        return self.alone("kps", schema)

    def property(self, key: str, schema: JsonSchema, required: bool) -> JsonSchema:
        """A key's schema: its words, and emptiness allowed just where the key may be missing."""
        made: JsonSchema = {"title": key.replace("_", " ").capitalize()}
        if "description" in schema:
            made["description"] = Message(schema["description"]).text("nb")
        made |= {word: schema[word] for word in ("examples",) if word in schema}
        shape = self._shape({name: value for name, value in schema.items() if name not in _WORDS}, key)
        return made | _beside_words(filled(shape) if required else unless(EMPTY, shape))

    def _shape(self, schema: JsonSchema, key: str) -> JsonSchema:
        """A value's schema, from pydantic's."""
        if "$ref" in schema:
            return {"$ref": DEFINITIONS + schema["$ref"].rpartition("/")[2]}
        if CHOICE in schema:
            return self._choice(schema[CHOICE], key)
        if "if" in schema:
            then = self._shape(schema["then"], key)
            return either(schema["if"], self._short(then), self._shape(schema["else"], key))
        if "allOf" in schema:
            return self._shape(schema["allOf"][0], key)
        if "anyOf" in schema:
            (kept,) = (one for one in schema["anyOf"] if one != {"type": "null"})
            return self._shape(kept, key)
        if schema.get("type") == "array":
            return {"type": "array", "items": self._item(schema["items"], key)}
        if schema.get("type") == "object":
            return self._mapping(schema, key)
        bare = {name: value for name, value in schema.items() if name not in _WORDS}
        return TEXT if bare == SCALAR else bare

    def _short(self, shape: JsonSchema) -> JsonSchema:
        """A mapping by its name among the definitions, since it is named more than once."""
        return self._named("utskrevet", shape) if shape.get("type") == "object" else shape

    def _item(self, schema: JsonSchema, key: str) -> JsonSchema:
        """One of a list: text may be missing there, a mapping not."""
        shape = self._shape(schema, key)
        return shape if "$ref" in schema else unless(NOTHING, shape)

    def _mapping(self, schema: JsonSchema, key: str) -> JsonSchema:
        if "properties" not in schema:
            values = next(iter(schema.get("patternProperties", {}).values()), None) or schema["additionalProperties"]
            names = {"propertyNames": self._shape(schema["propertyNames"], key)} if "propertyNames" in schema else {}
            return {"type": "object", **names, "additionalProperties": unless(EMPTY, self._shape(values, key))}
        required = schema.get("required", [])
        keys = {name: self.property(name, one, name in required) for name, one in schema["properties"].items()}
        return {
            "type": "object",
            **({"required": required} if required else {}),
            "additionalProperties": False,
            "properties": keys,
            **(_role_rule(self._roles()) if {"rolle", "part"} <= keys.keys() else {}),
        }

    def _choice(self, given: JsonSchema, key: str) -> JsonSchema:
        """A choice, by the names of its words and of itself among the definitions."""
        key = given["name"] or key
        words: JsonSchema = {"enum": given["words"]}
        if any(given["told"]):
            words["enumDescriptions"] = given["told"]
        listed = self._named(f"{key}_verdier", words)
        if given["free"]:
            return self._named(key, {"anyOf": [listed, TEXT]})
        taken = any_case([*given["words"], *given["also"]])
        return self._named(key, {"anyOf": [listed, {}], "if": taken, "else": listed})

    def _named(self, name: str, schema: JsonSchema) -> JsonSchema:
        number = 1
        while self._definitions.setdefault(unique := name if number == 1 else f"{name}_{number}", schema) != schema:
            number += 1
        return {"$ref": DEFINITIONS + unique}

    def _roles(self) -> JsonSchema:
        """One of the guideline's roles."""
        taken = any_case(roles().spellings())
        return self._named("rolle_i_tabellen", {"if": {"not": taken}, "then": {"enum": list(roles().keys())}})


def _beside_words(shape: JsonSchema) -> JsonSchema:
    """The shape so that words may stand beside it: draft 7 passes over what stands beside a reference."""
    return {"allOf": [shape]} if "$ref" in shape else shape


_WORDS = ("title", "description", "examples", "default")


def _role_rule(known: JsonSchema) -> JsonSchema:
    """A role outside the guideline's table needs its side."""
    items = {"type": "array", "items": {"if": {"not": NOTHING}, "then": known}}
    stated = {"type": "object", "required": ["part"], "properties": {"part": {"not": EMPTY}}}
    one = {"if": {"not": EMPTY}, "then": known}
    role = {"if": {"type": "array"}, "then": items, "else": one}
    return {"allOf": [{"if": {"not": stated}, "then": {"type": "object", "properties": {"rolle": role}}}]}


def _need(need: Need | NeedUnless, keys: JsonSchema, writer: _Writer) -> JsonSchema:
    """What a state of the record makes required: there, and not empty."""
    asked = {
        "required": list(need.required),
        "properties": {name: writer.property(name, keys[name], True) for name in need.required},
    }
    if isinstance(need, NeedUnless):
        awaited = {"required": [need.ordered], "properties": {need.ordered: {"not": EMPTY}, need.delivered: EMPTY}}
        return {"if": awaited, "else": asked}
    words = [name for value in need.values for name in spellings(value)]
    return {"if": {"properties": {need.key: any_case(words)}, "required": [need.key]}, "then": asked}


def _referred(schema: Any) -> Iterator[str]:
    """The names of the definitions that a schema refers to."""
    if isinstance(schema, dict):
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"].removeprefix(DEFINITIONS)
        for inner in schema.values():
            yield from _referred(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _referred(inner)
