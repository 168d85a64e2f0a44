"""The schemas say what the models say: held against an independent validator, over mutated records."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from kps.models.parse import parse
from kps.models.schema import FILES, schemas
from kps.resources import folder
from kps.source import read

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "agder"
RECORDS = {
    "register": "kps.yaml",
    "politiråd": "politirad/4205-lindesnes/politirad.yaml",
    "avtale": "politirad/4205-lindesnes/avtale-2023.yaml",
    "politikontakt": "politikontakter/marit-lauvas.yaml",
    "møte": "politirad/4205-lindesnes/moter/2025-03-06.yaml",
    "evaluering": "politirad/4205-lindesnes/evaluering-2025.yaml",
}

# What a person may type instead of a value: as kps reads it, and as a YAML 1.2 editor does.
INSTEAD: list[tuple[Any, Any]] = [
    ("zzz", "zzz"),
    ("17", 17),
    ("true", True),
    ("2026-01-31", "2026-01-31"),
    (None, None),
    ([], []),
    (["zzz"], ["zzz"]),
    ({"zzz": "y"}, {"zzz": "y"}),
]

Path_ = tuple[str | int, ...]

SCHEMAS = schemas()
FOLDER = folder("schemas")


def _record(kind: str) -> Any:
    return read((EXAMPLES / RECORDS[kind]).read_bytes()).value


def _paths(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    if path:
        yield path
    for part, inner in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from _paths(inner, (*path, part))


def _with(value: Any, path: Path_, change: Any) -> Any:
    """A copy in which ``change(container, last part)`` has been done at the path."""
    made = copy.deepcopy(value)
    inner = made
    for part in path[:-1]:
        inner = inner[part]
    change(inner, path[-1])
    return made


def _set(new: Any) -> Any:
    def change(container: Any, part: Any) -> None:
        container[part] = new

    return change


def _rename(container: Any, part: Any) -> None:
    container[f"{part}zzz"] = container.pop(part)


def _delete(container: Any, part: Any) -> None:
    del container[part]


def _with_first_items(value: Any) -> Any:
    """The record with one item in each list, which stands for all: a schema takes its time with each."""
    if isinstance(value, dict):
        return {key: _with_first_items(inner) for key, inner in value.items()}
    return [_with_first_items(value[0])] if isinstance(value, list) and value else value


def _alone(record: Any, key: str | int) -> Any:
    """The record with what stands at this key, and of the others only what holds no mapping: schemas are slow."""
    return {name: inner for name, inner in record.items() if name == key or not _holds_mapping(inner)}


def _holds_mapping(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(map(_holds_mapping, value)))


def _mutations(kind: str) -> Iterator[tuple[str, Any, Any]]:
    whole = _record(kind)
    yield "as it is", whole, whole
    first_items = _with_first_items(whole)
    for path in _paths(first_items):
        if path == ("type",):
            continue
        base = _alone(first_items, path[0])
        for typed, loaded in INSTEAD:
            yield f"{path} = {typed!r}", _with(base, path, _set(typed)), _with(base, path, _set(loaded))
        if isinstance(path[-1], str):
            for change in (_rename, _delete):
                made = _with(base, path, change)
                yield f"{path} {change.__name__}", made, made


# Where the two may differ, and why.
HONEST = (
    # A list's empty place is told by the model as missing, and by a schema as of the wrong type.
    "= None",
    "= []",
    # The answers of an evaluation are free keys in both; an empty one is nothing.
)


@pytest.mark.parametrize(
    "share", [pytest.param(16, id="a sixteenth"), pytest.param(1, id="all", marks=pytest.mark.thorough)]
)
@pytest.mark.parametrize("kind", RECORDS)
def test_model_and_schema_take_and_refuse_the_same(kind: str, share: int) -> None:
    validator = Draft7Validator(SCHEMAS[FILES[kind]])
    differing = []
    for name, typed, loaded in islice(_mutations(kind), 0, None, share):
        _, misfits = parse(typed, "x.yaml")
        if (not misfits) != validator.is_valid(loaded):
            differing.append((name, [m.message.text("en") for m in misfits]))
    assert [one for one in differing if not one[0].endswith(HONEST)] == []


def _all_within(schema: Any, key: str) -> Iterator[Any]:
    """What stands under a keyword, anywhere in a schema."""
    if isinstance(schema, dict):
        for name, inner in schema.items():
            if name == key and isinstance(inner, str):
                yield inner
            yield from _all_within(inner, key)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _all_within(inner, key)


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.json")), ids=lambda file: file.stem)
def test_each_stands_alone(file: Path) -> None:
    schema = json.loads(file.read_text(encoding="utf-8"))
    assert "$id" not in schema
    for reference in _all_within(schema, "$ref"):
        where, *names = reference.split("/")
        assert where == "#", reference
        found = schema
        for name in names:
            found = found[name]


# In a pattern with the flag u only these signs may stand after a backslash.
_ECMA = re.compile(r"(?:[^\\]|\\[\^$\\.*+?()\[\]{}|/dDwWsS])*")


@pytest.mark.parametrize("file", SCHEMAS)
def test_patterns_are_those_of_ecma_262_with_the_flag_u(file: str) -> None:
    patterns = set(_all_within(SCHEMAS[file], "pattern"))
    assert patterns
    assert [one for one in patterns if not _ECMA.fullmatch(one)] == []
    for one in patterns:
        re.compile(one)


def test_what_is_chosen_from_is_listed_with_what_it_means() -> None:
    roles = SCHEMAS["politirad.json"]["definitions"]["rolle_verdier"]
    told = dict(zip(roles["enum"], roles["enumDescriptions"], strict=True))
    assert told["ordfører"] == "kommune; ledelse: politisk"
    assert told["ordførar"] == "nynorsk for «ordfører»"
    assert told["Nav"] == "andre"


@pytest.mark.parametrize("file", SCHEMAS)
def test_each_is_a_schema(file: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[file])


def test_every_key_has_a_title_and_a_description_in_bokmål() -> None:
    def properties(schema: Any) -> Iterator[tuple[str, Any]]:
        if isinstance(schema, dict):
            yield from schema.get("properties", {}).items() if "additionalProperties" in schema else ()
            for inner in schema.values():
                yield from properties(inner)
        elif isinstance(schema, list):
            for inner in schema:
                yield from properties(inner)

    for schema in SCHEMAS.values():
        for key, one in properties(schema):
            assert one["title"], key
            assert one["description"], key
            assert not one["description"].startswith("The "), key


def _case_records() -> Iterator[tuple[str, Any]]:
    for file in sorted(folder("cases").glob("*.yaml")):
        cases = read(file.read_bytes()).value
        assert isinstance(cases, dict)
        for case in (*cases["fires"], *cases["quiet"]):  # type: ignore[misc]  # the cases' test holds their form
            for name, text in case.get("files", {}).items():
                document = read(text.encode())
                if name.endswith(".yaml") and not document.faults and isinstance(document.value, dict):
                    yield f"{file.stem} {case['name']}: {name}", document.value


@pytest.mark.thorough
def test_the_rules_cases_are_as_the_schemas_say_just_where_the_models_say_so() -> None:
    validator = Draft7Validator(SCHEMAS["kps.json"])
    seen, differing = 0, []
    for name, value in _case_records():
        if name.endswith(": kps.yaml") and value.get("type") not in (None, "register"):
            continue  # that only a register lies there is told by the name, which no schema sees
        record, misfits = parse(value, name.rpartition(": ")[2])
        seen += 1
        taken = record is not None and misfits == ()
        if taken != validator.is_valid(value):
            differing.append((name, [one.message.text("en") for one in misfits]))
    assert seen > 500
    assert differing == []


@pytest.mark.parametrize("file", sorted(EXAMPLES.rglob("*.yaml")), ids=lambda file: file.stem)
def test_the_examples_are_as_the_schemas_say(file: Path) -> None:
    record = read(file.read_bytes()).value
    assert isinstance(record, dict)
    errors = Draft7Validator(SCHEMAS[FILES[str(record["type"])]]).iter_errors(record)
    assert [error.message for error in errors] == []
