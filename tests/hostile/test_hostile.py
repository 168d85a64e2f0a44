"""No register, whatever it holds, makes a command crash, hang, eat the memory or write.

Each command has 10 seconds of the processor and 500 MB; the goal is 2 seconds, and KPS_HOSTILE_SECONDS=2 holds it to
that on a machine at rest. As root, what root may not read is tried too, by the same
commands without root's leave to read everything.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from make_hostile import MAKERS, make

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the bounds and the odd files are Linux's")

HERE = Path(__file__).parent
READING = (
    ("validate", ".", "--format", "json"),
    ("report", ".", "--format", "json"),
    ("calendar", ".", "--format", "ics"),
    ("actions", ".", "--format", "csv"),
    ("render", "--all", "--check", "."),
    ("new-meeting", "4205-lindesnes", "--date", "2027-01-14", "--dry-run"),
)
FORMATS = ("text", "github", "gitlab", "sarif", "junit")
SHOWING = (("validate", ".", *(word for format in FORMATS for word in ("--format", format))),)
"""All the others in one run: it is what is shown that is looked at, not what is read again."""
GIT = (("validate", ".", "--since", "HEAD"), ("diff", "HEAD"))
WRITING = (("render", "--all", "."), ("render", "--all", "--format", "ics", "."), ("render", "--stale", "."))
ENDS = ("0001-01-01", "0001-06-30", "9999-12-31")
TERMINAL = ("\x1b", "\u202e", "\x07", "\x9b")

Snapshot = dict[str, tuple[int, int, int]]


def commands(name: str) -> tuple[tuple[str, ...], ...]:
    """What is run over a tree."""
    if name.startswith("yaml"):
        return READING[:2]
    if name.startswith("git"):
        return GIT
    if name.startswith("days"):
        asked = [(*one, "--as-of", day) for day in ENDS for one in READING[:4]]
        return (*asked, *(("new-meeting", "4205-lindesnes", "--date", day, "--dry-run") for day in ENDS))
    if name == "odd_inputs":
        inputs = [
            f"inn/{name}.json" for name in ("ring", "ingenting", "ut", "null", "uendelig", "ror", "socket", "stor")
        ]
        inputs += [f"inn/{name}.json" for name in ("stengt", "dyp", "surrogat", "tall", "liste", "latin1", "tom")]
        baselines = [("validate", ".", "--baseline", file) for file in inputs]
        return (*baselines, *(("report", "--from-json", file) for file in inputs))
    return (*READING, *SHOWING) if name in ("names", "odd_values", "encodings") else READING


@contextmanager
def made(names: Iterable[str]) -> Iterator[Path]:
    """A folder with the trees of these names, as long as it is needed."""
    root = Path(tempfile.mkdtemp(prefix="kps-hostile-"))
    make(root, names)
    yield root
    # Not by Python: it goes down by recursion.
    subprocess.run(("chmod", "-R", "u+rwx", str(root)), check=False, capture_output=True)
    subprocess.run(("rm", "-rf", str(root)), check=True)


@pytest.fixture(scope="module")
def trees() -> Iterator[Path]:
    with made(MAKERS) as root:
        yield root


def run(jobs: list[tuple[Path, tuple[str, ...]]], *, as_root: bool = True) -> list[dict[str, Any]]:
    """What became of each command in each folder."""
    before = () if as_root else ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
    given = json.dumps([{"folder": str(folder), "arguments": arguments} for folder, arguments in jobs])
    ran = subprocess.run(
        (*before, sys.executable, str(HERE / "limited.py")), input=given, capture_output=True, text=True, check=True
    )
    found: list[dict[str, Any]] = json.loads(ran.stdout)
    return found


def seen(root: Path) -> Snapshot:
    """Every file below a folder, with its mode, its size and when it was written."""
    found: Snapshot = {}
    waiting = [str(root)]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    about = entry.stat(follow_symlinks=False)
                    found[entry.path] = (about.st_mode, about.st_size, about.st_mtime_ns)
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
        except OSError:  # a path longer than the system takes
            continue
    return found


def told(ran: dict[str, Any]) -> str:
    return f"{' '.join(ran['arguments'])}: {ran['status']} after {ran['cpu']:.2f} s\n{ran['err'][-2000:]}"


def mind(ran: dict[str, Any]) -> None:
    """A run that ended as every run must."""
    assert ran["status"] in (0, 1, 2, 3), told(ran)
    assert "went wrong in kps itself" not in ran["err"], told(ran)
    assert "Traceback" not in ran["err"], told(ran)
    assert "X999" not in ran["out"], told(ran)
    assert not any(sign in ran["out"] + ran["err"] for sign in TERMINAL), told(ran)
    if ran["arguments"][2:4] == ["--format", "json"] and ran["out"]:
        json.loads(ran["out"])


def run_over(
    trees: Path, names: Iterable[str], *, as_root: bool = True, first: int | None = None
) -> dict[str, list[dict[str, Any]]]:
    """What became of every command over each of the trees, or of the ``first``.

    One process sees to them all, for it takes long to load.
    """
    jobs = [(name, arguments) for name in names for arguments in commands(name)[:first]]
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for (name, _), ran in zip(jobs, run([(trees / name, one) for name, one in jobs], as_root=as_root), strict=True):
        found[name].append(ran)
    return found


SAMPLE = [name for number, name in enumerate(MAKERS) if number % 6 == 0]


class Runs:
    """What became of the commands over trees, or of the ``first`` of them, and the trees before and after."""

    def __init__(self, trees: Path, names: Iterable[str], first: int | None = None) -> None:
        self.trees = trees
        self.before = seen(trees)
        self.found = run_over(trees, names, first=first)
        self.after = seen(trees)

    def mind(self, name: str) -> None:
        """Whether the commands over one of the trees ended as they must, and wrote nothing."""
        for ran in self.found[name]:
            mind(ran)
        tree = self.trees / name
        assert within(self.after, tree) == within(self.before, tree)


@pytest.fixture(scope="module")
def first_runs() -> Iterator[Runs]:
    """The first command over some of the trees, and these alone are made."""
    with made(SAMPLE) as root:
        yield Runs(root, SAMPLE, first=1)


@pytest.fixture(scope="module")
def all_runs(trees: Path) -> Runs:
    """All commands over all trees."""
    return Runs(trees, MAKERS)


@pytest.mark.parametrize("name", SAMPLE)
def test_the_first_command_survives_and_writes_nothing(first_runs: Runs, name: str) -> None:
    first_runs.mind(name)


@pytest.mark.thorough
@pytest.mark.parametrize("name", MAKERS)
def test_every_command_survives_and_writes_nothing(all_runs: Runs, name: str) -> None:
    all_runs.mind(name)


@pytest.mark.thorough
@pytest.mark.skipif(os.getuid() != 0 or shutil.which("setpriv") is None, reason="it is so already, or cannot be done")
def test_one_who_may_not_read_everything_survives_too(trees: Path) -> None:
    names = ("odd_records", "odd_templates", "odd_papers", "odd_inputs", "charter_shut")
    for some in run_over(trees, names, as_root=False).values():
        for ran in some:
            mind(ran)


@pytest.mark.thorough
def test_what_writes_stays_within_the_register(trees: Path) -> None:
    written = ("odd_papers", "odd_templates", "names", "registers_in_a_circle")
    others = [trees / name for name in MAKERS if name not in written]
    before = seen(trees)
    for ran in run([(trees / name, arguments) for name in written for arguments in WRITING]):
        mind(ran)
    after = seen(trees)
    for other in others:
        assert within(after, other) == within(before, other)


def within(all: Snapshot, folder: Path) -> Snapshot:
    """What lies in one folder."""
    return {path: about for path, about in all.items() if path.startswith(f"{folder}{os.sep}")}
