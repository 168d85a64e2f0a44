"""The extension that travels with kps, and VS Code told to install it; here a program stands in for VS Code."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kps import resources
from kps.cli.app import run
from kps.workspace.programs import program_named

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the program that stands in is a shell script")


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with the extension, and with folders for programs of which none is there yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KPS_LANG", "en")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:.")
    monkeypatch.setitem(resources._INSTALLED, "editor", tmp_path)
    (tmp_path / resources.EXTENSION).write_bytes(b"")
    (tmp_path / "bin").mkdir()
    return tmp_path


def program(file: Path, script: str) -> None:
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)


@pytest.mark.parametrize("name", ["code", "codium", "code-insiders"])
def test_vs_code_is_told_to_install_it(room: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    program(room / "bin" / name, f'echo "$@" > "{room}/told"')
    assert run(["lsp", "--install", "vscode"]) == 0
    assert (room / "told").read_text(encoding="utf-8") == f"--install-extension {room / resources.EXTENSION} --force\n"
    assert f"nstalled the extension in VS Code ({room / 'bin' / name})" in capsys.readouterr().out


@pytest.mark.parametrize("script", [None, "exit 1"])
def test_where_it_cannot_be_had_to_it_is_told_what_to_click(
    room: Path, script: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    if script:
        program(room / "bin" / "code", script)
    assert run(["lsp", "--install", "vscode"]) == 2
    told = capsys.readouterr().err
    assert "“Install from VSIX…”" in told
    assert str(room / resources.EXTENSION) in told.replace("\n", "")


def test_where_kps_was_built_without_it_that_is_told(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (room / resources.EXTENSION).unlink()
    assert run(["lsp", "--install", "vscode"]) == 2
    assert ".ci/extension" in capsys.readouterr().err


def test_a_new_register_is_made_also_where_it_cannot_be_installed(
    room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init", "r", "--municipality", "4205", "--editor", "vscode"]) == 0
    assert (room / "r/kps.yaml").is_file()
    assert "“Install from VSIX…”" in capsys.readouterr().err


def test_a_program_that_lies_where_we_stand_is_never_run(room: Path) -> None:
    program(room / "code", "true")
    assert program_named("code") is None
