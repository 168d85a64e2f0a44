"""Where what a command made goes: to the file asked for, else to the standard output."""

from __future__ import annotations

import sys
from pathlib import Path

from kps.workspace.writing import replace


def deliver(made: str | bytes, output: Path | None) -> None:
    """Write what a command made to the file asked for; to the standard output where none was."""
    if output:
        replace(output, made)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(made.encode() if isinstance(made, str) else made)
