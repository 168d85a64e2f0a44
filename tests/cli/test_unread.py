"""A file that cannot be read: every command tells of it, and its exit status says so."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from conftest import COUNCIL, REGISTER, Kps, write

FOLDER = "politirad/4205-lindesnes"
BROKEN = f"{FOLDER}/moter/2026-06-11.yaml"


@pytest.fixture
def broken(register: Path) -> Path:
    write(register / BROKEN, "type: møte\n\tdato: 2026-06-11\n")
    return register


def _json(kps: Kps, *arguments: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(kps(*arguments, "--format", "json").out)
    return document


def test_what_is_held_back_is_told_and_counted(kps: Kps, broken: Path) -> None:
    found = _json(kps, "validate")
    (held,) = found["held_back"]
    assert (held["file"], held["councils"]) == (BROKEN, ["4205-lindesnes"])
    assert {"M401", "D013", "U902"} <= set(held["codes"])
    assert not set(held["codes"]) & {one["code"] for one in found["findings"]}
    assert found["summary"] | {"errors": 0, "warnings": 0, "hints": 0} == {
        "files": 3,
        "unread": 1,
        "errors": 0,
        "warnings": 0,
        "hints": 0,
        "waived": 0,
        "held_back": 1,
    }


@pytest.mark.parametrize(
    "asked",
    [
        ["--select", "S601"],
        ["--ignore", "D,R,A,K,M,E,S"],
        ["--baseline", "known.json"],
        [f"{FOLDER}/politirad.yaml", "--select", "S601"],
        [FOLDER, "--select", "S601"],
    ],
)
def test_the_exit_status_is_1_whatever_is_left_out(kps: Kps, broken: Path, asked: list[str]) -> None:
    kps("validate", "--write-baseline", "known.json")
    ran = kps("validate", *asked)
    assert ran.status == 1
    assert f"{BROKEN} kan ikke leses" in ran.err


def test_a_baseline_of_what_could_not_be_read_is_no_whole_one(kps: Kps, broken: Path) -> None:
    assert kps("validate", "--write-baseline", "known.json").status == 1
    assert "D001" in (broken / "known.json").read_text(encoding="utf-8")


def test_another_council_is_not_concerned(kps: Kps, broken: Path) -> None:
    other = "politirad/4206-farsund/politirad.yaml"
    write(broken / other, COUNCIL.replace("4205", "4206"))
    assert kps("validate", other, "--select", "S601").status == 0
    assert _json(kps, "validate", other)["held_back"] == []
    assert kps("validate", "--select", "S601").status == 1


def test_the_text_says_in_words_what_is_held_back(kps: Kps, broken: Path) -> None:
    lines = kps("validate", "--lang", "en").out.splitlines()
    told = next(index for index, line in enumerate(lines) if line.startswith(f"{BROKEN}: cannot be read"))
    assert lines[told + 1].startswith("    held back: D005, D013, E701")
    assert lines[told + 2] == "    councils concerned: 4205-lindesnes"
    assert lines[-1].startswith("2 files read: ")
    assert lines[-1].endswith("; 1 could not be read")


@pytest.mark.parametrize(
    "command",
    [
        ["actions"],
        ["calendar"],
        ["report"],
        ["templates"],
        ["render", "--all"],
        ["new-contact", "--name", "Ola Lie", "--start", "2026-01-01", "--municipality", "4205"],
        ["new-evaluation", "4205"],
        ["new-agreement", "--municipality", "4205"],
        ["new-council", "--municipality", "4206"],
        ["new-meeting", "4205", "--date", "2026-12-10"],
        ["approve", f"{FOLDER}/moter/2026-03-12.yaml"],
    ],
)
def test_without_kps_yaml_every_command_ends_with_2(kps: Kps, register: Path, command: list[str]) -> None:
    write(register / f"{FOLDER}/moter/2026-03-12.yaml", "type: møte\ndato: 2026-03-12\nstatus: avholdt\n")
    write(register / "kps.yaml", REGISTER + "språk: [nb\n")
    ran = kps(*command)
    assert (ran.status, ran.out) == (2, "")
    assert "kps.yaml" in ran.err


HELD = """\
type: møte
dato: 2026-03-12
status: avholdt
saker:
  - nr: 1/2026
    tittel: Uro
    tiltak: [{hva: Runder, ansvarlig: Anne Berg, frist: 2026-12-01}]
"""


@pytest.mark.parametrize("format", ["text", "md"])
@pytest.mark.parametrize("command", ["actions", "calendar"])
def test_a_list_marks_what_may_lack_something(kps: Kps, broken: Path, command: str, format: str) -> None:
    write(broken / f"{FOLDER}/moter/2026-03-12.yaml", HELD)
    ran = kps(command, "--format", format, "--lang", "en")
    assert ran.status == 1
    assert "Politirådet i Lindesnes *" in ran.out.replace("\\*", "*")
    assert ran.out.splitlines()[-1].replace("\\*", "*") == f"* may lack something, since this cannot be read: {BROKEN}"
    assert ran.err == f"kps: {BROKEN} cannot be read, and is left out; kps validate says why\n"


def test_a_list_with_nothing_in_it_is_not_told_as_whole(kps: Kps, broken: Path) -> None:
    ran = kps("actions", "--lang", "en")
    assert ran.status == 1
    assert ran.out == f"No action is open. *\n\n* may lack something, since this cannot be read: {BROKEN}\n"


def test_lists_for_programs(kps: Kps, broken: Path) -> None:
    write(broken / f"{FOLDER}/moter/2026-03-12.yaml", HELD)
    assert _json(kps, "actions")["unread"] == [BROKEN]
    found = _json(kps, "calendar")
    assert list(found) == ["version", "as_of", "unread", "entries"]
    assert found["unread"] == [BROKEN]
    assert list(found["entries"][0]) == ["day", "what", "about", "file", "key", "passed"]
    (row, *_) = csv.DictReader(kps("actions", "--format", "csv").out.removeprefix("\ufeff").splitlines(), delimiter=";")
    assert row["ulest"] == "ja"


@pytest.mark.parametrize("command", ["actions", "calendar"])
def test_another_council_s_list_is_whole(kps: Kps, broken: Path, command: str) -> None:
    other = COUNCIL.replace("4205", "4206").replace("Lindesnes", "Farsund")
    write(broken / "politirad/4206-farsund/politirad.yaml", other)
    ran = kps(command, "--council", "4206-farsund")
    assert (ran.status, "*" in ran.out) == (0, False)


def test_a_contact_has_no_part_in_the_list_of_actions(kps: Kps, register: Path) -> None:
    write(register / "politikontakter/kari-hansen.yaml", "- [\n")
    ran = kps("actions")
    assert ran.status == 0
    assert "politikontakter/kari-hansen.yaml" in ran.err
    assert kps("calendar").status == 1


@pytest.mark.parametrize(
    ("command", "status"),
    [
        (["report"], 1),
        (["report", "--format", "json"], 1),
        (["templates"], 0),
        (["render", f"{FOLDER}/politirad.yaml"], 1),
        (["render", "--all"], 1),
        (["new-contact", "--name", "Ola Lie", "--start", "2026-01-01", "--municipality", "4205"], 0),
        (["new-evaluation", "4205"], 0),
        (["new-meeting", "4205", "--date", "2026-12-10"], 1),
        (["approve", f"{FOLDER}/moter/2026-03-12.yaml"], 0),
    ],
)
def test_every_command_tells_of_it(kps: Kps, broken: Path, command: list[str], status: int) -> None:
    minutes = HELD + "referat: {ferdig: 2026-03-18}\n"
    write(broken / f"{FOLDER}/moter/2026-03-12.yaml", minutes)
    ran = kps(*command, "--lang", "en")
    assert f"kps: {BROKEN} cannot be read, and is left out; kps validate says why\n" in ran.err
    assert ran.status == status


def test_a_council_that_cannot_be_read_is_named_where_it_is_asked_for(kps: Kps, register: Path) -> None:
    write(register / FOLDER / "politirad.yaml", "- [\n")
    for text in ("4205-lindesnes", "4205", FOLDER, "lindesnes", "Lindesnes"):
        ran = kps("actions", "--council", text, "--lang", "en")
        assert ran.status == 2
        assert f"{FOLDER}/politirad.yaml cannot be read; mend what kps validate says first" in ran.err


def test_a_council_that_cannot_be_read_may_be_that_of_any_municipality_that_has_none(kps: Kps, register: Path) -> None:
    write(register / "kps.yaml", REGISTER.replace('["4205"]', '["4205", "4206"]'))
    write(register / "politirad/lister/politirad.yaml", "- [\n")
    ran = kps("actions", "--council", "farsund", "--lang", "en")
    assert "politirad/lister/politirad.yaml cannot be read; mend what kps validate says first" in ran.err
    assert kps("actions", "--council", "lindesnes").out
    assert "kvinesdal er ikke blant" in kps("actions", "--council", "kvinesdal").err.casefold()


def test_without_kps_yaml_validate_tells_what_the_records_themselves_lack(kps: Kps, broken: Path) -> None:
    write(broken / "kps.yaml", REGISTER + "språk: [nb\n")
    found = _json(kps, "validate")
    assert {(one["code"], one["file"]) for one in found["findings"]} == {
        ("D001", "kps.yaml"),
        ("D001", BROKEN),
        ("D002", f"{FOLDER}/politirad.yaml"),
    }
    assert [(one["file"], one["councils"]) for one in found["held_back"]] == [
        ("kps.yaml", []),
        (BROKEN, ["4205-lindesnes"]),
    ]
    ran = kps("validate", "--lang", "en")
    assert ran.status == 2
    assert "    held back: all that the guideline asks\n" in ran.out
