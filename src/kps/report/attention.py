"""What needs attention, by name: the municipalities that lack something, and what each of them lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kps.checking.rule import rules
from kps.language import Language, Message, Spoken, Words, compound, msg, msgn
from kps.report.shortfalls import Shortfall
from kps.report.status_light import LIGHTS, OVERDUE, TOO_FEW, behind, counted, light, missing
from kps.report.year_status import MunicipalityYear, Status

NAMED = 2
"""How many rules are named at once of what is wrong with one municipality; of the others, how many there are. Where
the places are told elsewhere, and there is little room, one."""


@dataclass(frozen=True, slots=True)
class Title(Spoken):
    """A rule's title as it stands in a line: without the full stop."""

    msgid: str

    def text(self, language: Language) -> str:
        """The title in a language."""
        return Message(self.msgid).text(language).rstrip(".")


def rule_title(code: str) -> Words:
    """What a rule is about; nothing of one that this kps does not know."""
    return Title(rules()[code].page.title) if code in rules() else ""


def attention(status: Status, *, places: bool = True) -> tuple[tuple[MunicipalityYear, tuple[Words, ...]], ...]:
    """The municipalities that lack something, each with what it lacks; the red ones first, the most errors on top.

    With ``places``, also the file and the line of what is wrong.
    """
    order = list(LIGHTS)
    worst = sorted(
        status.municipalities,
        key=lambda one: (
            order.index(light(one)), -one.findings.get("error", 0), -one.findings.get("warning", 0), one.number,
        ),
    )  # fmt: skip
    by_number: dict[tuple[str, str], list[Shortfall]] = {}
    for each in status.findings:
        for number in each.numbers:
            by_number.setdefault((each.district, number), []).append(each)
    found = ((one, tuple(_lacks(one, by_number.get((one.district, one.number), []), places))) for one in worst)
    return tuple((one, lacks) for one, lacks in found if lacks)


def listed(lacks: Sequence[Words]) -> Words:
    """What is lacking, one after the other: the titles of rules have commas in them."""
    return compound("; ".join(f"{{one{index}}}" for index in range(len(lacks))),
                    **{f"one{index}": one for index, one in enumerate(lacks)})  # fmt: skip


def _lacks(one: MunicipalityYear, some: list[Shortfall], places: bool) -> Iterator[Words]:
    """What is not there, what is behind and what is wrong; what a finding names is not said in other words too."""
    told = Counter(each.severity for each in some for _ in range(each.stands_for))
    named = all(one.findings.get(severity, 0) == told[severity] for severity in ("error", "warning"))
    counts = Counter(each.code for each in some for _ in range(each.stands_for)) if named else Counter[str]()
    plain = {**dict(missing(one)), **dict(behind(one))}
    by_rule = [code for code in plain if _says_it(code, counts[code], one)]
    yield from (words for code, words in plain.items() if code not in by_rule)
    yield from _named(some, by_rule, places) if named else counted(one)


def _says_it(code: str, count: int, one: MunicipalityYear) -> bool:
    """Whether so many findings of the rule say what the plain words do: of meetings, only these say how many."""
    return count == one.actions_overdue if code == OVERDUE else count > 0 and code != TOO_FEW


def _named(some: list[Shortfall], first: list[str], places: bool) -> Iterator[Words]:
    """The errors and warnings by name: all of the codes that come first, then the errors, and the warnings."""
    groups = [(code, list(group)) for code, group in groupby(some, lambda each: each.code)]
    groups.sort(key=lambda group: first.index(group[0]) if group[0] in first else len(first))
    most = max(len(first), NAMED if places else 1)
    for code, group in groups[:most]:
        yield _group(code, group, places)
    if more := sum(each.stands_for for _, group in groups[most:] for each in group):
        yield msgn("and {n} finding more", "and {n} findings more", more)


def _group(code: str, group: list[Shortfall], places: bool) -> Words:
    named = compound("{code} {title}", code=code, title=rule_title(code))
    count = sum(each.stands_for for each in group)
    if not places:
        return named if count == 1 else compound("{named} ({count})", named=named, count=count)
    if count == 1:
        return compound("{named} ({place})", named=named, place=group[0].place)
    return msg("{named} ({place} and {n} more)", named=named, place=group[0].place, n=count - 1)
