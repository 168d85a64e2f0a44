"""The yearly status, against a register whose figures are counted by hand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kps.register.memory import Texts
from kps.register.reading import load
from kps.register.tree import Folder
from kps.report.json import as_json
from kps.report.status import Choice, last_day, status
from kps.report.text import as_text

AGDER = Path(__file__).parent.parent.parent / "examples" / "agder"

REGISTER = """\
type: register
navn: Agder
politidistrikt: Agder
kommuner: ["4205", "4206", "4207", "4218"]
gjelder_fra: 2024-01-01
"""

COUNCIL = """\
type: politiråd
navn: {name}
kommuner: [{numbers}]
status: aktivt
opprettet: {founded}
medlemmer: [{{navn: Anne Berg, rolle: ordfører}}]
"""

DECLINED = """\
type: politiråd
navn: Politirådet i Iveland
kommuner: ["4218"]
status: takket_nei
invitert: 2024-02-01
svar: 2024-03-01
"""

AGREEMENT = """\
type: avtale
avtaletype: samarbeidsavtale
kommuner: ["4205"]
status: inngått
fra: 2025-01-01
revisjon: {måneder: 24, ansvarlig: Siv Aas}
"""

EVALUATION = """\
type: evaluering
gjelder: politirådet
år: 2025
gjennomført: 2025-11-20
metode: ks
"""


def _meeting(day: str, status: str = "avholdt", more: str = "") -> str:
    return f"type: møte\ndato: {day}\nstatus: {status}\n{more}"


ACTIONS = """\
saker:
  - nr: 1/2025
    tittel: Trygge skoler
    tiltak:
      - {hva: Felles runder, ansvarlig: Anne Berg, frist: 2025-06-30}
      - {hva: Foreldremøte, ansvarlig: Anne Berg, frist: 2026-06-30}
"""
FOLLOWED = "oppfølging: [{tiltak: 2025-03-12/1.1, status: ferdig}]\n"

FILES = {
    "kps.yaml": REGISTER,
    "politirad/4205-lindesnes/politirad.yaml": COUNCIL.format(
        name="Politirådet i Lindesnes", numbers='"4205"', founded="2024-07-01"
    ),
    "politirad/4205-lindesnes/avtale-2025.yaml": AGREEMENT,
    "politirad/4205-lindesnes/evaluering-2025.yaml": EVALUATION,
    "politirad/4205-lindesnes/moter/2024-10-10.yaml": _meeting("2024-10-10"),
    "politirad/4205-lindesnes/moter/2025-03-12.yaml": _meeting("2025-03-12", more=ACTIONS),
    "politirad/4205-lindesnes/moter/2025-06-12.yaml": _meeting("2025-06-12", "avlyst"),
    "politirad/4205-lindesnes/moter/2025-10-16.yaml": _meeting("2025-10-16", more="felles_med: [lister]\n"),
    "politirad/4205-lindesnes/moter/2026-02-12.yaml": _meeting("2026-02-12", more=FOLLOWED),
    "politirad/4205-lindesnes/moter/2026-12-10.yaml": _meeting("2026-12-10", "planlagt"),
    "politirad/4218-iveland/politirad.yaml": DECLINED,
    "politirad/lister/politirad.yaml": COUNCIL.format(
        name="Lister politiråd", numbers='"4206", {nr: "4207", fra: 2025-06-01}', founded="2025-01-01"
    ),
    "politirad/lister/moter/2025-04-24.yaml": _meeting("2025-04-24"),
}


def _status(year: int, today: date = date(2026, 11, 23)) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(as_json(status([load(Texts(FILES))], year, last_day(year, today))))
    return found


def _meetings(document: dict[str, Any]) -> dict[str, tuple[int, int]]:
    return {one["number"]: (one["meetings_held"], one["meetings_owed"]) for one in document["municipalities"]}


def test_meetings_held_and_owed() -> None:
    # 4207 joined in June: it was not at Lister's meeting in April, but at the joint one in October.
    assert _meetings(_status(2025)) == {"4205": (2, 2), "4206": (2, 2), "4207": (1, 2), "4218": (0, 0)}
    # The council began on 1 July 2024: six whole months owe one meeting.
    assert _meetings(_status(2024)) == {"4205": (1, 1), "4206": (0, 0), "4207": (0, 0), "4218": (0, 0)}


def test_a_joint_meeting_counts_once_in_a_sum() -> None:
    document = _status(2025)
    assert {one["folder"]: one["meetings_held"] for one in document["councils"]} == {
        "4205-lindesnes": 2, "4218-iveland": 0, "lister": 2,
    }  # fmt: skip
    assert document["total"]["meetings_held"] == document["districts"][0]["meetings_held"] == 3
    assert document["total"]["meetings_owed"] == 4


def test_actions_as_known_on_the_day() -> None:
    now, then = _status(2026), _status(2025)
    assert (then["total"]["actions_open"], then["total"]["actions_overdue"]) == (2, 1)
    assert (now["total"]["actions_open"], now["total"]["actions_overdue"]) == (1, 1)


def test_last_years_figures_stand_beside() -> None:
    previous = _status(2026)["total"]["previous"]
    alone = _status(2025)["total"]
    assert previous == alone | {"previous": None}


def test_a_municipality_that_declined_is_a_complete_answer() -> None:
    iveland = _status(2025)["municipalities"][3]
    assert iveland["councils"] == [{"folder": "4218-iveland", "status": "takket_nei"}]
    assert iveland["meetings_owed"] == 0


def test_agreements_evaluation_and_what_is_not_there_yet() -> None:
    lindesnes = _status(2025)["municipalities"][0]
    (agreement,) = lindesnes["agreements"]
    assert (agreement["status"], agreement["from"], agreement["to"]) == ("inngått", "2025-01-01", None)
    assert agreement["next_revision"] == "2027-01-01"
    assert lindesnes["last_evaluation"] == "2025-11-20"
    assert lindesnes["previous"]["last_evaluation"] is None
    assert lindesnes["previous"]["agreements"] == []


def test_one_council_and_one_district() -> None:
    register = load(Texts(FILES))
    lister = next(one for one in register.councils if one.folder == "lister")
    one = status([register], 2025, date(2025, 12, 31), Choice(council=lister))
    assert [entry.key for entry in one.municipalities] == ["4206", "4207"]
    assert one.total.figures.meetings_held == 2
    none = status([register], 2025, date(2025, 12, 31), Choice(district="Vest"))
    assert (none.municipalities, none.registers) == ((), ())


# Counted by hand in the files of examples/agder: held meetings by council and year.
HELD = {
    2024: {"4202-grimstad": 3, "4205-lindesnes": 4, "4222-bykle": 2, "lister": 3},
    2025: {"4202-grimstad": 3, "4205-lindesnes": 4, "4222-bykle": 3, "lister": 3},
    2026: {"4202-grimstad": 3, "4205-lindesnes": 3, "4222-bykle": 2, "lister": 3},
}


@pytest.mark.parametrize("year", HELD)
def test_the_example_as_counted_by_hand(year: int) -> None:
    found = status([load(Folder(AGDER))], year, last_day(year, date(2026, 11, 23)))
    held = {entry.key: entry.figures.meetings_held for entry in found.councils if entry.key in HELD[year]}
    assert held == HELD[year]
    assert found.total.figures.findings["error"] == 0


def test_the_text_has_a_line_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    text = as_text(status([load(Texts(FILES))], 2025, date(2025, 12, 31)))
    assert any(line.startswith("4205 Lindesnes") and "2/2 (1/1)" in line for line in text.splitlines())
    assert any(line.startswith("Lister politiråd") for line in text.splitlines())
