"""A folder is written whole or not at all, and never over what kps did not write."""

from __future__ import annotations

import os
from pathlib import Path
from time import time

import pytest

from kps.register.stamps import OPEN, stamped
from kps.register.tree import DRAFT
from kps.workspace.errors import Wrong
from kps.workspace.writing import STALE
from kps.workspace.writing_folders import replace_folder


def page(words: str) -> bytes:
    return stamped(f"<!-- kps-stamp-0123456789ab-{OPEN} -->\n{words}\n".encode())


OLD = {"index.html": page("old"), "kommune/4205.html": page("Lindesnes"), "kommune/4206.html": page("Farsund")}
NEW = {"index.html": page("new"), "kommune/4205.html": page("Lindesnes, later")}


def held(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


def test_what_is_no_longer_due_is_gone_and_nothing_is_left_beside(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "landet"
    for files in (OLD, NEW):
        replace_folder(folder, files)
        assert held(folder) == files
        assert [one.name for one in folder.parent.iterdir()] == ["landet"]


def test_it_is_as_open_as_any_folder_and_stays_as_open_as_it_was_made(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    replace_folder(tmp_path / "landet", OLD)
    assert (tmp_path / "landet").stat().st_mode == (tmp_path / "other").stat().st_mode
    (tmp_path / "landet").chmod(0o750)
    replace_folder(tmp_path / "landet", NEW)
    assert (tmp_path / "landet").stat().st_mode & 0o777 == 0o750


@pytest.mark.parametrize("name", ["notes.txt", "kommune/notes.txt", ".git/HEAD", "other/page.html", "index.html"])
def test_what_another_wrote_or_changed_is_refused_and_stays(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "landet"
    replace_folder(folder, OLD)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(OLD.get(name, b"") + b"mine")
    before = held(folder)
    with pytest.raises(Wrong, match=str(Path(name).parts[0])):
        replace_folder(folder, NEW)
    assert held(folder) == before
    assert [one.name for one in tmp_path.iterdir()] == ["landet"]


def test_a_link_in_it_is_refused_and_one_to_it_is_followed(tmp_path: Path) -> None:
    folder = tmp_path / "landet"
    replace_folder(folder, OLD)
    (tmp_path / "link").symlink_to(folder)
    replace_folder(tmp_path / "link", NEW)
    assert (tmp_path / "link").is_symlink()
    assert held(folder) == NEW
    (folder / "felles").symlink_to(tmp_path)
    with pytest.raises(Wrong, match="felles"):
        replace_folder(folder, {**OLD, "felles/rapport.css": page("")})


def test_neither_a_file_nor_where_somebody_stands_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Wrong, match="is a file"):
        replace_folder(tmp_path / "file", OLD)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Wrong, match="is where kps is run"):
        replace_folder(Path(), OLD)


@pytest.mark.parametrize("nth", [1, 2])
def test_where_the_system_refuses_all_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
    folder = tmp_path / "landet"
    replace_folder(folder, OLD)
    calls = []

    def refusing(file: int) -> None:
        calls.append(file)
        if len(calls) == nth:
            raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", refusing)
        with pytest.raises(Wrong, match="nothing was written"):
            replace_folder(folder, NEW)
    assert held(folder) == OLD
    assert [one.name for one in tmp_path.iterdir()] == ["landet"]


def test_the_old_one_is_put_back_where_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "landet"
    replace_folder(folder, OLD)
    rename = Path.rename

    def refusing(self: Path, target: Path) -> Path:
        if target == folder and self.name.startswith(DRAFT):
            raise OSError(16, "Device or resource busy")
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", refusing)
        with pytest.raises(Wrong, match="nothing was written"):
            replace_folder(folder, NEW)
    assert held(folder) == OLD
    assert [one.name for one in tmp_path.iterdir()] == ["landet"]


def test_what_somebody_puts_there_meanwhile_is_refused_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "landet"
    replace_folder(folder, OLD)
    rename = Path.rename
    moves: list[tuple[str, str]] = []

    def late(self: Path, target: Path) -> Path:
        if not moves:
            (folder / "mine.txt").write_bytes(b"mine")
        moves.append((self.name, target.name))
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", late)
        with pytest.raises(Wrong, match="mine"):
            replace_folder(folder, NEW)
    assert held(folder) == {**OLD, "mine.txt": b"mine"}
    assert [one.name for one in tmp_path.iterdir()] == ["landet"]
    # Only a kill between two moves that follow each other finds the place empty: all is looked through outside them.
    assert [(before == "landet", after == "landet") for before, after in moves] == [
        (True, True),  # set aside, under its own name
        (False, True),  # the new one in its place
        (True, False),
        (True, True),
    ]


def test_what_a_killed_run_left_is_cleared_when_it_is_old(tmp_path: Path) -> None:
    for name, age in (("old", 2 * STALE), ("young", 0)):
        (tmp_path / (DRAFT + name)).mkdir()
        os.utime(tmp_path / (DRAFT + name), (time() - age, time() - age))
    replace_folder(tmp_path / "landet", NEW)
    assert sorted(one.name for one in tmp_path.iterdir()) == [f"{DRAFT}young", "landet"]
