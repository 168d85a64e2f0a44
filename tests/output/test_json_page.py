"""docs/json.md tells of every key that kps writes as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kps.changes.compare import compare
from kps.cli.app import run
from kps.output.changes import Difference, Point, changes_json
from kps.register.reading import load
from kps.register.tree import Folder

ROOT = Path(__file__).parent.parent.parent
AGDER, FAULTY = ROOT / "examples" / "agder", ROOT / "examples" / "mangler"
PAGE = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")

RECORDS_OWN = ("before", "after")
"""Under these stand the records' keys, which the schemas describe."""


def keys(value: Any) -> Iterator[str]:
    match value:
        case dict():
            for key, inner in value.items():
                yield key
                yield from () if key in RECORDS_OWN else keys(inner)
        case list():
            for one in value:
                yield from keys(one)


def told(command: str) -> set[str]:
    section = PAGE.partition(f"## `kps {command} --format json`")[2].partition("\n## ")[0]
    return set(re.findall(r"`(\w+)`", section))


@pytest.mark.parametrize(
    "arguments",
    [("validate", "--show-waived", str(FAULTY)), ("validate", "--show-waived", str(AGDER)), ("actions", str(AGDER))],
)
def test_every_key_is_told_of(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    run([*arguments, "--format", "json", "--as-of", "2026-11-23"])
    written = set(keys(json.loads(capsys.readouterr().out)))
    assert written
    assert written <= told(arguments[0])


def test_every_key_of_a_difference_is_told_of() -> None:
    before, after = load(Folder(AGDER)), load(Folder(FAULTY))
    found = Difference(Point("HEAD"), Point(), ((".", compare(before, after)),))
    written = set(keys(json.loads(changes_json(found))))
    assert {"from", "changes", "path", "withheld"} <= written
    assert written <= told("diff")
