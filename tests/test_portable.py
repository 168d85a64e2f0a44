"""What older versions of Python, within those that are supported, do otherwise."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from modules import names, text_of


def test_no_group_is_repeated_possessively() -> None:
    """Up to 3.11.4 (Debian 12 has 3.11.2) such a group leaves the place where its last try failed: gh-106052.

    An atomic group, ``(?>(?:...)*)``, is the same and is right everywhere.
    """
    assert [name for name in names() if re.search(r"\)[*+?]\+", text_of(name))] == []


def test_no_two_test_modules_share_a_name() -> None:
    """Pytest collects only one of them, as it imports each by its name."""
    names = sorted(file.name for file in Path(__file__).parent.rglob("test_*.py"))
    assert [one for one, next_one in pairwise(names) if one == next_one] == []
