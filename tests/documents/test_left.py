"""A municipality that has left, and its members, are in no paper and on no list of invitees of a later day."""

from __future__ import annotations

from datetime import date

import pytest
from papers import FOLDER, WORDING, meeting

from kps.documents.document import document
from kps.models.base import Record
from kps.register.kept import PaperKind
from kps.register.memory import Texts
from kps.register.reading import load
from kps.scaffold.meeting import MeetingPlan as Wanted
from kps.scaffold.meeting import new_meeting

ENTRIES = '["4205", {nr: "4206", til: 2026-06-30}]'
REGISTER = load(
    Texts(
        {
            "kps.yaml": "type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: alle\ngjelder_fra: 2020-01-01\n",
            f"{FOLDER}/politirad.yaml": f"""\
type: politiråd
navn: Rådet
kommuner: {ENTRIES}
status: aktivt
opprettet: 2021-03-01
ledelse: [{{navn: Bo Farsund, verv: leder}}]
medlemmer:
  - {{navn: Anne Berg, rolle: ordfører, kommune: "4205"}}
  - {{navn: Bo Farsund, rolle: ordfører, kommune: "4206", sekretær: ja}}
  - {{navn: Ida Moe, rolle: tjenesteenhetsleder}}
politivedtekter: [{{kommune: "4205", revidert: 2022-05-12}}, {{kommune: "4206", revidert: 2022-05-12}}]
slt: [{{modell: slt, kommuner: ["4205", "4206"], koordinator: Siv Aas}}]
""",
            f"{FOLDER}/avtale.yaml": f"""\
type: avtale
avtaletype: samarbeidsavtale
kommuner: {ENTRIES}
status: inngått
fra: 2023-09-01
""",
            f"{FOLDER}/moter/2026-06-11.yaml": meeting(day="2026-06-11", status="planlagt"),
            f"{FOLDER}/moter/2026-09-10.yaml": meeting(day="2026-09-10", status="planlagt"),
            f"{FOLDER}/evaluering-2026.yaml": (
                "type: evaluering\ngjelder: politirådet\når: 2026\nmetode: annet\ngjennomført: 2026-09-20\n"
            ),
        }
    )
)
BEFORE, AFTER = date(2026, 6, 1), date(2026, 10, 1)


def text(record: Record, kind: PaperKind, as_of: date) -> str:
    return document(REGISTER, record, kind, public=False, as_of=as_of, wording=WORDING).text


@pytest.mark.parametrize(
    ("record", "kind"),
    [(REGISTER.councils[0], "rådet"), (REGISTER.agreements[0], "avtale")],
)
def test_a_papers_day_decides(record: Record, kind: PaperKind) -> None:
    assert "Farsund" in text(record, kind, BEFORE)
    assert "Farsund" not in text(record, kind, AFTER)
    assert "Lindesnes" in text(record, kind, AFTER)


def test_a_meetings_own_day_decides() -> None:
    first, last = sorted(REGISTER.meetings, key=lambda one: one.order)
    assert "Farsund" in text(first, "innkalling", AFTER)
    assert "Farsund" not in text(last, "innkalling", BEFORE)


def test_an_evaluation_is_of_those_who_were_there() -> None:
    assert "Farsund" not in text(REGISTER.evaluations[0], "evaluering", BEFORE)


@pytest.mark.parametrize(("day", "called"), [(date(2026, 6, 29), True), (date(2026, 7, 1), False)])
def test_who_has_left_is_not_called_to_the_next_meeting(day: date, called: bool) -> None:
    draft = new_meeting(REGISTER, REGISTER.councils[0], Wanted(day))
    assert ("Bo Farsund" in draft.text) is called
    assert "Anne Berg" in draft.text


@pytest.mark.parametrize(("number", "called"), [("4205", True), ("4207", False), ("4250", True), ("", True)])
def test_who_is_from_a_municipality_outside_the_council_is_not_called(number: str, called: bool) -> None:
    """Told by R420; a number that kps does not know is a slip of the pen, and told as that."""
    council = f"{FOLDER}/politirad.yaml"
    member = f"{{navn: Eva Ness, rolle: folkevalgt, kommune: '{number}'}}"
    files = {
        "kps.yaml": "type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: alle\ngjelder_fra: 2020-01-01\n",
        council: f"type: politiråd\nnavn: R\nkommuner: {ENTRIES}\nstatus: aktivt\nmedlemmer: [{member}]\n",
    }
    register = load(Texts(files))
    draft = new_meeting(register, register.councils[0], Wanted(AFTER))
    assert ("Eva Ness" in draft.text) is called
