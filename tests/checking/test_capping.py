"""What one rule finds over and over in one file: a hundred are told, the rest counted, and no count is too low."""

from __future__ import annotations

from datetime import date

import pytest

from kps.checking.capping import MOST, capped
from kps.checking.engine import check
from kps.checking.finding import Finding
from kps.checking.rule import rules
from kps.output.rule_cases import REGISTER
from kps.register.memory import Texts
from kps.register.reading import load

FOLDER = "politirad/4205-lindesnes"
COUNCIL = """\
type: politiråd
navn: Politirådet i Lindesnes
kommuner: ["4205"]
status: aktivt
opprettet: 2021-03-01
"""
MEETING = "type: møte\ndato: 2026-03-12\nstatus: avholdt\nforfall:\n" + "  - Anne Berg\n" * 250


def _found(meeting: str, code: str) -> tuple[Finding, ...]:
    files = {
        "kps.yaml": REGISTER,
        f"{FOLDER}/politirad.yaml": COUNCIL + "medlemmer: [{navn: Anne Berg, rolle: ordfører}]\n",
        f"{FOLDER}/moter/2026-03-12.yaml": meeting,
    }
    return check([load(Texts(files))], date(2026, 6, 1), [rules()[code]])


def test_the_first_hundred_are_told_and_one_stands_for_the_rest_where_they_begin() -> None:
    found = _found(MEETING, "D006")
    assert [one.path for one in found] == [("forfall", index) for index in range(1, MOST + 2)]
    assert [one.stands_for for one in found] == [1] * MOST + [149]
    assert found[-1].message.text("en") == "149 more such findings in the file, from here on"


def test_a_hundred_are_all_told() -> None:
    found = _found(MEETING.replace("  - Anne Berg\n" * 250, "  - Anne Berg\n" * 101), "D006")
    assert [one.stands_for for one in found] == [1] * MOST


def test_a_waiver_covers_those_that_are_only_counted() -> None:
    actions = "".join(f"      - {{hva: Runde {number}, ansvarlig: politiet}}\n" for number in range(130))
    meeting = "type: møte\ndato: 2026-03-12\nstatus: avholdt\nsaker:\n  - nr: 1/2026\n    tittel: Skoler\n    tiltak:\n"
    waiver = "unntak: [{regel: M409, begrunnelse: Uten frister, til: 2026-12-31}]\n"
    found = _found(meeting + actions + waiver, "M409")
    assert sum(one.stands_for for one in found if one.waiver) == 130


@pytest.mark.parametrize("differs", [{"severity": "hint"}, {"file": "b.yaml"}, {"numbers": ("4206",)}, {"day": 2025}])
def test_only_what_every_count_has_alike_is_counted_as_one(differs: dict[str, object]) -> None:
    (one,) = _found(MEETING.replace("  - Anne Berg\n" * 250, "  - Anne Berg\n" * 2), "D006")
    if "day" in differs:
        differs = {"day": date(2025, 12, 31)}
    other = Finding(**{name: getattr(one, name) for name in one.__slots__} | differs)
    told = list(capped([one] * MOST + [other] * MOST))
    assert [each.stands_for for each in told] == [1] * 2 * MOST
