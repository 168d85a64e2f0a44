"""Every rule is what its page and its cases say: the meta-test over all rules."""

from __future__ import annotations

import pytest

from kps.output.cases import Case, cases
from kps.resources import folder
from kps.rules.rule import Rule, rules

# A rule that crashes (X) is held by test_engine, P004 by the documents' test_withholding.
WITH_CASES = [code for code in rules() if code[0] != "X" and code != "P004"]


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
    assert rule.cites or rule.chapter in "DX"
    assert all(statement.id for statement in rule.statements)


def test_no_case_file_without_a_rule() -> None:
    assert {file.stem for file in folder("cases").glob("*.yaml")} == set(WITH_CASES)
