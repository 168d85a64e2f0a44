"""Files that are written together: all of them or none, whenever the writer is stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from kps.language import msg
from kps.register.tree import JOURNAL
from kps.workspace import together
from kps.workspace.errors import Wrong
from kps.workspace.together import Rewritten, finish, write_together
from kps.workspace.writing import replace

FILES = (
    Rewritten("nytt/a.yaml", None, b"a: 1\n"),
    Rewritten("b.yaml", b"b: 1\n", b"b: 2\n"),
    Rewritten("c.yaml", b"\xef\xbb\xbfc: 1\r\n", b"\xef\xbb\xbfc: 2\r\n"),
)
BEFORE = {"b.yaml": b"b: 1\n", "c.yaml": b"\xef\xbb\xbfc: 1\r\n"}
AFTER = {one.file: one.after for one in FILES}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, data in BEFORE.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def there(root: Path) -> dict[str, bytes]:
    return {one.relative_to(root).as_posix(): one.read_bytes() for one in root.rglob("*") if one.is_file()}


def stopped_after(monkeypatch: pytest.MonkeyPatch, count: int, error: type[BaseException]) -> None:
    """Let so many files be written, the journal too, and then be stopped."""
    written: list[object] = []

    def counted(name: str) -> None:
        write = getattr(together, name)

        def one(*arguments: object) -> None:
            if len(written) == count:
                raise error
            write(*arguments)
            written.append(arguments)

        monkeypatch.setattr(together, name, one)

    counted("write_new")
    counted("replace")


def test_all_are_written_and_nothing_is_left(root: Path) -> None:
    write_together(root, FILES)
    assert there(root) == AFTER
    assert finish(root) == ()


@pytest.mark.parametrize("count", range(5))
def test_stopped_anywhere_it_is_none_or_completed(root: Path, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    with monkeypatch.context() as patched:
        stopped_after(patched, count, KeyboardInterrupt)
        if count < 4:
            with pytest.raises(KeyboardInterrupt):
                write_together(root, FILES)
        else:
            write_together(root, FILES)
    decided = (root / JOURNAL).exists()
    assert bool(finish(root)) == decided
    assert there(root) == (AFTER if count else BEFORE)


def test_what_the_system_refuses_is_taken_back(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path, text: str | bytes, before: bytes | None = None) -> None:
        if path.name == "c.yaml":
            raise Wrong(msg("{file} cannot be read", file="c.yaml"))
        replace(path, text, before)

    monkeypatch.setattr(together, "replace", refused)
    with pytest.raises(Wrong):
        write_together(root, FILES)
    assert there(root) == BEFORE


@pytest.mark.parametrize("changed", ["nytt/a.yaml", "b.yaml"])
def test_what_is_no_longer_as_it_was_stops_all(root: Path, changed: str) -> None:
    (root / changed).parent.mkdir(exist_ok=True)
    (root / changed).write_bytes(b"annet: 1\n")
    before = there(root)
    with pytest.raises(Wrong):
        write_together(root, FILES)
    assert there(root) == before


def test_what_people_have_changed_since_is_left_and_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        stopped_after(patched, 2, KeyboardInterrupt)
        with pytest.raises(KeyboardInterrupt):
            write_together(root, FILES)
    (root / "b.yaml").write_bytes(b"b: mitt\n")
    told = [one.text("en") for one in finish(root)]
    assert there(root) == AFTER | {"b.yaml": b"b: mitt\n"}
    assert [one for one in told if "b.yaml" in one and "left as it is" in one]


@pytest.mark.parametrize("damaged", [b"", b"{}", b'{"files": [1]}', b"\xff"])
def test_a_damaged_journal_is_told_of(root: Path, damaged: bytes) -> None:
    (root / JOURNAL).write_bytes(damaged)
    with pytest.raises(Wrong, match="damaged"):
        finish(root)
