"""What is written to a file is written whole, told of beside, and never over what is protected or open already."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Kps

COMMANDS = (
    ("validate", "--format", "json", "--output"),
    ("validate", "--format", "text", "--output"),
    ("validate", "--write-baseline"),
    ("report", "--format", "json", "--output"),
    ("calendar", "--format", "ics", "--output"),
    ("actions", "--output"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_file_that_is_written_is_told_of_beside(kps: Kps, register: Path, command: tuple[str, ...]) -> None:
    ran = kps(*command, "out", "--lang", "en")
    assert "wrote out\n" in ran.err
    assert "wrote" not in ran.out
    assert (register / "out").stat().st_size
    assert sorted(path.name for path in register.iterdir() if path.is_file()) == ["kps.yaml", "out"]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_write_protected_file_is_left_alone(kps: Kps, register: Path, command: tuple[str, ...]) -> None:
    (register / "out").write_text("before", encoding="utf-8")
    (register / "out").chmod(0o444)
    ran = kps(*command, "out", "--lang", "en")
    assert (ran.status, ran.err) == (2, "kps: out is write-protected, and is not overwritten\n")
    assert (register / "out").read_text(encoding="utf-8") == "before"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_full_disk_leaves_the_file_as_it_was(
    kps: Kps, register: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    (register / "out").write_text("before", encoding="utf-8")
    monkeypatch.setattr(os, "fsync", full)
    ran = kps(*command, "out", "--lang", "en")
    assert (ran.status, ran.err) == (2, "kps: nothing was written: out: the disk is full\n")
    assert (register / "out").read_text(encoding="utf-8") == "before"


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="the system has no name for the standard output")
@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_the_standard_output_by_name_is_written_to_as_it_is(register: Path, name: str) -> None:
    link = Path("/dev/stdout").readlink()
    command = (sys.executable, "-m", "kps", "actions", "--format", "json", "--output", name)
    piped = subprocess.run(command, cwd=register, capture_output=True, text=True, check=False)
    assert json.loads(piped.stdout)["version"] == 1
    assert piped.stderr == ""
    file = register / "out.txt"
    file.write_text("before\n", encoding="utf-8")
    with file.open("a", encoding="utf-8") as to:
        subprocess.run(command, cwd=register, stdout=to, check=True)
    assert file.read_text(encoding="utf-8") == f"before\n{piped.stdout}"
    assert Path("/dev/stdout").readlink() == link


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_a_device_is_written_to_and_told_of_where_it_refuses(kps: Kps, register: Path) -> None:
    ran = kps("actions", "--format", "json", "--output", "/dev/full", "--lang", "en")
    assert (ran.status, ran.err.endswith("dev/full: the disk is full\n")) == (2, True)
    assert kps("actions", "--format", "json", "--output", "/dev/null").status == 0
    assert Path("/dev/full").is_char_device()
    assert Path("/dev/null").is_char_device()
