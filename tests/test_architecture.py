"""The page about the house, and what CONTRIBUTING says of it, name what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from test_layers import LAYERS

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "kps"
PAGES = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("docs/architecture.md", "CONTRIBUTING.md")}
_NAME = re.compile(r"`([\w./-]*/[\w./-]*[\w])`")
"""What is named as a file or a folder: ``source/reader.py``, ``tests/rules``."""
_GENERIC = re.compile(r"[A-Z]{3,}|…|^/")
"""What stands for a name that its author chooses."""


def test_the_drawing_is_of_the_layers_as_they_are() -> None:
    (drawing,) = re.findall(r"^```\n(.*?)^```", PAGES["docs/architecture.md"], re.DOTALL | re.MULTILINE)
    drawn = [set(re.split(r" {2,}", row)[0].split(", ")) for row in drawing.splitlines()]
    there = [{name for name in layer if (SOURCE / name).is_dir() or name == "resources"} for layer in LAYERS]
    assert drawn == [layer for layer in reversed(there) if layer]


@pytest.mark.parametrize("page", PAGES)
def test_every_file_and_folder_that_is_named_is_there(page: str) -> None:
    named = {name for name in _NAME.findall(PAGES[page]) if not _GENERIC.search(name)}
    assert len(named) > 15
    assert [name for name in sorted(named) if not ((ROOT / name).exists() or (SOURCE / name).exists())] == []
