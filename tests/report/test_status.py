"""The yearly status, against a register whose figures are counted by hand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kps.output.year_text import as_text
from kps.register.memory import Texts
from kps.register.reading import load
from kps.register.tree import Folder
from kps.report.exchange import as_json
from kps.report.year_status import Choice, last_day, status

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
    """The same stretch of both years: what was done later last year is in neither."""
    previous = _status(2026)["total"]["previous"]
    alone = _status(2025, date(2025, 11, 23))["total"]
    assert previous == {name: value for name, value in alone.items() if name != "previous"}


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
    assert one.total.meetings_held == 2
    none = status([register], 2025, date(2025, 12, 31), Choice(district="Vest"))
    assert (none.municipalities, none.registers) == ((), ())


def _of(files: dict[str, str], year: int, number: str = "4205") -> dict[str, Any]:
    """The status of a municipality in a register of these files."""
    register = load(Texts({"kps.yaml": REGISTER, **files}))
    found = json.loads(as_json(status([register], year, last_day(year, date(2026, 11, 23)))))
    one: dict[str, Any] = next(one for one in found["municipalities"] if one["number"] == number)
    return one


def _council(more: str, numbers: str = '"4205"') -> dict[str, str]:
    return {"politirad/x/politirad.yaml": f"type: politiråd\nnavn: X\nkommuner: [{numbers}]\n{more}"}


COUNCIL_STOOD = {
    "status: nedlagt\nopprettet: 2024-01-01\nnedlagt: 2025-06-30\n": [None, "aktivt", "nedlagt", "nedlagt"],
    "status: aktivt\ninvitert: 2024-02-01\nopprettet: 2025-02-01\n": [None, "invitert", "aktivt", "aktivt"],
    "status: takket_nei\ninvitert: 2024-02-01\nsvar: 2025-02-01\n": [None, "invitert", "takket_nei", "takket_nei"],
}


@pytest.mark.parametrize("record", COUNCIL_STOOD)
def test_a_council_as_it_stood_that_year(record: str) -> None:
    found = [_of(_council(record), year)["councils"] for year in (2023, 2024, 2025, 2026)]
    assert [one[0]["status"] if one else None for one in found] == COUNCIL_STOOD[record]


AGREEMENT_STOOD = {
    "status: inngått\ntilbudt: 2024-05-01\nsvar: 2025-01-10\nfra: 2025-02-01\n": [None, "tilbudt", "inngått"],
    "status: avsluttet\nfra: 2024-02-01\ntil: 2025-06-01\n": [None, "inngått", "avsluttet"],
    "status: takket_nei\ntilbudt: 2024-02-01\nsvar: 2025-06-01\n": [None, "tilbudt", "takket_nei"],
    "status: inngått\nfra: 2025-02-01\nunderskrevet: [{navn: A, rolle: ordfører, dato: 2024-12-01}]\n": [
        None, "inngått", "inngått",
    ],
}  # fmt: skip


@pytest.mark.parametrize("record", AGREEMENT_STOOD)
def test_an_agreement_as_it_stood_that_year(record: str) -> None:
    file = f'type: avtale\navtaletype: samarbeidsavtale\nkommuner: ["4205"]\n{record}'
    found = [_of({"avtale-1.yaml": file}, year)["agreements"] for year in (2023, 2024, 2025)]
    assert [one[0]["status"] if one else None for one in found] == AGREEMENT_STOOD[record]


def test_a_municipality_that_left_its_council_owes_nothing_more() -> None:
    files = _council("status: aktivt\nopprettet: 2024-01-01\n", '"4206", {nr: "4205", til: 2024-12-31}')
    assert [_of(files, year)["meetings_owed"] for year in (2024, 2025)] == [2, 0]
    assert _of(files, 2025)["councils"] == []
    assert [_of(files, year, "4206")["meetings_owed"] for year in (2024, 2025)] == [2, 2]


def test_a_municipality_in_two_councils_has_the_meetings_of_both() -> None:
    files = {
        **{file: text for file, text in FILES.items() if "/4205-" in file or file == "kps.yaml"},
        **_council("status: aktivt\nopprettet: 2025-01-01\n"),
        "politirad/x/moter/2025-05-05.yaml": _meeting("2025-05-05"),
        "politirad/x/moter/2025-10-16.yaml": _meeting("2025-10-16", more="felles_med: [4205-lindesnes]\n"),
    }
    # March, October and the joint one of Lindesnes; May and the same joint one of X: four meetings, not five.
    found = _of(files, 2025)
    assert (found["meetings_held"], found["meetings_owed"]) == (4, 4)


def test_a_council_of_a_municipality_outside_the_list_counts_in_the_sums() -> None:
    files = {
        "kps.yaml": REGISTER,
        **_council("status: aktivt\nopprettet: 2025-01-01\n", '"4202"'),
        "politirad/x/moter/2025-05-05.yaml": _meeting("2025-05-05"),
    }
    total = status([load(Texts(files))], 2025, date(2025, 12, 31)).total
    assert (total.meetings_held, total.meetings_owed) == (1, 2)


def test_findings_count_for_the_municipality_they_name_and_waived_ones_apart() -> None:
    waiver = "unntak: [{regel: R406, begrunnelse: Planen vedtas til våren, til: 2026-12-31}]\n"
    council = "status: aktivt\nopprettet: 2025-01-01\n"
    open_, waived = _of(_council(council), 2026)["findings"], _of(_council(council + waiver), 2026)["findings"]
    assert waived["waived"] == open_["waived"] + 1
    assert sum(waived.values()) == sum(open_.values())


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("politirad/4205-lindesnes/referat.yaml", {"4205"}),
        ("politirad/lister/referat.yaml", {"4206", "4207"}),
        ("politirad/lister/moter/2025-09-01.yaml", {"4206", "4207"}),
        ("politirad/lister-2/referat.yaml", set()),
        ("referat.yaml", set()),
    ],
)
def test_a_file_that_cannot_be_read_counts_for_all_of_the_council_it_lies_with(file: str, told: set[str]) -> None:
    document = json.loads(as_json(status([load(Texts(FILES | {file: "["}))], 2025, date(2025, 12, 31))))
    assert {one["number"] for one in document["municipalities"] if "D001" in one["findings_by_rule"]} == told
    assert document["total"]["findings_by_rule"]["D001"] == 1


def test_a_later_record_makes_no_finding_in_an_earlier_year() -> None:
    more = {"politirad/4205-lindesnes/moter/2026-04-01.yaml": _meeting("2026-04-01")}
    assert _of({**FILES, **more}, 2025)["findings"] == _of(FILES, 2025)["findings"]


def test_several_registers_are_sorted_as_one() -> None:
    first, second = (
        Texts({"kps.yaml": REGISTER.replace('"4205", "4206", "4207", "4218"', f'"{number}"')}, label)
        for label, number in (("a", "4206"), ("b", "4205"))
    )
    found = status([load(first), load(second)], 2025, date(2025, 12, 31))
    assert [one.key for one in found.municipalities] == ["4205", "4206"]
    assert (found.registers, [one.key for one in found.districts]) == (("a", "b"), ["Agder"])


# Counted by hand in the files of examples/agder: held meetings by council and year.
HELD = {
    2024: {"4202-grimstad": 3, "4205-lindesnes": 4, "4222-bykle": 2, "lister": 3},
    2025: {"4202-grimstad": 3, "4205-lindesnes": 4, "4222-bykle": 3, "lister": 3},
    2026: {"4202-grimstad": 3, "4205-lindesnes": 3, "4222-bykle": 2, "lister": 3},
}


@pytest.mark.parametrize("year", HELD)
def test_the_example_as_counted_by_hand(year: int) -> None:
    found = status([load(Folder(AGDER))], year, last_day(year, date(2026, 11, 23)))
    held = {entry.key: entry.meetings_held for entry in found.councils if entry.key in HELD[year]}
    assert held == HELD[year]
    assert found.total.findings["error"] == 0


def test_the_text_has_a_line_for_each() -> None:
    text = as_text(status([load(Texts(FILES))], 2025, date(2025, 12, 31)))
    assert any(line.startswith("4205 Lindesnes") and "2/2 (1/1)" in line for line in text.splitlines())
    assert any(line.startswith("Lister politiråd") for line in text.splitlines())
