"""The register as it stood at a revision, read from git with nothing checked out."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from kps.cli.app import run
from kps.language.reasons import Unfit
from kps.register.tree import Folder
from kps.source import MAX_BYTES
from kps.workspace.revisions import at_revision, changed_since

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


def test_outside_of_a_repository_that_is_told(
    tmp_path_factory: pytest.TempPathFactory, register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = tmp_path_factory.mktemp("alone")
    (alone / "kps.yaml").write_bytes((register / "kps.yaml").read_bytes())
    assert run(["report", str(alone), "--rev", "HEAD"]) == 2
    assert "is in no git repository" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [("report", "--rev="), ("validate", "--since="), ("diff", " ", "--register=.")])
def test_an_empty_revision_is_refused(
    register: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(register)
    assert run(list(arguments)) == 2
    assert "the revision is empty" in capsys.readouterr().err


def test_a_day_far_ahead_is_the_newest_commit_and_one_long_past_none(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert held(register, capsys, "--rev", "9999-12-31") == 1
    for day, told in (("1969-12-31", "31 December 1969"), ("0001-01-01", "1 January 1")):
        assert run(["report", str(register), "--rev", day]) == 2
        assert f"nothing was committed by {told}" in capsys.readouterr().err
    assert run(["report", str(register), "--rev", "2026-02-30"]) == 2
    assert "git knows no revision 2026-02-30" in capsys.readouterr().err


def test_what_differs_in_the_ends_of_lines_alone_is_not_changed(register: Path) -> None:
    file = register / "kps.yaml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    (register / "lenke.yaml").symlink_to("kps.yaml")
    assert changed_since(Folder(register), "HEAD") == {MEETING.replace("03-12", "06-11"), "lenke.yaml"}


def test_a_submodule_and_a_huge_file_are_no_files_of_the_register(
    register: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path_factory.mktemp("other")
    git(other, "init", "-q")
    git(other, "commit", "-q", "--allow-empty", "-m", "Tom")
    git(register, "clone", "-q", str(other), "delt")
    (register / "stor.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    git(register, "add", "-A")
    git(register, "commit", "-q", "-m", "To")
    tree = at_revision(Folder(register), "HEAD")
    assert "delt" not in tree.files()
    with pytest.raises(Unfit, match="larger than 5 MiB"):
        tree.read("stor.yaml")


def test_in_a_repository_of_the_newer_kind(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--object-format=sha256")
    (tmp_path / "kps.yaml").write_text("type: register\n")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "Én")
    (tmp_path / "ny.yaml").write_text("type: møte\n")
    assert changed_since(Folder(tmp_path), "HEAD") == {"ny.yaml"}
