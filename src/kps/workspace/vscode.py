"""Visual Studio Code, told to install the extension that travels with kps."""

from __future__ import annotations

import subprocess
from pathlib import Path

from kps.language import Message, msg
from kps.resources import EXTENSION, folder
from kps.workspace.errors import Wrong
from kps.workspace.programs import program_named

_COMMANDS = ("code", "codium", "code-insiders")
"""What VS Code, and what is built of the same source, is called by."""
_PATIENCE = 120
"""Seconds that installing may take."""


def install_extension() -> Message:
    """Have VS Code install the extension; what was done. Wrong, with what to click, where it cannot be had to."""
    file = folder("editor") / EXTENSION
    if not file.is_file():
        raise Wrong(
            msg(
                "this kps was built without the extension for VS Code: in a clone of its repository, on a machine with "
                "Node, run .ci/extension, and install kps from there"
            )
        )
    program = next(filter(None, map(program_named, _COMMANDS)), None)
    if program is None:
        raise Wrong(msg("the command code of VS Code was not found. {click}", click=_by_hand(file)))
    try:
        _run(program, file)
    except (OSError, subprocess.SubprocessError):
        raise Wrong(msg("VS Code did not install the extension. {click}", click=_by_hand(file))) from None
    return msg(
        "installed the extension in VS Code ({program}); windows that are open must be reloaded", program=program
    )


def _run(program: str, file: Path) -> None:
    command = (program, "--install-extension", str(file), "--force")
    subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True, timeout=_PATIENCE)


def _by_hand(file: Path) -> Message:
    return msg(
        "Choose Extensions in VS Code, there “…” and “Install from VSIX…”, and then the file {file}", file=str(file)
    )
