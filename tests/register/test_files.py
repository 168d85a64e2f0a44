"""A file is read where it is a regular one of a bearable size; anything else is told, and nothing waits for it."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from kps.language.reasons import Unfit
from kps.register.files import bytes_of, given_bytes
from kps.register.reading import load
from kps.register.tree import Folder, registers_at
from kps.source import MAX_BYTES

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes and sockets among its files")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    root = tmp_path / "reg"
    (root / "politikontakter").mkdir(parents=True)
    (root / "kps.yaml").write_text("type: register\nnavn: R\n", encoding="utf-8")
    (root / "politikontakter/kari.yaml").write_text("type: politikontakt\nnavn: Kari\n", encoding="utf-8")
    return root


def unreadable(root: Path) -> dict[str, str]:
    return {flaw.file: flaw.message.text("en") for flaw in load(Folder(root)).flaws if flaw.code == "D001"}


def test_odd_files_are_told_each_at_itself_and_the_rest_is_read(register: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.yaml").write_text("type: politikontakt\n", encoding="utf-8")
    (register / ".hidden.yaml").write_text("token: secret\n", encoding="utf-8")
    (register / "inner").mkdir()
    for name in ("kps.yaml", "a.yaml"):
        (register / "inner" / name).write_text("type: register\n", encoding="utf-8")
    links = {
        "circle": "circle.yaml", "one": "two.yaml", "two": "one.yaml", "nothing": "gone.yaml",
        "folder": "politikontakter", "out": "../outside.yaml", "hidden": ".hidden.yaml", "inner": "inner/a.yaml",
        "away": "/nowhere/x.yaml",
        "good": "politikontakter/kari.yaml",
    }  # fmt: skip
    for name, target in links.items():
        (register / f"{name}.yaml").symlink_to(target)
    os.mkfifo(register / "pipe.yaml")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(register / "socket.yaml"))
    with (register / "sparse.yaml").open("wb") as sparse:
        sparse.truncate(3 * 1024**3)
    (register / "plan.md").write_bytes(b"#" * (MAX_BYTES + 1))
    out, circle, nothing = (
        f"the file is a symbolic link {where}; put the file itself here"
        for where in ("out of the register", "that leads in a circle", "to nothing")
    )
    assert unreadable(register) == {
        "away.yaml": out, "circle.yaml": circle, "folder.yaml": "it is a folder, not a file", "hidden.yaml": out,
        "inner.yaml": out, "nothing.yaml": nothing, "one.yaml": circle, "out.yaml": out, "two.yaml": circle,
        "pipe.yaml": "it is a pipe, not a file", "socket.yaml": "it is a socket, not a file",
        "sparse.yaml": "the file is larger than 5 MiB", "plan.md": "the file is larger than 5 MiB",
    }  # fmt: skip
    assert {record.origin.file for record in load(Folder(register)).records} == {
        "kps.yaml",
        "good.yaml",
        "politikontakter/kari.yaml",
    }


@pytest.mark.parametrize("odd", ["circle", "folder", "pipe", "nothing"])
def test_an_odd_kps_yaml_is_a_register_that_cannot_be_read(register: Path, odd: str) -> None:
    (register / "kps.yaml").unlink()
    if odd == "pipe":
        os.mkfifo(register / "kps.yaml")
    else:
        (register / "kps.yaml").symlink_to({"circle": "kps.yaml", "folder": "politikontakter", "nothing": "x"}[odd])
    assert registers_at(register.parent) == ((register,), ())
    assert registers_at(register / "politikontakter/kari.yaml")[0] == (register,)
    assert list(unreadable(register)) == ["kps.yaml"]
    assert load(Folder(register)).charter is None


def test_a_folder_called_kps_yaml_makes_no_register(register: Path) -> None:
    inner = register / "politikontakter/kps.yaml"
    inner.mkdir()
    (inner / "ola.yaml").write_text("type: politikontakt\n", encoding="utf-8")
    assert registers_at(register)[0] == (register,)
    assert "politikontakter/kps.yaml/ola.yaml" in Folder(register).files()


def test_folders_nested_deeper_than_the_stack(register: Path) -> None:
    deep = [register]
    for _ in range(1500):
        deep.append(deep[-1] / "d")
        deep[-1].mkdir()
    file = deep[-1] / "x.yaml"
    file.write_text("type: politikontakt\n", encoding="utf-8")
    assert registers_at(register) == ((register,), ())
    assert f"{'d/' * 1500}x.yaml" in load(Folder(register)).record_files
    file.unlink()
    for folder in reversed(deep[1:]):  # one by one: what clears the folder after us goes down by recursion
        folder.rmdir()


def test_a_name_that_is_not_utf8_is_told(register: Path) -> None:
    for name in (b"m\xf8te.yaml", b"r\xe5d/x.yaml", b"b\xf8.pdf"):
        path = register / os.fsdecode(name)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"type: politikontakt\n")
    told = "the name of the file, or of a folder it lies in, is not UTF-8; give it another"
    names = (b"m\xf8te.yaml", b"r\xe5d/x.yaml")
    assert unreadable(register) == dict.fromkeys(map(os.fsdecode, names), told)


@pytest.mark.skipif(hasattr(os, "getuid") and os.getuid() == 0, reason="root may read everything")
def test_a_folder_that_cannot_be_read_is_told(register: Path) -> None:
    (register / "politikontakter").chmod(0)
    try:
        told = [one.text("en") for one in Folder(register).troubles]
    finally:
        (register / "politikontakter").chmod(0o755)
    assert len(told) == 1
    assert told[0].endswith("politikontakter cannot be read, and what lies in it is left out: you have no access")


def test_a_draft_that_was_left_is_told(register: Path) -> None:
    (register / "politikontakter/.kps-draft-abcdefgh").touch()
    assert [
        "politikontakter/.kps-draft-abcdefgh is a draft of kps's" in one.text("en") for one in Folder(register).troubles
    ] == [True]


def test_a_folder_behind_a_link_is_told(register: Path) -> None:
    (register / "alle").symlink_to("politikontakter")
    (register / "ring").symlink_to("ring")
    told = [one.text("en") for one in Folder(register).troubles]
    assert len(told) == 1
    assert told[0].endswith("alle is a symbolic link to a folder, and is not followed; what lies there is left out")


def test_a_kps_yaml_that_is_spelt_otherwise_is_told_where_there_is_no_register(register: Path) -> None:
    (register / "kps.yaml").rename(register / "KPS.YAML")
    found, told = registers_at(register)
    assert found == ()
    assert [
        one.text("en").endswith("KPS.YAML is not read: a register's own file is called kps.yaml") for one in told
    ] == [True]


def test_office_locks_are_passed_over(register: Path) -> None:
    for name in ("~$kari.yaml", ".~lock.kari.yaml", ".kari.yaml"):
        (register / "politikontakter" / name).write_bytes(b"\x00")
    assert Folder(register).files() == ("kps.yaml", "politikontakter/kari.yaml")


def test_what_is_exchanged_between_the_look_and_the_reading_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a"
    file.write_text("a", encoding="utf-8")
    opened = os.open

    def exchanged(path: Path, flags: int) -> int:
        file.unlink()
        os.mkfifo(file)
        return opened(path, flags)

    monkeypatch.setattr(os, "open", exchanged)
    with pytest.raises(Unfit, match="it is a pipe"):
        bytes_of(file)


def test_what_is_open_already_may_be_named(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"12345")
    os.close(writing)
    with pytest.raises(Unfit, match="larger than"):
        given_bytes(Path(f"/dev/fd/{reading}"), most=4)
    os.close(reading)


def test_a_file_that_grows_while_it_is_read_is_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"1234")
    about = os.fstat

    def grown(handle: int) -> os.stat_result:
        found = about(handle)
        file.write_bytes(b"12345678")
        return found

    monkeypatch.setattr(os, "fstat", grown)
    assert bytes_of(file) == b"12345678"
    file.write_bytes(b"1234")
    with pytest.raises(Unfit, match="larger than"):
        bytes_of(file, most=7)
