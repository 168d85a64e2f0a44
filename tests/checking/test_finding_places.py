"""Where findings stand, over every rule's cases: this decides waivers, --since and positions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kps.checking.finding import Finding
from kps.checking.rule import rules
from kps.models.agreement import Agreement
from kps.models.base import Record
from kps.models.contact import Contact
from kps.models.council import Council
from kps.models.evaluation import Evaluation
from kps.models.meeting import Meeting
from kps.models.register import Charter
from kps.output.rule_cases import cases
from kps.register.memory import Texts
from kps.register.reading import load

IN_KPS_YAML = {"A301", "R401", "K501", "K507"}
IN_AGREEMENTS = {"R407", "M418"}
OF_YEARS = {"M401", "M402", "M416", "M419", "M420"}
ELSEWHERE = {"E701": (Agreement, Council), "E706": (Council,)}
BY_CHAPTER: dict[str, tuple[type[Record], ...]] = {
    "A": (Agreement,),
    "R": (Council,),
    "S": (Council,),
    "M": (Meeting,),
    "K": (Contact,),
    "E": (Evaluation,),
}
CODES = [code for code in rules() if code[0] in BY_CHAPTER]


def _kinds(code: str) -> tuple[type[Record], ...]:
    """The kinds of records that a rule's findings stand in."""
    if code in IN_KPS_YAML:
        return (Charter,)
    if code in IN_AGREEMENTS:
        return (Agreement,)
    if code in OF_YEARS:
        return (Council,)
    return ELSEWHERE.get(code, BY_CHAPTER[code[0]])


def _found(code: str) -> Iterator[tuple[Finding, Record]]:
    for case in cases(code)[0]:
        register = load(Texts(case.files))
        yield from ((one, register.record_in[one.file]) for one in case.run(rules()[code]))


@pytest.mark.parametrize("code", CODES)
def test_a_finding_stands_in_the_record_that_the_contract_names(code: str) -> None:
    found = list(_found(code))
    assert found
    assert all(isinstance(record, _kinds(code)) for _, record in found)


@pytest.mark.parametrize("code", CODES)
def test_one_finding_for_each_place(code: str) -> None:
    """One names all that it lacks; those of several years are told apart by their day."""
    for case in cases(code)[0]:
        places = [(one.file, one.path, one.day, one.numbers) for one in case.run(rules()[code])]
        if code not in ("M411", "M418"):  # one for each action, and for each year
            assert len(set(places)) == len(places)
