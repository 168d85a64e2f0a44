"""A rule: one decorated function, with its page in its docstring.

    @rule("A303", cites="3d", on=agreements_in_force)
    def no_revision_plan(agreement: Agreement, context: Context) -> Iterator[Remark]:
        '''Title: the shortfall in a sentence.

        When exactly it is found.

        Mend: what to write.
        '''

The severity follows from the statement's strength of words unless the rule says otherwise. A module in
``kps.rules`` is found by itself; there is no list of rules to keep.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, TypeVar

from kps.checking.context import Context
from kps.checking.finding import SEVERITIES, Remark, Severity
from kps.guideline import Statement, statement
from kps.language import Message

T = TypeVar("T")
Check = Callable[[T, Context], Iterator[Remark]]

_MEND = "Mend:"


@dataclass(frozen=True)
class Page:
    """What a rule's docstring says, paragraph by paragraph; each is a msgid of the catalogs."""

    title: str
    when: tuple[str, ...]
    mend: str


@dataclass(frozen=True)
class Rule:
    """A rule with its code, the statements it rests on, what it is asked of, and its function.

    A ``timeless`` one looks at nothing but the register: it has the same to say whatever the day. What a ``yearly``
    one finds is about a year. It is shown a neighbourhood, and the names of the whole register (``surroundings``).
    """

    code: str
    cites: tuple[str, ...]
    on: Callable[[Context], Iterable[Any]]
    check: Callable[[Any, Context], Iterator[Remark]]
    given_severity: Severity | None = None
    timeless: bool = False
    yearly: bool = False

    @property
    def chapter(self) -> str:
        """The code's letter: A agreements, R councils, M meetings, K contacts, S SLT, E evaluations ..."""
        return self.code[0]

    @property
    def waivable(self) -> bool:
        """Whether it may be set aside: what the guideline asks may, and a missing basis; the records' soundness not."""
        return self.chapter in "ARMKSEG" or self.code == "P003"

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The guideline's statements it rests on."""
        return tuple(statement(id) for id in self.cites)

    @cached_property
    def severity(self) -> Severity:
        """How strong a finding is, unless the finding itself is milder."""
        if self.given_severity:
            return self.given_severity
        return min((strength(one) for one in self.statements), key=SEVERITIES.index, default="error")

    @cached_property
    def mend(self) -> Message:
        """How to mend what it finds, unless the finding itself tells."""
        return Message(self.page.mend)

    @cached_property
    def page(self) -> Page:
        """The docstring, taken apart."""
        paragraphs = [
            " ".join(part.split()) for part in (inspect.getdoc(self.check) or "").split("\n\n") if part.strip()
        ]
        mend = next((part for part in paragraphs if part.startswith(_MEND)), "")
        when = tuple(part for part in paragraphs[1:] if part != mend)
        return Page(paragraphs[0] if paragraphs else "", when, mend.removeprefix(_MEND).strip())


def strength(of: Statement) -> Severity:
    """The severity that follows from a statement: a duty of the police is an error, anybody else's a warning."""
    match of.modality:
        case "skal":
            return "error" if of.who in ("politi", "distrikt") else "warning"
        case "bør":
            return "warning"
        case _:
            return "hint"


_CHAPTERS = "kps.rules"
"""The package whose modules hold the rules; they import this one, and are imported when rules are asked for."""

_rules: dict[str, Rule] = {}


def rule(
    code: str,
    *,
    cites: str | tuple[str, ...] = (),
    on: Callable[[Context], Iterable[T]],
    severity: Severity | None = None,
    timeless: bool = False,
    yearly: bool = False,
) -> Callable[[Check[T]], Check[T]]:
    """Make the function a rule. ``on`` tells what it is asked of, ``cites`` the statements it rests on.

    Say ``timeless`` of one that never looks at the day: it is asked once of a register, however many days are; and
    ``yearly`` of one that looks at calendar years: of past ones, validate tells the last alone unless asked for all.
    """

    def register(check: Check[T]) -> Check[T]:
        if code in _rules:
            raise ValueError(f"two rules have the code {code}")
        given = (cites,) if isinstance(cites, str) else cites
        _rules[code] = Rule(code, given, on, check, severity, timeless, yearly)
        return check

    return register


@cache
def rules() -> dict[str, Rule]:
    """All rules, by code, in the codes' order."""
    chapters = importlib.import_module(_CHAPTERS)
    for module in pkgutil.walk_packages(chapters.__path__, f"{_CHAPTERS}."):
        importlib.import_module(module.name)
    return dict(sorted(_rules.items()))
