"""README and docs show what kps prints, and name commands and options that it has."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from kps.cli.app import application, run
from shown import PAGES, ROOT, Shown, make_checkout, printed, shown, without_hash

TEXTS = {page.name: page.read_text(encoding="utf-8") for page in (*PAGES, *sorted((ROOT / "docs").glob("*.md")))}
SHOWN = [(name, one) for page in PAGES for name in (page.name,) for one in shown(TEXTS[name])]


@pytest.mark.parametrize(("page", "one"), SHOWN, ids=[f"{page} {one.command}" for page, one in SHOWN])
def test_it_prints_what_is_shown(page: str, one: Shown, tmp_path: Path) -> None:
    assert without_hash(printed(one, make_checkout(tmp_path))) == without_hash(one)


def test_there_is_something_to_hold() -> None:
    assert {page for page, _ in SHOWN} == {page.name for page in PAGES}
    assert len(SHOWN) >= 8


# --- commands that are named -----------------------------------------------------------------------------

_LINE = re.compile(r"^(?: {4}| {8}|\$ )(kps [^#\n]*)", re.MULTILINE)
_INLINE = re.compile(r"`(kps [^`\n]*)`")
_FREE = re.compile(r"…|\[|\||<")
"""What stands for something else, in a command that is not written out."""


def _named(page: str) -> list[str]:
    """The commands that a page names, in lines of their own or in a sentence."""
    return [one.strip() for one in (*_LINE.findall(TEXTS[page]), *_INLINE.findall(TEXTS[page]))]


@pytest.mark.parametrize("page", TEXTS)
def test_every_command_and_option_that_is_named_is_there(page: str) -> None:
    known: dict[str, set[str]] = {}
    commands: Any = application()
    with commands.make_context("kps", ["rules"]) as context:
        for name in commands.list_commands(context):
            parameters = commands.get_command(context, name).get_params(context)
            known[name] = {word for one in parameters for word in (*one.opts, *one.secondary_opts)}
    unknown = []
    for command in _named(page):
        name, *rest = [*shlex.split(command)[1:], ""]
        options = {word.partition("=")[0] for word in rest if word.startswith("--")} - {"--lang"}
        if name.startswith("--") or not name or _FREE.search(name):
            unknown += [command] if name not in ("--help", "--version", "--lang", "") else []
        elif name not in known or options - known[name]:
            unknown.append(command)
    assert unknown == []


@pytest.mark.parametrize("page", ["brukerveiledning.md", "rapport.md", "ci.md"])
def test_the_commands_that_stand_in_lines_of_their_own_work(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KPS_TODAY", "2026-11-23")
    agder = make_checkout(tmp_path) / "examples/agder"
    (tmp_path / "new").mkdir()
    # What stands between fences was printed by a command.
    told = re.sub(r"^```.*?^```", "", TEXTS[page], flags=re.MULTILINE | re.DOTALL)
    for command in re.findall(r"^ {4}(kps [^#\n]*|cd \S+)$", told, re.MULTILINE):
        words = shlex.split(command)
        # What is begun is begun where nothing is; the rest is of a register that has been kept for some years.
        if words[1] == "init":
            monkeypatch.chdir(tmp_path / "new")
        elif words[0] == "cd":
            monkeypatch.chdir(words[1])
            continue
        elif not words[1].startswith("new-"):
            monkeypatch.chdir(agder)
        if words[1] == "diff" or "oslo.json" in words:
            continue  # asks for history, and for another district's report: shown in README, held in tests/report
        assert run(words[1:]) in (0, 1), command
