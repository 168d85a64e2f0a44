"""Findings about past years: told of the last one, held against waivers of all."""

from __future__ import annotations

from datetime import date

from kps.checking.engine import check
from kps.checking.rule import rules
from kps.output.rule_cases import REGISTER
from kps.register.index import Register
from kps.register.memory import Texts
from kps.register.reading import load

DAY = date(2026, 6, 1)
COUNCIL = """\
type: politiråd
navn: Politirådet i Lindesnes
kommuner: ["4205"]
status: aktivt
opprettet: 2021-03-01
"""


def _register(more: str = "") -> Register:
    return load(Texts({"kps.yaml": REGISTER, "politirad/4205-lindesnes/politirad.yaml": COUNCIL + more}))


def _years(code: str, *, all_years: bool) -> list[int]:
    found = check([_register()], DAY, [rules()[code]], all_years=all_years)
    return [one.day.year for one in found]


def test_the_last_past_year_and_the_year_under_way() -> None:
    assert _years("M401", all_years=True) == [2021, 2022, 2023, 2024, 2025, 2026]
    assert _years("M401", all_years=False) == [2025, 2026]


def test_a_waiver_for_a_year_that_is_not_told_is_neither_needless_nor_run_out() -> None:
    waiver = "unntak: [{regel: M401, begrunnelse: Sammenslåing, til: 2024-12-31}]\n"
    found = check([_register(waiver)], DAY, all_years=False)
    assert not {"U901", "U902"} & {one.code for one in found}
    assert [one.day.year for one in found if one.code == "M401" and not one.waiver] == [2025, 2026]


def test_the_rules_about_years() -> None:
    yearly = {code for code, rule in rules().items() if rule.yearly}
    assert yearly == {"M401", "M402", "M416", "M418", "M419", "M420", "R416"}
