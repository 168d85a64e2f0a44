"""What a run of kps validate is about: several registers, one file, a revision's changes; never a false all-clear."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import COUNCIL, REGISTER, Kps, Ran, write

from kps.checking.context import Context
from kps.checking.finding import Remark
from kps.checking.rule import rules

FOLDER = "politirad/4205-lindesnes"
FILE = f"{FOLDER}/politirad.yaml"


def _document(ran: Ran) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ran.out)
    return found


def _files(ran: Ran) -> set[str]:
    return {one["file"] for one in _document(ran)["findings"]}


@pytest.fixture
def several(tmp_path: Path, kps: Kps) -> Path:
    """Three registers, one within another, beside files of no register."""
    for name, number in (("agder", "4205"), ("vest", "4640"), ("agder/pilot", "4206")):
        district = "Vest" if name == "vest" else "Agder"
        charter = REGISTER.replace("4205", number).replace("politidistrikt: Agder", f"politidistrikt: {district}")
        write(tmp_path / name / "kps.yaml", charter)
        write(tmp_path / name / FILE.replace("4205-lindesnes", "x"), COUNCIL.replace("4205", number))
    write(tmp_path / "fritt.yaml", "type: [\n")
    return tmp_path


def test_every_register_below_is_judged_alone_and_told_together(kps: Kps, several: Path) -> None:
    document = _document(kps("validate", "--format", "json", "--select", "D002,A301"))
    assert document["registers"] == ["agder", "agder/pilot", "vest"]
    assert document["summary"]["files"] == 6
    assert {(one["code"], one["file"]) for one in document["findings"]} == {
        (code, f"{register}/{file}")
        for register in ("agder", "agder/pilot", "vest")
        for code, file in (("A301", "kps.yaml"), ("D002", "politirad/x/politirad.yaml"))
    }


@pytest.mark.parametrize(
    ("asked", "registers", "files"),
    [
        (("agder",), ["agder", "agder/pilot"], 4),
        (("vest", "agder/pilot"), ["agder/pilot", "vest"], 4),
        (("vest/politirad",), ["vest"], 1),
        (("vest/kps.yaml", "agder/politirad/x/politirad.yaml"), ["agder", "vest"], 2),
    ],
)
def test_the_registers_and_files_asked_about(
    kps: Kps, several: Path, asked: tuple[str, ...], registers: list[str], files: int
) -> None:
    document = _document(kps("validate", *asked, "--format", "json"))
    assert (document["registers"], document["summary"]["files"]) == (registers, files)
    prefixes = tuple(asked)
    assert all(one["file"].startswith(prefixes) for one in document["findings"])


def test_a_single_file_is_judged_with_its_whole_register(kps: Kps, register: Path) -> None:
    whole = _document(kps("validate", "--format", "json"))["findings"]
    alone = _document(kps("validate", FILE, "--format", "json"))["findings"]
    assert alone == [one for one in whole if one["file"] == FILE]
    # What rests on the other files is found all the same.
    assert "R405" in {one["code"] for one in alone}


@pytest.mark.parametrize("asked", [".", "tom", "notater.txt", "tom/under", "utenfor.yaml"])
def test_nothing_to_check(kps: Kps, tmp_path: Path, asked: str) -> None:
    register = tmp_path / "register"
    if asked != ".":
        write(register / "kps.yaml", REGISTER)
    for folder in ("tom/under", "register/tom/under"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    write(register / "notater.txt", "")
    write(tmp_path / "utenfor.yaml", "type: politiråd\n")
    path = "utenfor.yaml" if asked == "utenfor.yaml" else f"register/{asked}"
    ran = kps("validate", path, "--lang", "en")
    assert (ran.status, ran.out) == (3, "")
    assert path.removesuffix("/.") in ran.err


def test_a_text_is_searched_for_numbers_alone(kps: Kps, register: Path) -> None:
    write(register / "plan.md", "Ring 01819012365.\n")
    assert [one["code"] for one in _document(kps("validate", "plan.md", "--format", "json"))["findings"]] == ["P001"]


def test_a_crash_is_told_whatever_was_asked_for(kps: Kps, register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(_: object, context: Context) -> Iterator[Remark]:
        yield from ()
        raise ZeroDivisionError("boom")

    monkeypatch.setitem(rules(), "R406", replace(rules()["R406"], check=crash))
    ran = kps("validate", FILE, "--select", "D002", "--format", "json")
    assert ran.status == 2
    assert [one["code"] for one in _document(ran)["findings"]] == ["X999", "D002"]
    assert kps("validate", "--write-baseline", "known.json").status == 2
    assert not Path("known.json").exists()


def test_why_nothing_could_be_judged_is_told_whatever_was_asked_for(kps: Kps, register: Path) -> None:
    write(register / "kps.yaml", "type: register\nnavn: [\n")
    ran = kps("validate", FILE, "--select", "R", "--format", "json")
    assert ran.status == 2
    assert [(one["code"], one["file"]) for one in _document(ran)["findings"]] == [("D001", "kps.yaml")]
    assert kps("validate", "--write-baseline", "known.json").status == 2
    assert not Path("known.json").exists()


def _git(folder: Path, *arguments: str) -> None:
    identity = {f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    subprocess.run(("git", *arguments), cwd=folder, check=True, capture_output=True, env=os.environ | identity)


@pytest.fixture
def repository(several: Path) -> Path:
    """The registers in a repository that has begun, each with a change that is not in it yet."""
    _git(several, "init")
    _git(several, "add", ".")
    _git(several, "commit", "-m", "first")
    write(several / "agder/rå fil.yaml", "type: [\n")
    write(several / "vest/kps.yaml", (several / "vest/kps.yaml").read_text(encoding="utf-8") + "# ny linje\n")
    (several / "agder/pilot/politirad/x/politirad.yaml").rename(several / "agder/pilot/politirad/flyttet.yaml")
    return several


CHANGED = {"agder/rå fil.yaml", "agder/pilot/politirad/flyttet.yaml", "vest/kps.yaml"}


def test_since_knows_new_changed_and_moved_files_of_every_register(kps: Kps, repository: Path) -> None:
    assert _files(kps("validate", "--since", "HEAD", "--format", "json")) == CHANGED
    _git(repository, "add", ".")
    assert _files(kps("validate", "--since", "HEAD", "--format", "json")) == CHANGED
    assert _files(kps("validate", "agder", "--since", "HEAD", "--format", "json")) == CHANGED - {"vest/kps.yaml"}


def test_since_from_within_a_register_and_through_a_link(
    kps: Kps, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "lenke").symlink_to(repository / "vest")
    assert _files(kps("validate", "lenke", "--since", "HEAD", "--format", "json")) == {"lenke/kps.yaml"}
    monkeypatch.chdir(repository / "vest/politirad")
    assert _files(kps("validate", "..", "--since", "HEAD", "--format", "json")) == {"../kps.yaml"}


def test_since_leaves_to_others_what_they_changed_meanwhile(kps: Kps, repository: Path) -> None:
    _git(repository, "checkout", "-b", "mine")
    _git(repository, "add", ".")
    _git(repository, "commit", "-m", "mine")
    _git(repository, "checkout", "-b", "others", "mine~1")
    write(repository / "agder/kps.yaml", (repository / "agder/kps.yaml").read_text(encoding="utf-8") + "# deres\n")
    _git(repository, "commit", "-am", "others")
    _git(repository, "checkout", "mine")
    assert _files(kps("validate", "--since", "others", "--format", "json")) == CHANGED


def test_since_a_revision_with_nothing_in_common(kps: Kps, repository: Path) -> None:
    _git(repository, "branch", "others")
    _git(repository, "checkout", "--orphan", "alone")
    _git(repository, "commit", "-m", "alone")
    ran = kps("validate", "--since", "others", "--lang", "en")
    assert (ran.status, ran.out) == (2, "")
    assert "fetch the whole history" in ran.err


@pytest.mark.parametrize("revision", ["no-such", "-x", "--output=x", "HEAD~9"])
def test_since_a_revision_that_is_none(kps: Kps, repository: Path, revision: str) -> None:
    ran = kps("validate", f"--since={revision}", "--lang", "en")
    assert (ran.status, ran.out) == (2, "")
    assert revision in ran.err
    assert not Path("x").exists()
