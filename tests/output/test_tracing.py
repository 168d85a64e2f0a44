"""kps answers for all that the guideline says: 106 of 106."""

from __future__ import annotations

import json

import pytest

from kps.checking.rule import rules
from kps.models.base import Model, parts
from kps.models.parse import KINDS
from kps.output.tracing import Traced, guideline_json, traced

EVERY = pytest.mark.parametrize("one", traced(), ids=lambda one: one.statement.id)


def test_every_statement_is_answered() -> None:
    assert len(traced()) == 106
    assert [one.statement.id for one in traced() if not one.answered] == []


@EVERY
def test_it_is_answered_in_its_own_way(one: Traced) -> None:
    if one.statement.check == "machine":
        assert one.rules
    if one.statement.check == "model":
        assert one.statement.records


@EVERY
def test_the_records_keys_are_there(one: Traced) -> None:
    for route in one.statement.records:
        kind, *keys = route.split(".")
        model: type[Model] | None = KINDS[kind]
        for key in keys:
            assert model is not None, route
            assert key in parts(model), route
            model = parts(model)[key]


def test_every_rule_cites_statements_that_are_there() -> None:
    known = {one.statement.id for one in traced()}
    assert all(set(rule.cites) <= known for rule in rules().values())


def test_the_json_says_it_all() -> None:
    document = json.loads(guideline_json())
    assert len(document["statements"]) == 106
    assert set(document["statements"][0]) == {
        "id", "section", "modality", "who", "text", "rules", "questions", "records",
    }  # fmt: skip
