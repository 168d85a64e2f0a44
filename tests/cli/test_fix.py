"""kps fix: a diff first, written when told; JSON with splices; what is staged; what is refused."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import Kps

AGDER = Path(__file__).parents[2] / "examples" / "agder"
COUNCIL = "politirad/4205-lindesnes"
MEETING = f"{COUNCIL}/moter/2026-09-10.yaml"


@pytest.fixture
def slipped(kps: Kps, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a slip in one meeting, committed without it."""
    root = tmp_path / "register"
    for part in (COUNCIL, "politikontakter"):
        shutil.copytree(AGDER / part, root / part)
    shutil.copy(AGDER / "kps.yaml", root)
    monkeypatch.chdir(root)
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=x", "-c", "user.email=x@y", "commit", "-qm", "x"]):
        subprocess.run(["git", *command], check=True)
    file = root / MEETING
    file.write_bytes(file.read_bytes().replace(b"status: avholdt", b"status: avhldt"))
    return root


def test_a_diff_comes_first_and_nothing_is_written(slipped: Path, kps: Kps) -> None:
    before = (slipped / MEETING).read_bytes()
    shown = kps("fix")
    assert shown.status == 1
    assert f"--- a/{MEETING}\n+++ b/{MEETING}\n" in shown.out
    assert "\n-status: avhldt\n+status: avholdt\n" in shown.out
    assert (slipped / MEETING).read_bytes() == before
    applied = subprocess.run(["git", "apply"], input=shown.out.encode(), check=False)
    assert applied.returncode == 0
    assert kps("fix").status == 0


def test_it_writes_when_told_and_is_done(slipped: Path, kps: Kps) -> None:
    assert kps("fix", "--write").out == f"{MEETING}: rettet\n"
    assert kps("fix").status == 0
    assert subprocess.run(["git", "diff", "--quiet"], check=False).returncode == 0


def test_json_tells_the_splices_of_the_text_that_was_judged(slipped: Path, kps: Kps) -> None:
    text = (slipped / MEETING).read_text(encoding="utf-8")
    (mend,) = json.loads(kps("fix", "--format", "json").out)["mends"]
    (edit,) = mend.pop("edits")
    title = "rett til «avholdt»"
    assert mend == {"file": MEETING, "code": "D002", "title": title, "safe": True, "round": 1}
    assert text[edit["start"] : edit["end"]] == edit["old"] == "avhldt"
    assert edit["new"] == "avholdt"


def test_codes_can_be_chosen(slipped: Path, kps: Kps) -> None:
    assert kps("fix", "--select", "D003").status == 0
    assert kps("fix", "--ignore", "D002").status == 0
    assert kps("fix", "--select", "D0").status == 1


def test_what_is_staged_is_judged_and_written_only_where_it_is_what_lies_here(slipped: Path, kps: Kps) -> None:
    assert kps("fix", "--staged").status == 0
    subprocess.run(["git", "add", "-A"], check=True)
    assert kps("fix", "--staged").status == 1
    file = slipped / MEETING
    file.write_bytes(file.read_bytes() + b"# mer\n")
    assert MEETING in kps("fix", "--staged", "--write").err
    assert b"status: avhldt" in file.read_bytes()
    subprocess.run(["git", "add", "-A"], check=True)
    assert kps("fix", "--staged", "--write").status == 0
    assert b"status: avholdt" in file.read_bytes()
    assert kps("fix", "--staged").status == 1  # it never adds to the index


def test_a_link_and_a_file_that_may_only_be_read_are_left(slipped: Path, kps: Kps) -> None:
    file = slipped / MEETING
    file.chmod(0o444)
    assert MEETING in kps("fix", "--write").err
    file.chmod(0o644)
    file.rename(slipped / "annet.txt")
    file.symlink_to(slipped / "annet.txt")
    assert MEETING in kps("fix", "--write").err
    assert b"avhldt" in (slipped / "annet.txt").read_bytes()


def test_a_diff_that_hides_somebodys_number_says_that_it_is_no_patch(slipped: Path, kps: Kps) -> None:
    file = slipped / MEETING
    file.write_text(file.read_text(encoding="utf-8") + "notat: Gjelder 13097248022: se saken\n", encoding="utf-8")
    shown = kps("fix")
    assert "13097248022" not in shown.out + shown.err
    assert "kan derfor ikke brukes som patch" in shown.err
    mends = json.loads(kps("fix", "--format", "json").out)["mends"]
    text = file.read_text(encoding="utf-8")
    (quoted,) = [one for one in mends if one["code"] == "D001"]
    assert not any("masked" in edit for edit in quoted["edits"])
    for edit in sorted(quoted["edits"], key=lambda one: one["start"], reverse=True):
        assert text[edit["start"] : edit["end"]] == edit["old"]
        text = text[: edit["start"]] + edit["new"] + text[edit["end"] :]
    assert 'notat: "Gjelder 13097248022: se saken"\n' in text


def test_what_is_left_since_something_else_would_fall_short_is_told_and_is_nothing_to_mend(
    slipped: Path, kps: Kps
) -> None:
    subprocess.run(["git", "checkout", "-q", "."], check=True)
    council = slipped / COUNCIL / "politirad.yaml"
    text = council.read_text(encoding="utf-8")
    council.write_text(text.replace("status: aktivt", "statuss: nedlagt"), encoding="utf-8")
    assert "nedlagt" in council.read_text(encoding="utf-8")
    shown = kps("fix")
    assert (shown.status, shown.out) == (0, ""), shown.err
    assert "politirad.yaml" in shown.err
    assert kps("fix", "--write").status == 0


def test_a_file_that_moves_takes_its_papers_along_and_leaves_no_empty_folder(slipped: Path, kps: Kps) -> None:
    subprocess.run(["git", "checkout", "-q", "."], check=True)
    assert kps("render", MEETING).status == 0
    stray = slipped / COUNCIL / "annet" / "2026-09-11.yaml"
    stray.parent.mkdir()
    (slipped / MEETING).rename(stray)
    for paper in (slipped / COUNCIL / "dokumenter").glob("2026-09-10*"):
        paper.rename(paper.with_name(paper.name.replace("09-10", "09-11")))
    assert kps("fix", "--write", "--unsafe", "--select", "D011").status == 0
    assert (slipped / MEETING).is_file()
    assert not stray.parent.exists()
    assert list((slipped / COUNCIL / "dokumenter").glob("2026-09-10-referat.md"))
    assert not list((slipped / COUNCIL / "dokumenter").glob("2026-09-11*"))
