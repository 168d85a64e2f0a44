"""kps answers for all that the guideline says: 109 of 109."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from kps.checking.rule import rules
from kps.language import LANGUAGES, Language
from kps.language.reader import choose, chosen
from kps.models.base import Model, parts
from kps.models.parse import KINDS
from kps.output.tracing import Traced, guideline_json, guideline_markdown, guideline_text, traced

EVERY = pytest.mark.parametrize("one", traced(), ids=lambda one: one.statement.id)


def test_every_statement_is_answered() -> None:
    assert len(traced()) == 109
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
    assert len(document["statements"]) == document["counts"]["statements"] == len(traced())
    assert set(document["statements"][0]) == {
        "id", "section", "modality", "who", "text", "met_by", "must_answer", "rules", "questions", "records",
    }  # fmt: skip
    for grade in ("rule", "people", "record"):
        assert document["counts"][grade] == sum(one["met_by"] == grade for one in document["statements"])


@EVERY
def test_a_grade_promises_no_more_than_there_is(one: Traced) -> None:
    """A statement is decided by rule only where a rule rests on it, and so on: whatever else answers to it too."""
    without: dict[str, Any] = {"rule": {"rules": ()}, "people": {"questions": ()}, "record": {"records": ()}}[one.grade]
    bare = replace(one, rules=()) if one.grade == "rule" else replace(one, statement=replace(one.statement, **without))
    assert one.answered
    assert not bare.answered


def test_whether_people_must_answer() -> None:
    by_id = {one.statement.id: one for one in traced()}
    assert by_id["3d"].must_answer is None
    assert by_id["4.1.4a"].rules == ("E707",)
    assert by_id["4.1.4a"].must_answer is False
    assert replace(by_id["4.1.4a"], rules=("R406",)).must_answer is True


@pytest.mark.parametrize("language", LANGUAGES)
def test_for_people_it_is_eighty_columns_wide_and_names_the_grades(language: Language) -> None:
    before = chosen()
    try:
        choose(language)
        text, rows = guideline_text(), guideline_markdown()
    finally:
        choose(before)
    assert max(map(len, text.splitlines())) <= 80
    assert text.count("→ ") == len(traced()) == rows.count("\n|") - 1
    assert f"{len(traced())} " in text
    assert text.endswith("(E707).\n")
