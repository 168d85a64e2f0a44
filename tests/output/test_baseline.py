"""A baseline written before ``path`` was parted from ``missing`` still knows its findings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kps.checking.engine import check
from kps.output import baseline
from kps.output.located import Located, located
from kps.output.outcome import UnreadFile
from kps.register.reading import load
from kps.register.tree import Folder

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"

# A bracket left open is told where it opens, and no longer on the next line: another finding than before.
MOVED = {"agder": set(), "mangler": {"D001 politirad/3403-hamar/moter/2025-09-04"}}


def _found(example: str) -> tuple[Located, ...]:
    tree = Folder(EXAMPLES / example)
    return located(check([load(tree)], date(2026, 11, 23)), {tree.label: tree})


def _earlier(example: str) -> dict[str, str]:
    """What was found in the examples before the rules' second edition, as that kps wrote it."""
    return baseline.known((HERE / "baselines" / f"{example}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", ["agder", "mangler"])
def test_a_finding_that_was_known_is_known_still(example: str) -> None:
    entries = _earlier(example)
    about = set(entries.values())
    new = {f"{one.finding.code} {one.finding.record}" for one in baseline.unknown(_found(example), entries)}
    assert new & about == MOVED[example]


def test_what_is_missing_is_parted_from_what_is_there() -> None:
    lacking = [one for one in _found("mangler") if one.missing]
    assert lacking
    assert all(one.missing not in one.path for one in lacking)
    assert all(one.lacks[0] == one.missing for one in lacking if one.lacks)


def test_entries_that_are_no_more_are_counted_but_for_what_is_held_back() -> None:
    found = _found("agder")
    entries = {"0" * 32: "M401 politirad/x/politirad", "1" * 32: "R406 politirad/x/politirad"}
    assert baseline.gone(entries, found, ()) == 2
    assert baseline.gone(entries, found, [UnreadFile("x.yaml", ("M401",), ())]) == 1
