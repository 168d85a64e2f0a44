"""The table of words against what it is for: no key and no value without its row, and no row that nothing asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import pytest

from kps.changes.identity import THINGS
from kps.guideline import method_questions, questions
from kps.language import LANGUAGES
from kps.models.base import Model, parts
from kps.models.evaluation import Method
from kps.models.parse import KINDS
from kps.models.vocabulary import Kind, roles, terms

SOURCE = Path(__file__).parents[2] / "src" / "kps"
CODES = {"nb", "nn", "en"}
"""The values of ``språk``: codes, and no words."""


def models(model: type[Model]) -> Iterator[type[Model]]:
    yield model
    for inner in parts(model).values():
        if inner:
            yield from models(inner)


EVERY_MODEL = {model for kind in KINDS.values() for model in models(kind)}


def closed_values(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("metadata", {}).get("words", ())
        for inner in schema.values():
            yield from closed_values(inner)
    elif isinstance(schema, list | tuple):
        for inner in schema:
            yield from closed_values(inner)


def attributes_by_key() -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for model in EVERY_MODEL:
        for attribute, info in model.model_fields.items():
            found.setdefault(info.alias or attribute, set()).add(attribute)
    return found


def test_every_key_of_every_record_has_its_row_with_its_name_in_the_code() -> None:
    assert {key: set(term.code) for key, term in terms("key").items()} == attributes_by_key()


def test_every_closed_value_has_its_row() -> None:
    for kind in KINDS.values():
        kind.model_rebuild()
    closed = {word for kind in KINDS.values() for word in closed_values(kind.__pydantic_core_schema__)}
    assert set(terms("value")) == closed - CODES | {"ja", "nei"}


def test_every_thing_in_a_list_has_its_row_with_its_class() -> None:
    named = [name for term in terms("thing").values() for name in term.code]
    assert sorted(named) == sorted(model.__name__ for model in THINGS)


def test_every_question_of_an_evaluation_has_its_row() -> None:
    of_methods = {question.key for method in get_args(get_args(Method)[0]) for question in method_questions(method)}
    assert set(terms("question")) == of_methods | {question.key for question in questions()}


def test_every_role_with_its_facts_has_its_row() -> None:
    assert set(terms("role")) == set(roles().keys())


def test_the_steps_and_the_levels_are_those_of_the_records() -> None:
    assert list(terms("step")) == ["1", "2", "3", "4"]
    assert set(terms("slt_level")) <= set(terms("key"))


@pytest.mark.parametrize("kind", ["said", "side", "agenda_item", "paper"])
def test_no_row_is_left_that_nothing_asks_for(kind: Kind) -> None:
    source = "\n".join(file.read_text(encoding="utf-8") for file in SOURCE.rglob("*.py"))
    assert [key for key in terms(kind) if f'"{key}"' not in source] == []


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_word_is_there_in_three_tongues(kind: Kind) -> None:
    for term in terms(kind).values():
        assert all(term.text(language).strip() for language in LANGUAGES), term.key


def test_the_table_has_no_other_sorts_and_no_row_twice() -> None:
    rows = (SOURCE / "models" / "data" / "words.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(rows) == sum(len(terms(kind)) for kind in get_args(Kind))


def test_a_thing_that_is_told_of_as_new_has_a_gender() -> None:
    for term in terms("thing").values():
        assert {term.gender("nb"), term.gender("nn")} <= {*terms("new"), ""}
        assert term.genders or term.code == ("Guest",)
