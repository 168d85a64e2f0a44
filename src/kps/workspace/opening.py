"""The registers at some paths, opened: what every door begins with."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kps.language import Message, msg
from kps.models.council import Council
from kps.register.index import Register
from kps.register.tree import JOURNAL, REGISTER_FILE, Folder, Overlay, Tree, register_above, registers_at, shown, whole
from kps.workspace.council_lookup import find_council
from kps.workspace.errors import NOTHING_FOUND, Wrong
from kps.workspace.listening import NOBODY, Listener
from kps.workspace.loading import Loaded, loaded, no_register, outlined, read_at, unread_files
from kps.workspace.revisions import Staged, at_revision


@dataclass(frozen=True)
class Workspace:
    """The registers at some paths as they were when they were opened, and what of them could not be seen or read."""

    loaded: tuple[Loaded, ...]
    troubles: tuple[Message, ...]
    """What could not be seen: folders that cannot be read, links that are not followed, what a killed run left."""

    @classmethod
    def open(
        cls,
        paths: Sequence[Path],
        overlay: Mapping[Path, str | bytes | None] | None = None,
        listener: Listener = NOBODY,
        asked: Callable[[str], bool] | None = None,
        *,
        outline: bool = False,
    ) -> Workspace:
        """Every register at the paths, once; Wrong where a path does not exist or nothing is found.

        A text in ``overlay`` counts instead of the file, which need not be there, and None takes the file away; what
        lies in none of the registers is passed over. ``listener`` hears of each file that is read. With ``asked``, only
        the files that it says yes to are read for now; with ``outline`` kps.yaml alone, all others being names.
        """
        found, troubles = roots(paths)
        if not found:
            raise Wrong(
                msg(
                    "there is no register at {paths}: no kps.yaml in, below or above it; kps init makes one",
                    paths=", ".join(shown(path) for path in paths),
                ),
                NOTHING_FOUND,
                troubles,
            )
        folders = map(Folder, sorted(found))
        trees = ((folder, _laid_over(folder, {**_decided(folder), **(overlay or {})})) for folder in folders)
        opened = tuple(
            outlined(folder, tree) if outline else loaded(folder, tree, listener, asked) for folder, tree in trees
        )
        return cls(opened, (*troubles, *(told for one in opened for told in one.folder.troubles)))

    @property
    def registers(self) -> tuple[Register, ...]:
        """The registers themselves."""
        return tuple(one.register for one in self.loaded)

    @property
    def trees(self) -> dict[str, Tree]:
        """The registers' files, by label."""
        return {one.register.label: one.tree for one in self.loaded}

    @property
    def unread(self) -> tuple[Message, ...]:
        """Which files of the registers cannot be read."""
        return tuple(unread_files(self.registers))

    def at(self, revision: str, listener: Listener = NOBODY) -> Workspace:
        """The same registers as they stood at a revision; Wrong where one was not begun, or could not be read then.

        ``listener`` hears of the other files that could not.
        """
        earlier = ((one, at_revision(one.folder, revision)) for one in self.loaded)
        return Workspace(
            tuple(Loaded(one.folder, tree, read_at(one, tree, listener)) for one, tree in earlier), self.troubles
        )

    def staged(self, listener: Listener = NOBODY, *, outline: bool = False) -> Workspace:
        """The same registers as they would be committed; one of which nothing is staged is left out.

        Wrong where that is so of all of them. Which files cannot be read is told by ``unread``.
        """
        trees = [(one.folder, tree) for one in self.loaded for tree in (Staged(one.folder),)]
        there = [(folder, tree) for folder, tree in trees if REGISTER_FILE in tree.files()]
        if not there:
            folders = [folder.label for folder, _ in trees]
            raise Wrong(msg("nothing of the register at {folder} is staged; git add it first", folder=folders))
        opened = (outlined(*one) if outline else loaded(*one, listener) for one in there)
        return Workspace(tuple(opened), self.troubles)

    def mind_charters(self) -> None:
        """Wrong where a register's kps.yaml cannot be read."""
        for one in self.loaded:
            if one.register.charter is None:
                raise no_register(one)

    def council(self, text: str) -> tuple[Loaded, Council]:
        """The council that ``text`` means: its folder, by name or path, or its municipality's number or name.

        A municipality's own council is preferred to a regional one; Wrong where none or several are meant.
        """
        return find_council(self.loaded, text)


def roots(paths: Iterable[Path]) -> tuple[tuple[Path, ...], tuple[Message, ...]]:
    """The folders of the registers at the paths, and what could not be seen on the way; Wrong where a path is none."""
    folders: dict[Path, None] = {}
    troubles: list[Message] = []
    for path in paths:
        if not os.path.lexists(path):
            raise Wrong(msg("there is no file or folder {path}", path=path))
        found, unseen = registers_at(path)
        folders.update(dict.fromkeys(found))
        troubles.extend(unseen)
    return tuple(folders), tuple(troubles)


def _decided(folder: Folder) -> Mapping[Path, str | bytes | None]:
    """What is being written together in the register, or was to be when its writer was killed: it counts as written."""
    if not os.path.lexists(folder.root / JOURNAL):
        return {}
    # Imported here: there is hardly ever any.
    from kps.workspace.together import decided

    return decided(folder.root)


def _laid_over(folder: Folder, overlay: Mapping[Path, str | bytes | None]) -> Tree:
    """The folder's files with those of the texts laid over them that lie in its register, and in none further down."""
    of_register = {Path(whole(path)): text for path, text in overlay.items()}
    texts = {
        path.relative_to(folder.root).as_posix(): text
        for path, text in of_register.items()
        if register_above(path.parent) == folder.root
    }
    return Overlay(folder, texts) if texts else folder
