"""Where what a command made goes, to the file asked for or to the standard output; and telling of what was written."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from kps.cli.notes import note, say
from kps.language.legible import LEGIBLE
from kps.language.private import masked
from kps.language.reader import tr
from kps.register.tree import shown
from kps.workspace.writing import is_stream, replace

STDOUT = Path("-")
"""What is given for a file where the standard output is meant."""


def deliver(made: str | bytes, output: Path | None) -> None:
    """Write what a command made to the file asked for, and tell so beside; to the standard output where none was."""
    made = masked(made) if isinstance(made, str) else made
    sys.stdout.flush()  # the file may be another name of it
    if output:
        replace(output, made)
        if not is_stream(output):
            tell_written(output, beside=True)
        return
    sys.stdout.buffer.write(made.encode("utf-8", LEGIBLE) if isinstance(made, str) else made)


def tell_written(file: Path, *, beside: bool = False) -> None:
    """Tell that a file was written: ``beside`` the result, on the error stream, where the result is for programs."""
    (note if beside else say)(tr("wrote {file}", file=shown(file)))


def put(made: Iterable[tuple[Path, bytes]]) -> None:
    """Write each file and tell so, or print it."""
    for target, data in made:
        if target == STDOUT:
            deliver(data, None)
        else:
            sys.stdout.flush()
            replace(target, data)
            tell_written(target)
