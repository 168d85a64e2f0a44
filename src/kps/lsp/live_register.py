"""A register while people type in it: its files with the open texts laid over them, a change being one piece anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kps.language import Language
from kps.register.collecting import uncollected
from kps.register.index import Register
from kps.register.pieces import Names, Piece, Pieces, piece
from kps.register.tree import REGISTER_FILE, Folder, Overlay


@dataclass(frozen=True)
class LiveRegister:
    """A register as it is with the texts that are open; ``pieces`` are what its files hold.

    ``stand_ins`` are what open files held that cannot be read just now: the rest of the register is judged with that,
    so that half a word in one file makes no other wrong.
    """

    folder: Folder
    texts: Mapping[str, str] = field(default_factory=dict)
    pieces: Pieces = field(default_factory=Pieces)
    stand_ins: Mapping[str, Piece] = field(default_factory=dict)

    @classmethod
    def opened(cls, root: Path, texts: Mapping[str, str], step: Callable[[], None] | None = None) -> LiveRegister:
        """The register in a folder, read whole; ``step`` is called before each file that is read."""
        folder = Folder(root)
        with uncollected():
            pieces = Pieces().renewed(Overlay(folder, texts), step=step)
        return cls(folder, texts, pieces).renewed(texts, texts)

    @property
    def root(self) -> Path:
        """The register's folder."""
        return self.folder.root

    @cached_property
    def tree(self) -> Overlay:
        """Its files, the open texts laid over them."""
        return Overlay(self.folder, self.texts)

    @cached_property
    def register(self) -> Register:
        """The register to judge by: of an open file that cannot be read what it held when it last could be."""
        pieces = Pieces(self.pieces.names, {**self.pieces.by_file, **self.stand_ins})
        return pieces.assembled(self.folder.label)

    @property
    def language(self) -> Language | None:
        """The language that the register asks for."""
        charter = self.register.charter
        return charter.language if charter else None

    def alone(self, file: str) -> Register:
        """A register of one of its files as it is now, and kps.yaml."""
        files = {name: self.pieces.by_file[name] for name in (REGISTER_FILE, file) if name in self.pieces.by_file}
        return Pieces(Names(tuple(files)), files).assembled(self.folder.label)

    def from_disk(self, changed: Iterable[str]) -> LiveRegister:
        """The register after files on disk have changed, come or gone."""
        return LiveRegister(Folder(self.root), self.texts, self.pieces, self.stand_ins).renewed(self.texts, changed)

    def renewed(self, texts: Mapping[str, str], changed: Iterable[str]) -> LiveRegister:
        """The register with these texts open, of which some have changed, or are open no more."""
        changed = tuple(changed)
        tree = Overlay(self.folder, texts)
        pieces = self.pieces.renewed(tree, changed)
        stand_ins = {file: one for file, one in self.stand_ins.items() if _is_unreadable(pieces, texts, file)}
        for file in (*changed, *texts):
            unreadable = file not in stand_ins and _is_unreadable(pieces, texts, file)
            if unreadable and (last := self._last_readable(file)):
                stand_ins[file] = last
        return LiveRegister(self.folder, texts, pieces, stand_ins)

    def _last_readable(self, file: str) -> Piece | None:
        """What the file held when it could last be read: in this session, else on disk."""
        last = self.pieces.by_file.get(file)
        if last is None or last.garbled is not None:
            last = piece(self.folder, file, "record")
        return last if last.garbled is None else None


def _is_unreadable(pieces: Pieces, texts: Mapping[str, str], file: str) -> bool:
    """Whether a file is open, a record by its name, and cannot be read."""
    one = pieces.by_file.get(file)
    return file in texts and one is not None and one.role == "record" and one.garbled is not None
