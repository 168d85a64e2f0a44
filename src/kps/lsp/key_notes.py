"""What the guideline asks of a key: the rules that rest on it and name the key on their pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from kps.checking.rule import Rule, rules
from kps.guideline import Statement
from kps.language import Language, msg

_CHAPTERS = {"møte": "MR", "politiråd": "RS", "avtale": "A", "politikontakt": "K", "evaluering": "E"}
"""The chapters of the rules that are asked of a kind of record."""
_NAMED = re.compile(r"`(\w+)[`.:]")


def asking(kind: str, key: str) -> Iterator[tuple[Rule, Statement]]:
    """The rules that ask for a key of a kind of record, each with the statement it rests on."""
    for rule in _asking(kind).get(key, ()):
        yield from ((rule, statement) for statement in rule.statements[:1])


def section(statement: Statement, language: Language) -> str:
    """The statement's section, in words."""
    return msg("guideline, section {section}", section=statement.section).text(language)


@cache
def _asking(kind: str) -> Mapping[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules().values():
        if rule.cites and rule.chapter in _CHAPTERS.get(kind, ""):
            for key in dict.fromkeys(_NAMED.findall(" ".join((rule.page.mend, *rule.page.when)))):
                found[key].append(rule)
    return {key: tuple(some) for key, some in found.items()}
