"""The published schema of a mapping takes what the model takes, and an editor says of a slip what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from test_mapping import WHOLE

from kps.intake.tables.mapping import SCHEMA, schema
from kps.source import read

SCHEMAS = Path(__file__).parent.parent.parent / "schemas"


def faults(text: str) -> list[str]:
    value = json.loads(json.dumps(read(text.encode()).value))
    return [one.message for one in jsonschema.Draft7Validator(schema()).iter_errors(value)]


def test_the_schema_is_published_and_stands_alone() -> None:
    made = json.loads((SCHEMAS / SCHEMA).read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(made)
    assert made == json.loads(json.dumps(schema()))


@pytest.mark.parametrize(
    "text", [WHOLE, "kolonner: {A: kommune}\nfyll_ned: A\nark: [X, Y]\n", "kolonner: {A: {til: Kommune}}\n"]
)
def test_what_the_model_takes_the_schema_takes(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    "text",
    ["ark: x\n", "kolonner: {A: kommunne}\n", "kolonner: {A: kommune}\narkk: 3\n", "kolonner: {A: {tl: kommune}}\n",
     "kolonner: {A: kommune}\nfyll_ned: {A: alt}\n", "kolonner: {A: kommune}\noverskrift: fire\n",
     "kolonner: {A: {til: møte.dato, status: holdt}}\n"],
)  # fmt: skip
def test_what_the_model_refuses_the_schema_refuses(text: str) -> None:
    assert faults(text)
