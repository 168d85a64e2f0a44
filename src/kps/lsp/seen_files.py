"""Looking at a register's folder, for editors that do not tell what changes there: sizes and times."""

from __future__ import annotations

from pathlib import Path

from kps.lsp.live_register import LiveRegister
from kps.register.tree import Folder

_Stamp = tuple[int, int]


class SeenFiles:
    """How each register's files were when they were last looked at."""

    def __init__(self) -> None:
        self._seen: dict[Path, dict[str, _Stamp]] = {}

    def changed(self, live: LiveRegister) -> frozenset[str]:
        """The files that came, went or changed since the last look; at the first look none."""
        now = {file: _stamp(live.root / file) for file in Folder(live.root).files()}
        before = self._seen.get(live.root, now)
        self._seen[live.root] = now
        return frozenset(file for file in {*before, *now} if before.get(file) != now.get(file))


def _stamp(path: Path) -> _Stamp:
    try:
        found = path.lstat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns
