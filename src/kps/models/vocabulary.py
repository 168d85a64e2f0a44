"""The field's own words as data: roles, topics, functions, standing items, each with its names.

A value is compared by its normal form: after NFC, trimmed, in any case, with ``_`` for a space.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from kps.language import Language, chosen

_DATA = Path(__file__).parent / "data"

NEAR = 0.75
"""How alike two words must be, from 0 to 1, for the one to be proposed for a wrong one."""

SLIP = 0.87
"""How alike a free word must be to a known one to be taken for a slip: many words share a long ending."""

_PLAIN = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """The form in which values of a vocabulary are compared."""
    return " ".join(unicodedata.normalize("NFC", text).replace("_", " ").split()).casefold()


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """The form in which near misses are found: ø typed as o or oe, å as a or aa, makes no difference."""
    return normal(text).translate(_PLAIN).replace("oe", "o").replace("aa", "a")


def nearest(text: str, choices: Iterable[str], least: float = NEAR) -> str | None:
    """The choice that the writer most likely meant; None where none is alike by at least ``least``, from 0 to 1."""
    wanted = _plain(text)
    best, best_ratio = None, least
    for choice in choices:
        matcher = SequenceMatcher(None, _plain(choice), wanted)
        if matcher.real_quick_ratio() >= best_ratio and matcher.quick_ratio() >= best_ratio:
            ratio = matcher.ratio()
            if ratio > best_ratio or (best is None and ratio >= best_ratio):
                best, best_ratio = choice, ratio
    return best


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the field: ``key`` is what stands in records, ``labels`` its names in other languages."""

    key: str
    labels: dict[str, str] = field(default_factory=dict, hash=False, compare=False)

    @property
    def spellings(self) -> tuple[str, ...]:
        """What may stand in a record: the key, and its names in bokmål and nynorsk."""
        return tuple(dict.fromkeys((self.key, *(self.labels[one] for one in ("nb", "nn") if one in self.labels))))

    def label(self, language: Language | None = None) -> str:
        """The term as it is printed in ``language``, else in the language chosen."""
        return self.labels.get(language or chosen(), self.key)


@dataclass(frozen=True, slots=True)
class Role(Term):
    """What a person is: the side, and the kinds of leadership that come with it.

    ``unit_head`` leads a police service unit (5.2), ``district_head`` the police above it; ``extends`` makes
    the council an extended one (4.2).
    """

    party: str = "andre"
    leadership: frozenset[str] = frozenset()
    unit_head: bool = False
    district_head: bool = False
    extends: bool = False


T = TypeVar("T", bound=Term)


class Vocabulary(Generic[T]):
    """Terms in their own order, found by any way of writing them."""

    def __init__(self, terms: Iterable[T]) -> None:
        self._terms = tuple(terms)
        self._by_form = {normal(name): term for term in self._terms for name in term.spellings}

    def __iter__(self) -> Iterator[T]:
        return iter(self._terms)

    def get(self, text: str) -> T | None:
        """The term written so, in bokmål or nynorsk; None for any other."""
        return self._by_form.get(normal(text))

    def keys(self) -> tuple[str, ...]:
        """What stands in records."""
        return tuple(term.key for term in self._terms)

    def spellings(self) -> tuple[str, ...]:
        """All that may stand in records, in bokmål and nynorsk."""
        return tuple(name for term in self._terms for name in term.spellings)

    def nearest(self, text: str, least: float = NEAR) -> str | None:
        """The term most likely meant."""
        return nearest(text, self.keys(), least)


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return {name: tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8")) for name in ("roles", "terms")}


def _labels(table: dict[str, Any]) -> dict[str, str]:
    return {language: table[language] for language in ("nb", "nn", "en") if language in table}


def _terms(name: str) -> Vocabulary[Term]:
    return Vocabulary(Term(key, _labels(table)) for key, table in _tables()["terms"][name].items())


@cache
def roles() -> Vocabulary[Role]:
    """The roles, with the side and the leadership that come with each (2.1, 2.2, 4.1.1, 5.2)."""
    return Vocabulary(
        Role(
            key,
            _labels(table),
            party=party,
            leadership=frozenset(table.get("leadership", ())),
            unit_head=table.get("unit_head", False),
            district_head=table.get("district_head", False),
            extends=table.get("extends", False),
        )
        for party, members in _tables()["roles"].items()
        for key, table in members.items()
    )


@cache
def topics() -> Vocabulary[Term]:
    """What councils work with: the guideline's 17 examples, and slt (2)."""
    return _terms("topics")


@cache
def functions() -> Vocabulary[Term]:
    """The police's preventive functions (2.1, 5.3)."""
    return _terms("functions")


@cache
def main_tasks() -> Vocabulary[Term]:
    """A contact's six main tasks (5.1)."""
    return _terms("main_tasks")


@cache
def staircase() -> Vocabulary[Term]:
    """The four steps of the coordination staircase, by number (2.3)."""
    return _terms("staircase")


@cache
def slt_levels() -> Vocabulary[Term]:
    """SLT's three levels, by the record's key (6)."""
    return _terms("slt_levels")


@cache
def standing_items() -> Vocabulary[Term]:
    """The items that come back on agendas, in their order there."""
    return _terms("standing_items")


@cache
def grounds() -> Vocabulary[Term]:
    """What a regional council may rest on (4.4)."""
    return _terms("grounds")
