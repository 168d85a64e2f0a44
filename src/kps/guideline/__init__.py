"""The guideline as data: what it says, in three languages, and where kps meets it.

The statements lie under ``statements/``, a file a chapter, in the guideline's order. Rules cite them by id,
reports and documents show their section and text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from kps.language import LANGUAGES, Language, Spoken
from kps.resources import bytes_in, names_in
from kps.source import read

Modality = Literal["skal", "bør", "kan", "fakta"]
Who = Literal["politi", "kommune", "begge", "råd", "kontakt", "distrikt", "forum"]
Check = Literal["machine", "ask", "model"]

_METHOD_STATEMENTS = {"hovedspørsmål": ("7d",), "gll": ("7e",)}


@dataclass(frozen=True, slots=True)
class Statement(Spoken):
    """One thing that the guideline says, and which questions and record keys answer to it. Rules cite it by id."""

    id: str
    section: str
    modality: Modality
    who: Who
    check: Check
    questions: tuple[str, ...]
    records: tuple[str, ...]
    texts: Mapping[str, str] = field(hash=False, repr=False)

    def text(self, language: Language) -> str:
        """What the guideline says here in ``language``."""
        return self.texts[language]


@dataclass(frozen=True, slots=True)
class Question(Spoken):
    """A question of an evaluation; ``key`` holds its answer in the record."""

    key: str
    statements: tuple[str, ...]
    texts: Mapping[str, str] = field(hash=False, repr=False)

    def text(self, language: Language) -> str:
        """The question in ``language``."""
        return self.texts[language]


def _load(file: str) -> Any:
    return read(bytes_in("guideline", file)).value


def _texts(entry: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({language: entry[language] for language in LANGUAGES})


def _statement(entry: Mapping[str, Any]) -> Statement:
    return Statement(
        id=entry["id"],
        section=entry["section"],
        modality=entry["modality"],
        who=entry["who"],
        check=entry["check"],
        questions=tuple(entry.get("questions", ())),
        records=tuple(entry.get("records", ())),
        texts=_texts(entry),
    )


@cache
def statements() -> tuple[Statement, ...]:
    """All statements, in the guideline's order."""
    chapters = (file for file in names_in("guideline", ".yaml") if file.startswith("statements/"))
    return tuple(_statement(entry) for file in chapters for entry in _load(file)["statements"])


@cache
def _by_id() -> Mapping[str, Statement]:
    return {one.id: one for one in statements()}


def statement(id: str) -> Statement:
    """The statement with this id."""
    try:
        return _by_id()[id]
    except KeyError:
        raise KeyError(f"the guideline has no statement {id!r}") from None


@cache
def questions() -> tuple[Question, ...]:
    """The questions that an evaluation's participants answer from 1 to 5, in the guideline's order."""
    return tuple(
        Question(
            entry["key"],
            tuple(one.id for one in statements() if entry["key"] in one.questions),
            _texts(entry),
        )
        for entry in _load("questions.yaml")["questions"]
    )


@cache
def method_questions(method: str) -> tuple[Question, ...]:
    """The fixed questions of an evaluation method; none for a method that has none."""
    entries = _load("methods.yaml").get(method, ())
    return tuple(Question(one["key"], _METHOD_STATEMENTS[method], _texts(one)) for one in entries)


def contact_tasks(language: Language) -> tuple[str, ...]:
    """The police contact's six main tasks (5.1), as the statement numbers them."""
    _, *tasks = re.split(r"\d\) ", statement("5.1a").text(language))
    return tuple(task.rstrip(" .,") for task in tasks)


def legal_basis(agreement_kind: str, language: Language) -> tuple[str, ...]:
    """What in the police's instructions an agreement of a kind rests on, with its paragraphs (1, 3)."""
    ids = ("1b", "3h") if agreement_kind in ("skoleavtale", "fylkeskommuneavtale") else ("1b",)
    return tuple(statement(id).text(language) for id in ids)
