"""How kps answers for each thing the guideline says: by a rule, a question or a field of the records."""

from __future__ import annotations

import json
import textwrap
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kps.checking.rule import rules
from kps.guideline import Statement, statements
from kps.language.reader import said, tr


@dataclass(frozen=True, slots=True)
class Traced:
    """A statement with the codes of the rules that rest on it."""

    statement: Statement
    rules: tuple[str, ...]

    @property
    def answered(self) -> bool:
        """Whether a rule, a question or a field answers for the statement."""
        return bool(self.rules or self.statement.questions or self.statement.records)


@cache
def traced() -> tuple[Traced, ...]:
    """Every statement of the guideline, in its order."""
    by_statement: dict[str, list[str]] = defaultdict(list)
    for rule in rules().values():
        for id in rule.cites:
            by_statement[id].append(rule.code)
    return tuple(Traced(one, tuple(by_statement[one.id])) for one in statements())


def guideline_json() -> str:
    """All statements, and what answers for each, as JSON."""
    document = {
        "statements": [
            {
                "id": one.statement.id,
                "section": one.statement.section,
                "modality": one.statement.modality,
                "who": one.statement.who,
                "text": said(one.statement),
                "rules": list(one.rules),
                "questions": list(one.statement.questions),
                "records": list(one.statement.records),
            }
            for one in traced()
        ]
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def guideline_text() -> str:
    """All statements with what answers for each, and the counts, for people."""
    return "".join(_text())


def _text() -> Iterator[str]:
    for one in traced():
        statement = one.statement
        yield f"{statement.id:<7} {tr('section {section}', section=statement.section)} · {statement.modality}\n"
        yield textwrap.fill(said(statement), 80, initial_indent="        ", subsequent_indent="        ") + "\n"
        for label, words in _answers(one):
            yield f"        {label}: {', '.join(words)}\n"
        yield "\n"
    yield _counts() + "\n"


def _answers(one: Traced) -> Iterator[tuple[str, tuple[str, ...]]]:
    if one.rules:
        yield tr("rules"), one.rules
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
        answers = "; ".join(f"{label}: {', '.join(words)}" for label, words in _answers(one))
        lines.append([one.statement.id, one.statement.section, said(one.statement), answers])
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines) + f"\n{_counts()}\n"


def _counts() -> str:
    every = traced()
    return tr(
        "{answered} of {all} statements answered: {rules} by rules, {questions} by questions, {records} by records",
        answered=sum(one.answered for one in every),
        all=len(every),
        rules=sum(bool(one.rules) for one in every),
        questions=sum(bool(one.statement.questions) for one in every),
        records=sum(bool(one.statement.records) for one in every),
    )
