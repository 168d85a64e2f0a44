"""What kps is at: told on a terminal when it takes long, and nowhere else."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import COUNCIL, REGISTER, write

RUN = """\
import sys
from kps.cli import app, progress
for patience, arguments in {runs}:
    progress.PATIENCE = patience
    app.run(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.write(chr(0))
        stream.flush()
"""
Ran = tuple[str, str]
"""What a run of kps prints to its standard output, a file, and to its error stream, a terminal."""
LONG = {
    ("validate", "."): ["leser .", "holder registrene opp mot veilederen", "finner stedene i filene"],
    ("report", "."): ["leser .", "regner ut tallene", "lager rapporten"],
    ("--lang", "nn", "report", "."): ["les .", "reknar ut tala", "lagar rapporten"],
    ("actions", "."): ["leser ."],
    ("render", "--all", "."): ["leser .", "lager dokumentene"],
    ("--lang", "nn", "render", "--all", "."): ["les .", "lagar dokumenta"],
    ("render", "--all", "--format", "ics", "."): ["leser .", "lager dokumentene"],
}
"""Commands, and what each tells that it is at."""


def on_a_terminal(register: Path, *runs: tuple[str, ...], patience: float = 0, **environment: str) -> list[Ran]:
    """What runs of kps print, one after the other in one process."""
    ours, theirs = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "TERM", "KPS_LANG", "NO_COLOR")}
    command = (sys.executable, "-c", RUN.format(runs=[(patience, list(one)) for one in runs]))
    env = {**kept, "TERM": "xterm", "KPS_TODAY": "2026-11-23", "COLUMNS": "200", **environment}
    with tempfile.TemporaryFile() as printed:
        with subprocess.Popen(command, cwd=register, stdout=printed, stderr=theirs, env=env) as run:
            os.close(theirs)
            told = b"".join(_all_of(ours))
        os.close(ours)
        assert run.returncode == 0, told
        printed.seek(0)
        said = printed.read().decode()
    return list(zip(said.split("\0")[:-1], told.decode().split("\0")[:-1], strict=True))


def _all_of(terminal: int) -> Iterator[bytes]:
    with suppress(OSError):  # how Linux says that the other side is closed
        while read := os.read(terminal, 65536):
            yield read


@pytest.fixture(scope="module")
def long_work(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, ...], Ran]:
    """What each of the commands prints, in a small register."""
    folder = tmp_path_factory.mktemp("long")
    write(folder / "kps.yaml", REGISTER)
    write(folder / "politirad/4205-lindesnes/politirad.yaml", COUNCIL)
    return dict(zip(LONG, on_a_terminal(folder, *LONG), strict=True))


@pytest.mark.parametrize("arguments", LONG)
def test_long_work_is_told_of_and_taken_away_again(
    long_work: dict[tuple[str, ...], Ran], arguments: tuple[str, ...]
) -> None:
    printed, told = long_work[arguments]
    words = LONG[arguments]
    for word in words:
        assert word in told
        assert word not in printed
    assert "\x1b[?25h" in told.rpartition(words[-1])[2]  # the cursor is back
    assert "\x1b[2K" in told.rpartition(words[-1])[2]  # the line is wiped


def test_what_is_done_within_something_else_is_told_alone(long_work: dict[tuple[str, ...], Ran]) -> None:
    told = long_work["report", "."][1]
    drawn = told.split("\x1b[2K")
    assert any("regner ut tallene" in one for one in drawn)
    assert not [one for one in drawn if "regner ut tallene" in one and "leser ." in one]


def test_files_are_counted(long_work: dict[tuple[str, ...], Ran]) -> None:
    assert "leser . 1" in long_work["validate", "."][1]


def test_what_is_to_be_minded_meanwhile_stands_on_a_line_of_its_own(register: Path) -> None:
    write(register / "politirad/4205-lindesnes/dokumenter/radet.md", "Vårt eget.\n")
    ((_, told),) = on_a_terminal(register, ("render", "--all", "."))
    assert "lager dokumentene" in told
    assert re.search(r"(\n|\x1b\[2K)kps: politirad/4205-lindesnes/dokumenter/radet.md", told)  # at a line's beginning


@pytest.mark.parametrize(
    ("patience", "environment"), [(3600, {}), (0, {"CI": "true"}), (0, {"TERM": "dumb"})], ids=["short", "ci", "dumb"]
)
def test_nothing_is_told_of_short_work_nor_where_nobody_looks(
    register: Path, long_work: dict[tuple[str, ...], Ran], patience: float, environment: dict[str, str]
) -> None:
    ((printed, told),) = on_a_terminal(register, ("validate", "."), patience=patience, **environment)
    assert told == ""
    assert printed == long_work["validate", "."][0]


def test_nothing_is_told_in_a_pipe(register: Path) -> None:
    code = RUN.format(runs=[(0, ["validate", "."])])
    ran = subprocess.run((sys.executable, "-c", code), cwd=register, capture_output=True, check=True)
    assert ran.stderr == b"\0"
