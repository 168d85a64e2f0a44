"""Every command has its group and an example on its help page; the example works, and the command is written about."""

from __future__ import annotations

import pkgutil
import shlex
import shutil
import subprocess
from importlib import import_module
from pathlib import Path

import pytest
from conftest import Kps

from kps.cli import commands
from kps.cli.groups import GROUPS

ROOT = Path(__file__).parents[2]
NAMES = [module.name for module in pkgutil.iter_modules(commands.__path__)]
MODULES = {name.replace("_", "-"): import_module(f"kps.cli.commands.{name}") for name in NAMES}
ANSWERS = {"new-contact": ("--name", "Kari Moe", "--start", "2026-09-01")}
"""What a command asks for, where somebody is there to answer."""
PAGES = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
WORDS = {
    "nb": ("For å begynne", "Møter", "Dokumenter", "Året", "Regler", "Verktøy"),
    "nn": ("For å begynne", "Møte", "Dokument", "Året", "Reglar", "Verktøy"),
    "en": ("To begin", "Meetings", "Papers", "The year", "Rules", "Tools"),
}


@pytest.mark.parametrize("language", WORDS)
def test_the_help_page_has_the_groups_with_every_command_once_and_its_example(kps: Kps, language: str) -> None:
    page = kps("--help", "--lang", language)
    assert page.status == 0
    lines = page.out.splitlines()
    assert [line for line in lines if len(line) > 80] == []
    headings = [line.removesuffix(":") for line in lines if line.endswith(":") and not line.startswith(" ")]
    assert tuple(headings[-len(GROUPS) :]) == WORDS[language]
    told = lines[lines.index(f"{WORDS[language][0]}:") :]
    assert sorted(line.split()[0] for line in told if line[:2] == "  " and line[2:3].strip()) == sorted(MODULES)
    assert sum(line.lstrip().startswith("$ kps ") for line in told) == len(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_a_commands_own_page_ends_with_its_example(kps: Kps, name: str) -> None:
    assert MODULES[name].GROUP in GROUPS
    page = kps(name, "--help", "--lang", "nn")
    assert (page.status, page.out.splitlines()[-2:]) == (0, ["Døme:", f"  {MODULES[name].EXAMPLE}"])


@pytest.mark.parametrize("name", MODULES)
def test_the_example_works(kps: Kps, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register = tmp_path / "agder"
    if name != "init":
        # Where the papers of all records are made, those of one council will do.
        others = {"4202-grimstad", "4218-iveland", "4222-bykle", "lister"} if name == "render" else set()
        shutil.copytree(ROOT / "examples/agder", register, ignore=shutil.ignore_patterns(*others))
        monkeypatch.chdir(register)
    if name == "diff":
        _committed(register, monkeypatch)
    if name == "import":
        (register / "agder-2026.csv").write_text("Kommune;Opprettet\nLindesnes;2025-01-01\n", encoding="utf-8")
    program, *arguments = shlex.split(MODULES[name].EXAMPLE)
    assert (program, arguments[0]) == ("kps", name)
    ran = kps(*arguments, *ANSWERS.get(name, ()))
    assert ran.status in (0, 1), ran.err


def _committed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
        monkeypatch.setenv(name, "2026-07-30T12:00:00+02:00")
    author = ("-c", "user.name=k", "-c", "user.email=k@example.org", "-c", "commit.gpgsign=false")
    for words in (("init", "-q"), ("add", "."), (*author, "commit", "-qm", "x")):
        subprocess.run(("git", *words), cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize("name", MODULES)
def test_every_command_is_written_about(name: str) -> None:
    assert [page.name for page in PAGES if f"kps {name}" in page.read_text(encoding="utf-8")]
