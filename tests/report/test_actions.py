"""The list of open actions: which are in it, in which order, and what it never shows."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

from kps.formats.tables import as_csv, markdown, plain
from kps.output.lists import actions_json
from kps.register.memory import Texts
from kps.register.reading import load
from kps.report.open_actions import Wanted, actions_csv_table, actions_table, open_actions
from kps.report.table import Table

FOLDER = "politirad/4205-lindesnes"
FILES = {
    "kps.yaml": "type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: alle\ngjelder_fra: 2020-01-01\n",
    f"{FOLDER}/politirad.yaml": (
        'type: politiråd\nnavn: Rådet\nkommuner: ["4205"]\nstatus: aktivt\nopprettet: 2021-03-01\n'
    ),
    f"{FOLDER}/moter/2026-03-12.yaml": """\
type: møte
dato: 2026-03-12
status: avholdt
saker:
  - nr: 1/2026
    tittel: Åpen
    tiltak:
      - {hva: "=SUM(A1)", ansvarlig: [Kari Hansen, Siv Aas], frist: 2026-04-01}
      - {hva: Uten frist, ansvarlig: Siv Aas}
      - {hva: Ferdig, frist: 2026-04-01}
      - {hva: "Ny | frist", frist: 2026-04-01}
  - nr: 2/2026
    tittel: FUGL
    unntatt_offentlighet: {hjemmel: offl. § 13}
    tiltak: [{hva: FUGL, ansvarlig: FUGL, frist: 2026-05-01}]
""",
    f"{FOLDER}/moter/2026-05-07.yaml": """\
type: møte
dato: 2026-05-07
status: avholdt
oppfølging:
  - {tiltak: 2026-03-12/1.3, status: ferdig}
  - {tiltak: 2026-03-12/1.4, status: pågår, frist: 2026-09-01}
""",
}
REGISTER = load(Texts(FILES))
DAY = date(2026, 5, 11)


def ids(**wanted: object) -> list[str]:
    return [one.id for one in open_actions([REGISTER], DAY, Wanted(**wanted))]  # type: ignore[arg-type]


def test_open_ones_by_deadline_those_without_one_last() -> None:
    assert ids() == ["2026-03-12/1.1", "2026-03-12/2.1", "2026-03-12/1.4", "2026-03-12/1.2"]


def test_before_the_next_meeting_all_are_open() -> None:
    assert len(open_actions([REGISTER], date(2026, 5, 6), Wanted())) == 5


def test_only_the_overdue() -> None:
    assert ids(overdue=True) == ["2026-03-12/1.1", "2026-03-12/2.1"]


def test_by_owner_whatever_the_case_of_letters() -> None:
    assert ids(owner="siv aas") == ["2026-03-12/1.1", "2026-03-12/1.2"]


def test_days_are_counted_from_the_deadline_and_from_the_meeting() -> None:
    first, *_, last = open_actions([REGISTER], DAY, Wanted())
    assert (first.late, first.age, first.deferrals) == (40, 60, 0)
    assert (last.late, last.deadline) == (0, None)


def test_on_its_last_day_an_action_is_not_overdue() -> None:
    assert [one.id for one in open_actions([REGISTER], date(2026, 4, 1), Wanted(overdue=True))] == []


@pytest.mark.parametrize("owner", ["", "FUGL"])
def test_of_an_exempt_case_nothing_but_the_id_and_the_legal_basis(owner: str) -> None:
    found = open_actions([REGISTER], DAY, Wanted(owner=owner))
    texts = [
        "\n".join(plain(actions_table(found), "nb")),
        as_csv(actions_csv_table(found), "nb"),
        actions_json(found, DAY),
    ]
    assert not any("FUGL" in text for text in texts) or owner == "FUGL"
    assert not found if owner else "2026-03-12/2.1" in texts[0]
    assert owner or all("offl. § 13" in text for text in texts)


def test_a_spreadsheet_runs_no_formula_and_reads_norwegian_letters() -> None:
    text = as_csv(actions_csv_table(open_actions([REGISTER], DAY, Wanted())), "nb")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert (rows[0]["hva"], rows[0]["politiråd"]) == ("'=SUM(A1)", "Rådet")
    assert rows[0]["over_frist_dager"] == "40"


def test_json_is_versioned() -> None:
    document = json.loads(actions_json(open_actions([REGISTER], DAY, Wanted()), DAY))
    assert (document["version"], document["as_of"], len(document["actions"])) == (1, "2026-05-11", 4)
    assert document["actions"][1]["what"] is None
    assert document["actions"][1]["exempt"] is True


def test_a_pipe_in_a_text_does_not_break_a_table() -> None:
    assert list(markdown(Table("t", ("a", "b"), (("x | y", "z"),)), "nb"))[2] == "| x \\| y | z |"


PLANS = """\
handlingsplaner:
  - tittel: Trygt uteliv
    fra: 2026-01-01
    tiltak:
      - {hva: Felles runder, ansvarlig: Siv Aas, frist: 2026-04-30}
      - {hva: Gjort, status: ferdig}
      - {hva: Flyttet, frist: 2026-01-31}
  - {tittel: Gammel, til: 2025-12-31, tiltak: [{hva: Utløpt}]}
  - {id: uten-dato, tiltak: [{hva: Uten dato}]}
"""


def test_the_open_measures_of_plans_that_cover_the_day_are_among_them_and_marked() -> None:
    own = f"{FOLDER}/politirad.yaml"
    moved = f"{FOLDER}/moter/2026-05-07.yaml"
    line = "  - {tiltak: trygt-uteliv/3, status: pågår, frist: 2026-10-01}\n"
    files = {**FILES, own: FILES[own] + PLANS, moved: FILES[moved] + line}
    found = open_actions([load(Texts(files))], DAY, Wanted())
    told = [(one.id, one.kind, one.plan, one.file, one.late, one.age) for one in found if one.kind == "measure"]
    assert told == [
        ("trygt-uteliv/1", "measure", "Trygt uteliv", own, 11, 130),
        ("trygt-uteliv/3", "measure", "Trygt uteliv", own, 0, 130),
        ("uten-dato/1", "measure", "uten-dato", own, 0, None),
    ]
    assert len(found) == 4 + len(told)
    table = "\n".join(plain(actions_table(found), "en"))
    assert "Felles runder (measure of the plan “Trygt uteliv”)" in table
    listed = {one["id"]: one for one in json.loads(actions_json(found, DAY))["actions"]}
    assert (listed["trygt-uteliv/1"]["kind"], listed["trygt-uteliv/1"]["plan"]) == ("measure", "Trygt uteliv")
    assert listed["uten-dato/1"]["age_days"] is None
    assert (listed["2026-03-12/1.1"]["kind"], listed["2026-03-12/1.1"]["plan"]) == ("action", None)
    rows = list(csv.DictReader(io.StringIO(as_csv(actions_csv_table(found), "nb").lstrip("\ufeff")), delimiter=";"))
    assert {one["tiltak"]: one["handlingsplan"] for one in rows}["trygt-uteliv/1"] == "Trygt uteliv"


def test_a_council_that_is_no_more_owes_no_measure() -> None:
    own = f"{FOLDER}/politirad.yaml"
    closed = FILES[own].replace("aktivt", "nedlagt") + "nedlagt: 2026-04-30\n" + PLANS
    assert not [one for one in open_actions([load(Texts({**FILES, own: closed}))], DAY, Wanted()) if one.plan]
