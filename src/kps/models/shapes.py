"""The pieces that the types' JSON Schemas are made of: choices, alternatives, emptiness.

Alternatives are told apart by ``if``: a validator then says what is wrong with the value, and not that it is none of
several things. The ``anyOf`` beside it refuses nothing; it is where editors look for what to propose.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kps.language import msg
from kps.models.vocabulary import Role, Term, normal, shown

JsonSchema = dict[str, Any]

CHOICE = "choice"
"""The mark of a choice that is yet to be given a name among a schema's definitions."""

SCALAR: JsonSchema = {"type": ["string", "number", "boolean"]}
"""Text, as a reader of YAML may have taken it."""

DEFINITIONS = "#/definitions/"

EMPTY: JsonSchema = {"$ref": f"{DEFINITIONS}tomt"}
"""What counts as missing."""

NOTHING: JsonSchema = {"$ref": f"{DEFINITIONS}ingenting"}
"""A place in a list that holds nothing."""

TEXT: JsonSchema = {"$ref": f"{DEFINITIONS}tekst"}
"""Text that may be missing."""

_FILLED_TEXT: JsonSchema = {"$ref": f"{DEFINITIONS}utfylt_tekst"}
_LISTED_TEXT: JsonSchema = {"$ref": f"{DEFINITIONS}tekst_i_liste"}

# Told by what they are not: an editor would offer true, false and null where it is told that they may stand.
SHARED: dict[str, JsonSchema] = {
    "tomt": {"type": ["null", "string", "array"], "pattern": r"^\s*$", "maxItems": 0},
    "ingenting": {"type": ["null", "string"], "pattern": r"^\s*$"},
    "tekst": {
        "if": {"not": {"type": ["number", "boolean", "null", "array"], "maxItems": 0}},
        "then": {"type": "string"},
    },
    "utfylt_tekst": {
        "if": {"not": {"type": ["number", "boolean"]}},
        "then": {"type": "string", "pattern": r"\S"},
    },
    "tekst_i_liste": {"if": {"not": {"type": ["number", "boolean", "null"]}}, "then": {"type": "string"}},
}
"""Those that are the same wherever they stand, by their names among a schema's definitions."""

_SYNTAX = frozenset(r"^$\.*+?()[]{}|/")


def any_case(words: Iterable[str]) -> JsonSchema:
    """Takes the words in any case, with ``_`` for a space, as the models do; a pattern that ECMA-262 has too."""

    def letter(sign: str) -> str:
        if sign in " _":
            return r"[\s_]+"
        if sign.upper() != sign.lower():
            return f"[{sign.upper()}{sign.lower()}]"
        return f"\\{sign}" if sign in _SYNTAX else sign

    alternatives = "|".join(dict.fromkeys("".join(letter(sign) for sign in word) for word in words))
    return {"type": "string", "pattern": rf"^\s*({alternatives})\s*$"}


def choice(described: Mapping[str, str], *, also: Iterable[str] = (), free: bool = False, name: str = "") -> JsonSchema:
    """One of some words, each with what an editor says of it, or one taken ``also``; another text where ``free``.

    ``name`` is its name among the definitions; else it is that of the key.
    """
    words, told = list(described), list(described.values())
    return {CHOICE: {"words": words, "told": told, "also": list(also), "free": free, "name": name}}


def choice_of(terms: Iterable[Term], *, free: bool = False) -> JsonSchema:
    """One of the terms: by its key or, below all the keys, as it is written in nynorsk."""
    terms = tuple(terms)
    nynorsk = {term.written("nn"): term for term in terms if normal(term.written("nb")) == normal(term.key)}
    told = {term.key: _meaning(term) for term in terms} | {
        name: msg("in nynorsk: the same as “{word}”", word=term.key).text("nb")
        for name, term in nynorsk.items()
        if normal(name) != normal(term.key)
    }
    return choice(told, also=[name for term in terms for name in term.spellings], free=free)


def _meaning(term: Term) -> str:
    """What an editor says of a term."""
    if isinstance(term, Role):
        party, kinds = shown(term.party, "nb"), [shown(one, "nb") for one in sorted(term.leadership)]
        return msg("{party}; leadership: {kinds}", party=party, kinds=kinds).text("nb") if kinds else party
    label = term.text("nb")
    return "" if normal(label) == normal(term.key) else label


def either(condition: JsonSchema, then: JsonSchema, otherwise: JsonSchema) -> JsonSchema:
    """The one schema where the condition holds, else the other."""
    return {"anyOf": [then, otherwise, {}], "if": condition, "then": then, "else": otherwise}


def one_or_many(array: JsonSchema) -> JsonSchema:
    """A list, or its only item."""
    return either({"type": "array"}, array, array["items"])


def unless(empty: JsonSchema, shape: JsonSchema) -> JsonSchema:
    """The shape, unless the value is empty."""
    if shape == TEXT:
        return TEXT if empty == EMPTY else _LISTED_TEXT
    return {"anyOf": [shape, {}], "if": {"not": empty}, "then": shape}


def filled(shape: JsonSchema) -> JsonSchema:
    """The shape where something must stand: text that is not blank, a list that is not empty."""
    if "else" in shape:
        return either(shape["if"], filled(shape["then"]), filled(shape["else"]))
    if shape.get("type") == "array":
        return {**shape, "minItems": 1}
    return _FILLED_TEXT if shape == TEXT else shape
