"""kps approve: the seal is put on whole minutes, once, and the file is otherwise left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from kps.cli.app import run

MEETING = "politirad/4205-lindesnes/moter/2026-03-12.yaml"
TEXT = """\
# Skrevet av Siv
type: møte
dato: 2026-03-12
status: avholdt
referat:
  ferdig: 2026-03-18     # samme uke
  godkjent:              # kps approve skriver den
saker:
  - {nr: 1/2026, tittel: "Én sak", konklusjon: Tatt til orientering.}
"""


@pytest.fixture(autouse=True)
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    council = (
        'type: politiråd\nnavn: Politirådet i Lindesnes\nkommuner: ["4205"]\nstatus: aktivt\nopprettet: 2021-03-01\n'
    )
    kps = "type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: ['4205']\ngjelder_fra: 2026-01-01\n"
    for name, text in {"kps.yaml": kps, "politirad/4205-lindesnes/politirad.yaml": council, MEETING: TEXT}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KPS_TODAY", "2026-06-11")
    monkeypatch.setenv("KPS_LANG", "en")
    return tmp_path / MEETING


def changed(record: Path) -> bool:
    """Whether kps validate tells of a change after the approval."""
    return run(["validate", str(record), "--select", "D010"]) == 1


def test_what_is_added_is_the_approval_and_nothing_else(record: Path) -> None:
    assert run(["approve", MEETING, "--by", "Politirådet"]) == 0
    lines = record.read_text(encoding="utf-8").splitlines()
    assert lines[6:9] == [
        "  godkjent: 2026-06-11   # kps approve skriver den",
        "  godkjent_av: Politirådet",
        lines[8],
    ]
    assert lines[8].startswith("  segl: k1.")
    assert lines[:6] + lines[9:] == TEXT.splitlines()[:6] + TEXT.splitlines()[7:]
    assert not changed(record)


def test_without_a_name_it_is_the_council(record: Path) -> None:
    run(["approve", MEETING, "--date", "2026-04-01"])
    assert "  godkjent: 2026-04-01" in record.read_text(encoding="utf-8")
    assert "  godkjent_av: Politirådet i Lindesnes\n" in record.read_text(encoding="utf-8")


def test_a_later_change_is_told_with_its_key(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["approve", MEETING])
    record.write_text(record.read_text(encoding="utf-8").replace("Én sak", "En annen sak"), encoding="utf-8")
    capsys.readouterr()
    assert changed(record)
    assert "saker, 1/2026" in capsys.readouterr().out


def test_a_note_and_another_layout_are_no_change(record: Path) -> None:
    run(["approve", MEETING])
    text = record.read_text(encoding="utf-8").replace('"Én sak"', "Én sak") + "notat: Husk dette.\n"
    record.write_text(text, encoding="utf-8")
    assert not changed(record)


def test_a_day_that_is_there_is_kept(record: Path) -> None:
    record.write_text(TEXT.replace("godkjent: ", "godkjent: 2026-05-05 "), encoding="utf-8")
    run(["approve", MEETING])
    assert "  godkjent: 2026-05-05 " in record.read_text(encoding="utf-8")


def test_sealed_minutes_are_sealed_again_only_when_asked(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["approve", MEETING])
    assert run(["approve", MEETING]) == 2
    assert "sealed already" in capsys.readouterr().err
    record.write_text(record.read_text(encoding="utf-8").replace("Én sak", "To"), encoding="utf-8")
    assert run(["approve", MEETING]) == 2
    assert "changed after its approval" in capsys.readouterr().err
    assert run(["approve", MEETING, "--again"]) == 0
    assert not changed(record)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("ferdig: 2026-03-18", "ferdig:", "not done"),
        ("avholdt", "planlagt", "has not been held"),
        ("nr:", "nummer:", "cannot be read in full"),
        ("2026-03-18", "2026-06-12", "cannot be approved before"),
    ],
)
def test_only_whole_minutes_are_approved(
    record: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, words: str
) -> None:
    text = TEXT.replace(old, new)
    record.write_text(text, encoding="utf-8")
    assert run(["approve", MEETING]) == 2
    assert words in capsys.readouterr().err
    assert record.read_text(encoding="utf-8") == text


def test_a_day_that_has_not_come_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["approve", MEETING, "--date", "2026-06-12"]) == 2
    assert "not yet here" in capsys.readouterr().err


def test_a_file_that_is_no_meeting_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["approve", "kps.yaml"]) == 2
    assert "not a meeting's record" in capsys.readouterr().err


def test_bom_and_windows_line_endings_stay(record: Path) -> None:
    record.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert run(["approve", MEETING]) == 0
    data = record.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf# Skrevet")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert not changed(record)
