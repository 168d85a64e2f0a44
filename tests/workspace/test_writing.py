"""New files come all or none, whole, and never over what is there."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import time

import pytest

from kps.register.tree import DRAFT, shown
from kps.workspace import writing
from kps.workspace.errors import Wrong
from kps.workspace.writing import mind_links, replace, rewrite, write_new


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
    writing: tuple[Callable[[], None], ...] = (
        lambda: replace(kept, "etter"),
        lambda: rewrite(kept, lambda _: b"etter"),
    )
    for write in writing:
        with pytest.raises(Wrong) as caught:
            write()
        assert "is write-protected, and is not overwritten" in caught.value.message.text("en")
    assert kept.read_text(encoding="utf-8") == "før"
    assert everything(tmp_path) == ["a.yaml"]


def test_of_a_link_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1", encoding="utf-8")
    (tmp_path / "link").symlink_to("a")
    replace(tmp_path / "link", "2")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "a").read_text(encoding="utf-8") == "2"
    (tmp_path / "circle").symlink_to("circle")
    with pytest.raises(Wrong, match="a symbolic link that leads in a circle"):
        replace(tmp_path / "circle", "3")
    assert everything(tmp_path) == ["a", "circle", "link"]


def test_drafts_that_were_left_are_cleared_by_a_later_run_and_nothing_else(tmp_path: Path) -> None:
    others = (".kps-baseline", ".kps-draft-notes.md", "a.yaml", f"{DRAFT}abcd123_x")
    for name in (*others, f"{DRAFT}abcd123_", f"{DRAFT}atwork00"):
        (tmp_path / name).write_text("x", encoding="utf-8")
        os.utime(tmp_path / name, (0, 0))
    os.utime(tmp_path / f"{DRAFT}atwork00")
    (tmp_path / f"{DRAFT}link0000").symlink_to("a.yaml")
    replace(tmp_path / "new", "")
    assert everything(tmp_path) == sorted((*others, f"{DRAFT}atwork00", f"{DRAFT}link0000", "new"))


def test_a_draft_less_than_an_hour_old_or_of_somebody_else_may_be_at_work(tmp_path: Path) -> None:
    ages = {"young000": 3500, "old00000": 3700, "others00": 3700}
    for name, age in ages.items():
        draft = tmp_path / f"{DRAFT}{name}"
        draft.touch()
        os.utime(draft, (time() - age,) * 2)
    others = hasattr(os, "getuid") and os.getuid() == 0
    if others:
        os.chown(tmp_path / f"{DRAFT}others00", 4711, -1)
    replace(tmp_path / "a.yaml", "a")
    kept = {"young000", "others00"} if others else {"young000"}
    assert {file.name for file in tmp_path.iterdir()} == {"a.yaml", *(f"{DRAFT}{name}" for name in kept)}


def test_what_another_has_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("før", encoding="utf-8")

    def change(before: bytes) -> bytes:
        file.write_text("en annens", encoding="utf-8")
        return before + b" og etter"

    with pytest.raises(Wrong, match="changed by another meanwhile"):
        rewrite(file, change)
    assert file.read_text(encoding="utf-8") == "en annens"


def test_a_register_that_is_itself_reached_by_a_link_is_written_in(tmp_path: Path) -> None:
    (tmp_path / "true").mkdir()
    (tmp_path / "link").symlink_to("true")
    (tmp_path / "true" / "out").symlink_to(tmp_path)
    mind_links(tmp_path / "link", tmp_path / "link" / "a.yaml")
    with pytest.raises(Wrong, match="leads out of the register"):
        mind_links(tmp_path / "link", tmp_path / "link" / "out" / "a.yaml")


def test_what_fails_at_its_place_takes_the_others_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put = writing._put

    def second_refused(draft: Path, path: Path) -> None:
        if path.name == "b":
            raise OSError(errno.EIO, "Input/output error")
        put(draft, path)

    monkeypatch.setattr(writing, "_put", second_refused)
    with pytest.raises(Wrong, match="nothing was written"):
        write_new({tmp_path / "x/a": "a", tmp_path / "y/b": "b"})
    assert everything(tmp_path) == []


BETWEEN = """
import os, sys
from pathlib import Path
from kps.workspace import writing
put, there = writing._put, []
def killed(draft, path):
    put(draft, path)
    there.append(path)
    if len(there) == int(sys.argv[1]):
        os.kill(os.getpid(), 9)
writing._put = killed
writing.write_new({Path(name): name for name in sys.argv[2:]})
"""


def run_python(code: str, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = (sys.executable, "-c", code, *arguments)
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_run_killed_between_its_files_leaves_what_tells_so(tmp_path: Path) -> None:
    ran = run_python(BETWEEN, "1", "a/first", "b/second", folder=tmp_path)
    assert ran.returncode == -9
    assert (tmp_path / "a/first").read_text(encoding="utf-8") == "a/first"
    assert not (tmp_path / "b/second").exists()
    assert [path.name.startswith(DRAFT) for path in (tmp_path / "b").iterdir()] == [True]


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no kill -9")
def test_killed_at_any_time_every_file_is_whole(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from kps.workspace.writing import replace
for turn in range(10**9):
    replace(Path("kept"), str(turn % 10) * 100_000)
    if turn == 0:
        print("begun", flush=True)
"""
    for turn in range(5):
        child = subprocess.Popen((sys.executable, "-c", code), cwd=tmp_path, stdout=subprocess.PIPE)
        assert child.stdout
        child.stdout.readline()
        with suppress(subprocess.TimeoutExpired):
            child.wait(0.003 * turn)  # so that it is somewhere else each time
        child.kill()
        child.wait()
        child.stdout.close()
        text = (tmp_path / "kept").read_text(encoding="utf-8")
        assert len(text) == 100_000
        assert len(set(text)) == 1
    for draft in tmp_path.glob(f"{DRAFT}*"):
        os.utime(draft, (0, 0))
    replace(tmp_path / "kept", "")
    assert everything(tmp_path) == ["kept"]


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limits")
def test_a_disk_that_fills_up_leaves_all_as_it_was(tmp_path: Path) -> None:
    code = """
import resource
from pathlib import Path
from kps.workspace.errors import Wrong
from kps.workspace.writing import replace, write_new
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
for write in (lambda: replace(Path("kept"), "x" * 2000), lambda: write_new({Path("a/b"): "", Path("c"): "x" * 2000})):
    try:
        write()
    except Wrong as wrong:
        print(wrong.message.text("en"))
"""
    (tmp_path / "kept").write_text("before", encoding="utf-8")
    told = run_python(code, folder=tmp_path).stdout.splitlines()
    assert told == [f"nothing was written: {name}: the file is too large" for name in ("kept", "c")]
    assert everything(tmp_path) == ["kept"]
    assert (tmp_path / "kept").read_text(encoding="utf-8") == "before"


def test_two_at_once_write_each_file_once(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from kps.workspace.errors import Wrong
from kps.workspace.writing import write_new
for turn in range(100):
    try:
        write_new({Path(f"{turn}/a"): sys.argv[1], Path(f"{turn}/b"): sys.argv[1]})
    except Wrong:
        pass
"""
    children = [subprocess.Popen((sys.executable, "-c", code, name), cwd=tmp_path) for name in ("one", "two")]
    assert [child.wait() for child in children] == [0, 0]
    for turn in range(100):
        pair = {name: (tmp_path / f"{turn}/{name}").read_text(encoding="utf-8") for name in ("a", "b")}
        assert pair["a"] == pair["b"], pair
    assert not list(tmp_path.rglob(f"{DRAFT}*"))
