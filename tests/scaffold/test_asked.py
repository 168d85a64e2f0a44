"""What only people can judge is really asked of them: in an evaluation's record, on an agenda, or by a key."""

from __future__ import annotations

from datetime import date

import pytest
from small import BOKMÅL, NYNORSK, QUIET, register, texts

from kps.guideline import Statement, contact_tasks, statements
from kps.language import Language
from kps.register.index import Register
from kps.scaffold.meeting import MeetingPlan, new_meeting
from kps.scaffold.records import (
    NewAgreement,
    NewContact,
    NewEvaluation,
    new_agreement,
    new_contact,
    new_evaluation,
)

ASKED = [one for one in statements() if one.check == "ask"]
DAY = date(2026, 6, 11)


def _scaffolds(known: Register, number: str) -> dict[str, str]:
    """What a new record of each kind says."""
    (council,) = known.councils
    return {
        "avtale": new_agreement(known, NewAgreement("samarbeidsavtale", "inngått", (number,), start=DAY)).text,
        "politikontakt": new_contact(known, NewContact("Kari Hansen", (number,), DAY)).text,
        "møte": new_meeting(known, council, MeetingPlan(DAY)).text,
        "evaluering": new_evaluation(known, council, NewEvaluation("annet", 2026, DAY)).text,
    }


@pytest.fixture(scope="module", params=[BOKMÅL, NYNORSK])
def scaffolds(request: pytest.FixtureRequest) -> dict[str, str]:
    return _scaffolds(register(texts(council=QUIET + "slt: {modell: slt}\n", number=request.param)), request.param)


def test_there_are_nineteen() -> None:
    assert len(ASKED) == 19


@pytest.mark.parametrize("kind", ["politikontakt", "evaluering"])
def test_the_contact_s_six_tasks_stand_where_they_are_weighed(kind: str, scaffolds: dict[str, str]) -> None:
    form: Language = "nn" if "rettleiing" in scaffolds[kind] else "nb"
    for number, task in enumerate(contact_tasks(form), start=1):
        assert f"#   {number}. {task}\n" in scaffolds[kind]


@pytest.mark.parametrize("one", ASKED, ids=lambda one: one.id)
def test_each_is_asked(one: Statement, scaffolds: dict[str, str]) -> None:
    assert one.questions
    for key in one.questions:
        assert f"\n  {key}:" in scaffolds["evaluering"]


def test_slt_is_asked_of_where_it_is_used() -> None:
    known = register(texts(council=QUIET + "slt: {modell: ingen}\n"))
    assert "\n  slt:" not in _scaffolds(known, BOKMÅL)["evaluering"]


def test_each_side_has_its_round_on_every_agenda(scaffolds: dict[str, str]) -> None:
    for standing in ("runde_politi", "runde_kommune"):
        assert scaffolds["møte"].count(f"fast_sak: {standing}\n") == 1
