"""Whatever is edited, on whatever day: an answer that was kept is that of a run without, byte for byte.

Registers are edited at random. ``python tests/try_edits.py kept_the_same 5000`` tries more than the suite does.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any

import pytest

import random_edits
from kps.__main__ import answered
from kps.cli import kept_answers
from kps.output.located import Located
from kps.output.worded import Worded, Wording
from kps.register.index import Register
from kps.report.year_status import Status, status_of
from kps.workspace import year_reports
from kps.workspace.cache import sight
from kps.workspace.cache.store import Store
from kps.workspace.opening import Workspace
from sampling import sampled

DAY = date(2026, 11, 23)
A_WHILE = 10
COMMANDS = (
    *(("validate", "--format", "json"), ("validate",), ("report", "--format", "json"), ("actions",)),
    *(("calendar", "--format", "json"), ("status", "--all"), ("report",)),
)


def told(*arguments: str) -> tuple[int, bytes]:
    """What kps tells in this process, at its own door, and its exit status."""
    before = sys.stdout
    with TemporaryFile() as file, redirect_stderr(io.StringIO()):
        sys.stdout = io.TextIOWrapper(file, encoding="utf-8", write_through=True)
        try:
            status = answered(list(arguments))
            sys.stdout.flush()
        finally:
            sys.stdout.detach()
            sys.stdout = before
        file.seek(0)
        return status, file.read()


@dataclass
class Disk:
    """A register on the disk; with ``poor``, on one that tells no time of change, and times that programs set back."""

    root: Path
    poor: bool

    def write(self, edits: random_edits.Edits) -> None:
        """Write what has changed, each file in place of the one before it, as editors do."""
        for name, text in edits.items():
            path = self.root / "register" / name
            if path.exists():  # nobody takes its inode over
                path.rename(self.root / f"gone-{next(_numbers)}")
            if text is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode("utf-8", "surrogateescape"))
                os.utime(path, (1_700_000_000, 1_700_000_000))


_numbers = count()


def _without_change_time(about: os.stat_result) -> sight.Stamp:
    return about.st_size, about.st_mtime_ns, 0, about.st_ino


@contextmanager
def somewhere(seed: int) -> Iterator[Disk]:
    """A disk, on which kps is run as one who stands in the register."""
    patch, times = pytest.MonkeyPatch(), count(1_800_000_000, A_WHILE)
    with TemporaryDirectory(prefix="kps-kept-") as room:
        disk = Disk(Path(room), poor=seed % 2 == 1)
        (disk.root / "register").mkdir()
        patch.chdir(disk.root / "register")
        patch.setenv("KPS_CACHE_DIR", str(disk.root / "cache"))
        patch.setenv("KPS_LANG", "nb")
        patch.setattr(kept_answers, "time", lambda: next(times))
        if disk.poor:
            patch.setattr(sight, "stamp_of", _without_change_time)
        try:
            yield disk
        finally:
            patch.undo()


def _start(dice: Random, seed: int) -> random_edits.Texts:
    if seed % 4 == 3:
        return random_edits.example("agder")
    return random_edits.side_by_side(tuple(dice.sample(random_edits.all_cases(), dice.randint(2, 6))))


_MONTH = re.compile(r"(?<=\d-)\d\d(?=-)")


def _one_sign(dice: Random, texts: random_edits.Texts) -> random_edits.Edits:
    """Another month somewhere, so that the file is as long as before."""
    file = dice.choice(sorted(file for file in texts if file.endswith(".yaml")))
    return {file: _MONTH.sub(f"{dice.randint(1, 12):02}", texts[file], count=dice.randint(1, 9))}


def differences(seed: int, edits: int = 12) -> Iterator[str | None]:
    """For each edit what is told otherwise where answers are kept; None where nothing is."""
    dice = Random(seed)
    start = _start(dice, seed)
    days, commands = (DAY, random_edits.a_day(dice, DAY)), dice.sample(COMMANDS, 2)  # few, so that they come again
    with somewhere(seed) as disk, pytest.MonkeyPatch.context() as patch:
        disk.write(dict(start))
        before: random_edits.Edits = {}
        now = dict(start)
        for _ in range(edits):
            if dice.random() < 0.7:
                (make,) = dice.choices((lambda *_, back=before: back, _one_sign, random_edits.edit), (2, 4, 4))
                changed = make(dice, now)
                before = {file: now.get(file) for file in changed}
                after = {file: text for file, text in (now | changed).items() if text is not None}
                if not any(file.endswith(".yaml") for file in after):
                    return
                disk.write(changed)
                now = after
            patch.setenv("KPS_TODAY", str(dice.choice(days)))
            command = dice.choice(commands)
            without = told(*command, "--no-cache")
            yield next((f"{command}, asked {n} times" for n in (1, 2, 3) if told(*command) != without), None)


@pytest.mark.parametrize("seed", sampled(range(6), 6))
def test_whatever_is_edited_what_is_kept_is_what_is_found(seed: int) -> None:
    assert [one for one in differences(seed, 8) if one] == []


def test_a_run_that_ends_on_another_day_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with somewhere(0) as disk:
        disk.write(dict(random_edits.example("agder")))
        days = iter(["2026-11-23", "2026-11-24"])
        monkeypatch.setattr(kept_answers, "_day", lambda: next(days))
        keeper = kept_answers.Keeper(Store(disk.root / "cache/kps"), "key", kept_answers._day(), "kps")
        workspace = Workspace.open([Path()])
        keeper.look([Path()])
        keeper.may_keep(workspace)
        keeper.keep(0)
        assert not (disk.root / "cache").exists()


OF_ONE = "type: register\nnavn: {}\npolitidistrikt: Agder\nkommuner: ['4205']\n"
TWO = {f"{name}/kps.yaml": OF_ONE.format(name) for name in ("a", "b")} | {
    "b/politirad/4205-x/politirad.yaml": "type: politiråd\nnavn: Lindesnes\nkommuner: ['4205']\nstatus: aktivt\n"
}
MOVED = {"a/kps.yaml": f"# en linje til\n{TWO['a/kps.yaml']}"}


@pytest.mark.parametrize("command", [("validate",), ("validate", "--format", "json")])
def test_only_a_register_that_has_changed_is_put_into_words_anew(
    command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    worded: list[str] = []
    of = Wording.of

    def noted(wording: Wording, one: Located) -> Worded:
        worded.append(one.finding.register)
        return of(wording, one)

    monkeypatch.setattr(Wording, "of", noted)
    with somewhere(0) as disk:
        disk.write({name: text.replace("['4205']", f"['420{2 + (name[0] == 'a')}']") for name, text in TWO.items()})
        told(*command)
        assert set(worded) == {"a", "b"}
        worded.clear()
        disk.write({"a/kps.yaml": MOVED["a/kps.yaml"].replace("['4205']", "['4203']")})
        assert told(*command) == told(*command, "--no-cache")
        assert set(worded) == {"a"}


@pytest.mark.parametrize("format", ["json", "text"])
def test_only_the_status_of_a_register_that_has_changed_is_reckoned_anew(
    format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reckoned: list[str] = []

    def noted(register: Register, *of: Any) -> Status:
        reckoned.append(register.label)
        return status_of(register, *of)

    monkeypatch.setattr(year_reports, "status_of", noted)
    asked = ("report", "--format", format)
    with somewhere(0) as disk:
        disk.write(dict(TWO))
        told(*asked)
        assert reckoned == ["a", "b"]
        reckoned.clear()
        disk.write({"b/politirad/4205-x/politirad.yaml": None})
        kept = told(*asked)
        assert reckoned == ["b"]
        assert kept == told(*asked, "--no-cache")


def test_a_status_hangs_on_what_the_registers_before_it_cover() -> None:
    """What another covers is found in the second of them, whose own files are as they were."""
    asked = ("report", "--format", "json")
    with somewhere(0) as disk:
        disk.write(dict(TWO))
        before = told(*asked)
        disk.write({"a/kps.yaml": TWO["a/kps.yaml"].replace("4205", "4203")})
        kept = told(*asked)
        assert kept == told(*asked, "--no-cache")
        assert b"D006" in before[1]
        assert b"D006" not in kept[1]


def test_what_tells_of_a_place_in_another_register_is_put_into_words_each_time() -> None:
    with somewhere(0) as disk:
        for edits in (TWO, MOVED):
            disk.write(dict(edits))
            kept = told("validate", "--format", "json")
            assert b'"related"' in kept[1]
            assert kept == told("validate", "--format", "json", "--no-cache")


def _forget_the_day(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(kept_answers, "_day", lambda: "some day")
    patch.setattr(kept_answers, "_PLAIN", ("KPS_LANG",))


def _forget_the_inode(patch: pytest.MonkeyPatch) -> None:
    poor = _without_change_time
    patch.setitem(globals(), "_without_change_time", lambda about: (*poor(about)[:3], 1))


@pytest.mark.thorough
@pytest.mark.parametrize("forget", [_forget_the_day, _forget_the_inode])
def test_what_forgets_is_found_out(
    forget: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    forget(monkeypatch)
    assert any(one for seed in range(3, 40, 4) for one in differences(seed, 12))
