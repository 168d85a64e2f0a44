"""What is done for one council of many registers: the others are neither read nor told of."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Kps, write_all

from kps.__main__ import answered

REGISTER = "type: register\nnavn: R\npolitidistrikt: {}\nkommuner: ['{}']\ngjelder_fra: 2026-01-01\n"
COUNCIL = """\
type: politiråd
navn: Politirådet i {}
kommuner: ["{}"]
status: aktivt
opprettet: 2021-03-01
medlemmer: [{{navn: Anne Berg, rolle: ordfører, epost: anne@kommune.no}}]
"""
MEETING = "type: møte\ndato: 2026-12-03\nstatus: planlagt\nsaker: [{nr: 1/2026, tittel: Skoleveien}]\n"
PLACES = {
    "agder": ("Agder", "4205", "Lindesnes"),
    "vest": ("Vest", "4601", "Bergen"),
}
GARBLED = "vest/politirad/4601/moter/2026-03-12.yaml"


@pytest.fixture(autouse=True)
def registers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder, (district, number, name) in PLACES.items():
        home = f"{folder}/politirad/{number}"
        write_all(
            tmp_path,
            {
                f"{folder}/kps.yaml": REGISTER.format(district, number),
                f"{home}/politirad.yaml": COUNCIL.format(name, number),
                f"{home}/moter/2026-12-03.yaml": MEETING,
            },
        )
    write_all(tmp_path, {GARBLED: "dato: ["})
    monkeypatch.chdir(tmp_path)
    return tmp_path


COMMANDS = (
    ("send", "{}", "--print", "--as-of", "2026-11-01"),
    ("bundle", "{}", "--year", "2025", "--output", "ut.zip"),
    ("new-meeting", "{}", "--date", "2026-12-10"),
    ("new-knowledge", "{}", "--title", "Ungdata", "--source", "kommune", "--date", "2026-03-12"),
    ("new-evaluation", "{}", "--method", "annet", "--date", "2026-03-12"),
    ("status", "--council", "{}"),
    ("actions", "--council", "{}"),
    ("calendar", "--council", "{}"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command[0]))
def test_of_the_other_registers_nothing_is_told(kps: Kps, command: tuple[str, ...]) -> None:
    ran = kps(*(part.format("lindesnes") for part in command))
    assert (ran.status, GARBLED in ran.err) == (0, False)
    assert GARBLED in kps(*(part.format("bergen") for part in command)).err


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command[0]))
def test_where_several_are_meant_or_none_all_are_looked_through(
    registers: Path, kps: Kps, command: tuple[str, ...]
) -> None:
    ran = kps(*(part.format("Politirådet") for part in command), "--lang", "en")
    assert ran.status in (1, 2)
    assert GARBLED in ran.err
    assert "4205 (Politirådet i Lindesnes)" in ran.err
    write_all(registers, {"vest/politirad/4205/politirad.yaml": COUNCIL.format("to", "4601")})
    ran = kps(*(part.format("4205") for part in command), "--lang", "en")
    assert ran.status in (1, 2)
    assert "say which" in ran.err


def test_a_council_in_a_file_of_another_name_is_found(registers: Path, kps: Kps) -> None:
    old = registers / "agder/politirad/4205/politirad.yaml"
    old.rename(old.with_name("raad.yaml"))
    assert kps("send", "lindesnes", "--print", "--as-of", "2026-11-01").status == 0


def test_of_what_is_told_of_one_council_of_many_registers_nothing_is_kept(
    registers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (registers / GARBLED).unlink()
    monkeypatch.setenv("KPS_CACHE_DIR", str(registers / ".kept"))
    assert answered(["status", "--council", "lindesnes", "--as-of", "2026-11-23"]) == 0
    assert not (registers / ".kept").exists()  # the others may yet tell that another is meant
    assert answered(["status", "--council", "lindesnes", "--as-of", "2026-11-23", "agder"]) == 0
    assert (registers / ".kept").exists()
