"""How kps answers for each thing the guideline says: a rule decides, people are asked, or there is a place to write."""

from __future__ import annotations

import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from kps.checking.rule import rules
from kps.guideline import Check, Statement, statements
from kps.language import mark
from kps.language.for_programs import as_document
from kps.language.reader import said, tr

VERSION = 1

Grade = Literal["rule", "people", "record"]
"""How a statement is met: a rule decides it, people are asked, or there is a place to write it."""

_BY_CHECK: dict[Check, Grade] = {"machine": "rule", "ask": "people", "model": "record"}

_GRADES: dict[Grade, str] = {
    "rule": mark("decided by rule"),
    "people": mark("asked of people"),
    "record": mark("a place to write"),
}

NOBODY_ASKED = "E707"
"""The rule that tells an evaluation in which no question at all is answered."""

_WIDTH = 80
_INDENT = " " * 8


@dataclass(frozen=True, slots=True)
class Traced:
    """A statement with the codes of the rules that rest on it: they decide it, or watch a part of it."""

    statement: Statement
    rules: tuple[str, ...]

    @property
    def grade(self) -> Grade:
        """How the statement is met."""
        return _BY_CHECK[self.statement.check]

    @property
    def must_answer(self) -> bool | None:
        """Whether people must answer: a rule that rests on it gives more than a hint; None where nobody is asked."""
        if self.grade != "people":
            return None
        return any(rules()[code].severity != "hint" for code in self.rules)

    @property
    def answered(self) -> bool:
        """Whether what its grade promises is there: a rule, a question or a key."""
        promised = {"rule": self.rules, "people": self.statement.questions, "record": self.statement.records}
        return bool(promised[self.grade])


@cache
def traced() -> tuple[Traced, ...]:
    """Every statement of the guideline, in its order."""
    by_statement: dict[str, list[str]] = defaultdict(list)
    for rule in rules().values():
        for id in rule.cites:
            by_statement[id].append(rule.code)
    return tuple(Traced(one, tuple(by_statement[one.id])) for one in statements())


def guideline_json() -> str:
    """All statements, how each is met and by what, and the counts, as JSON."""
    counts = Counter(one.grade for one in traced())
    document = {
        "version": VERSION,
        "statements": [_data(one) for one in traced()],
        "counts": {
            "statements": len(traced()),
            "rule": counts["rule"],
            "people": counts["people"],
            "record": counts["record"],
        },
    }
    return as_document(document)


def _data(one: Traced) -> dict[str, Any]:
    statement = one.statement
    return {
        "id": statement.id,
        "section": statement.section,
        "modality": statement.modality,
        "who": statement.who,
        "text": said(statement),
        "met_by": one.grade,
        "must_answer": one.must_answer,
        "rules": list(one.rules),
        "questions": list(statement.questions),
        "records": list(statement.records),
    }


def guideline_text() -> str:
    """All statements, as kps reads them, with how each is met and by what, and the counts, for people."""
    return "".join(_text())


def _text() -> Iterator[str]:
    yield _wrapped(tr("What the guideline says, as kps reads it, and how kps answers"), "") + "\n"
    for one in traced():
        statement = one.statement
        yield f"{statement.id:<7} {tr('section {section}', section=statement.section)} · {statement.modality}\n"
        yield _wrapped(said(statement), _INDENT)
        yield _wrapped(f"→ {_met(one)}", _INDENT)
        for label, words in _answers(one):
            yield _wrapped(f"{label}: {', '.join(words)}", _INDENT + "  ")
        yield "\n"
    yield from (_wrapped(line, "") for line in _sums())


def _wrapped(text: str, indent: str) -> str:
    """The text in lines of 80 columns, each as far in; a key is never broken."""
    return textwrap.fill(text, _WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False) + "\n"


def _met(one: Traced) -> str:
    """How the statement is met, and of people whether they must answer."""
    grade = tr(_GRADES[one.grade])
    if one.must_answer is None:
        return grade
    return tr("{grade}, who must answer", grade=grade) if one.must_answer else tr("{grade}, if they like", grade=grade)


def _answers(one: Traced) -> Iterator[tuple[str, tuple[str, ...]]]:
    if one.rules:
        yield tr("rules") if one.grade == "rule" else tr("rules that watch a part of it"), one.rules
    if one.statement.questions:
        yield tr("questions"), one.statement.questions
    if one.statement.records:
        yield tr("records"), one.statement.records


def guideline_markdown() -> str:
    """All statements as a Markdown table, and the counts."""
    lines = [
        [tr("Statement"), tr("Section"), tr("What the guideline says, as kps reads it"), tr("How kps answers")],
        ["---"] * 4,
    ]
    for one in traced():
        answers = "; ".join((_met(one), *(f"{label}: {', '.join(words)}" for label, words in _answers(one))))
        lines.append([one.statement.id, one.statement.section, said(one.statement), answers])
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines) + "\n" + "".join(f"{line}\n" for line in _sums())


def _sums() -> Iterator[str]:
    """How many statements are met in each way, and what becomes of those whom nobody asks."""
    counts = Counter(one.grade for one in traced())
    yield tr(
        "{all} statements: {rule} decided by rule, {people} asked of people, {record} with a place to write.",
        all=len(traced()),
        rule=counts["rule"],
        people=counts["people"],
        record=counts["record"],
    )
    yield tr(
        "Of those asked of people, {must} must be answered; an evaluation that answers none gets a hint ({code}).",
        must=sum(bool(one.must_answer) for one in traced()),
        code=NOBODY_ASKED,
    )
