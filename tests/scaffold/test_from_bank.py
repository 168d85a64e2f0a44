"""kps new-meeting --from-bank: what waits goes into the meeting and out of the council's record, both or none."""

from __future__ import annotations

from pathlib import Path

import pytest
from small import BOKMÅL, FOLDER, QUIET, texts

from kps.cli.app import run
from kps.models.meeting import Item, Meeting
from kps.register.reading import load
from kps.register.tree import Folder
from kps.workspace import writing

BANK = """\
# Sekretærens egne ord
saksbank:
  - {tittel: "Elsparkesykler: i sentrum", meldt_av: kommune, dato: 2026-02-11, tema: trafikksikkerhet}   # ring Siv
  - tittel: FUGL
    meldt_av: politi
    unntatt_offentlighet: {hjemmel: "offl. § 24", begrunnelse: Metode, offentlig_tittel: Fra politiet}
  - {tittel: LUKKET, unntatt_offentlighet: ja}
temafora: []   # ingen ennå
"""
COUNCIL = f"{FOLDER}/politirad.yaml"
MEETING = f"{FOLDER}/moter/2026-03-12.yaml"
COMMAND = ("new-meeting", "raadet", "--date", "2026-03-12", "--from-bank")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    _write(tmp_path, BANK)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KPS_TODAY", "2026-02-20")
    monkeypatch.setenv("KPS_LANG", "en")
    return tmp_path


def _write(folder: Path, bank: str) -> None:
    for name, text in texts(council=QUIET + bank, number=BOKMÅL).items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())


def _own_items(folder: Path) -> list[Item]:
    (meeting,) = load(Folder(folder)).meetings
    assert isinstance(meeting, Meeting)
    return [one for one in meeting.items if not one.standing]


def test_what_waits_is_taken_in_whole_and_out_to_the_byte(folder: Path) -> None:
    before = (folder / COUNCIL).read_text()
    assert run(COMMAND) == 0
    first, second, third = _own_items(folder)
    assert (first.title, first.raised_by, first.topics) == (
        "Elsparkesykler: i sentrum",
        "kommune",
        ("trafikksikkerhet",),
    )
    assert "meldt 2026-02-11" in (folder / MEETING).read_text()
    assert second.exempt
    assert (second.exempt.basis, second.exempt.reason, second.exempt.public_title) == (
        "offl. § 24",
        "Metode",
        "Fra politiet",
    )
    assert third.exempt is not None
    start, end = before.index("saksbank:"), before.index("temafora:")
    assert (folder / COUNCIL).read_text() == before[:start] + before[end:]
    assert "Sak som venter" not in (folder / MEETING).read_text()


def test_an_item_without_a_title_goes_on_waiting(folder: Path) -> None:
    _write(folder, "saksbank: [{meldt_av: politi}, {tittel: Uro}]\n")
    assert run(COMMAND) == 0
    assert [one.title for one in _own_items(folder)] == ["Uro"]
    assert "saksbank: [{meldt_av: politi}]\n" in (folder / COUNCIL).read_text()


@pytest.mark.parametrize("bank", ["", "saksbank: []\n", "saksbank: [{titel: Uro}]\n"])
def test_nothing_to_take_in_is_told_and_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str], bank: str
) -> None:
    _write(folder, bank)
    assert run(COMMAND) == 2
    assert "politirad.yaml" in capsys.readouterr().err
    assert not (folder / MEETING).exists()


def test_a_dry_run_and_a_failure_leave_all_as_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (folder / COUNCIL).read_bytes()
    assert run((*COMMAND, "--dry-run")) == 0
    monkeypatch.setattr(writing.Change, "mind", _fails)
    assert run(COMMAND) == 2
    assert (folder / COUNCIL).read_bytes() == before
    assert not list((folder / FOLDER).rglob("2026*"))


def _fails(change: writing.Change) -> None:
    raise OSError("No space left")


def test_a_record_that_another_changed_meanwhile_is_left(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put = writing._put

    def after_another(draft: Path, path: Path) -> None:
        (folder / COUNCIL).write_text("theirs")
        put(draft, path)

    monkeypatch.setattr(writing, "_put", after_another)
    assert run(COMMAND) == 2
    assert (folder / COUNCIL).read_text() == "theirs"
    assert not list((folder / FOLDER).rglob("2026*"))
