"""Several registers as one report, others' JSON reports among them, and what no register covers."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kps.cli.app import run
from kps.models.places import municipalities, of_district
from kps.resources import folder

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
OSLO = 'type: register\nnavn: Oslo\npolitidistrikt: Oslo\nkommuner: ["0301"]\ngjelder_fra: 2024-01-01\n'


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with two districts' registers: Agder's example, and Oslo's, which has but begun."""
    shutil.copytree(EXAMPLES / "agder", tmp_path / "agder")
    (tmp_path / "oslo").mkdir()
    (tmp_path / "oslo" / "kps.yaml").write_text(OSLO, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KPS_TODAY", "2026-11-23")
    monkeypatch.setenv("KPS_LANG", "en")


def _report(*arguments: str) -> dict[str, Any]:
    assert run(["report", *arguments, "--format", "json", "--output", "made.json"]) == 0
    found: dict[str, Any] = json.loads(Path("made.json").read_text(encoding="utf-8"))
    return found


def _kept(register: str, *arguments: str) -> str:
    """The JSON report of one register, kept beside the others'."""
    file = f"{register}.json"
    assert run(["report", register, *arguments, "--format", "json", "--output", file]) == 0
    return file


def test_a_row_a_district_and_what_nobody_covers() -> None:
    found = _report(".")
    assert [one["name"] for one in found["districts"]] == ["Agder", "Oslo"]
    assert found["registers"] == ["agder", "oslo"]
    assert [one["municipalities"] for one in (*found["districts"], found["total"])] == [7, 1, 8]
    covered = {one["number"] for one in found["municipalities"]}
    missing = {one["number"] for one in found["uncovered"]}
    assert missing == set(municipalities()) - covered
    assert len(missing) == 357 - 8


def test_registers_of_one_district_ask_about_that_district_alone() -> None:
    text = Path("oslo/kps.yaml").read_text(encoding="utf-8")
    Path("oslo/kps.yaml").write_text(text.replace("Oslo\nkommuner", "Agder\nkommuner").replace("0301", "4201"), "utf-8")
    found = _report(".")
    of_agder = {one.number for one in of_district("Agder")}
    assert {one["number"] for one in found["uncovered"]} < of_agder
    assert len(found["uncovered"]) == len(of_agder) - 8
    assert [one["municipalities"] for one in found["districts"]] == [8]


def test_one_register_alone_answers_for_its_own() -> None:
    assert _report("agder")["uncovered"] == []


def test_reports_of_others_give_what_their_records_would() -> None:
    whole = _report(".")
    files = [_kept("agder"), _kept("oslo")]
    assert _report("--from-json", files[0], "--from-json", files[1]) == whole
    # As a shell writes --from-json *.json; and one district's records beside the other's report.
    assert _report("--from-json", *files) == whole
    assert _report("oslo", "--from-json", files[0]) | {"registers": whole["registers"]} == whole


def test_one_district_of_others_reports() -> None:
    files = [_kept("agder"), _kept("oslo")]
    found = _report("--from-json", *files, "--district", "Agder")
    assert [one["name"] for one in found["districts"]] == ["Agder"]
    assert found["total"] == {name: value for name, value in found["districts"][0].items() if name != "name"}
    assert {one["district"] for one in found["municipalities"]} == {"Agder"}


def test_the_json_is_as_its_schema_says() -> None:
    schema = json.loads((folder("schemas") / "rapport.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    for arguments in (["."], ["agder", "--council", "lister"], ["agder", "--year", "2025"]):
        document = _report(*arguments)
        checker.validate(document)
        del document["total"]["meetings_held"]
        assert not checker.is_valid(document)


REFUSED = {
    "no such file": (["--from-json", "nothing.json"], "nothing.json: there is no such file or folder"),
    "not a report": (["--from-json", "other.json"], "other.json is not a report that this kps can read"),
    "not JSON": (["--from-json", "agder/kps.yaml"], "agder/kps.yaml is not a report that this kps can read"),
    "another version": (["--from-json", "newer.json"], "newer.json is not a report that this kps can read"),
    "another year": (["--from-json", "agder.json", "--year", "2025"], "agder.json is the report of 2026, not of 2025"),
    "two years": (["--from-json", "agder.json", "earlier.json"], "earlier.json is the report of 2025, not of 2026"),
    "a council": (["--from-json", "agder.json", "--council", "lister"], "--council, --rev and --as-of ask the records"),
    "no such district": (["--from-json", "agder.json", "--district", "Vest"], "no register here is of the police"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_taken_in_is_told(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments, told = REFUSED[case]
    text = Path(_kept("agder")).read_text(encoding="utf-8")
    Path("newer.json").write_text(text.replace('"version": 1', '"version": 2'), encoding="utf-8")
    Path("other.json").write_text("[]", encoding="utf-8")
    Path("earlier.json").write_text(Path(_kept("agder", "--year", "2025")).read_text(encoding="utf-8"), "utf-8")
    _kept("agder")
    assert run(["report", *arguments]) in (2, 3)
    assert told in capsys.readouterr().err


def test_reports_of_different_days_are_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    files = [_kept("agder", "--as-of", "2026-06-30"), _kept("oslo")]
    found = _report("--from-json", *files)
    assert found["as_of"] == "2026-11-23"
    assert "agder.json is as of 30 June 2026, earlier than 23 November 2026" in capsys.readouterr().err


def test_the_text_names_those_not_covered_by_district(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "."]) == 0
    lines = capsys.readouterr().out.splitlines()
    (agder,) = (line for line in lines if line.startswith("  - Agder: "))
    assert "4201 Risør" in agder
    assert "4205" not in agder
