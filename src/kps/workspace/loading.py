"""Reading a register, as its files are now or were at a revision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kps.language import Message, msg
from kps.register.index import Register
from kps.register.parted import Parted
from kps.register.pieces import Pieces
from kps.register.reading import pieces_of
from kps.register.tree import REGISTER_FILE, Folder, Some, Tree, shown, shown_file
from kps.workspace.errors import Wrong
from kps.workspace.listening import NOBODY, Counted, Listener


@dataclass(frozen=True)
class Loaded:
    """A register with the folder it lies in, and the files it was read from."""

    folder: Folder
    tree: Tree
    """The folder's files with the texts that were laid over them."""
    register: Register
    digests: Mapping[str, str] = field(default_factory=dict)
    """Of the bytes of each file, as they were read; empty where they were not asked for, or could not be had."""
    pieces: Pieces = field(default_factory=Pieces)
    """What was read of it, where more than the register is to be made of that."""

    @property
    def root(self) -> Path:
        """The folder's path."""
        return self.folder.root


def loaded(
    folder: Folder, tree: Tree, listener: Listener = NOBODY, asked: Callable[[str], bool] | None = None
) -> Loaded:
    """The register in a folder with texts laid over it, told of while it is read; only files that are ``asked`` for."""
    pieces = _pieces(Some(tree, asked) if asked else tree, listener)
    digests = {one.file: one.digest.hex() for one in pieces.by_file.values()}
    return Loaded(folder, tree, pieces.assembled(tree.label), digests)


def outlined(folder: Folder, tree: Tree) -> Loaded:
    """The register in a folder as kps.yaml and the names of its files tell of it: nothing else is read."""
    parted = Parted(tree)
    register = parted.outline
    return Loaded(folder, tree, register, pieces=parted.read)


def read(tree: Tree, listener: Listener = NOBODY) -> Register:
    """The register in a tree of files, told of while it is read."""
    return _pieces(tree, listener).assembled(tree.label)


def _pieces(tree: Tree, listener: Listener) -> Pieces:
    with listener.doing(msg("reading {folder}", folder=tree.label)) as step:
        return pieces_of(Counted(tree, step))


def read_at(loaded: Loaded, tree: Tree, listener: Listener = NOBODY) -> Register:
    """The register as another tree of its files has it, where it may not have been begun yet.

    Wrong where its kps.yaml could not be read; ``listener`` hears of the other files that cannot.
    """
    register = read(tree, listener)
    if REGISTER_FILE in register.garbled:
        raise no_register(loaded)
    for remark in unread_files([register]):
        listener.mind(remark)
    return register


def unread_files(registers: Iterable[Register]) -> Iterator[Message]:
    """Which files of the registers cannot be read."""
    for register in registers:
        for one in register.unread:
            file = shown_file(register.label, one.file)
            yield msg("{file} cannot be read, and is left out; kps validate says why", file=file)


def no_register(loaded: Loaded) -> Wrong:
    """That a register's kps.yaml cannot be read."""
    file = shown(loaded.root / REGISTER_FILE)
    return Wrong(msg("{file} cannot be read as a register; see kps validate", file=file))
