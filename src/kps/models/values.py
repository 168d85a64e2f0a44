"""The types a field can have: each reads what people type, and says so in JSON Schema.

The source hands over text (or nothing); only here is ``0301`` a municipality, ``no`` a word and ``nei`` a
truth value. A blank becomes the type's own emptiness: ``""``, ``()`` or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from sys import intern
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from kps.language import msg
from kps.models.places import municipalities
from kps.models.ranges import range_pattern
from kps.models.shapes import SCALAR, JsonSchema, choice, choice_of, either, one_or_many
from kps.models.typed import Typed, scalar, wrong
from kps.models.vocabulary import Term, Vocabulary, functions, nearest, normal, reasons, roles, spellings, topics, words
from kps.source.text import composed


def _text(value: object) -> str:
    if value is not None and not isinstance(value, str):
        scalar(value)
    return value if isinstance(value, str) and value.strip() else ""


def _name(value: object) -> str:
    text = scalar(value)
    return _short_name(text) if len(text) < _SHORT else intern(composed(text))


_SHORT = 100
"""So many signs has what is kept in mind: one text of five million would be as well."""


@lru_cache(maxsize=8192)  # a register's records share their names
def _short_name(text: str) -> str:
    return intern(composed(text))


Text = Annotated[str, Typed(_text, lambda: dict(SCALAR))]
"""Free text or Markdown, as typed."""

Name = Annotated[str, Typed(_name, lambda: dict(SCALAR))]
"""A name: compared after NFC and trimming, case kept."""


_TRUTH = {"ja": True, "true": True, "nei": False, "false": False}


def _flag(value: object) -> bool:
    text = scalar(value)
    try:
        return _TRUTH[text.casefold()]
    except KeyError:
        raise wrong(msg("“{value}” is neither ja nor nei", value=text)) from None


Flag = Annotated[
    bool,
    Typed(
        _flag,
        lambda: either({"type": "boolean"}, {}, choice({"ja": "", "nei": ""}, also=("true", "false"), name="ja_nei")),
    ),
]
"""A truth value: ``ja`` or ``nei``."""


def whole(low: int, high: int) -> Typed:
    """A whole number from ``low`` to ``high``, both allowed."""

    def parse(value: object) -> int:
        text = scalar(value)
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or not low <= int(text) <= high:
            raise wrong(msg("“{value}” is not a whole number from {low} to {high}", value=text, low=low, high=high))
        return int(text)

    def schema() -> JsonSchema:
        return {
            "if": {"type": "string"},
            "then": {"type": "string", "pattern": rf"^\s*0*({range_pattern(low, high)})\s*$"},
            "else": {"type": "integer", "minimum": low, "maximum": high},
        }

    return Typed(parse, schema)


def _municipality(value: object) -> str:
    text = scalar(value)
    if text and not re.fullmatch(r"\d{4}", text, re.ASCII):
        told = msg('“{value}” is not a municipality\'s number: four digits, as "0301"', value=text)
        raise wrong(told, lambda: f"0{text}" if f"0{text}" in municipalities() else None)
    return text


MunicipalityNumber = Annotated[
    str,
    Typed(
        _municipality,
        lambda: {
            "type": ["string", "integer"],
            "pattern": r"^\s*[0-9]{4}\s*$",
            "minimum": 100,
            "maximum": 9999,
            "examples": ["0301", "4205"],
        },
    ),
]
"""A municipality's four digits, as text; whether it exists is a rule's question (D004)."""


def _unknown(text: str, choices: Iterable[str], spelt: Iterable[str]) -> PydanticCustomError:
    """None of the choices, which may be ``spelt`` in more ways than are told."""
    return wrong(
        msg("“{value}” is not one of: {choices}", value=text, choices=", ".join(choices)),
        lambda: nearest(text, spelt),
    )


class OneOf:
    """Marks a Literal of words: taken in either written form, in any case, with ``_`` or a space between."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        choices: list[str] = list(get_args(source))
        by_form = {normal(name): word for word in choices for name in spellings(word)}
        as_they_are = frozenset(choices)

        def parse(value: object) -> str:
            text = scalar(value)
            if text in as_they_are:
                return intern(text)
            if not text:  # a place in a list whose word was refused
                return ""
            known = by_form.get(normal(text))
            if known is None:
                raise _unknown(text, choices, [name for word in choices for name in spellings(word)])
            return known

        return core_schema.no_info_plain_validator_function(parse, metadata={"words": choices})

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return choice_of(words().get(word) or Term(word) for word in schema["metadata"]["words"])


def _open_term(vocabulary: Callable[[], Vocabulary[Any]]) -> Typed:
    """A term of a vocabulary in its own spelling, or a free one as typed: the rules judge the free one."""

    def parse(value: object) -> str:
        text = _name(value)
        known = vocabulary().get(text)
        return known.key if known else text

    def schema() -> JsonSchema:
        return choice_of(vocabulary(), free=True)

    return Typed(parse, schema, worded=True)


def closed_term(vocabulary: Callable[[], Vocabulary[Any]]) -> Typed:
    """A term of a vocabulary, and nothing else."""

    def parse(value: object) -> str:
        text = _name(value)
        if not text:
            return ""
        known = vocabulary().get(text)
        if known is None:
            raise _unknown(text, vocabulary().keys(), vocabulary().spellings())
        return str(known.key)

    def schema() -> JsonSchema:
        return choice_of(vocabulary())

    return Typed(parse, schema, worded=True)


Topic = Annotated[str, _open_term(topics)]
"""What an item, a plan or a focus area is about (2a), or a free topic."""


@lru_cache(maxsize=4096)
def topic_of(text: str) -> str:
    """The topic that a name stands for: a known one in its own spelling, in whatever written form it is named."""
    known = topics().get(text)
    return known.key if known else text


RoleName = Annotated[str, _open_term(roles)]
"""What a person is, by the guideline's words, or a free role with its ``part:``."""

FunctionName = Annotated[str, _open_term(functions)]
"""A preventive function of the police (2.1a), or a free one."""

Reason = Annotated[str, _open_term(reasons)]
"""Why a council was closed, or a free reason."""

Party = Annotated[Literal["politi", "kommune", "andre"], OneOf()]
"""Who someone comes from, or who delivered something."""


def is_free(metadata: Iterable[object]) -> bool:
    """Whether a field with this metadata takes any text."""
    return any(isinstance(one, Typed) and one.parse in (_text, _name) for one in metadata)


T = TypeVar("T")


def _listed(value: object) -> object:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


class _OneOrMany:
    """Marks a list that may be written as its only item."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_listed, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return one_or_many(handler(schema))


def is_one_or_many(metadata: Iterable[object]) -> bool:
    """Whether a field with this metadata may be written as its only item."""
    return any(isinstance(one, _OneOrMany) for one in metadata)


OneOrMany = Annotated[tuple[T, ...], _OneOrMany()]
"""One of a thing, or a list of them."""

Many = Annotated[tuple[T, ...], BeforeValidator(lambda value: [] if value is None else value)]
"""A list."""
