"""A new register on disk: where it may lie, what is written, and who else keeps the folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kps.language import msg
from kps.register.tree import REGISTER_FILE, is_register, register_above, shown
from kps.resources import names_in, text_in
from kps.scaffold.draft import Draft
from kps.scaffold.start import WORKFLOW, Editor, NewRegister, charter, surroundings
from kps.workspace.errors import Wrong
from kps.workspace.installation import installed


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new register begins with."""

    drafts: tuple[Draft, ...]
    """The files to be written; kps.yaml, which the others belong to, first."""
    there: tuple[Draft, ...]
    """Those that are there already, and are left as they are."""
    knows_program: bool
    """Whether the check of every change knows where kps is fetched from, or is somebody else's."""


def beginning(directory: Path, new: NewRegister, editor: Editor) -> Beginning:
    """The files of a new register in the folder."""
    program = installed()
    around = surroundings(new, _schemas(), program, editor)
    there = tuple(draft for draft in around if (directory / draft.file).exists())
    missing = (draft for draft in around if draft not in there)
    knows_program = program is not None or any(draft.file == WORKFLOW for draft in there)
    return Beginning((charter(new), *missing), there, knows_program)


def _schemas() -> Mapping[str, str]:
    """The schemas that travel with kps, by name."""
    return {file: text_in("schemas", file) for file in names_in("schemas", ".json")}


def mind_place(directory: Path) -> None:
    """Wrong where the folder is a register, or lies in one; or is no folder."""
    whole = Path(os.path.realpath(directory))
    if is_register(whole):
        raise Wrong(msg("{folder} is a register already: it has a kps.yaml", folder=shown(directory)))
    above = register_above(whole.parent)
    if above:
        raise Wrong(
            msg(
                "{folder} lies in another register: {above}",
                folder=shown(directory),
                above=shown(above / REGISTER_FILE),
            )
        )
    if directory.exists() and not directory.is_dir():
        raise Wrong(msg("{folder} is a file, not a folder", folder=shown(directory)))


_KEEPERS = ("OneDrive", "Dropbox", "Google Drive", "iCloud Drive", "Nextcloud")
"""Programs that keep a folder the same on several machines, by the name of the folder they keep."""


def keeper(directory: Path) -> str | None:
    """The program that keeps one of the folders above the same elsewhere; None where none is seen to."""
    whole = directory.resolve()
    names = [folder.name.casefold().replace(" ", "") for folder in (whole, *whole.parents)]
    for keeper in _KEEPERS:
        if any(name.startswith(keeper.casefold().replace(" ", "")) for name in names):
            return keeper
    return "iCloud Drive" if "mobiledocuments" in names else None
