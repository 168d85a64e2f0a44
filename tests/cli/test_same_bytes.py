"""The same records and the same day give the same bytes: in any order of the files, under any seed of hashes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import get_args

from kps.cli.destinations import FindingsFormat

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
AS_OF = ("--as-of", "2026-11-23", "--lang", "nb")
FORMATS = get_args(FindingsFormat)
EACH = tuple(word for one in FORMATS for word in ("--format", one, "--output", f"{one}.out"))
COMMANDS = (("validate", *EACH, "--show-waived", "--statistics"), ("report", "--format", "json"))


def _copy(to: Path, order: Callable[[list[Path]], list[Path]]) -> None:
    """The examples' files, made in the order given: a disk lists them by it, or by something of its own."""
    for file in order(sorted(file for file in EXAMPLES.rglob("*") if file.is_file())):
        copy = to / file.relative_to(EXAMPLES)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())


def _all_that_is_told(folder: Path, seed: str) -> dict[str, bytes]:
    """What every command prints and writes, in a process of its own."""
    environment = os.environ | {"PYTHONHASHSEED": seed, "KPS_TODAY": "2026-11-23"}
    runs = [[*command, *AS_OF] for command in COMMANDS]
    code = f"from kps.cli.app import run; statuses = [run(one) for one in {runs}]; assert set(statuses) <= {{0, 1}}"
    ran = subprocess.run((sys.executable, "-c", code), cwd=folder, env=environment, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return {"": ran.stdout + b"\0" + ran.stderr, **{file.name: file.read_bytes() for file in folder.glob("*.out")}}


def test_the_same_bytes(tmp_path: Path) -> None:
    first, again = tmp_path / "first", tmp_path / "again"
    _copy(first, lambda files: files)
    _copy(again, lambda files: files[::-1])
    told = _all_that_is_told(first, "0")
    assert _all_that_is_told(again, "4711") == told
    assert all(len(text) > 1000 for text in told.values())
    assert len(told) == len(FORMATS) + 1
