"""New files come all or none, whole, and never over what is there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from kps.register.tree import shown
from kps.workspace import writing
from kps.workspace.errors import Wrong
from kps.workspace.writing import replace, rewrite, write_new


def everything(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_written_as_utf8_with_lf_and_folders_made(tmp_path: Path) -> None:
    write_new({tmp_path / "råd/møter/a.yaml": "navn: Å\n", tmp_path / "råd/b.md": "b\n"})
    assert (tmp_path / "råd/møter/a.yaml").read_bytes() == "navn: Å\n".encode()
    assert everything(tmp_path) == ["råd", "råd/b.md", "råd/møter", "råd/møter/a.yaml"]


def test_as_readable_as_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    write_new({tmp_path / "new": ""})
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.parametrize("dangling", [False, True])
def test_what_is_there_stays_and_nothing_else_comes(tmp_path: Path, dangling: bool) -> None:
    there = tmp_path / "b"
    there.symlink_to(tmp_path / "nowhere") if dangling else there.write_text("mine")
    with pytest.raises(Wrong) as wrong:
        write_new({tmp_path / "new/a": "a", there: "b"})
    assert shown(there) in wrong.value.message.text("en")
    assert everything(tmp_path) == ["b"]
    assert dangling or there.read_text() == "mine"


def test_one_who_comes_between_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put = writing._put

    def after_another(draft: Path, path: Path) -> None:
        path.write_text("theirs")
        put(draft, path)

    monkeypatch.setattr(writing, "_put", after_another)
    with pytest.raises(Wrong, match="is there already"):
        write_new({tmp_path / "a": "mine"})
    assert (tmp_path / "a").read_text() == "theirs"
    assert everything(tmp_path) == ["a"]


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_a_full_disk_or_an_interruption_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    fsync = os.fsync
    written = []

    def second_fails(handle: int) -> None:
        written.append(handle)
        if len(written) == 2:
            raise error
        fsync(handle)

    monkeypatch.setattr(os, "fsync", second_fails)
    with pytest.raises((Wrong, KeyboardInterrupt)) as raised:
        write_new({tmp_path / "x/a": "a", tmp_path / "x/y/b": "b"})
    assert everything(tmp_path) == []
    if isinstance(raised.value, Wrong):
        assert raised.value.message.text("en").endswith("x/y/b: the disk is full")


def test_a_disk_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def without(source: Path, target: Path) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", without)
    write_new({tmp_path / "a": "a"})
    assert (tmp_path / "a").read_text() == "a"
    assert everything(tmp_path) == ["a"]
    with pytest.raises(Wrong, match="is there already"):
        write_new({tmp_path / "a": "b"})


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    for path in (tmp_path / "a/b", tmp_path / "a/b/c"):
        with pytest.raises(Wrong, match="a part of the path is a file"):
            write_new({path: ""})


def test_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.md"
    replace(file, "one")
    replace(file, "two")
    assert file.read_text() == "two"

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Wrong, match="the disk is full"):
        replace(file, "three")
    assert file.read_text() == "two"
    assert everything(tmp_path) == ["a.md"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_or_a_device_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDWR)  # so that the writer need not wait for anybody
    replace(pipe, "blåbær")
    assert os.read(reader, 100) == "blåbær".encode()
    os.close(reader)
    assert pipe.is_fifo()


def test_a_file_written_anew_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("1", encoding="utf-8")
    file.chmod(0o640)
    replace(file, "2")
    assert (file.read_text(encoding="utf-8"), file.stat().st_mode & 0o777) == ("2", 0o640)


def test_a_write_protected_file_is_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "a.yaml"
    kept.write_text("før", encoding="utf-8")
    kept.chmod(0o444)
    for write in (lambda: replace(kept, "etter"), lambda: rewrite(kept, lambda _: b"etter")):
        with pytest.raises(Wrong) as caught:
            write()
        assert "is write-protected, and is not overwritten" in caught.value.message.text("en")
    assert kept.read_text(encoding="utf-8") == "før"
    assert everything(tmp_path) == ["a.yaml"]
