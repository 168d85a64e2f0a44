"""Mending the registers: what would change, and writing it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kps.fixes.mending import Made, Mended, mended
from kps.language import Message, msg
from kps.register.tree import Tree, shown, shown_file
from kps.workspace.errors import Wrong
from kps.workspace.listening import NOBODY, Listener
from kps.workspace.loading import Loaded
from kps.workspace.opening import Workspace
from kps.workspace.revisions import Staged, staged
from kps.workspace.scope import Scope
from kps.workspace.writing import mind_links, rewrite


@dataclass(frozen=True, slots=True)
class MendedFile:
    """A file that can be mended: its bytes as they were judged and as they would be, and the changes made."""

    loaded: Loaded
    file: str
    before: bytes
    after: bytes
    made: tuple[Made, ...]
    staged: Staged | None = None
    """What is staged, where that was judged."""

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.loaded.root / self.file

    @property
    def shown(self) -> str:
        """The file from where the reader stands."""
        return shown_file(self.loaded.register.label, self.file)


@dataclass(frozen=True, slots=True)
class Mending:
    """What can be mended in the registers, and what could be and is left, each file with the reason."""

    files: tuple[MendedFile, ...]
    left: tuple[tuple[str, Message], ...]


def mending(
    workspace: Workspace,
    scope: Scope,
    as_of: date,
    *,
    unsafe: bool = False,
    index: bool = False,
    listener: Listener = NOBODY,
) -> Mending:
    """What can be mended of what the scope asks for; ``index``: as git would commit the files, not as they lie here."""
    files: list[MendedFile] = []
    left: list[tuple[str, Message]] = []
    with listener.doing(msg("looking for what can be mended")) as step:
        for one in workspace.loaded:
            step()
            tree: Tree = staged(one.folder) if index else one.tree
            found = mended(tree, as_of, scope.wants, unsafe=unsafe)
            files += _files(one, tree, found)
            left += [(shown_file(one.register.label, file), why) for file, why in found.left.items()]
    return Mending(tuple(files), tuple(left))


def _files(loaded: Loaded, tree: Tree, found: Mended) -> Iterator[MendedFile]:
    for file, after in found.files.items():
        made = tuple(one for one in found.made if one.change.file == file)
        yield MendedFile(loaded, file, tree.read(file), after, made, tree if isinstance(tree, Staged) else None)


def write(one: MendedFile) -> None:
    """Write a mended file; Wrong where it is not, or is no longer, what was judged, or may not be written."""
    if one.staged and not one.staged.is_as_staged(one.file):
        raise Wrong(msg("{file} is otherwise here than it is staged; it is left as it is", file=shown(one.path)))
    if one.path.is_symlink():
        raise Wrong(msg("{file} is a symbolic link; it is left as it is", file=shown(one.path)))
    mind_links(one.loaded.root, one.path)
    rewrite(one.path, lambda data: _as_judged(one, data))


def _as_judged(one: MendedFile, data: bytes) -> bytes:
    if data != one.before:
        raise Wrong(msg("{file} was changed by another meanwhile; try again", file=shown(one.path)))
    return one.after
