"""Every rule is what its page and its cases say: the meta-test over all rules."""

from __future__ import annotations

from collections import Counter

import pytest

from kps.checking.engine import check
from kps.checking.rule import Rule, rules
from kps.output.rule_cases import Case, Mended, cases, mends
from kps.register.memory import Texts
from kps.register.reading import load
from kps.resources import folder

# A rule that crashes (X) is held by test_engine, P004 by the documents' test_withholding.
WITH_CASES = [code for code in rules() if code[0] != "X" and code != "P004"]

# Rules whose mend no case can hold, each with the reason.
WITHOUT_MEND: dict[str, str] = {}

# Chapters whose mends are yet to be written down.
TO_COME = ""


def _every(which: int) -> list[object]:
    return [
        pytest.param(rules()[code], case, id=f"{code} {case.name}")
        for code in WITH_CASES
        if (folder("cases") / f"{code}.yaml").is_file()
        for case in cases(code)[which]
    ]


@pytest.mark.parametrize(("rule", "case"), _every(0))
def test_fires_just_where_the_case_says(rule: Rule, case: Case) -> None:
    found = [case.shown(finding) for finding in case.run(rule)]
    assert [(one.file, one.at, one.severity) for one in found] == [
        (one.file, one.at, one.severity) for one in case.finds
    ]
    for stated, shown in zip(case.finds, found, strict=True):
        assert stated.says in shown.says


@pytest.mark.parametrize(("rule", "case"), _every(1))
def test_just_does_not_fire(rule: Rule, case: Case) -> None:
    assert [case.shown(finding) for finding in case.run(rule)] == []


def _every_mend() -> list[object]:
    return [
        pytest.param(rules()[code], mended, id=f"{code} {mended.name}")
        for code in WITH_CASES
        if (folder("cases") / f"{code}.yaml").is_file()
        for mended in mends(code)
    ]


def _all_that_is_found(case: Case) -> Counter[tuple[str, str]]:
    """How often each rule finds something in each file, but for what is waived."""
    found = check([load(Texts(case.files))], case.as_of)
    return Counter((one.code, one.file) for one in found if one.waiver is None)


@pytest.mark.parametrize(("rule", "mended"), _every_mend())
def test_what_the_page_says_mends_it_and_makes_no_other_fault(rule: Rule, mended: Mended) -> None:
    before, after = _all_that_is_found(mended.before), _all_that_is_found(mended.after)
    assert [one for one in before if one[0] == rule.code]
    assert [one for one in after if one[0] == rule.code] == []
    new = after - before
    # Once a record can be read, what the guideline asks of it comes to light; a fault of the records' own must not.
    assert [one for one in new if rule.chapter != "D" or one[0][0] in "DPUX"] == []


@pytest.mark.parametrize("code", [code for code in WITH_CASES if code[0] not in TO_COME])
def test_has_its_mend_carried_out(code: str) -> None:
    assert bool(mends(code)) != (code in WITHOUT_MEND)


@pytest.mark.parametrize("code", WITH_CASES)
def test_has_cases_on_both_sides(code: str) -> None:
    fires, quiet = cases(code)
    assert fires
    assert quiet
    assert all(case.finds for case in fires)


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.code)
def test_page_is_complete(rule: Rule) -> None:
    assert rule.page.title.endswith(".")
    assert rule.page.when
    assert rule.page.mend
    assert rule.cites or rule.chapter in "DX" or rule.code == "P003"
    assert all(statement.id for statement in rule.statements)


def test_no_case_file_without_a_rule() -> None:
    assert {file.stem for file in folder("cases").glob("*.yaml")} == set(WITH_CASES)
