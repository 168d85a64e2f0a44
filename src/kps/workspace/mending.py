"""Mending the registers: what would change, and writing it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kps.fixes.mending import Made, Mended, mended
from kps.language import Message, msg
from kps.register.tree import shown, shown_file
from kps.workspace.errors import Wrong
from kps.workspace.listening import NOBODY, Listener
from kps.workspace.loading import Loaded
from kps.workspace.mended_papers import MendedPapers, papers_mended
from kps.workspace.opening import Workspace
from kps.workspace.revisions import Staged
from kps.workspace.scope import Scope
from kps.workspace.writing import clear_empty, give_name, mind_links, protection, rewrite


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
    to: str = ""
    """The name that the file gets, where it gets another."""
    together: frozenset[str] = frozenset()
    """The files that only change together with it: one that gets another name, and what names it."""

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.loaded.root / self.file

    @property
    def shown(self) -> str:
        """The file from where the reader stands."""
        return shown_file(self.loaded.register.label, self.file)

    @property
    def shown_to(self) -> str:
        """The name it gets, from there; empty where it keeps its own."""
        return shown_file(self.loaded.register.label, self.to) if self.to else ""


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
    listener: Listener = NOBODY,
) -> Mending:
    """What can be mended of what the scope asks for, in the registers as they lie here or as they are staged."""
    files: list[MendedFile] = []
    left: list[tuple[str, Message]] = []
    with listener.doing(msg("looking for what can be mended")) as step:
        for one in workspace.loaded:
            step()
            found, papers = _mended(one, scope, as_of, unsafe=unsafe)
            files += _files(one, _with_moved(found, papers))
            made = ((file, paper) for file, paper in papers.made.items() if file not in found.moved.values())
            files += (_file(one, file, after, (told,)) for file, (after, told) in made)
            refused = {**found.left, **papers.left}
            left += [(shown_file(one.register.label, file), why) for file, why in refused.items()]
    return Mending(tuple(files), tuple(left))


def _mended(loaded: Loaded, scope: Scope, as_of: date, *, unsafe: bool) -> tuple[Mended, MendedPapers]:
    """The records mended, and then the papers; a record whose paper matched it and cannot be made anew is spared."""
    spared: set[str] = set()
    left: dict[str, Message] = {}
    while True:
        found = mended(loaded.tree, as_of, scope.wants, unsafe=unsafe, spared=spared)
        papers = papers_mended(loaded, found, scope, as_of, unsafe=unsafe)
        left |= papers.left
        if spared >= papers.broken:
            return found, replace(papers, left=left)
        spared |= papers.broken


def _with_moved(found: Mended, papers: MendedPapers) -> Mended:
    """What was mended, and in it the papers made anew that get another name as well."""
    first = {to: file for file, to in found.moved.items()}
    anew = {first[file]: paper for file, paper in papers.made.items() if file in first}
    data = {file: after for file, (after, _) in anew.items()}
    told = tuple(one for _, one in anew.values())
    return replace(found, files={**found.files, **data}, made=(*found.made, *told))


def _files(loaded: Loaded, found: Mended) -> Iterator[MendedFile]:
    """The mended files; those that get another name last, when what names them is written."""
    first = {to: file for file, to in found.moved.items()}
    moves = [
        frozenset(first.get(file, file) for file, _ in (*one.change.in_files, *one.change.along))
        for one in found.made
        if one.change.move_to
    ]
    for file in sorted(found.files, key=lambda one: one in found.moved):
        made = tuple(one for one in found.made if first.get(one.change.file, one.change.file) == file)
        together = frozenset().union(*(some for some in moves if file in some))
        one = _file(loaded, file, found.files[file], made)
        yield replace(one, to=found.moved.get(file, ""), together=together)


def _file(loaded: Loaded, file: str, after: bytes, made: tuple[Made, ...]) -> MendedFile:
    tree = loaded.tree
    return MendedFile(loaded, file, tree.read(file), after, made, tree if isinstance(tree, Staged) else None)


def write(files: Iterable[MendedFile]) -> Iterator[tuple[MendedFile, Message | None]]:
    """Write the mended files, each with the reason where it was refused.

    A file that is no longer what was judged is, and so are those that only change together with one that is refused.
    """
    files = tuple(files)
    refused = {(one.loaded.root, one.file): why for one in files if (why := _told(_mind, one))}
    for one in files:
        others = ((one.loaded.root, file) for file in (one.file, *one.together))
        why = next((refused[other] for other in others if other in refused), None) or _told(_write, one)
        if why:
            refused[one.loaded.root, one.file] = why
        yield one, why


def _told(done: Callable[[MendedFile], None], one: MendedFile) -> Message | None:
    """Why something could not be done with a file; None where it was."""
    try:
        done(one)
    except Wrong as wrong:
        return wrong.message
    return None


def _mind(one: MendedFile) -> None:
    """Wrong where a file is not what was judged, or may not be written."""
    if one.staged and not one.staged.is_as_staged(one.file):
        raise Wrong(msg("{file} is otherwise here than it is staged; it is left as it is", file=shown(one.path)))
    if one.path.is_symlink():
        raise Wrong(msg("{file} is a symbolic link; it is left as it is", file=shown(one.path)))
    mind_links(one.loaded.root, one.path)
    if one.to:
        mind_links(one.loaded.root, one.loaded.root / one.to)
    if protected := protection(one.path):
        raise Wrong(protected)


def _write(one: MendedFile) -> None:
    if one.after != one.before or not one.to:
        rewrite(one.path, lambda data: _as_judged(one, data))
    if one.to:
        give_name(one.path, one.loaded.root / one.to)
        clear_empty(one.path.parent, one.loaded.root)


def _as_judged(one: MendedFile, data: bytes) -> bytes:
    if data != one.before:
        raise Wrong(msg("{file} was changed by another meanwhile; try again", file=shown(one.path)))
    return one.after
