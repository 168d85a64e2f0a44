"""What tries more edits than the suite does can be begun as it is told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from try_edits import TRIED

TESTS = Path(__file__).parent


def test_edits_are_tried_until_there_are_so_many() -> None:
    command = (sys.executable, str(TESTS / "try_edits.py"), "listed_in_parts", "1")
    tried = subprocess.run(command, capture_output=True, text=True, check=False)
    assert tried.stdout.endswith(" edits, no difference\n"), tried.stderr


@pytest.mark.parametrize("file", TRIED.values())
def test_each_that_can_be_tried_tells_differences(file: str) -> None:
    assert "\ndef differences(seed: int" in (TESTS / file).read_text(encoding="utf-8")
