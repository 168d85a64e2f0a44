from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def agder(tmp_path: Path) -> Path:
    """A copy of the example, to type in."""
    from shutil import copytree

    return Path(copytree(ROOT / "examples" / "agder", tmp_path / "agder"))
