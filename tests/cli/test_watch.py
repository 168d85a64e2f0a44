"""kps validate --watch: another answer only where it is another, one edit reads one file, Ctrl-C ends it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Kps, write

from kps.cli import watching
from kps.register.tree import Folder

COUNCIL = "politirad/4205-lindesnes/politirad.yaml"
LAST = "Venter på endringer; Ctrl-C avslutter.\n"


@pytest.fixture
def watched(kps: Kps, register: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, list[str]]]:
    """Watch while some steps are taken between the looks, and then press Ctrl-C; the status and each answer."""

    def call(*steps: Callable[[], object], arguments: tuple[str, ...] = ("--select", "D")) -> tuple[int, list[str]]:
        def looks() -> Iterator[None]:
            yield None
            for step in steps:
                step()
                yield None  # changed
                yield None  # and at rest
            raise KeyboardInterrupt

        monkeypatch.setattr(watching, "_at_times", looks)
        ran = kps("validate", "--watch", *arguments)
        return ran.status, ran.out.split(LAST)[:-1]

    return call


def slip(register: Path) -> None:
    write(register / COUNCIL, (register / COUNCIL).read_text(encoding="utf-8").replace("aktivt", "aktiv t"))


def mend(register: Path) -> None:
    write(register / COUNCIL, (register / COUNCIL).read_text(encoding="utf-8").replace("aktiv t", "aktivt"))


def test_another_answer_is_shown_only_where_it_is_another(
    watched: Callable[..., tuple[int, list[str]]], register: Path
) -> None:
    touched = register / COUNCIL
    status, answers = watched(
        lambda: None,
        lambda: slip(register),
        lambda: write(touched, touched.read_text(encoding="utf-8") + "# en kommentar\n"),
        lambda: mend(register),
    )
    first, faulty, mended = answers
    assert "D002" in faulty
    assert first == mended
    assert status == 1  # of what else the register lacks


def test_ctrl_c_ends_with_the_last_status(watched: Callable[..., tuple[int, list[str]]], register: Path) -> None:
    assert watched(lambda: slip(register))[0] == 1


def test_one_edit_reads_one_file(
    watched: Callable[..., tuple[int, list[str]]], register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    reading = Folder.read

    def noted(self: Folder, file: str) -> bytes:
        read.append(file)
        return reading(self, file)

    monkeypatch.setattr(Folder, "read", noted)
    watched(read.clear, lambda: write(register / COUNCIL, (register / COUNCIL).read_text(encoding="utf-8") + "#\n"))
    assert set(read) == {COUNCIL}


def test_a_register_that_goes_away_and_comes_back(
    watched: Callable[..., tuple[int, list[str]]], register: Path
) -> None:
    charter = (register / "kps.yaml").read_text(encoding="utf-8")
    status, answers = watched(
        lambda: (register / "kps.yaml").unlink(),
        lambda: write(register / "kps.yaml", charter),
        lambda: write(register / "politirad/4205-lindesnes/moter/2026-03-12.yaml", "type: møte\n"),
    )
    assert "D002" in answers[-1]
    assert status == 1


def test_it_goes_with_nothing_that_is_written_elsewhere(kps: Kps, register: Path) -> None:
    assert kps("validate", "--watch", "--format", "json").status == 2
