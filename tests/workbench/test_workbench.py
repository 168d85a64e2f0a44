"""A secretary's morning in VS Code: a meeting opened, read, mended, written on and made into an agenda.

Slow, and not of the suite: .ci/workbench runs it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from vs_code import Workbench, needed, own_kps, workbench

pytestmark = needed
EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "agder"
MEETING = "politirad/4205-lindesnes/moter/2026-12-03.yaml"
AGENDA = "politirad/4205-lindesnes/dokumenter/2026-12-03-innkalling.md"
LINES, LENSES, PROBLEMS = ".view-line", ".codelens-decoration a", ".markers-panel .monaco-list-row"
OFFERS, STATUS, TOLD = ".suggest-widget .monaco-list-row", ".statusbar-item", ".notification-list-item"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workbench")


@pytest.fixture(scope="module")
def register(room: Path) -> Path:
    """The example, with the kps that is tried as its own."""
    made = Path(shutil.copytree(EXAMPLE, room / "agder"))
    own_kps(made)
    return made


@pytest.fixture(scope="module")
def bench(room: Path, register: Path) -> Iterator[Workbench]:
    with workbench(room, register) as opened:
        opened.open(MEETING)
        opened.shows(LENSES, "Lag innkalling")
        yield opened


@pytest.fixture(autouse=True)
def fresh(bench: Workbench) -> None:
    """Each test begins with the meeting as it lies on disk."""
    bench.press("Escape")
    bench.open(MEETING)
    bench.run("File: Revert File")
    bench.run("Notifications: Clear All Notifications")


def saved(bench: Workbench, register: Path) -> str:
    """The meeting's text once it is saved; the file is as it was again."""
    bench.save()
    text = (register / MEETING).read_text(encoding="utf-8")
    shutil.copy(EXAMPLE / MEETING, register / MEETING)
    return text


def test_the_server_runs_and_what_is_found_is_in_the_problems_panel(bench: Workbench) -> None:
    assert bench.shows(STATUS, "kps") == "kps"
    bench.run("Problems: Focus on Problems View")
    told = bench.shows(PROBLEMS, "M412")
    assert told.startswith("Tiltaket 2026-06-11/7.1 hadde frist 31. oktober 2026 og er fortsatt åpent")
    assert "Skriv under `oppfølging`" in told
    bench.click(".markers-panel a", "M412")
    bench.shows(".tab.active", "M412.md")


def test_a_slip_is_shown_while_it_is_typed_and_mended_by_a_quick_fix(bench: Workbench) -> None:
    bench.go_to(7, 1)
    bench.press("End")
    bench.type("t")
    bench.shows(PROBLEMS, "«planlagtt»")
    bench.mend("Rett til «planlagt»")
    bench.gone(PROBLEMS, "«planlagtt»")
    assert bench.shows(LINES, "status:") == "status: planlagt"


def test_who_may_be_present_and_as_what_is_offered_while_it_is_typed(bench: Workbench, register: Path) -> None:
    bench.go_to(7, 1)
    bench.press("End")
    bench.press("Enter")
    bench.type("til_stede:")
    bench.press("Enter")
    bench.type("- navn: ")
    bench.click(OFFERS, "Linn Osestad")
    bench.press("Enter")
    bench.type("rolle: SLT")
    bench.click(OFFERS, "SLT-koordinator")
    bench.shows(LINES, "rolle: SLT-koordinator")
    before = (EXAMPLE / MEETING).read_text(encoding="utf-8")
    status = "status: planlagt\n"
    present = "til_stede:\n  - navn: Linn Osestad\n    rolle: SLT-koordinator\n"
    assert saved(bench, register) == before.replace(status, status + present)


def test_nothing_is_offered_where_anything_may_be_written(bench: Workbench) -> None:
    bench.go_to(5, 1)
    bench.press("End")
    bench.type(" ra")
    bench.settle(2)
    assert bench.all(OFFERS) == []


def test_the_agenda_is_made_by_the_lens_and_shown_as_it_is_read(bench: Workbench, register: Path) -> None:
    bench.click(LENSES, "Lag innkalling")
    bench.shows(".tab.active", "2026-12-03-innkalling.md")
    bench.settle(3)  # the page takes the focus when it is there
    assert (register / AGENDA).read_text(encoding="utf-8").startswith("# Møteinnkalling")


def test_an_open_action_leads_to_where_it_was_set(bench: Workbench) -> None:
    bench.click(LENSES, "Åpne tiltak: 3")
    bench.click(".quick-input-list .monaco-list-row", "Innføring for kommunestyret")
    bench.shows(".tab.active", "2026-09-10.yaml")


def test_a_new_meeting_is_made_on_the_day_that_is_asked_for(bench: Workbench, register: Path) -> None:
    bench.open("politirad/4205-lindesnes/politirad.yaml")
    bench.click(LENSES, "Neste møte")
    bench.shows(".quick-input-widget", "2026-03-12")
    bench.page.write("2027-03-04")
    bench.press("Enter")
    bench.shows(".tab.active", "2027-03-04.yaml")
    made = register / "politirad/4205-lindesnes/moter/2027-03-04.yaml"
    assert "type: møte" in made.read_text(encoding="utf-8")


def test_the_walkthrough_is_there_in_both_tongues_and_knows_what_is_done(bench: Workbench) -> None:
    bench.run("Welcome: Open Walkthrough...")
    rows = ".quick-input-list .monaco-list-row"
    bench.shows(rows, "kps: fra møte til innkallingkps")  # whose it is stands after its title
    bench.shows(rows, "kps: frå møte til innkallingkps")
    bench.take("kps: frå møte")
    bench.shows(".getting-started-step", "Opne eit møte")
    bench.run("kps: Åpne et møte")
    bench.take("2026-12-03.yaml")
    bench.click(".tab", "Walkthrough")
    bench.shows(".getting-started-step:has(.complete)", "Opne eit møte")


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (None, "Fant ikke programmet kps"),
        ("exit 2", 'pip install "politisamarbeid[lsp]"'),
        ("exit 1", "startes ikke igjen"),
    ],
)
def test_where_the_server_cannot_run_that_is_told_and_it_can_be_started_again(
    bench: Workbench, register: Path, script: str | None, told: str
) -> None:
    program = register / ".venv/bin/kps"
    if script:
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    else:
        program.unlink()
    bench.run("kps: Start på nytt")
    bench.shows(TOLD, told)
    bench.shows(STATUS, "kps: stoppet")
    own_kps(register)
    bench.click(STATUS, "kps: stoppet")
    bench.gone(STATUS, "kps: stoppet")
    bench.shows(LENSES, "Lag innkalling")
