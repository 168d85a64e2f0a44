"""What kps is at: told on a terminal when it takes long, and nowhere else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

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
        (("report", "."), ["leser .", "regner ut tallene"]),
        (("--lang", "nn", "report", "."), ["les .", "reknar ut tala"]),
        (("actions", "."), ["leser ."]),
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
    assert "leser . 2" in on_a_terminal(register, "validate", ".")[1]


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
