"""The day of a finding: what a waiver's end is held against, over every rule's cases (1.1)."""

from __future__ import annotations

from datetime import date

import pytest

from kps.output.cases import cases
from kps.register.memory import Texts
from kps.register.reading import load
from kps.rules.engine import check
from kps.rules.finding import Finding
from kps.rules.rule import rules
from kps.rules.subjects import past_years

OF_ELECTIONS = "R418"
"""It names the year of an election, and is about who is a member now."""

WAIVABLE = [code for code, rule in rules().items() if rule.waivable]


@pytest.mark.parametrize("code", WAIVABLE)
def test_a_finding_is_of_its_meeting_s_day_its_year_s_last_or_the_day_asked_about(code: str) -> None:
    for case in cases(code)[0]:
        register = load(Texts(case.files))
        meetings = {one.origin.file: one.day for one in register.meetings}
        for one in check([register], case.as_of, [rules()[code]]):
            if code.startswith("M") and code != "M412" and one.file in meetings:
                assert one.day == meetings[one.file]
            else:
                assert one.day == _last_of(one, case.as_of)


def _last_of(one: Finding, as_of: date) -> date:
    """The last day of the past year that a finding is about, which its message names; else the day asked about."""
    year = one.message.values.get("year") if one.code != OF_ELECTIONS else None
    return date(year, 12, 31) if isinstance(year, int) and year < as_of.year else as_of


@pytest.mark.parametrize("code", [code for code in WAIVABLE if rules()[code].on is past_years])
def test_what_is_said_of_a_past_year_is_of_its_last_day(code: str) -> None:
    for case in cases(code)[0]:
        for one in check([load(Texts(case.files))], case.as_of, [rules()[code]]):
            assert one.day < case.as_of
