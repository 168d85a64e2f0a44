"""Registers edited at random, and more of them than the suite has time for: ``python tests/try_edits.py reach 5000``.

The suite's own sample stands in the modules that are named here.
"""

from __future__ import annotations

import sys
from pathlib import Path
from runpy import run_path

from random_edits import try_many

TRIED = {
    "reach": "checking/test_reach.py",
    "judged_in_parts": "workspace/test_judged_in_parts.py",
    "listed_in_parts": "workspace/test_listed_in_parts.py",
    "kept_the_same": "workspace/test_kept_the_same.py",
}
"""What is tried, and whose ``differences`` tell for each edit what is otherwise than it should be."""

if __name__ == "__main__":
    _, tried, edits = sys.argv
    try_many(run_path(str(Path(__file__).parent / TRIED[tried]))["differences"], int(edits))
