"""What kps is at: told on a terminal when it takes long, and nowhere else."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import write

RUN = "from kps.cli import app, progress; progress.PATIENCE = {patience}; app.run({arguments})"


def on_a_terminal(register: Path, *arguments: str, patience: float = 0, **environment: str) -> tuple[str, str]:
    """What a run of kps prints to its standard output, a pipe, and to its error stream, a terminal."""
    ours, theirs = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "TERM", "KPS_LANG", "NO_COLOR")}
    ran = subprocess.run(
        (sys.executable, "-c", RUN.format(patience=patience, arguments=list(arguments))),
        cwd=register,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**kept, "TERM": "xterm", "KPS_TODAY": "2026-11-23", **environment},
        check=True,
    )
    os.close(theirs)
    told = b""
    while True:
        try:
            read = os.read(ours, 65536)
        except OSError:  # how Linux says that the other side is closed
            break
        if not read:
            break
        told += read
    os.close(ours)
    return ran.stdout.decode(), told.decode()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("validate", "."), ["leser .", "holder registrene opp mot veilederen", "finner stedene i filene"]),
        (("report", "."), ["leser .", "regner ut tallene", "lager rapporten"]),
        (("--lang", "nn", "report", "."), ["les .", "reknar ut tala", "lagar rapporten"]),
        (("actions", "."), ["leser ."]),
        (("render", "--all", "."), ["leser .", "lager dokumentene"]),
        (("--lang", "nn", "render", "--all", "."), ["les .", "lagar dokumenta"]),
        (("render", "--all", "--format", "ics", "."), ["leser .", "lager dokumentene"]),
    ],
)
def test_long_work_is_told_of_and_taken_away_again(
    register: Path, arguments: tuple[str, ...], words: list[str]
) -> None:
    printed, told = on_a_terminal(register, *arguments)
    for word in words:
        assert word in told
        assert word not in printed
    assert "\x1b[?25h" in told.rpartition(words[-1])[2]  # the cursor is back
    assert "\x1b[2K" in told.rpartition(words[-1])[2]  # the line is wiped


def test_files_are_counted(register: Path) -> None:
    assert "leser . 1" in on_a_terminal(register, "validate", ".")[1]


def test_what_is_to_be_minded_meanwhile_stands_on_a_line_of_its_own(register: Path) -> None:
    write(register / "politirad/4205-lindesnes/dokumenter/radet.md", "Vårt eget.\n")
    told = on_a_terminal(register, "render", "--all", ".", COLUMNS="200")[1]
    assert "lager dokumentene" in told
    assert re.search(r"(\n|\x1b\[2K)kps: politirad/4205-lindesnes/dokumenter/radet.md", told)  # at a line's beginning


@pytest.mark.parametrize(
    ("patience", "environment"), [(3600, {}), (0, {"CI": "true"}), (0, {"TERM": "dumb"})], ids=["short", "ci", "dumb"]
)
def test_nothing_is_told_of_short_work_nor_where_nobody_looks(
    register: Path, patience: float, environment: dict[str, str]
) -> None:
    printed, told = on_a_terminal(register, "validate", ".", patience=patience, **environment)
    assert told == ""
    assert printed == on_a_terminal(register, "validate", ".")[0]


def test_nothing_is_told_in_a_pipe(register: Path) -> None:
    code = RUN.format(patience=0, arguments=["validate", "."])
    ran = subprocess.run((sys.executable, "-c", code), cwd=register, capture_output=True, check=True)
    assert ran.stderr == b""
