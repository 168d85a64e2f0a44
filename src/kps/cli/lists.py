"""What a command lists of registers: of all of them, part by part, or of the one council that is meant."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from kps.cli.kept_answers import Keeper
from kps.cli.registers import in_turn, opened_for
from kps.workspace.cache.parts import KeptFindings
from kps.workspace.listed_in_parts import ListedOfAll, Listing, listed_of_all, listed_of_council
from kps.workspace.listening import Listener
from kps.workspace.opening import Workspace

T = TypeVar("T")


def listed(paths: Sequence[Path], keeper: Keeper | None, listing: Listing[T], council: str = "") -> ListedOfAll[T]:
    """What is listed of the registers at the paths, or of the council that is meant; Wrong as ``opened`` is."""

    def made(workspace: Workspace, kept: KeptFindings | None, listener: Listener) -> tuple[ListedOfAll[T], Workspace]:
        found = listed_of_all(workspace, listing, kept, listener)
        return found, found.workspace

    if keeper:
        keeper.look(paths)
    if council:
        return listed_of_council(opened_for(council, paths), listing, council)
    return in_turn(paths, keeper, made)[0]
