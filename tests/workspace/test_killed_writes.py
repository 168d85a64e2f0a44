"""A write that is killed leaves the old file or the new one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from killed_writes import killed


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no kill -9")
@pytest.mark.parametrize("seed", range(3))
def test_the_old_file_or_the_new_one(tmp_path: Path, seed: int) -> None:
    killed(seed, tmp_path)
