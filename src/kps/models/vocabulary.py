"""The words of the field: one table in three tongues, ``data/words.csv``, a row a word.

``kind`` is what sort of word it is: a key of the records, a closed value, a role, a topic ... ``key`` is the word as it
stands in records and in the guideline, ``code`` what it is called in the code: the attributes of a key, the class of a
thing. ``nb``, ``nn`` and ``en`` are the word in the three tongues, with ``_`` where a blank is printed. ``gender`` is
m, f, n or p (plural), with a slash where nynorsk has another; ``also`` are other ways of writing it, each as right as
the key, or for a key what is taken for a slip of it.

A value is compared by its normal form: after NFC, trimmed, in any case, with ``_`` for a space.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache, cached_property, lru_cache
from typing import Generic, Literal, TypeVar

from kps.language import Language, Spoken
from kps.resources import text_in
from kps.source.text import composed

NEAR = 0.75
"""How alike two words must be, from 0 to 1, for the one to be proposed for a wrong one."""

SLIP = 0.87
"""How alike a free word must be to a known one to be taken for a slip: many words share a long ending."""

AS_TYPED = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "AE", "Ø": "O", "Å": "A"})
"""What is typed for the letters that a keyboard of another country lacks."""


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """The form in which values of a vocabulary are compared."""
    return " ".join(composed(text).replace("_", " ").split()).casefold()


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """The form in which near misses are found: ø typed as o or oe, å as a or aa, makes no difference."""
    return normal(text).translate(AS_TYPED).replace("oe", "o").replace("aa", "a")


def nearest(text: str, choices: Iterable[str], least: float = NEAR) -> str | None:
    """The choice that the writer most likely meant; None where none is alike by at least ``least``, from 0 to 1."""
    if len(text) > _LONGEST:
        return None
    wanted = _plain(text)
    best, best_ratio = None, least
    matcher: SequenceMatcher[str] = SequenceMatcher()
    matcher.set_seq2(wanted)
    for choice in _some(wanted, choices):
        matcher.set_seq1(_plain(choice))
        if matcher.real_quick_ratio() >= best_ratio and matcher.quick_ratio() >= best_ratio:
            ratio = matcher.ratio()
            if ratio > best_ratio or (best is None and ratio >= best_ratio):
                best, best_ratio = choice, ratio
    return best


MOST_SLIPS = 100
"""A record with more slips than these is not one that a person typed."""
_LONGEST = 200
"""A longer text is no slip of the pen."""
_MANY = 400
"""Of more choices than these only those with the same first letter are compared, and no more of them either."""


def _some(wanted: str, choices: Iterable[str]) -> Iterable[str]:
    """The choices that are compared, always in the same order."""
    known = sorted(choices) if isinstance(choices, Set) else list(choices)
    if len(known) <= _MANY:
        return known
    return [one for one in known if _plain(one[:1])[:1] == wanted[:1]][:_MANY]


class Proposals:
    """What may be meant by the slips of one record: the same choices for all; after many slips no more is proposed."""

    def __init__(self, choices: Iterable[str], least: float = NEAR) -> None:
        self._given, self._least = choices, least
        self._found: dict[str, str | None] = {}

    def nearest(self, text: str) -> str | None:
        """The choice that the writer most likely meant."""
        if text not in self._found and len(self._found) < MOST_SLIPS:
            self._found[text] = nearest(text, self._choices, self._least)
        return self._found.get(text)

    @cached_property
    def _choices(self) -> tuple[str, ...]:
        # Most records have no slip: what might be meant is not even looked at then.
        return tuple(sorted(self._given) if isinstance(self._given, Set) else self._given)


def nearest_key(text: str, keys: Iterable[str]) -> str | None:
    """The key of a record most likely meant: the one that ``text`` is the nynorsk form of, else the most alike."""
    known = {normal(key): key for key in keys}
    meant = (known.get(normal(key)) for key in _bokmål_keys().get(normal(text), ()))
    return next((key for key in meant if key), None) or nearest(text, known.values())


@dataclass(frozen=True, slots=True)
class Term(Spoken):
    """A word of the field: ``key`` is what stands in JSON and in most records, ``labels`` how it is printed.

    ``also`` are other ways of writing it, each as right as the key.
    """

    key: str
    labels: Mapping[str, str] = field(default_factory=dict, hash=False, compare=False)
    also: tuple[str, ...] = ()
    code: tuple[str, ...] = field(default=(), compare=False)
    """What it is called in the code."""
    genders: str = field(default="", compare=False)

    @property
    def spellings(self) -> tuple[str, ...]:
        """What may stand in a record, in any register: the key, its names in bokmål and nynorsk, and the others."""
        found: dict[str, str] = {}
        for name in (self.key, *(self.labels[one] for one in ("nb", "nn") if one in self.labels), *self.also):
            found.setdefault(normal(name), name)
        return tuple(found.values())

    def text(self, language: Language) -> str:
        """The term as it is printed in ``language``."""
        return self.labels.get(language, self.key).replace("_", " ")

    def written(self, form: Literal["nb", "nn"]) -> str:
        """The term as it is written in a record of that written form."""
        return self.labels.get(form, self.key)

    def gender(self, language: Language) -> str:
        """The word's gender: m, f or n, or p for a plural."""
        bokmål, _, nynorsk = self.genders.partition("/")
        return nynorsk or bokmål if language == "nn" else bokmål


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
        self._spellings = tuple(
            dict.fromkeys((*self.keys(), *(name for term in self._terms for name in term.spellings)))
        )

    def __iter__(self) -> Iterator[T]:
        return iter(self._terms)

    def get(self, text: str) -> T | None:
        """The term written so, in bokmål or nynorsk; None for any other."""
        return self._by_form.get(normal(text))

    def keys(self) -> tuple[str, ...]:
        """What stands in records."""
        return tuple(term.key for term in self._terms)

    def spellings(self) -> tuple[str, ...]:
        """All that may stand in records, in bokmål and nynorsk: the keys first."""
        return self._spellings

    def nearest(self, text: str, least: float = NEAR) -> str | None:
        """The spelling of a term most likely meant; of two equally near ones the key."""
        return nearest(text, self.spellings(), least)


Kind = Literal[
    "key",  # of the records
    "question",  # of an evaluation, by the key of its answer
    "value",  # of a closed key: states, kinds, sides, methods
    "said",  # a value that a sentence needs another word for
    "side",  # whom somebody comes from, as they are spoken of
    "thing",  # a record, or what stands in a list of one
    "new",  # the word new, by gender
    "role",
    "topic",
    "function",
    "step",  # of the coordination staircase
    "slt_level",
    "standing_item",
    "agenda_item",  # what comes due and is no standing item
    "ground",
    "reason",
    "paper",  # what papers say
]
"""The sorts of words."""


@cache
def _table() -> Mapping[str, Mapping[str, Term]]:
    found: dict[str, dict[str, Term]] = {}
    _, *rows = csv.reader(text_in("tables", "words.csv").splitlines())
    for kind, key, code, nb, nn, en, genders, also in rows:
        labels = {"nb": nb, "nn": nn, "en": en}
        term = Term(key, labels, tuple(also.split(" | ")) if also else (), tuple(code.split()), genders)
        found.setdefault(kind, {})[key] = term
    return found


def terms(kind: Kind) -> Mapping[str, Term]:
    """The words of a sort by their keys, in the table's order."""
    return _table()[kind]


def term(kind: Kind, key: str) -> Term:
    """A word; one that the table has not, as it stands."""
    return terms(kind).get(key) or Term(key)


@cache
def _bokmål_keys() -> dict[str, tuple[str, ...]]:
    """The keys that may be meant by a nynorsk one."""
    found: dict[str, tuple[str, ...]] = {}
    for term in (*terms("key").values(), *terms("question").values()):
        for form in (term.written("nn"), *term.also):
            if form != term.key:
                found[normal(form)] = (*found.get(normal(form), ()), term.key)
    return found


@cache
def roles() -> Vocabulary[Role]:
    """The roles, with the side and the leadership that come with each (2.1, 2.2, 4.1.1, 5.2)."""
    named = terms("role")
    return Vocabulary(
        Role(
            key,
            named[key].labels,
            named[key].also,
            party=party,
            leadership=frozenset(facts.get("leadership", ())),
            unit_head=facts.get("unit_head", False),
            district_head=facts.get("district_head", False),
            extends=facts.get("extends", False),
        )
        for party, members in tomllib.loads(text_in("tables", "roles.toml")).items()
        for key, facts in members.items()
    )


@cache
def topics() -> Vocabulary[Term]:
    """What councils work with: the guideline's 17 examples, and slt (2)."""
    return Vocabulary(terms("topic").values())


@cache
def functions() -> Vocabulary[Term]:
    """The police's preventive functions (2.1, 5.3)."""
    return Vocabulary(terms("function").values())


@cache
def staircase() -> Vocabulary[Term]:
    """The four steps of the coordination staircase, by number (2.3)."""
    return Vocabulary(terms("step").values())


@cache
def slt_levels() -> Vocabulary[Term]:
    """SLT's three levels, by the record's key (6)."""
    return Vocabulary(terms("slt_level").values())


@cache
def standing_items() -> Vocabulary[Term]:
    """The items that come back on agendas, in their order there."""
    return Vocabulary(terms("standing_item").values())


@cache
def grounds() -> Vocabulary[Term]:
    """What a regional council may rest on (4.4)."""
    return Vocabulary(terms("ground").values())


@cache
def reasons() -> Vocabulary[Term]:
    """Why a council was closed, where a rule asks for it (4)."""
    return Vocabulary(terms("reason").values())


@cache
def words() -> Vocabulary[Term]:
    """The closed values of keys: states, kinds, sides, methods. A word means the same wherever it stands."""
    return Vocabulary(terms("value").values())


def spellings(word: str) -> tuple[str, ...]:
    """What may stand in a record for a closed value: itself first."""
    known = words().get(word)
    return (word, *(name for name in known.spellings if name != word)) if known else (word,)


def shown(word: str, language: Language) -> str:
    """A closed value as a reader sees it: ``ikke_påbegynt`` as ikkje påbyrja; another word as it stands."""
    known = words().get(word)
    return known.text(language) if known else word


_OF_VALUES: tuple[Kind, ...] = ("value", "role", "topic", "function", "standing_item", "ground", "reason")


def known_word(word: str) -> Term | None:
    """The state, role, topic or the like that stands in a record as a value; None for a word of the writer's own."""
    return next((terms(kind)[word] for kind in _OF_VALUES if word in terms(kind)), None)


def nynorsk(word: str) -> str:
    """A closed value, a role or a topic as it is written in a nynorsk record; another word as it stands."""
    known = words().get(word) or roles().get(word) or topics().get(word)
    return known.written("nn") if known else word
