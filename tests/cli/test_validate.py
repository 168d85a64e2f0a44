"""kps validate as people and programs use it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import COUNCIL, REGISTER, Kps, write

ROLE = "politirad/4205-lindesnes/politirad.yaml:7:30: error D002"


def test_text_points_at_the_place_and_underlines_it(kps: Kps, register: Path) -> None:
    ran = kps("validate", "--lang", "en", "--select", "D002")
    assert ran.status == 1
    lines = ran.out.splitlines()
    assert lines[0].startswith(ROLE)
    assert lines[1] == "  7 |   - {navn: Anne Berg, rolle: ordfoerer}"
    assert lines[2] == "    |                              ^^^^^^^^^"
    assert "did you mean “ordfører”?" in lines[0]
    assert lines[-1] == "2 files read: 1 error, 0 warnings, 0 hints"


def test_json_is_as_documented(kps: Kps, register: Path) -> None:
    document = json.loads(kps("validate", "--format", "json", "--as-of", "2026-11-23").out)
    assert list(document) == ["version", "as_of", "registers", "findings", "held_back", "summary"]
    assert (document["version"], document["as_of"], document["registers"]) == (1, "2026-11-23", ["."])
    finding = next(one for one in document["findings"] if one["code"] == "D002")
    assert finding | {"message": ""} == {
        "code": "D002",
        "severity": "error",
        "statement": None,
        "section": None,
        "file": "politirad/4205-lindesnes/politirad.yaml",
        "line": 7,
        "column": 30,
        "end_line": 7,
        "end_column": 39,
        "path": ["medlemmer", 0, "rolle"],
        "missing": None,
        "message": "",
        "record": "politirad/4205-lindesnes/politirad",
        "waived": None,
    }
    order = [(one["file"], one["line"], one["column"], one["code"]) for one in document["findings"]]
    assert order == sorted(order)
    assert document["summary"]["errors"] == sum(one["severity"] == "error" for one in document["findings"])


def test_the_same_twice(kps: Kps, register: Path) -> None:
    assert kps("validate", "--format", "json").out == kps("validate", "--format", "json").out


@pytest.mark.parametrize(("fail_on", "status"), [("error", 0), ("warning", 1), ("hint", 1)])
def test_fail_on(kps: Kps, register: Path, fail_on: str, status: int) -> None:
    assert kps("validate", "--select", "R406", "--fail-on", fail_on).status == status


def test_a_single_file_shows_its_findings_only(kps: Kps, register: Path) -> None:
    document = json.loads(kps("validate", "kps.yaml", "--format", "json").out)
    assert {one["file"] for one in document["findings"]} == {"kps.yaml"}
    assert document["summary"]["files"] == 1


def test_nothing_to_check_is_3(kps: Kps, tmp_path: Path) -> None:
    ran = kps("validate", "--lang", "en")
    assert (ran.status, ran.out) == (3, "")
    assert "no kps.yaml" in ran.err


def test_an_unreadable_register_is_2_and_says_where(kps: Kps, register: Path) -> None:
    write(register / "kps.yaml", REGISTER + "språk: [nb\n")
    ran = kps("validate", "--lang", "en")
    assert ran.status == 2
    assert ran.out.startswith("kps.yaml:6:8: error D001")


def test_a_waived_finding_is_shown_on_request_only(kps: Kps, register: Path) -> None:
    waiver = "unntak:\n  - {regel: R406, begrunnelse: Planen lages i 2027, til: 2027-06-30}\n"
    write(register / "politirad/4205-lindesnes/politirad.yaml", COUNCIL + waiver)
    hidden = json.loads(kps("validate", "--select", "R406", "--format", "json").out)
    assert (hidden["findings"], hidden["summary"]["waived"]) == ([], 1)
    shown = json.loads(kps("validate", "--select", "R406", "--format", "json", "--show-waived").out)
    assert [one["waived"] for one in shown["findings"]] == [{"reason": "Planen lages i 2027", "until": "2027-06-30"}]


def test_a_format_to_a_file_beside_text_on_the_screen(kps: Kps, register: Path) -> None:
    ran = kps("validate", "--lang", "en", "--format", "sarif", "--output", "x.sarif", "--select", "D002")
    assert ran.out.startswith(ROLE)
    log = json.loads(Path("x.sarif").read_text(encoding="utf-8"))
    (run,) = log["runs"]
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "D002"
    assert result["locations"][0]["physicalLocation"]["region"]["startColumn"] == 30


def test_sarif_carries_a_waivers_reason(kps: Kps, register: Path) -> None:
    waiver = "unntak:\n  - {regel: R406, begrunnelse: Planen lages i 2027, til: 2027-06-30}\n"
    write(register / "politirad/4205-lindesnes/politirad.yaml", COUNCIL + waiver)
    log = json.loads(kps("validate", "--select", "R406", "--format", "sarif").out)
    assert log["runs"][0]["results"][0]["suppressions"][0]["justification"] == "Planen lages i 2027 (2027-06-30)"


def test_for_build_servers(kps: Kps, register: Path) -> None:
    annotation = kps("validate", "--select", "D002", "--format", "github").out
    assert annotation.startswith(
        "::error file=politirad/4205-lindesnes/politirad.yaml,line=7,endLine=7,title=D002,col=30"
    )
    (issue,) = json.loads(kps("validate", "--select", "D002", "--format", "gitlab").out)
    assert issue["location"] == {"path": "politirad/4205-lindesnes/politirad.yaml", "lines": {"begin": 7, "end": 7}}
    suites = ElementTree.fromstring(kps("validate", "--select", "D002", "--format", "junit").out)
    assert [case.get("name") for case in suites.iter("testcase")] == ["D002 7:30"]


def test_a_baseline_survives_moved_lines_and_tells_what_is_new(kps: Kps, register: Path) -> None:
    council = register / "politirad/4205-lindesnes/politirad.yaml"
    kps("validate", "--write-baseline", "known.json")
    write(council, "# en kommentar\n\n" + COUNCIL)
    assert kps("validate", "--baseline", "known.json", "--fail-on", "hint").status == 0
    write(council, COUNCIL + "medlemer: []\n")
    found = json.loads(kps("validate", "--baseline", "known.json", "--format", "json").out)["findings"]
    assert [(one["code"], one["line"]) for one in found] == [("D002", 8)]


def test_since_tells_of_changed_files_only(kps: Kps, register: Path) -> None:
    def git(*arguments: str) -> None:
        identity = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.no"}
        identity |= {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.no"}
        subprocess.run(("git", *arguments), cwd=register, check=True, capture_output=True, env=os.environ | identity)

    git("init")
    git("add", ".")
    git("commit", "-m", "first")
    assert json.loads(kps("validate", "--since", "HEAD", "--format", "json").out)["findings"] == []
    write(register / "kps.yaml", REGISTER + "# ny linje\n")
    found = json.loads(kps("validate", "--since", "HEAD", "--format", "json").out)["findings"]
    assert {one["file"] for one in found} == {"kps.yaml"}
    assert kps("validate", "--since", "no-such-revision").status == 2


def test_no_number_is_ever_printed_in_full(kps: Kps, register: Path) -> None:
    number = "01819012365"  # synthetic: the month is 81
    write(register / "politirad/4205-lindesnes/politirad.yaml", COUNCIL + f"notat: |\n  {number}\nukjent: {number}\n")
    for format in ("text", "json", "sarif", "github", "gitlab", "junit"):
        printed = kps("validate", "--format", format).out
        assert "P001" in printed
        assert number not in printed


def test_two_registers_below_one_folder(kps: Kps, tmp_path: Path) -> None:
    for name in ("vest", "agder"):
        write(tmp_path / name / "kps.yaml", REGISTER)
    document = json.loads(kps("validate", "--format", "json", "--select", "D006").out)
    assert document["registers"] == ["agder", "vest"]
    assert [(one["code"], one["file"]) for one in document["findings"]] == [("D006", "vest/kps.yaml")]


@pytest.mark.parametrize(
    ("asked", "files"),
    [
        ("politirad.yaml", {"politirad.yaml"}),
        (".", {"../../kps.yaml", "politirad.yaml"}),
        ("..", {"politirad.yaml"}),
        ("../..", {"../../kps.yaml", "politirad.yaml"}),
        ("../../kps.yaml", {"../../kps.yaml"}),
    ],
)
def test_from_within_a_register_files_are_named_from_there(
    kps: Kps, register: Path, monkeypatch: pytest.MonkeyPatch, asked: str, files: set[str]
) -> None:
    monkeypatch.chdir(register / "politirad/4205-lindesnes")
    document = json.loads(kps("validate", asked, "--format", "json", "--as-of", "2026-11-23").out)
    assert document["registers"] == ["../.."]
    assert {one["file"] for one in document["findings"]} == files


def test_nothing_is_shown_of_a_file_outside_the_register(
    kps: Kps, register: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    outside.write_text("HEMMELIG: 1\n", encoding="utf-8")
    (register / "politirad/4205-lindesnes/avtale.yaml").symlink_to(outside)
    ran = kps("validate", "--lang", "en", "--select", "D001")
    assert "politirad/4205-lindesnes/avtale.yaml:1:1: error D001" in ran.out
    assert "HEMMELIG" not in ran.out


def test_past_years_but_the_last_with_all_years_only(kps: Kps, register: Path) -> None:
    write(register / "politirad/4205-lindesnes/politirad.yaml", COUNCIL.replace("2025-01-01", "2021-01-01"))
    told = kps("validate", "--select", "M401", "--lang", "en", "--statistics").out
    assert ("2024" in told, "2025" in told, "2026" in told) == (False, True, True)
    told = kps("validate", "--select", "M401", "--lang", "en", "--all-years").out
    assert ("2024" in told, "2025" in told, "2026" in told) == (True, True, True)


@pytest.mark.parametrize("fail_on", ["tips", "Advarsel", "åtvaring", "hint"])
def test_fail_on_takes_the_reader_s_own_words(kps: Kps, register: Path, fail_on: str) -> None:
    assert kps("validate", "--select", "R406", "--fail-on", fail_on).status == 1
    assert kps("validate", "--select", "R406", "--fail-on", "feil").status == 0


def test_fail_on_knows_no_other_word(kps: Kps, register: Path) -> None:
    ran = kps("validate", "--fail-on", "alvorlig", "--lang", "en")
    assert ran.status == 2
    assert "“alvorlig” is not one of: error, feil, warning, advarsel, åtvaring, hint, tips" in ran.err


def test_quiet_prints_nothing_and_tells_by_its_status(kps: Kps, register: Path) -> None:
    ran = kps("validate", "--quiet", "--statistics", "--format", "json", "--output", "found.json")
    assert (ran.status, ran.out) == (1, "")
    assert json.loads((register / "found.json").read_text(encoding="utf-8"))["summary"]["errors"] > 0


def test_a_baseline_tells_what_it_hides_and_what_it_knows_in_vain(kps: Kps, register: Path) -> None:
    council = register / "politirad/4205-lindesnes/politirad.yaml"
    assert kps("validate", "--write-baseline", "known.json").status == 0
    write(council, COUNCIL.replace("ordfoerer", "ordfører") + "plan: {tittel: Plan}\n")
    ran = kps("validate", "--baseline", "known.json", "--lang", "en")
    assert "2 of the baseline's entries are no more; --write-baseline writes it anew" in ran.out
    summary = json.loads(kps("validate", "--baseline", "known.json", "--format", "json").out)["summary"]
    entries = json.loads((register / "known.json").read_text(encoding="utf-8"))["known"]
    assert summary["gone"] == 2
    assert summary["known"] == len(entries) - 2
    # What is asked about less is not what is no more.
    less = json.loads(kps("validate", "kps.yaml", "--baseline", "known.json", "--format", "json").out)["summary"]
    assert less["gone"] == 2
