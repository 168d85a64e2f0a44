"""Asking every rule of a register: remarks become findings, waivers are held against them, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import get_args

from kps.checking.capping import capped
from kps.checking.context import Context
from kps.checking.finding import Finding, Remark
from kps.checking.held_back import standing
from kps.checking.rule import Rule, rules
from kps.checking.waiving import EMPTY_WAIVERS, waive
from kps.language import msg
from kps.models.base import Record
from kps.models.meeting import Meeting
from kps.register.flaws import FlawCode
from kps.register.index import Register
from kps.register.tree import REGISTER_FILE
from kps.source.text import START

CRASH = "X999"
"""The code of a rule that crashed: kps's own fault, never the records'."""

WAIVERS = "U"
"""The chapter of the rules about waivers."""

STALE_KNOWLEDGE = "G101"
"""The rule about knowledge that was old when a meeting used it: the meeting's shortfall, as those of chapter M are."""


Step = Callable[[], None]
"""Called before each rule is asked of each neighbourhood; what it raises stops the asking."""


def _no_step() -> None:
    """Where nobody looks on."""


def check(
    registers: Sequence[Register], as_of: date, asked: Iterable[Rule] | None = None, *, all_years: bool = True
) -> tuple[Finding, ...]:
    """All findings in the registers on ``as_of``, waived ones too; sorted by register, file, path and code.

    ``asked`` limits the rules, for tests. A rule that crashes gives one finding X999 and the others go on. Of a
    register whose kps.yaml cannot be read as one, only what its records themselves lack is told. Without
    ``all_years``, of past years the last one alone: what lies further back cannot be mended.
    """
    found: list[Finding] = []
    for register in registers:
        every = judged(Context.of(register, as_of, tuple(registers)), asked)
        found += (one for one in every if all_years or may_be_mended(one, as_of))
        if len(registers) > 1:
            register.forget()  # a country's answers take a fifth of all the room
    return tuple(sorted(found, key=order))


def judged(context: Context, asked: Iterable[Rule] | None = None, step: Step = _no_step) -> tuple[Finding, ...]:
    """All findings in one register, as ``check`` has them of several."""
    return told_in_order(_found(context, _asked(context, asked), step=step), context)


def told_in_order(found: tuple[Finding, ...], context: Context) -> tuple[Finding, ...]:
    """Of all that is found in a register what is told, in its order."""
    return tuple(sorted(_told(found, context), key=order))


def judged_in(context: Context, file: str) -> tuple[Finding, ...]:
    """The findings in one file of a register other than kps.yaml, as ``judged`` has them: only what lies round it is
    looked at.
    """
    around = next((one for one in context.neighbourhoods if file in one.register.files), None)
    if around is None:
        return ()
    found = tuple(one for one in _found(context, _asked(context, None), around) if one.file == file)
    return told_in_order(found, context)


def _asked(context: Context, asked: Iterable[Rule] | None) -> tuple[Rule, ...]:
    """The rules that are asked of a register; of one without a kps.yaml those about the records themselves."""
    chosen = tuple(rules().values()) if asked is None else tuple(asked)
    return chosen if context.register.charter else _on_the_records(chosen)


def may_be_mended(finding: Finding, as_of: date) -> bool:
    """Whether a finding is about a year that is not further back than the last one, or about none."""
    return finding.code not in rules() or not rules()[finding.code].yearly or finding.day.year >= as_of.year - 1


def _on_the_records(asked: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The rules about the records themselves and about personal data, which hold whatever the register covers."""
    return tuple(rule for rule in asked if rule.chapter in "DP" and not rule.waivable)


def _told(found: tuple[Finding, ...], context: Context) -> tuple[Finding, ...]:
    """The findings without what follows from a fault that is told, or is held back."""
    return standing(tuple(one for one in found if not one.echo), context)


def _found(
    context: Context, asked: tuple[Rule, ...], around: Context | None = None, step: Step = _no_step
) -> tuple[Finding, ...]:
    """All that the rules find, or find in one neighbourhood."""
    near = (around,) if around else context.neighbourhoods
    elsewhere = tuple(one for part in near if not is_home(part) for one in found_in(part, asked, step=step))
    at_home = (one for part in near if is_home(part) for one in found_in(part, asked, elsewhere, step))
    return crashed_once((*elsewhere, *at_home))


def is_home(part: Context) -> bool:
    """Whether a neighbourhood is that of kps.yaml, whose waivers hold in all: it is asked about last."""
    return REGISTER_FILE in part.register.files


def found_in(
    part: Context, asked: Iterable[Rule] | None = None, elsewhere: Sequence[Finding] = (), step: Step = _no_step
) -> tuple[Finding, ...]:
    """All that the rules find in one neighbourhood, waived or not, told or not; those about waivers are asked last.

    ``elsewhere`` is what is found in the others, which kps.yaml's waivers may cover. A waiver for what follows from a
    fault covers it all the same: nobody is told to take that away.
    """
    first, last = _in_turn(part, _asked(part, asked))
    found: list[Finding] = []
    for rule in first:
        step()
        found += _ask(rule, part)
    waived = waive(found, part)
    aware = replace(part, found=(*elsewhere, *waived))
    return (*waived, *(finding for rule in last for finding in _ask(rule, aware)))


def _in_turn(context: Context, asked: Iterable[Rule]) -> tuple[list[Rule], list[Rule]]:
    """The rules that are asked first, and those about waivers; where nothing is judged yet, few of both."""
    begun = context.charter.applies_from is None or context.charter.judges(context.as_of)
    first = [rule for rule in asked if rule.chapter != WAIVERS and (begun or not rule.waivable)]
    last = [rule for rule in asked if rule.chapter == WAIVERS and (begun or rule.code not in EMPTY_WAIVERS)]
    return first, last


def told_of(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Of all that is found in a register whose files can all be read what is told, in no order."""
    return tuple(one for one in crashed_once(found) if not one.echo)


def crashed_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings; of a rule that crashes over and over, that is told once."""
    found = tuple(findings)
    crashes = {one.message.values["code"]: one for one in reversed(found) if one.code == CRASH}
    return tuple(one for one in found if one.code != CRASH or any(one is first for first in crashes.values()))


def _ask(rule: Rule, context: Context) -> list[Finding]:
    try:
        remarks: Iterable[Remark] = _remarks(rule, context)
        if rule.timeless:
            remarks = context.register.once(rule.check, lambda: tuple(_remarks(rule, context)))
        return list(capped(_finding(rule, remark, context) for remark in remarks))
    except Exception as error:  # a crash must not take the other rules' findings with it
        return [_crashed(rule, error, context)]


def _remarks(rule: Rule, context: Context) -> Iterator[Remark]:
    for subject in context.subjects(rule.on):
        yield from rule.check(subject, context)


def _finding(rule: Rule, remark: Remark, context: Context) -> Finding:
    about = remark.about
    day = remark.day or _day(rule, about, context)
    return Finding(
        code=rule.code,
        severity=remark.severity or rule.severity,
        statements=rule.cites,
        register=context.register.label,
        file=about.origin.file if isinstance(about, Record) else about,
        path=remark.path,
        on=remark.on,
        message=remark.message,
        mend=remark.mend or rule.mend,
        day=day,
        numbers=remark.numbers or context.numbers_at(about, remark.path, day),
        span=remark.span,
        sought=remark.sought,
        lacking=remark.lacking,
        stands_for=remark.stands_for,
        mends=remark.mends,
        related=remark.related,
        echo=remark.echo and rule.code not in get_args(FlawCode),
    )


def _day(rule: Rule, about: Record | str, context: Context) -> date:
    """The day of a finding: a meeting's own for what the meeting lacks, else the day asked about."""
    if (rule.chapter == "M" or rule.code == STALE_KNOWLEDGE) and isinstance(about, Meeting) and about.day:
        return about.day
    return context.as_of


def _crashed(rule: Rule, error: Exception, context: Context) -> Finding:
    return Finding(
        code=CRASH,
        severity="error",
        statements=(),
        register=context.register.label,
        file=REGISTER_FILE,
        path=(),
        on="auto",
        message=msg(
            "the rule {code} crashed: {error}; the other rules have been asked all the same",
            code=rule.code,
            error=f"{type(error).__name__}: {error}",
        ),
        mend=rules()[CRASH].mend,
        day=context.as_of,
        span=START,
    )


def order(finding: Finding) -> tuple[object, ...]:
    """What findings are sorted by: register, file, path, code, then the message."""
    path = tuple((isinstance(part, str), str(part).rjust(8, "0")) for part in finding.path)
    return finding.register, finding.file, path, finding.code, str(finding.message)
