"""The registers that a command works on: opened, their language spoken, and what of them is not read told beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kps.cli.language_choice import follow
from kps.cli.notes import tell_each
from kps.cli.progress import TERMINAL
from kps.workspace.council_lookup import tells_councils
from kps.workspace.errors import Wrong
from kps.workspace.listening import Listener
from kps.workspace.opening import Workspace, roots

if TYPE_CHECKING:  # most commands keep nothing, and what that stands on takes time to load
    from kps.cli.kept_answers import Keeper
    from kps.workspace.cache.parts import KeptFindings

T = TypeVar("T")


def opened(paths: Sequence[Path], asked: Callable[[str], bool] | None = None, *, staged: bool = False) -> Workspace:
    """The registers at the paths, as ``found`` opens them; Wrong where a kps.yaml cannot be read."""
    workspace = found(paths, asked, staged=staged)
    workspace.mind_charters()
    return workspace


def opened_for(council: str, paths: Sequence[Path]) -> Workspace:
    """The register at the paths that has the council which is meant; all where their councils do not tell which.

    Of many registers the others are not read, and nothing of theirs is told. Wrong as ``opened`` is.
    """
    if council and len(roots(paths)[0]) > 1:
        with suppress(Wrong):  # all of them are to be read to say why
            paths = [Workspace.open(paths, asked=tells_councils).council(council)[0].root]
    return opened(paths)


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


def in_turn(
    paths: Sequence[Path],
    keeper: Keeper | None,
    made: Callable[[Workspace, KeptFindings | None, Listener], tuple[T, Workspace]],
) -> tuple[T, Workspace]:
    """What is made of the whole registers at the paths, one after the other, and these as far as they were read.

    Wrong as ``opened`` is; which files cannot be read is told beside.
    """
    outline = in_outline(paths)
    outline.mind_charters()
    found, workspace = made(outline, keeper.findings() if keeper else None, TERMINAL)
    tell_each(workspace.unread)
    return found, workspace
