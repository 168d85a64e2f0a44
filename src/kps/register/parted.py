"""A register that is read part by part: of a file whose summary is known, only where it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property

from kps.models.layout import folder_of
from kps.register.division import Division, Group, council_folders, division
from kps.register.index import Register
from kps.register.neighbourhoods import divided
from kps.register.pieces import Names, Piece, Pieces, digest_of, piece
from kps.register.relations import Relations
from kps.register.summary import Summary
from kps.register.surroundings import Surroundings
from kps.register.tree import REGISTER_FILE, Tree
from kps.register.unread import nearest


def _no_step() -> None:
    """Where nobody counts."""


class _Digested:
    """A register's files; of all that is read the digests are taken down, empty of what cannot be had.

    ``step`` is called for each file.
    """

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self.step: Callable[[], None] = _no_step
        self.digests: set[tuple[str, bytes]] = set()

    @property
    def label(self) -> str:
        """The register's folder as the reader knows it."""
        return self._tree.label

    def files(self) -> tuple[str, ...]:
        """All files of the register."""
        return self._tree.files()

    def read(self, file: str) -> bytes:
        """The file's bytes; raises what the tree does."""
        digest = b""
        self.step()
        try:
            data = self._tree.read(file)
            digest = digest_of(data)
        finally:
            self.digests.add((file, digest))
        return data


class Parted:
    """A register's files, of which some have been read, and of which some are known by their summaries.

    ``known`` gives the summaries of files that are as they were.
    """

    def __init__(
        self,
        tree: Tree,
        pieces: Pieces | None = None,
        known: Callable[[], Mapping[str, Summary]] = dict,
    ) -> None:
        files = tree.files()
        pieces = pieces or Pieces()
        self.tree = _Digested(tree)
        self.names = pieces.names if pieces.names.files == files else Names.of(files)
        self._read = dict(pieces.by_file)
        self._known = known

    def piece(self, file: str) -> Piece:
        """What the register has from the file, which is read if it has not been."""
        if file not in self._read:
            self._read[file] = piece(self.tree, file, self.names.role(file), self.names.copied.get(file))
        return self._read[file]

    @property
    def read(self) -> Pieces:
        """The pieces of the files that have been read."""
        return Pieces(self.names, self._read)

    @cached_property
    def summaries(self) -> Mapping[str, Summary]:
        """Of every file what its piece comes to."""
        known, role = self._known(), self.names.role
        as_they_were = {file: one for file in self.names.files if (one := known.get(file)) and one.role == role(file)}
        return {file: as_they_were.get(file) or Summary.of(self.piece(file)) for file in self.names.files}

    @property
    def digests(self) -> Mapping[str, str]:
        """Of every file its digest, empty where its bytes are not asked for or cannot be had."""
        return {file: one.digest.hex() for file, one in self.summaries.items()}

    def has_read_others(self, digests: Mapping[str, str]) -> bool:
        """Whether a file has changed meanwhile: what was read of it has another digest than is believed."""
        read = (*((file, one.digest) for file, one in self._read.items()), *self.tree.digests)
        return any(digest.hex() != digests.get(file) for file, digest in read)

    @cached_property
    def outline(self) -> Register:
        """The register as kps.yaml and the names of all files tell of it."""
        names = self.names
        known = {REGISTER_FILE: self.piece(REGISTER_FILE)} if REGISTER_FILE in names.files else {}
        one = Pieces(names, known).assembled(self.tree.label)
        return Register(
            label=one.label,
            records=one.records,
            flaws=one.flaws,
            files=frozenset(names.files),
            garbled=one.garbled,
            record_files=frozenset(file for file in names.files if names.role(file) == "record"),
            strays=names.strays,
        )

    @cached_property
    def whole(self) -> Register:
        """The register with all its records."""
        return Pieces(self.names, {file: self.piece(file) for file in self.names.files}).assembled(self.tree.label)

    @cached_property
    def division(self) -> Division | None:
        """The groups that it falls into; None where a file cannot be read, which may concern any."""
        if any(one.unread for one in self.summaries.values()):
            return None
        folders = council_folders(self._relations)
        return division(
            self.names.files,
            self._relations,
            {file for file, one in self.summaries.items() if one.stamped},
            self.outline.covered,
            lambda file: nearest(folder_of(file), folders),
        )

    def divided(self, step: Callable[[], None]) -> Division | None:
        """The same, told of each file that is read for it."""
        with self._told(step):
            return self.division

    def read_whole(self, step: Callable[[], None]) -> Register:
        """The register with all its records, told of each file that is read for it."""
        with self._told(step):
            return self.whole

    @contextmanager
    def _told(self, step: Callable[[], None]) -> Iterator[None]:
        self.tree.step = step
        try:
            yield
        finally:
            self.tree.step = _no_step

    @cached_property
    def surroundings(self) -> Surroundings:
        """What its parts may ask of it."""
        return Surroundings(frozenset(self.names.files), self._relations)

    @cached_property
    def _relations(self) -> Mapping[str, Relations]:
        return {file: one.relations for file, one in self.summaries.items() if one.relations}

    def parts(self, known: Division, asked: Iterable[Group]) -> tuple[Register, ...]:
        """The groups that are asked for as registers of their own; only what is seen in one of them is read."""
        asked = tuple(asked)
        files = sorted({*known.shared, *(file for one in asked for file in one.files)})
        names = Names(tuple(files), self.names.copied, self.names.strays)
        read = Pieces(names, {file: self.piece(file) for file in files}).assembled(self.tree.label)
        return divided(read, known, asked, self.surroundings)
