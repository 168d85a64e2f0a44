"""Registers that are looked at again and again: what has changed is read when it has come to rest, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kps.register.collecting import uncollected
from kps.register.pieces import Pieces
from kps.register.tree import Folder
from kps.workspace.cache.sight import Stamp, stamp_of
from kps.workspace.loading import Loaded
from kps.workspace.opening import Workspace, roots

Stand = Mapping[str, Stamp | None]
"""How a register's files are, as far as the system tells without reading them; None of one that it tells nothing of."""


@dataclass
class Watched:
    """The registers at some paths. Nothing is read but what has changed since the last look."""

    paths: Sequence[Path]
    _seen: dict[Path, Stand] = field(default_factory=dict)
    _read: dict[Path, Stand] = field(default_factory=dict)
    _pieces: dict[Path, Pieces] = field(default_factory=dict)

    def look(self) -> Workspace | None:
        """The registers as they are; None where they are as they were, or still being written.

        Wrong where one of the paths is no more. A storm of changes, as when git takes another branch, is one change: it
        is over when two looks in a row see the same.
        """
        found, troubles = roots(self.paths)
        folders = [Folder(root) for root in sorted(found)]
        now = {folder.root: _stand(folder) for folder in folders}
        rests = not self._read or now == self._seen
        self._seen = now
        if not rests or (now == self._read and self._pieces):
            return None
        before, self._read = self._read, now
        loaded = tuple(self._renewed(folder, before.get(folder.root, {}), now[folder.root]) for folder in folders)
        return Workspace(loaded, (*troubles, *(told for one in folders for told in one.troubles)))

    def _renewed(self, folder: Folder, before: Stand, now: Stand) -> Loaded:
        changed = [file for file, about in now.items() if before.get(file) != about]
        with uncollected():
            pieces = self._pieces.get(folder.root, Pieces()).renewed(folder, changed)
            self._pieces[folder.root] = pieces
            return Loaded(folder, folder, pieces.assembled(folder.label), pieces=pieces)


def _stand(folder: Folder) -> Stand:
    found: dict[str, Stamp | None] = {}
    for file in folder.files():
        try:
            about = os.stat(f"{folder.root}/{file}")  # noqa: PTH116  # of thousands of files that is felt
        except OSError:
            found[file] = None
        else:
            found[file] = stamp_of(about)
    return found
