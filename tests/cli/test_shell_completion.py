"""What Tab offers, asked as each shell asks: where that is installed, by the shell itself."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Kps

from kps.cli.completion import ASKED, offers

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the shells are not there")

AGDER = Path(__file__).parents[2] / "examples" / "agder"


@pytest.fixture
def here(tmp_path: Path, kps: Kps, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example, kps on the path, and a script of each shell's."""
    for shell in ("bash", "zsh", "fish"):
        (tmp_path / shell).write_text(kps("completion", shell).out, encoding="utf-8")
    program = tmp_path / "bin/kps"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m kps "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("KPS_LANG", "en")
    shutil.copytree(AGDER, tmp_path / "agder")
    monkeypatch.chdir(tmp_path / "agder")
    return tmp_path


def shown(*command: str) -> list[str]:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def in_bash(here: Path, *words: str) -> list[str]:
    asked = f"COMP_WORDS=({shlex.join(words)}); COMP_CWORD={len(words) - 1}"
    return shown("bash", "-c", f'. {here}/bash; {asked}; _kps; printf "%s\\n" "${{COMPREPLY[@]}}"')


def in_zsh(here: Path, *words: str) -> list[str]:
    if not shutil.which("zsh"):
        pytest.skip("zsh is not installed")
    stands = 'compdef() { }; _files() { }; _describe() { print -l -- "${(@)offers%%:*}" }'
    asked = f"words=({shlex.join(words)}); CURRENT={len(words)}"
    return shown("zsh", "-fc", f"{stands}; . {here}/zsh; {asked}; _kps")


def in_fish(here: Path, *words: str) -> list[str]:
    if not shutil.which("fish"):
        pytest.skip("fish is not installed")
    line = shlex.join(words[:-1]) + " " + words[-1]
    found = shown("fish", "--no-config", "-c", f"source {here}/fish; complete -C {shlex.quote(line)}")
    return [one.partition("\t")[0] for one in found]


SHELLS = (in_bash, in_zsh, in_fish)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("words", "first"),
    [
        (("new-e",), ["new-evaluation"]),
        (("validate", "--stag"), ["--staged"]),
        (("new-meeting", "4205"), ["4205-lindesnes"]),
        (("explain", "M40"), [f"M40{number}" for number in range(1, 10)]),
        (("render", "--format", "d"), ["docx"]),
    ],
)
def test_what_is_offered(here: Path, shell: Callable[..., list[str]], words: tuple[str, ...], first: list[str]) -> None:
    assert shell(here, "kps", *words) == first


def test_what_stands_before_it_counts(here: Path) -> None:
    assert [word for word, _ in offers(["--lang"], "")] == ["nb", "nn", "en"]
    assert offers(["--lang", "nn", "validate"], "--staged")
    assert [word for word, _ in offers(["validate"], "--format=j")] == ["--format=json", "--format=junit"]
    assert [word for word, _ in offers(["validate", "--format", "="], "js")] == ["json"]
    assert [word for word, _ in offers(["validate", "--select"], "D001,D002")] == ["D001,D002"]
    assert offers(["validate"], "polit") == []  # the shell's own names of files
    assert offers(["fins-ikke"], "") == []
    assert offers(["new-meeting", "4205-lindesnes"], "") == []


def test_a_name_that_a_shell_would_act_on_is_not_offered(here: Path) -> None:
    for name in ("4206 x", "$(touch innbrudd)", "`touch innbrudd`", "a;b", "a\nb", "\x1b[31m", "'"):
        folder = Path("politirad") / name
        folder.mkdir()
        (folder / "politirad.yaml").touch()
    found = [word for word, _ in offers(["new-meeting"], "")]
    assert "4205-lindesnes" in found
    assert all(word.replace("-", "").isalnum() for word in found)


@pytest.mark.parametrize("broken", ["kps.yaml", "politirad"])
def test_nothing_but_the_offers_is_printed_whatever_is_wrong(here: Path, broken: str) -> None:
    if broken == "kps.yaml":
        Path(broken).write_bytes(b"\xff\x00[")
    else:
        shutil.rmtree(broken)
    for words in (("kps", "new-meeting", ""), ("kps", "--lang", "xx", ""), ("kps", "validate", "--since", "")):
        asked = {**os.environ, ASKED: f"={words[-1]}", "KPS_LANG": "tull"}
        ran = subprocess.run(words[:-1], env=asked, capture_output=True, check=True)
        assert ran.stderr == b""


def test_powershell_asks_the_same_way(kps: Kps) -> None:
    script = kps("completion", "powershell").out
    assert "Register-ArgumentCompleter -Native -CommandName kps" in script
    assert f'$env:{ASKED} = "=$word"' in script
