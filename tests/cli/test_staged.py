"""kps validate --staged: what would be committed, whatever lies here; in a hook of git's, the index of that commit."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Kps, write

CHARTER = "type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: ['4205']\ngjelder_fra: 2026-01-01\n"
SOUND = "type: politikontakt\nnavn: Kari\nkommuner: ['4205']\ntiltrådt: 2025-02-01\n"
FAULTY = SOUND.replace("tiltrådt: 2025-02-01", "tiltrådt: i fjor")
CONTACT = "politikontakter/kari.yaml"


def git(*arguments: str, status: int = 0) -> str:
    person = ("-c", "user.name=Siv", "-c", "user.email=siv@example.no", "-c", "commit.gpgsign=false")
    ran = subprocess.run(("git", *person, *arguments), check=False, capture_output=True, text=True)
    assert ran.returncode == status, ran.stderr
    return ran.stdout + ran.stderr


@pytest.fixture
def staged(tmp_path: Path, kps: Kps) -> Path:
    """A register some folders down in a repository, all of it staged and sound."""
    write(tmp_path / "arkiv/kps.yaml", CHARTER)
    write(tmp_path / "arkiv" / CONTACT, SOUND)
    git("init", "-q")
    git("add", "-A")
    return tmp_path / "arkiv"


def found(kps: Kps, *arguments: str) -> list[tuple[str, str]]:
    told = kps("validate", "--select", "D", "--format", "json", *arguments)
    return [(one["file"], one["code"]) for one in json.loads(told.out)["findings"]]


def test_what_is_staged_is_judged_and_not_what_lies_here(staged: Path, kps: Kps) -> None:
    write(staged / CONTACT, FAULTY)
    assert found(kps) == [(f"arkiv/{CONTACT}", "D002")]
    assert found(kps, "--staged") == []
    git("add", "-A")
    write(staged / CONTACT, SOUND)
    assert found(kps) == []
    assert found(kps, "--staged") == [(f"arkiv/{CONTACT}", "D002")]
    assert kps("validate", "--staged").status == 1
    assert "i fjor" in kps("validate", "--staged").out


def test_what_git_does_not_know_takes_no_part_and_what_is_taken_away_does(staged: Path, kps: Kps) -> None:
    write(staged / "politikontakter/ny.yaml", FAULTY)
    assert found(kps, "--staged") == []
    write(staged / CONTACT, FAULTY)
    git("add", "-A")
    git("rm", "-q", "--cached", f"arkiv/{CONTACT}")
    assert found(kps, "--staged") == [("arkiv/politikontakter/ny.yaml", "D002")]


def test_a_register_of_which_nothing_is_staged_is_left_out_or_told(staged: Path, kps: Kps) -> None:
    write(staged.parent / "kladd/kps.yaml", CHARTER)
    write(staged.parent / "kladd" / CONTACT, FAULTY)
    assert found(kps, "--staged") == []
    told = kps("validate", "kladd", "--staged")
    assert (told.status, "git add" in told.err) == (2, True)


def test_it_does_not_go_with_since(staged: Path, kps: Kps) -> None:
    git("commit", "-qm", "En")
    assert kps("validate", "--staged", "--since", "HEAD").status == 2


@pytest.mark.skipif(sys.platform == "win32", reason="the hook is a script")
@pytest.mark.parametrize("how", [("--all",), (f"arkiv/{CONTACT}",)])
def test_in_a_hook_it_is_what_that_commit_would_hold(staged: Path, how: tuple[str, ...]) -> None:
    git("commit", "-qm", "En")
    hook = staged.parent / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nexec {sys.executable} -m kps validate --staged --select D\n", encoding="utf-8")
    hook.chmod(0o755)
    write(staged / CONTACT, FAULTY)
    assert "i fjor" in git("commit", "-m", "To", *how, status=1)
    write(staged / CONTACT, SOUND + "telefon: 38 00 00 00\n")
    git("commit", "-m", "To", *how)
