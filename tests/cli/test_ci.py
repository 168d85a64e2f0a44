"""What build servers read: SARIF, GitHub's commands, GitLab's code quality, JUnit; also of the worst of records."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from conftest import COUNCIL, Kps, write
from jsonschema import Draft202012Validator

from kps.checking.rule import rules

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
FILE = "politirad/4205-lindesnes/politirad.yaml"

TEXT = {"type": "string", "minLength": 1}


def _object(required: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": required.split(),
        "properties": properties,
        "additionalProperties": False,
    }


def _list(items: Any, *, unique: bool = False) -> dict[str, Any]:
    return {"type": "array", "items": items, "uniqueItems": unique}


MESSAGE = _object("text", text=TEXT, markdown=TEXT)
LEVEL = {"enum": ["none", "note", "warning", "error"]}
COUNTED = {"type": "integer", "minimum": 1}
# What SARIF 2.1.0 asks of the properties that kps writes; it allows others, but kps has no others.
PLACE = _object(
    "artifactLocation region",
    artifactLocation=_object("uri uriBaseId", uri={"type": "string", "pattern": r"^[!-~]+$"}, uriBaseId=TEXT),
    region=_object(
        "startLine startColumn endLine endColumn",
        startLine=COUNTED,
        startColumn=COUNTED,
        endLine=COUNTED,
        endColumn=COUNTED,
        snippet=_object("text", text={"type": "string"}),
    ),
)

SARIF = _object(
    "version runs",
    **{"$schema": TEXT},
    version={"const": "2.1.0"},
    runs=_list(
        _object(
            "tool results",
            tool=_object(
                "driver",
                driver=_object(
                    "name rules",
                    name=TEXT,
                    semanticVersion={"type": "string", "pattern": r"^\d+\.\d+\.\d+$"},
                    rules=_list(
                        _object(
                            "id shortDescription fullDescription help",
                            id=TEXT,
                            shortDescription=MESSAGE,
                            fullDescription=MESSAGE,
                            help=MESSAGE,
                            defaultConfiguration=_object("level", level=LEVEL),
                            properties=_object("tags", tags=_list(TEXT, unique=True)),
                        ),
                        unique=True,
                    ),
                ),
            ),
            language={"type": "string", "pattern": r"^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
            columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
            results=_list(
                _object(
                    "ruleId ruleIndex level message locations partialFingerprints",
                    ruleId=TEXT,
                    ruleIndex={"type": "integer", "minimum": 0},
                    level=LEVEL,
                    message=MESSAGE,
                    locations=_list(_object("physicalLocation", physicalLocation=PLACE)),
                    relatedLocations=_list(
                        _object(
                            "id message physicalLocation",
                            id={"type": "integer", "minimum": 0},
                            message=MESSAGE,
                            physicalLocation=PLACE,
                        ),
                        unique=True,
                    ),
                    occurrenceCount=COUNTED,
                    partialFingerprints={"type": "object", "additionalProperties": TEXT},
                    suppressions=_list(
                        _object(
                            "kind",
                            kind={"enum": ["inSource", "external"]},
                            status={"enum": ["accepted", "underReview", "rejected"]},
                            justification=TEXT,
                        ),
                        unique=True,
                    ),
                )
            ),
        )
    ),
)

# What no program may take for anything but text: a bell, a terminal's command, line ends, GitHub's and XML's signs.
WORST = '"a\\a\\e[31m, 50%: \\r\\n::error::b ]]> & <c>"'


@pytest.fixture
def worst(register: Path) -> Path:
    write(register / FILE, COUNCIL.replace("ordfoerer", WORST))
    return register


@pytest.fixture
def gallery(register: Path) -> Path:
    """All the examples of what goes wrong, in the working directory."""
    for file in (EXAMPLES / "mangler").rglob("*.*"):
        write(register / "mangler" / file.relative_to(EXAMPLES / "mangler"), file.read_text(encoding="utf-8"))
    return register


def _sarif(ran: str) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(ran)
    assert [error.message for error in Draft202012Validator(SARIF).iter_errors(log)] == []
    (run,) = log["runs"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        region = result["locations"][0]["physicalLocation"]["region"]
        start, end = ((region[f"{side}Line"], region[f"{side}Column"]) for side in ("start", "end"))
        assert start <= end
    assert len({str(one["partialFingerprints"]) for one in run["results"]}) == len(run["results"])
    return log


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_sarif_of_the_whole_gallery(kps: Kps, gallery: Path, language: str) -> None:
    log = _sarif(kps("validate", "mangler", "--format", "sarif", "--lang", language).out)
    assert log["runs"][0]["language"] == language
    assert len(log["runs"][0]["tool"]["driver"]["rules"]) > len(rules()) / 2


def test_sarif_of_the_worst_and_of_a_waiver_and_of_nothing(kps: Kps, worst: Path) -> None:
    write(worst / "rå dår.yaml", "type: [\n")
    waiver = "unntak:\n  - {regel: R406, begrunnelse: Planen lages i 2027, til: 2027-06-30}\n"
    write(worst / FILE, (worst / FILE).read_text(encoding="utf-8") + waiver)
    results = _sarif(kps("validate", "--format", "sarif").out)["runs"][0]["results"]
    assert [one["ruleId"] for one in results if "suppressions" in one] == ["R406"]
    assert "r%C3%A5%20d%C3%A5r.yaml" in json.dumps(results)
    assert _sarif(kps("validate", "--format", "sarif", "--select", "K502").out)["runs"][0]["results"] == []


def test_github_gets_a_command_a_line_whatever_the_record_says(kps: Kps, worst: Path) -> None:
    write(worst / "a,b:c%.yaml", "type: [\n")
    out = kps("validate", "--format", "github", "--select", "D001,D002", "--lang", "en").out
    lines = out.splitlines()
    assert len(lines) == 2
    for line in lines:
        assert re.fullmatch(r"::(error|warning|notice) ([a-zA-Z]+=[^,:\r\n]*)(,[a-zA-Z]+=[^,:\r\n]*)*::[ -~“”]+", line)
    assert lines[0].startswith("::error file=a%2Cb%3Ac%25.yaml,line=")
    assert "“a  [31m, 50%25:   ::error::b ]]> & <c>”" in lines[1]


def test_gitlab_has_the_keys_it_requires(kps: Kps, gallery: Path) -> None:
    issues = json.loads(kps("validate", "mangler", "--format", "gitlab").out)
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["lines"]["begin"] >= 1
        assert not issue["location"]["path"].startswith(("/", "./"))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) > 50


def test_gitlab_knows_a_finding_again_on_another_line(kps: Kps, register: Path) -> None:
    before = json.loads(kps("validate", "--format", "gitlab").out)
    write(register / FILE, "# en kommentar\n\n" + COUNCIL)
    after = json.loads(kps("validate", "--format", "gitlab").out)
    assert [one["fingerprint"] for one in after] == [one["fingerprint"] for one in before]
    assert after != before


def test_junit_can_be_read_whatever_the_record_says(kps: Kps, worst: Path) -> None:
    write(worst / "a\x1b[31m<&>.yaml", "type: [\n")
    root = ElementTree.fromstring(kps("validate", "--format", "junit", "--select", "D001,D002", "--lang", "en").out)
    assert (root.tag, root.get("tests"), root.get("failures")) == ("testsuites", "2", "2")
    assert [suite.get("name") for suite in root] == ["a [31m<&>.yaml", FILE]
    failures = [failure.get("message") or "" for failure in root.iter("failure")]
    assert "a  [31m, 50%:   ::error::b ]]> & <c>" in failures[1]


@pytest.mark.parametrize(
    ("fail_on", "failing"), [("error", {"D002"}), ("warning", {"D002", "R406"}), ("hint", {"D002", "R406", "R408"})]
)
def test_junit_fails_for_what_the_run_fails_for(kps: Kps, register: Path, fail_on: str, failing: set[str]) -> None:
    ran = kps("validate", "--format", "junit", "--select", "D002,R406,R408", "--fail-on", fail_on)
    root = ElementTree.fromstring(ran.out)
    cases = {(case.get("name") or "").split()[0]: case for case in root.iter("testcase")}
    assert set(cases) == {"D002", "R406", "R408"}
    assert {code for code, case in cases.items() if case.find("failure") is not None} == failing
    assert root.get("failures") == str(len(failing))
    assert all(
        "politirad.yaml:" in (case.findtext("system-out") or case.findtext("failure") or "") for case in cases.values()
    )


def test_junit_of_nothing_found_is_one_that_passes(kps: Kps, register: Path) -> None:
    root = ElementTree.fromstring(kps("validate", "--format", "junit", "--select", "K502").out)
    assert [(case.get("name"), len(case)) for case in root.iter("testcase")] == [("kps validate", 0)]


def test_no_record_can_command_a_terminal(kps: Kps, worst: Path) -> None:
    waiver = 'unntak:\n  - {regel: R406, begrunnelse: "a\\e[2J", til: 2027-06-30}\n'
    write(worst / FILE, (worst / FILE).read_text(encoding="utf-8") + waiver)
    out = kps("validate", "--show-waived").out
    assert all(sign.isprintable() or sign == "\n" for sign in out)
    assert not any(line.startswith("::") for line in out.splitlines())


def test_each_file_gets_the_format_before_it(kps: Kps, register: Path) -> None:
    ran = kps(
        "validate", "--format", "github", "--format=sarif", "--output", "x.sarif", "--format", "junit", "--output=x.xml"
    )
    assert ran.out.startswith("::")
    _sarif(Path("x.sarif").read_text(encoding="utf-8"))
    assert ElementTree.parse("x.xml").getroot().tag == "testsuites"
    assert all(line.startswith("::") for line in ran.out.splitlines())


def test_a_file_may_stand_before_its_format(kps: Kps, register: Path) -> None:
    ran = kps("validate", "--output", "x.json", "--format", "json", "--output=x.xml", "--format=junit")
    assert json.loads(Path("x.json").read_text(encoding="utf-8"))["version"] == 1
    assert ElementTree.parse("x.xml").getroot().tag == "testsuites"
    assert not ran.out.startswith("{")


def test_a_file_without_any_format_gets_text(kps: Kps, register: Path) -> None:
    ran = kps("validate", "--output", "x.txt", "--lang", "en")
    assert Path("x.txt").read_text(encoding="utf-8") == ran.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("--output", "x", "--output", "y"),
        ("--output", "x", "--output", "y", "--format", "json"),
        ("--format", "json", "--output", "x", "--output", "y"),
    ],
)
def test_two_files_for_one_format_are_wrong_use(kps: Kps, register: Path, arguments: tuple[str, ...]) -> None:
    ran = kps("validate", *arguments, "--lang", "en")
    told = "kps: two files are named for one --format; give each --output a --format of its own\n"
    assert (ran.status, ran.err) == (2, told)
    assert not Path("x").exists()


def test_statistics_stand_after_text_and_beside_what_programs_read(kps: Kps, register: Path) -> None:
    text = kps("validate", "--select", "D002", "--statistics", "--lang", "en")
    assert text.out.splitlines()[-1].split()[:2] == ["1", "D002"]
    machine = kps("validate", "--select", "D002", "--statistics", "--format", "json")
    assert json.loads(machine.out)["summary"]["errors"] == 1
    assert machine.err.split()[:2] == ["1", "D002"]
