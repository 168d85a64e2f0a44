"""The register as it stood at a revision, read from git with nothing checked out."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from kps.cli.app import run

MEETING = "politirad/4205-lindesnes/moter/2026-03-12.yaml"


def git(folder: Path, *arguments: str) -> None:
    person = ("-c", "user.name=Siv", "-c", "user.email=siv@example.no", "-c", "commit.gpgsign=false")
    subprocess.run(("git", "-C", str(folder), *person, *arguments), check=True, capture_output=True)


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register some folders down in a repository, with one commit, and one meeting more since."""
    root = tmp_path / "arkiv" / "agder"
    files = {
        "kps.yaml": "type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: ['4205']\ngjelder_fra: 2026-01-01\n",
        "politirad/4205-lindesnes/politirad.yaml": (
            "type: politiråd\nnavn: Rådet\nkommuner: ['4205']\nstatus: aktivt\nopprettet: 2021-03-01\n"
        ),
        MEETING: "type: møte\ndato: 2026-03-12\nstatus: avholdt\n",
        ".skjult/kps.yaml": "type: register\n",
        "annet/kps.yaml": "type: register\nnavn: Et annet\n",
        "annet/møte æøå.yaml": "type: møte\ndato: 2026-03-13\nstatus: avholdt\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "Én")
    (root / MEETING.replace("03-12", "06-11")).write_text("type: møte\ndato: 2026-06-11\nstatus: avholdt\n")
    monkeypatch.setenv("KPS_TODAY", "2026-11-23")
    monkeypatch.setenv("KPS_LANG", "en")
    return root


def held(register: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> int:
    assert run(["report", str(register / "kps.yaml"), "--format", "json", *arguments]) == 0
    return int(json.loads(capsys.readouterr().out)["total"]["meetings_held"])


def test_what_came_later_is_not_there(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert held(register, capsys) == 2
    assert held(register, capsys, "--rev", "HEAD") == 1


def test_the_files_themselves_are_left_alone(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted((path, path.read_bytes()) for path in register.rglob("*") if path.is_file())
    held(register, capsys, "--rev", "HEAD")
    assert sorted((path, path.read_bytes()) for path in register.rglob("*") if path.is_file()) == before


def test_without_a_later_change_it_is_the_same(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (register / MEETING.replace("03-12", "06-11")).unlink()
    run(["report", str(register / "kps.yaml")])
    now = capsys.readouterr().out
    run(["report", str(register / "kps.yaml"), "--rev", "HEAD"])
    assert capsys.readouterr().out == now


@pytest.mark.parametrize("revision", ["nope", "--output=x", "HEAD~5"])
def test_an_unknown_revision_is_told(register: Path, revision: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", str(register), f"--rev={revision}"]) == 2
    assert f"git knows no revision {revision}" in capsys.readouterr().err


def test_a_register_that_was_not_there_yet_is_told(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (register.parent / "ny").mkdir()
    (register.parent / "ny" / "kps.yaml").write_bytes((register / "kps.yaml").read_bytes())
    assert run(["report", str(register.parent / "ny"), "--rev", "HEAD"]) == 2
    assert "there was no register at" in capsys.readouterr().err


def test_outside_of_a_repository_git_says_so(
    tmp_path_factory: pytest.TempPathFactory, register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = tmp_path_factory.mktemp("alone")
    (alone / "kps.yaml").write_bytes((register / "kps.yaml").read_bytes())
    assert run(["report", str(alone), "--rev", "HEAD"]) == 2
    assert "git cannot tell" in capsys.readouterr().err
