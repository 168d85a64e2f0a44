"""What README shows is what kps prints: each command in it is run, and its output compared."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kps.cli.app import run

ROOT = Path(__file__).parent.parent
COUNCIL = "politirad/4205-lindesnes"
# The last of what is shown, where not all of it is.
CUT = "..."
# Not run: what they work on is not in the repository.
OTHERS = ("kps report agder ", "kps report --from-json ")


def _shown() -> Iterator[tuple[str, list[str]]]:
    """Each command, and the lines it is shown to print."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for block in re.findall(r"^```console\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *lines = part.rstrip("\n").split("\n")
            if not command.startswith(OTHERS):
                yield command, lines


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The examples, with a commit in August and some changes since; with no language but the register's own."""
    for name in ("KPS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KPS_TODAY", "2026-12-05")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


def _committed(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
        monkeypatch.setenv(name, "2026-07-30T12:00:00+02:00")
    name = ("-c", "user.name=k", "-c", "user.email=k@example.org", "-c", "commit.gpgsign=false")
    for words in (("init", "-q"), ("add", "."), (*name, "commit", "-qm", "x")):
        subprocess.run(("git", *words), cwd=checkout, check=True, capture_output=True)


def _changed(agder: Path) -> None:
    """What happened in the autumn."""
    meeting = agder / COUNCIL / "moter/2026-12-03.yaml"
    text = meeting.read_text(encoding="utf-8").replace("dato: 2026-12-03", "dato: 2026-12-10")
    meeting.rename(meeting.with_name("2026-12-10.yaml")).write_text(text, encoding="utf-8")
    record = agder / COUNCIL / "politirad.yaml"
    text = record.read_text(encoding="utf-8")
    gone = "Geir Torjus Ruud, rolle: beredskapskoordinator, fra: 2021-03-01"
    assert gone in text
    new = f"{gone}, til: 2026-10-01}}\n  - {{navn: Eva Ness, rolle: rektor, fra: 2026-08-15"
    record.write_text(text.replace(gone, new), encoding="utf-8")


@pytest.mark.parametrize(("command", "lines"), _shown(), ids=[command for command, _ in _shown()])
def test_it_prints_what_is_shown(
    command: str, lines: list[str], checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if command.startswith("kps diff"):
        _committed(checkout, monkeypatch)
        _changed(checkout / "examples/agder")
    monkeypatch.chdir(checkout if "examples/" in command else checkout / "examples/agder")
    assert run(shlex.split(command)[1:]) in (0, 1)
    told = capsys.readouterr().out.rstrip("\n").split("\n")
    if lines[-1:] == [CUT]:
        told = [*told[: len(lines) - 1], CUT]
    hash = re.compile(r"\([0-9a-f]{7,}")
    assert [hash.sub("(", line) for line in told] == [hash.sub("(", line) for line in lines]


def test_there_is_something_to_hold() -> None:
    assert len(list(_shown())) >= 7
