"""kps fix on papers and names: what is made anew, what is moved, and what is refused together."""

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
MINUTES = f"{COUNCIL}/dokumenter/2026-09-10-referat.md"
JUNE, NEW = f"{COUNCIL}/moter/2026-06-11.yaml", f"{COUNCIL}/moter/2026-06-12.yaml"


@pytest.fixture
def root(kps: Kps, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register with the minutes of one meeting, in a repository."""
    root = tmp_path / "register"
    for part in (COUNCIL, "politikontakter"):
        shutil.copytree(AGDER / part, root / part)
    shutil.copy(AGDER / "kps.yaml", root)
    monkeypatch.chdir(root)
    assert kps("render", MEETING).status == 0
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "add", "-A"], check=True)
    return root


def change(root: Path, file: str, before: str, after: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert before in text
    (root / file).write_text(text.replace(before, after, 1), encoding="utf-8")


def test_a_paper_is_made_anew(root: Path, kps: Kps) -> None:
    change(root, MEETING, "sted: Mandal politistasjon", "sted: Rådhuset")
    shown = kps("fix")
    assert shown.status == 1
    assert "-- **Sted:** Mandal politistasjon\n+- **Sted:** Rådhuset\n" in shown.out
    assert kps("fix", "--write").out == f"{MINUTES}: rettet\n"
    assert "**Sted:** Rådhuset" in (root / MINUTES).read_text(encoding="utf-8")
    assert kps("fix", "--unsafe").status == 0
    assert "D009" not in kps("validate").out


def test_a_paper_follows_the_record_that_is_mended(root: Path, kps: Kps) -> None:
    change(root, MEETING, "sted: Mandal politistasjon", "stad: Rådhuset")
    kps("render", MEETING)
    assert kps("fix", "--write", "--select", "D002").out == f"{MEETING}: rettet\n{MINUTES}: rettet\n"
    assert "**Sted:** Rådhuset" in (root / MINUTES).read_text(encoding="utf-8")


def test_a_paper_that_people_have_edited_is_made_anew_only_when_asked(root: Path, kps: Kps) -> None:
    change(root, MINUTES, "Mandal politistasjon", "Mandal stasjon")
    assert kps("fix").status == 0
    assert kps("fix", "--unsafe", "--write").status == 0
    assert "Mandal politistasjon" in (root / MINUTES).read_text(encoding="utf-8")


def test_a_paper_that_cannot_be_made_is_told_and_its_record_is_left(root: Path, kps: Kps) -> None:
    change(root, MEETING, "sted: Mandal politistasjon", "stad: Rådhuset")
    kps("render", MEETING)
    (root / "maler").mkdir()
    (root / "maler" / "referat.md.j2").write_text("{{ nope(", encoding="utf-8")
    before = (root / MEETING).read_bytes()
    shown = kps("fix", "--write")
    assert shown.out == ""
    assert MINUTES in shown.err
    assert (root / MEETING).read_bytes() == before


def test_a_file_gets_its_name_and_git_takes_the_diff(root: Path, kps: Kps) -> None:
    change(root, JUNE, "dato: 2026-06-11", "dato: 2026-06-12")
    assert kps("fix").status == 0
    shown = kps("fix", "--unsafe")
    assert f"rename from {JUNE}\nrename to {NEW}\n" in shown.out
    subprocess.run(["git", "apply"], input=shown.out.encode(), check=True)
    assert (root / NEW).is_file()
    assert not (root / JUNE).exists()
    assert kps("fix", "--unsafe").status == 0
    assert "2026-06-12/7.1" in (root / MEETING).read_text(encoding="utf-8")


def test_json_tells_where_the_file_is_moved_and_what_follows(
    root: Path, kps: Kps, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(root, JUNE, "dato: 2026-06-11", "dato: 2026-06-12")
    monkeypatch.chdir(root.parent)
    mend, paper = json.loads(kps("fix", "register", "--unsafe", "--format", "json").out)["mends"]
    assert (paper["file"], paper["code"], paper["safe"]) == (f"register/{MINUTES}", "D009", True)
    assert (mend["file"], mend["moved_to"]) == (f"register/{JUNE}", f"register/{NEW}")
    assert f"register/{MEETING}" in [one["file"] for one in mend["elsewhere"]]
    for one in mend["elsewhere"]:
        text = Path(one["file"]).read_text(encoding="utf-8")
        assert all(text[edit["start"] : edit["end"]] == edit["old"] for edit in one["edits"])


def test_a_file_is_not_moved_where_what_names_it_may_not_be_written(root: Path, kps: Kps) -> None:
    change(root, JUNE, "dato: 2026-06-11", "dato: 2026-06-12")
    (root / MEETING).chmod(0o444)
    before = {file: file.read_bytes() for file in root.rglob("*.yaml")}
    shown = kps("fix", "--unsafe", "--write")
    assert shown.status == 1
    assert {file: file.read_bytes() for file in root.rglob("*.yaml")} == before
    (root / MEETING).chmod(0o644)
    assert kps("fix", "--unsafe", "--write").status == 0
    assert kps("validate", "--select", "D005,D011").status == 0
