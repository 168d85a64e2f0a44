"""What is kept is never believed over the files: whatever happens to either, the answer is that of a run without."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kps.workspace.cache import answers, program, sight, store
from kps.workspace.cache.answers import Answer, Seen
from kps.workspace.cache.sight import Memory, Sight, look
from kps.workspace.cache.store import Store

EXAMPLES = Path(__file__).parents[2] / "examples"
NOW = 1_800_000_000.0
LATER = NOW + 10
ANSWER = Answer(1, "alt er lest: æøå\n".encode())


@pytest.fixture
def kept(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache" / "kps")


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    for name in ("a.yaml", "b/c.yaml", "b/d.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"navn: {name}\n", encoding="utf-8")
    return folder


def seen(folder: Path) -> Sight:
    found = look((str(folder),))
    assert found
    return found


def remember(kept: Store, folder: Path, now: float = NOW, key: str = "key") -> None:
    """Keep an answer that was drawn from all the files of a folder."""
    here = seen(folder)
    memory = Memory.of(here, {name: sight.digest_of(name) for name in here.names}, now)
    answers.keep(kept, key, Seen((str(folder),), here, now), memory, ANSWER)


def known(kept: Store, key: str, now: float) -> Answer | None:
    """The answer that is told again."""
    return answers.known(kept, key, now)[0]


def settle(kept: Store, folder: Path) -> None:
    """Keep an answer, and have it asked for until the stamps alone are believed."""
    remember(kept, folder)
    assert known(kept, "key", LATER) == ANSWER


# --- the files ----------------------------------------------------------------------------------------------


def test_where_nothing_has_changed_the_answer_is_what_it_was(kept: Store, records: Path) -> None:
    remember(kept, records)
    assert [known(kept, "key", NOW + wait) for wait in (0.1, 1, 10, 100)] == [ANSWER] * 4
    assert known(kept, "another", NOW) is None


def _same_size(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace("navn", "type"), encoding="utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "written": lambda folder: _same_size(folder / "a.yaml"),
    "longer": lambda folder: (folder / "b/c.yaml").write_text("navn: mye lengre enn før\n", encoding="utf-8"),
    "new": lambda folder: (folder / "b/ny.yaml").touch(),
    "new, of no kind": lambda folder: (folder / "b/ny.pdf").touch(),
    "gone": lambda folder: (folder / "a.yaml").unlink(),
    "moved": lambda folder: (folder / "a.yaml").rename(folder / "b/a.yaml"),
    "changed places": lambda folder: _change_places(folder / "a.yaml", folder / "b/c.yaml"),
    "a link": lambda folder: (folder / "lenke.yaml").symlink_to(folder / "a.yaml"),
    "a pipe": lambda folder: os.mkfifo(folder / "kø.yaml"),
    "a register": lambda folder: (folder / "b/kps.yaml").touch(),
}


def _change_places(one: Path, other: Path) -> None:
    aside = one.with_name("x")
    one.rename(aside)
    other.rename(one)
    aside.rename(other)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links are made otherwise there")
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("how", [remember, settle])
def test_whatever_has_changed_is_seen(
    kept: Store, records: Path, change: Callable[[Path], object], how: Callable[[Store, Path], None]
) -> None:
    how(kept, records)
    change(records)
    assert known(kept, "key", LATER) is None


def test_what_was_touched_and_is_the_same_is_known_again_by_its_bytes(kept: Store, records: Path) -> None:
    settle(kept, records)
    for name in ("a.yaml", "b/c.yaml"):
        text = (records / name).read_bytes()
        (records / name).unlink()
        (records / name).write_bytes(text)
    assert known(kept, "key", LATER + 1) == ANSWER


def _poorer(about: os.stat_result, *forgotten: int) -> sight.Stamp:
    known = (about.st_size, about.st_mtime_ns // 10**9 // 2, about.st_ctime_ns // 10**9 // 2, about.st_ino)
    size, written, changed, inode = (0 if place in forgotten else value for place, value in enumerate(known))
    return size, written, changed, inode


@pytest.mark.parametrize("forgotten", [(), (2,), (3,), (2, 3)], ids=["coarse", "no change time", "no inode", "neither"])
def test_a_change_in_the_same_tick_is_seen_on_file_systems_that_tell_little(
    kept: Store, records: Path, forgotten: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sight, "stamp_of", lambda about: _poorer(about, *forgotten))
    file = records / "a.yaml"
    remember(kept, records)
    before = file.stat()
    _same_size(file)
    os.utime(file, ns=(before.st_mtime_ns, before.st_mtime_ns))
    assert known(kept, "key", NOW + 1) is None


@pytest.mark.parametrize("ahead", [-3600, -1, 0, 1, 3600])
def test_another_machines_clock_is_not_believed(kept: Store, records: Path, ahead: float) -> None:
    """The files' times are an hour from ours, either way: a later change in the same tick is seen all the same."""
    remember(kept, records, now=(records / "a.yaml").stat().st_mtime - ahead)
    assert len(_since(kept, records)) == 3, "no stamp is believed before its bytes were seen again, a while later"


def _since(kept: Store, records: Path) -> list[float]:
    """Since when the files' stamps are known, as far as these are not believed alone yet."""
    memory = answers._memory(kept, (str(records),))
    assert memory
    return [one for one in memory.since if one]


def test_a_stamp_is_believed_once_the_bytes_were_the_same_a_while_later(kept: Store, records: Path) -> None:
    remember(kept, records)
    for wait, believed in ((0.5, False), (2.5, False), (-100, False), (-99, False), (4, True)):
        known(kept, "key", NOW + wait)
        assert (not _since(kept, records)) is believed, wait


def test_without_inodes_no_stamp_is_ever_believed(kept: Store, records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sight, "stamp_of", lambda about: _poorer(about, 3))
    settle(kept, records)
    assert len(_since(kept, records)) == 3


# --- what is kept ---------------------------------------------------------------------------------------------


def _of(kept: Store) -> list[Path]:
    return sorted(kept.folder.iterdir())


def _damaged(data: bytes) -> Iterator[bytes]:
    yield b""
    yield data[: len(data) // 2]
    yield data[:-1]
    yield data[:40] + bytes([data[40] ^ 1]) + data[41:]
    yield data + b" "
    yield b"\x00" * len(data)


@pytest.mark.parametrize("which", [0, 1, 2])
def test_what_was_damaged_is_as_if_it_were_not_there(kept: Store, records: Path, which: int) -> None:
    remember(kept, records)
    file = _of(kept)[which]
    for text in tuple(_damaged(file.read_bytes())):
        file.write_bytes(text)
        assert known(kept, "key", LATER) is None
    remember(kept, records)
    assert known(kept, "key", LATER) == ANSWER


def test_what_was_edited_by_hand_is_as_if_it_were_not_there(kept: Store, records: Path) -> None:
    remember(kept, records)
    file = next(one for one in _of(kept) if b'"status": 1' in one.read_bytes())
    file.write_bytes(file.read_bytes().replace(b'"status": 1', b'"status": 0'))
    assert known(kept, "key", LATER) is None


def test_what_was_kept_under_another_name_is_as_if_it_were_not_there(kept: Store, records: Path) -> None:
    remember(kept, records, key="of yesterday")
    next(one for one in _of(kept) if "yesterday" in one.name).rename(kept.folder / "key.kept")
    assert known(kept, "key", LATER) is None


@pytest.mark.parametrize("document", ["[]", "{}", "null", "1", '{"told": 1}', '{"told": "x"}', '"x"', "[" * 9999])
def test_what_is_whole_and_says_something_else_is_as_if_it_were_not_there(kept: Store, document: str) -> None:
    kept.put("key", document.encode())
    assert known(kept, "key", NOW) is None


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="modes")
def test_nobody_else_can_read_it_nor_write_to_it(kept: Store, records: Path) -> None:
    remember(kept, records)
    assert kept.folder.stat().st_mode & 0o777 == 0o700
    assert {one.stat().st_mode & 0o777 for one in _of(kept)} == {0o600}
    kept.folder.chmod(0o777)
    assert known(kept, "key", NOW) is None
    remember(kept, records, key="more")
    assert not [one for one in _of(kept) if "more" in one.name]


def test_a_folder_that_leads_elsewhere_is_not_used(kept: Store, records: Path, tmp_path: Path) -> None:
    remember(kept, records)
    kept.folder.rename(tmp_path / "elsewhere")
    kept.folder.symlink_to(tmp_path / "elsewhere")
    assert known(kept, "key", NOW) is None


def test_a_full_or_shut_disk_keeps_nothing_and_stops_nothing(
    kept: Store, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "keep", full)
    remember(kept, records)
    assert known(kept, "key", NOW) is None
    Path(kept.folder.parent).write_text("a file where the folder would be")
    monkeypatch.undo()
    remember(kept, records)
    assert known(kept, "key", NOW) is None


def test_the_oldest_go_when_there_are_too_many(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST", 1000)
    monkeypatch.setattr(store, "MOST_EACH", 400)
    for number in range(9):
        kept.put(f"n{number}", b"x" * 200)
        os.utime(kept.folder / f"n{number}.kept", ns=(number, number))
    assert kept.size <= 1000
    assert kept.get("n0") is None
    assert kept.get("n8") == b"x" * 200
    kept.put("large", b"x" * 401)
    assert kept.get("large") is None


def test_the_folder_is_looked_through_once_while_there_is_room(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST", 1000)
    kept.put("first", b"x" * 100)
    put_by_another = kept.folder / "another.kept"
    put_by_another.write_bytes(b"x" * 800)
    os.utime(put_by_another, ns=(1, 1))
    looked_through: list[object] = []
    scandir = os.scandir

    def counted(folder: Path) -> object:
        looked_through.append(folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", counted)
    for number in range(7):
        kept.put(f"n{number}", b"x" * 100)
    assert (looked_through, put_by_another.exists()) == ([], True)
    kept.put("n7", b"x" * 100)
    assert set(looked_through) == {kept.folder}
    assert not put_by_another.exists()


def test_no_word_of_a_record_lies_beside_the_answer(kept: Store, records: Path) -> None:
    remember(kept, records)
    for file in _of(kept):
        assert b"navn" not in file.read_bytes()
        assert b"c.yaml" not in file.read_bytes()
    numbered = records / "01019075180"
    numbered.mkdir()
    remember(kept, numbered, key="numbered")
    assert kept.get("numbered") is None


def test_another_version_or_another_line_of_kps_has_another_digest(tmp_path: Path) -> None:
    code = tmp_path / "kps"
    (code / "rules").mkdir(parents=True)
    (code / "rules/one.py").write_text("x = 1\n")
    before = program.digest(code)
    assert program.digest(code) == before
    (code / "rules/one.py").write_text("x = 2\n")
    assert program.digest(code) != before


# --- whole runs -----------------------------------------------------------------------------------------------


def kps(folder: Path, *arguments: str, day: str = "2026-11-23", **environment: str) -> tuple[int, bytes, bytes]:
    """A run of kps in a process of its own, and what it told."""
    told = _told(folder.parent) | {"KPS_TODAY": day} | environment
    ran = subprocess.run(
        (sys.executable, "-m", "kps", *arguments), cwd=folder, env=os.environ | told, capture_output=True, check=False
    )
    return ran.returncode, ran.stdout, ran.stderr


def _told(folder: Path) -> dict[str, str]:
    return {"KPS_CACHE_DIR": str(folder / "kept"), "KPS_TODAY": "2026-11-23", "KPS_LANG": "nb", "CI": ""}


@pytest.fixture
def agder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLES / "agder", tmp_path / "agder"))


def test_a_kept_answer_is_that_of_a_run_without_and_needs_no_heavy_library(agder: Path, tmp_path: Path) -> None:
    asked = ("validate", "--format", "json")
    without = kps(agder, *asked, "--no-cache")
    assert not (tmp_path / "kept").exists()
    assert [kps(agder, *asked) for _ in range(2)] == [without] * 2
    program = "import sys; sys.argv[1:] = {}; from kps.__main__ import main\ntry: main()\nexcept SystemExit: pass\n"
    heavy = "print([m for m in ('pydantic', 'typer', 'kps.models.base') if m in sys.modules], file=sys.stderr)"
    ran = subprocess.run(
        (sys.executable, "-c", program.format(asked) + heavy),
        cwd=agder,
        env=os.environ | _told(tmp_path),
        capture_output=True,
        check=True,
    )
    assert (ran.stdout, ran.stderr) == (without[1], b"[]\n")


@pytest.mark.parametrize("command", ["actions", "report", "calendar", "status"])
def test_lists_and_the_report_are_kept_too(agder: Path, command: str, tmp_path: Path) -> None:
    told = [kps(agder, command, "--format", "json", *more) for more in ((), (), ("--no-cache",))]
    assert told[0] == told[1] == told[2]
    assert list((tmp_path / "kept/kps").iterdir())


@pytest.mark.thorough
def test_each_day_and_each_tongue_has_its_own_answer(agder: Path) -> None:
    for day, language in (("2026-11-23", "nb"), ("2026-11-24", "nb"), ("2027-01-01", "nn"), ("2026-11-23", "en")):
        for _ in range(2):
            assert kps(agder, "validate", day=day, KPS_LANG=language) == kps(
                agder, "validate", "--no-cache", day=day, KPS_LANG=language
            )


def test_in_ci_nothing_is_kept_unless_a_folder_is_named(agder: Path, tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "own"), "KPS_CACHE_DIR": ""}
    kps(agder, "validate", **home, CI="true")
    assert not (tmp_path / "own").exists()
    assert b"CI" in kps(agder, "cache", **home, CI="true")[1]
    kps(agder, "validate", **home, CI="")
    assert list((tmp_path / "own/kps").iterdir())
    assert b"own/kps" in kps(agder, "cache", "--clear", **home, CI="")[1]
    assert not list((tmp_path / "own/kps").iterdir())


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_a_killed_run_leaves_nothing_that_lies(agder: Path, tmp_path: Path) -> None:
    without = kps(agder, "validate", "--no-cache")
    for wait in (0.2, 0.5, 0.8):
        environment = os.environ | _told(tmp_path)
        process = subprocess.Popen(
            (sys.executable, "-m", "kps", "validate"), cwd=agder, env=environment, stdout=subprocess.DEVNULL
        )
        try:
            process.wait(wait)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert kps(agder, "validate") == without
        shutil.rmtree(tmp_path / "kept", ignore_errors=True)


@pytest.mark.thorough
def test_two_at_once_say_the_same(agder: Path, tmp_path: Path) -> None:
    without = kps(agder, "validate", "--no-cache")
    environment = os.environ | _told(tmp_path)
    several = [
        subprocess.Popen((sys.executable, "-m", "kps", "validate"), cwd=agder, env=environment, stdout=subprocess.PIPE)
        for _ in range(3)
    ]
    assert [one.communicate()[0] for one in several] == [without[1]] * 3
    assert kps(agder, "validate") == without
