"""kps status: what to do next, and what it proposes works."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from kps.cli.app import run

KPS = "type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: ['4205']\ngjelder_fra: 2024-01-01\n"
COUNCIL = """\
type: politiråd
navn: Rådet
kommuner: ['4205']
status: aktivt
opprettet: 2025-06-01
plan: {tittel: P, fra: 2024-01-01, til: 2027-12-31}
politivedtekter: {finnes: nei}
"""
AGREEMENT = """\
type: avtale
avtaletype: samarbeidsavtale
kommuner: ['4205']
status: inngått
fra: 2024-05-01
revisjon: {måneder: 24, ansvarlig: Siv}
evaluering: {måneder: 30}
"""
HELD = """\
type: møte
dato: 2026-03-12
status: avholdt
innkalling: {sendt: 2026-02-20}
saker:
  - {nr: 1/2026, tittel: J, fast_sak: juridiske_rammer}
  - {nr: 2/2026, tittel: S, tiltak: [{hva: Måle fart, frist: 2026-04-01}]}
  - nr: 3/2026
    tittel: Hemmelig sak
    unntatt_offentlighet: {hjemmel: offl. § 13}
    tiltak: [{hva: Skjult gjøremål om 01010012356, frist: 2026-04-02}]
"""
PLANNED = "type: møte\ndato: 2026-06-11\nstatus: planlagt\n"
FOLDER = "politirad/4205-lindesnes"


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register that has something of most kinds to do on 1 May 2026; the test stands in it."""
    files = {
        "kps.yaml": KPS,
        f"{FOLDER}/politirad.yaml": COUNCIL,
        f"{FOLDER}/avtale-2024.yaml": AGREEMENT,
        f"{FOLDER}/moter/2026-03-12.yaml": HELD,
        f"{FOLDER}/moter/2026-06-11.yaml": PLANNED,
    }
    for name, text in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KPS_TODAY", "2026-05-01")
    monkeypatch.setenv("KPS_LANG", "en")
    return tmp_path


def steps(capsys: pytest.CaptureFixture[str], *options: str) -> list[dict[str, str]]:
    run(["status", "--format", "json", *options])
    found: list[dict[str, str]] = json.loads(capsys.readouterr().out)["steps"]
    return found


def test_each_has_its_group_its_day_and_its_place(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = [(one["when"], one["day"], one["kind"], Path(one["file"]).name) for one in steps(capsys)]
    assert found == [
        ("late", "2026-03-26", "minutes", "2026-03-12.yaml"),
        ("late", "2026-04-01", "action", "2026-06-11.yaml"),
        ("late", "2026-04-02", "action", "2026-06-11.yaml"),
        ("soon", "2026-05-01", "revision", "avtale-2024.yaml"),
        ("soon", "2026-06-01", "agenda", "2026-06-11.yaml"),
        ("soon", "2026-06-11", "meeting", "2026-06-11.yaml"),
        ("coming", "2026-11-01", "evaluation", "avtale-2024.yaml"),
    ]


def test_what_is_exempt_is_withheld(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["status", "--all"]) == 0
    out = capsys.readouterr().out
    assert "2026-03-12/3.1: (exempt from public disclosure, offl. § 13)" in out
    assert "Skjult" not in out
    assert "Måle fart" in out


def test_the_commands_work_as_they_stand(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commands = [one["command"] for one in steps(capsys) if one["command"]]
    assert commands
    given = {"new-evaluation": ["--method", "gll"]}
    for command in dict.fromkeys(commands):
        _, name, *rest = shlex.split(command)
        assert run([name, *rest, *given.get(name, [])]) == 0, command


@pytest.mark.parametrize(
    ("kind", "mend"),
    [
        ("minutes", lambda text, line: text + line),
        ("agenda", lambda text, line: text + line),
        ("action", lambda text, line: text + line),
        ("revision", lambda text, line: text.replace("revisjon: {måneder: 24", line.rstrip("}\n") + ", måneder: 24")),
    ],
)
def test_the_line_settles_it(
    register: Path, capsys: pytest.CaptureFixture[str], kind: str, mend: Callable[[str, str], str]
) -> None:
    step = next(one for one in steps(capsys) if one["kind"] == kind)
    file = register / step["file"]
    file.write_text(mend(file.read_text(encoding="utf-8"), step["line"] + "\n"), encoding="utf-8")
    assert step["what"] not in [one["what"] for one in steps(capsys) if one["when"] != "coming"]


def test_a_file_that_cannot_be_read_comes_first(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (register / FOLDER / "moter" / "2026-04-01.yaml").write_text("type: [", encoding="utf-8")
    assert run(["status"]) == 1
    out = capsys.readouterr().out
    assert out.index("kps validate politirad/4205-lindesnes/moter/2026-04-01.yaml") < out.index("Late")


def test_a_screen_is_enough(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for day in range(1, 20):
        text = HELD.replace("2026-03-12", f"2026-01-{day:02}")
        (register / FOLDER / "moter" / f"2026-01-{day:02}.yaml").write_text(text, encoding="utf-8")
    assert run(["status", "--council", "4205"]) == 0
    out = capsys.readouterr().out
    assert len(out.splitlines()) <= 24
    assert "kps status --all --council 4205" in out
    shown = out.count("\n  2026-")
    assert f"and {len(steps(capsys)) - shown} more" in out


def test_kps_alone_in_a_register_shows_it_and_elsewhere_the_help(
    register: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run([]) == 0
    assert "What to do next" in capsys.readouterr().out
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert run([]) == 0
    assert "Usage: kps" in capsys.readouterr().out


def test_nothing_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kps.yaml").write_text(KPS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KPS_LANG", "en")
    assert run(["status"]) == 0
    assert "Nothing is late" in capsys.readouterr().out


def test_of_a_regional_council_the_municipality_that_the_list_leaves_out_is_named(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    regional = COUNCIL.replace("['4205']", "['4205', '4206']").replace(
        "{finnes: nei}", "[{kommune: '4205', finnes: nei}]"
    )
    (register / f"{FOLDER}/politirad.yaml").write_text(regional, encoding="utf-8")
    lines = [one["line"] for one in steps(capsys) if one["kind"] == "bylaws"]
    assert lines == ['politivedtekter: {kommune: "4206", revidert: 2026-05-01}']
