"""``python -I -m kps.proven``: kps validate where nobody looks, as in a build server or a hook.

It exits as kps validate does, but with 0 only where the JSON shows that it ran and read a record. A module, since the
command's name may be another program's on that machine: the package index has a ``kps`` that answers 0 to everything.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from kps import __version__
from kps.cli.language_choice import settle
from kps.language import msgn
from kps.language.reader import tr
from kps.workspace.errors import Wrong

COMMAND = (sys.executable, "-I", "-m", "kps")
"""This kps in a process of its own, isolated: where it stands there may lie a json.py that a stranger wrote."""

VERSION = 1
"""Of the JSON that is read."""


def run(arguments: Sequence[str]) -> int:
    """Validate with these arguments; the exit status."""
    with TemporaryDirectory(prefix="kps-") as room:
        told = Path(room) / "told.json"
        command = (*COMMAND, "validate", "--format", "json", "--output", str(told), *arguments)
        status = subprocess.run(command, check=False).returncode
        files = files_read(told)
    with suppress(Wrong):  # a language that kps does not speak has been told by then
        settle(arguments)
    if files < 1:
        print(tr("kps: nothing is proven: kps validate did not show that it read a record"), file=sys.stderr)
        return status or 1
    read = msgn("{n} file", "{n} files", files)
    print(tr("kps {version} has read {files}", version=__version__, files=read), file=sys.stderr)
    return status


def files_read(told: Path) -> int:
    """How many files the JSON says were read; 0 where it is not kps validate's."""
    try:
        document = json.loads(told.read_text(encoding="utf-8"))
        whole = document["version"] == VERSION and isinstance(document["findings"], list)
        files = document["summary"]["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return 0
    return files if whole and isinstance(files, int) else 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
