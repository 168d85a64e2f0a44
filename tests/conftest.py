"""kps run in this process, in a folder of its own; and what any kps keeps meanwhile, in one of the tests' own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kps.cli.app import run

REGISTER = """\
type: register
navn: Kommune- og politisamarbeid i Agder
politidistrikt: Agder
kommuner: ["4205"]
gjelder_fra: 2024-01-01
"""

COUNCIL = """\
type: politiråd
navn: Politirådet i Lindesnes
kommuner: ["4205"]
status: aktivt
opprettet: 2025-01-01
medlemmer:
  - {navn: Anne Berg, rolle: ordfoerer}
"""


@dataclass(frozen=True)
class Ran:
    """What a run of kps printed, and its exit status."""

    status: int
    out: str
    err: str


Kps = Callable[..., Ran]


@pytest.fixture(scope="session", autouse=True)
def _own_cache() -> Iterator[None]:
    with (
        pytest.MonkeyPatch.context() as patch,
        TemporaryDirectory(prefix="kps-cache-", ignore_cleanup_errors=True) as own,
    ):
        patch.setenv("KPS_CACHE_DIR", own)
        yield


@pytest.fixture
def kps(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Kps:
    monkeypatch.chdir(tmp_path)
    for name in ("KPS_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "KPS_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KPS_TODAY", "2026-11-23")

    def call(*arguments: str) -> Ran:
        capsys.readouterr()
        status = run(list(arguments))
        printed = capsys.readouterr()
        return Ran(status, printed.out, printed.err)

    return call


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A small register with one shortfall of form, in the working directory."""
    write(tmp_path / "kps.yaml", REGISTER)
    write(tmp_path / "politirad/4205-lindesnes/politirad.yaml", COUNCIL)
    return tmp_path


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def write_all(folder: Path, files: Mapping[str, str]) -> None:
    """Write each text to the file it is of, by its name from the folder."""
    for name, text in files.items():
        write(folder / name, text)
