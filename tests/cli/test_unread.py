"""A file that cannot be read: every command tells of it, and its exit status says so."""

from __future__ import annotations

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
