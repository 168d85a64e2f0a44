"""A command killed between its files leaves what the next one tells of, and completes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Kps

from kps.register.tree import DRAFT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the system has no kill -9")

KILLED = """
import os, sys
from kps.cli.app import run
from kps.workspace import writing
put, placed = writing._put, []
def killed(draft, path):
    if len(placed) == int(sys.argv[1]):
        os.kill(os.getpid(), 9)
    put(draft, path)
    placed.append(path)
writing._put = killed
run(sys.argv[2:])
"""
MEETING = ("new-meeting", "4205-lindesnes", "--date", "2026-12-03")
RECORD = "politirad/4205-lindesnes/moter/2026-12-03.yaml"
AGENDA = "politirad/4205-lindesnes/dokumenter/2026-12-03-innkalling.md"


def killed_after(count: int, *arguments: str, folder: Path) -> None:
    command = (sys.executable, "-c", KILLED, str(count), *arguments)
    ran = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert ran.returncode == -9, ran.stderr.decode()


@pytest.mark.parametrize("count", [0, 1])
def test_a_meeting_is_told_of_by_the_next_run_and_completed(kps: Kps, register: Path, count: int) -> None:
    killed_after(count, *MEETING, folder=register)
    assert not (register / RECORD).exists()
    assert (register / AGENDA).exists() == bool(count)
    told = kps("validate", "--lang", "en").err
    assert f"{DRAFT}" in told
    assert "run it again" in told
    assert kps(*MEETING).status == 0
    assert (register / RECORD).exists()
    assert (register / AGENDA).exists()


def test_an_agenda_that_was_changed_by_hand_is_kept(kps: Kps, register: Path) -> None:
    killed_after(1, *MEETING, folder=register)
    with (register / AGENDA).open("a", encoding="utf-8") as file:
        file.write("Noe for hånd\n")
    ran = kps(*MEETING, "--lang", "en")
    assert ran.status == 2
    assert "was changed by hand" in ran.err
    assert not (register / RECORD).exists()


def test_a_new_register_is_one_when_all_of_it_is_there(kps: Kps, tmp_path: Path) -> None:
    asked = ("--district", "Agder", "--municipality", "4205", "--name", "R", "--applies-from", "2026-01-01")
    begin = ("init", "nytt", *asked, "--language", "nb")
    killed_after(3, *begin, folder=tmp_path)
    assert not (tmp_path / "nytt/kps.yaml").exists()
    assert kps(*begin).status == 0
    assert kps("validate", "nytt").status == 1  # nothing is there yet, but it is read
