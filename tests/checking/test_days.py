"""Days, over every rule's cases: the day of a finding (1.1), and a register that is asked about on several days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from kps.checking.context import Context
from kps.checking.engine import check
from kps.checking.finding import Finding, Remark
from kps.checking.rule import Rule, rules
from kps.checking.subjects import past_years, the_register
from kps.language import Message
from kps.output.rule_cases import REGISTER, cases
from kps.register.index import Register
from kps.register.memory import Texts
from kps.register.reading import load
from sampling import sampled

OF_ELECTIONS = "R418"
"""It names the year of an election, and is about who is a member now."""

WAIVABLE = [code for code, rule in rules().items() if rule.waivable]


@pytest.mark.parametrize("code", WAIVABLE)
def test_a_finding_is_of_its_meeting_s_day_its_year_s_last_or_the_day_asked_about(code: str) -> None:
    for case in cases(code)[0]:
        register = load(Texts(case.files))
        meetings = {one.origin.file: one.day for one in register.meetings}
        for one in check([register], case.as_of, [rules()[code]]):
            if ((code.startswith("M") and code != "M412") or code in ("G101", "P003")) and one.file in meetings:
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


@pytest.mark.parametrize("code", sampled((code for code in rules() if code[0] != "X" and code != "P004"), 4))
def test_what_is_found_on_a_day_does_not_hang_on_the_days_asked_about_before(code: str) -> None:
    for case in (*cases(code)[0], *cases(code)[1]):
        register = load(Texts(case.files))
        for day in (date(1990, 1, 1), date(2090, 1, 1), case.as_of):
            found = check([register], day, [rules()[code]])
            assert found == check([load(Texts(case.files))], day, [rules()[code]])


@pytest.mark.parametrize(("timeless", "asked"), [(True, 1), (False, 2)])
def test_a_timeless_rule_is_asked_once_of_a_register(timeless: bool, asked: int) -> None:
    days = []

    def note(register: Register, context: Context) -> Iterator[Remark]:
        days.append(context.as_of)
        yield Remark(register.records[0], (), Message("here"))

    register = load(Texts({"kps.yaml": REGISTER}))
    noting = Rule("D998", (), the_register, note, "error", timeless)
    found = [check([register], day, [noting]) for day in (date(2025, 12, 31), date(2026, 6, 1))]
    assert len(days) == asked
    assert [one.day for (one,) in found] == [date(2025, 12, 31), date(2026, 6, 1)]
