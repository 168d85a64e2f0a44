"""kps actions, kps calendar and the report's papers, as commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from icalendar import Calendar

from kps.cli.app import run

EXAMPLE = str(Path(__file__).parent.parent.parent / "examples" / "agder")


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPS_TODAY", "2026-11-23")
    monkeypatch.setenv("KPS_LANG", "en")


def test_overdue_actions_are_told_by_the_exit_status(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["actions", EXAMPLE]) == 0
    assert run(["actions", EXAMPLE, "--overdue"]) == 1
    assert run(["actions", EXAMPLE, "--overdue", "--council", "4222"]) == 0
    assert capsys.readouterr().out.endswith("No action is open.\n")


@pytest.mark.parametrize("format", ["text", "json", "csv", "md"])
def test_actions_in_every_format(format: str, tmp_path: Path) -> None:
    assert run(["actions", EXAMPLE, "--format", format, "--output", str(tmp_path / "a")]) == 0
    assert "2026-06-11/7.1" in (tmp_path / "a").read_text(encoding="utf-8")


def test_the_calendar_and_what_is_behind(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["calendar", EXAMPLE, "--check"]) == 0
    assert "2026-12-03  meeting" in capsys.readouterr().out
    assert run(["calendar", EXAMPLE, "--check", "--as-of", "2026-12-05"]) == 1
    assert "behind its day" in capsys.readouterr().out


def test_a_feed_keeps_its_ids_and_counts_its_changes(tmp_path: Path) -> None:
    feed = tmp_path / "raad.ics"
    run(["calendar", EXAMPLE, "--format", "ics", "--output", str(feed)])
    first = feed.read_bytes()
    run(["calendar", EXAMPLE, "--format", "ics", "--output", str(feed)])
    assert feed.read_bytes() == first
    found = Calendar.from_ical(first)
    assert found["METHOD"] == "PUBLISH"
    uids = [str(one["UID"]) for one in found.walk("VEVENT")]
    assert len(uids) == len(set(uids)) > 5
    assert not any(one.get("DESCRIPTION") or one.get("URL") for one in found.walk("VEVENT"))


@pytest.mark.parametrize("format", ["csv", "md", "html", "pdf", "docx"])
def test_the_year_as_a_paper(format: str, tmp_path: Path) -> None:
    made = tmp_path / f"aar.{format}"
    assert run(["report", EXAMPLE, "--format", format, "--output", str(made)]) == 0
    again = tmp_path / f"igjen.{format}"
    run(["report", EXAMPLE, "--format", format, "--output", str(again)])
    assert made.read_bytes() == again.read_bytes()
    if format in ("csv", "md", "html"):
        assert "Flekkefjord" in made.read_text(encoding="utf-8")


def test_the_paper_of_the_year_has_a_heading_for_each_table(capsys: pytest.CaptureFixture[str]) -> None:
    run(["report", EXAMPLE, "--format", "md"])
    headings = [line for line in capsys.readouterr().out.splitlines() if line.startswith("#")]
    assert headings[:6] == [
        "# Municipalities and police 2026: Agder",
        "## Five figures",
        "## Needs attention first",
        "## Municipalities",
        "## Councils",
        "## Districts",
    ]


def on_a_terminal(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.mark.parametrize("command", ["actions", "calendar", "report"])
@pytest.mark.parametrize("width", [60, 80, 200])
def test_a_list_fits_the_terminal_and_says_what_it_left_out(
    command: str, width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_a_terminal(monkeypatch, width)
    assert run([command, EXAMPLE]) == 0
    out = re.sub(r"\x1b\[[\d;]*m", "", capsys.readouterr().out)
    assert [line for line in out.splitlines() if len(line) > width] == []
    assert ("Not shown, for want of room: " in out) == (width < 200)


def test_words_are_not_broken(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    on_a_terminal(monkeypatch, 80)
    assert run(["actions", EXAMPLE]) == 0
    assert "handlingsplan" in capsys.readouterr().out


@pytest.mark.parametrize(("language", "words"), [("nb", "ikke påbegynt"), ("nn", "ikkje påbyrja"), ("en", "not begun")])
@pytest.mark.parametrize("format", ["text", "md"])
def test_a_state_is_told_in_the_reader_s_tongue(
    language: str, words: str, format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["actions", EXAMPLE, "--format", format, "--lang", language]) == 0
    out = capsys.readouterr().out
    assert words in out
    assert "ikke_påbegynt" not in out
