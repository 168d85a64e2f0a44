"""The registers that a command works on: opened, their language spoken, and what of them is not read told beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from kps.cli.language_choice import follow
from kps.cli.notes import tell_each
from kps.cli.progress import TERMINAL
from kps.workspace.opening import Workspace


def opened(paths: Sequence[Path], asked: Callable[[str], bool] | None = None, *, staged: bool = False) -> Workspace:
    """The registers at the paths, as ``found`` opens them; Wrong where a kps.yaml cannot be read."""
    workspace = found(paths, asked, staged=staged)
    workspace.mind_charters()
    return workspace


def found(paths: Sequence[Path], asked: Callable[[str], bool] | None = None, *, staged: bool = False) -> Workspace:
    """The registers at the paths; Wrong where a path does not exist or nothing is found.

    Which of their files cannot be read is told beside the result, whatever that is. With ``asked``, only the files that
    it says yes to are read for now. ``staged``: as git would commit them, not as they lie here.
    """
    workspace = Workspace.open(paths, listener=TERMINAL, asked=asked)
    if staged:
        workspace = workspace.staged(TERMINAL)
    follow(workspace.registers)
    tell_each((*workspace.troubles, *workspace.unread))
    return workspace


def in_outline(paths: Sequence[Path], *, staged: bool = False) -> Workspace:
    """The registers at the paths by kps.yaml and their files' names, as ``found`` finds them.

    Which files cannot be read is known once they have been, and told then.
    """
    workspace = Workspace.open(paths, outline=True)
    if staged:
        workspace = workspace.staged(outline=True)
    follow(workspace.registers)
    tell_each(workspace.troubles)
    return workspace
