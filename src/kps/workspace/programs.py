"""Other programs on the machine, found so that none that lies where we stand is taken for one."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from shutil import which


def program_named(name: str) -> str | None:
    """The program by its whole path, as PATH leads to it; never one of a folder that somebody may have sent."""
    return _found(name, tuple(os.get_exec_path()))


@cache
def _found(name: str, search: tuple[str, ...]) -> str | None:
    absolute = (folder for folder in map(Path, search) if folder.is_absolute())
    return next((program for folder in absolute if (program := which(str(folder / name)))), None)
