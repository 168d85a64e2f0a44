"""A register in pieces, one a file: a change is one piece read anew, and the others as they were."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain
from typing import Literal

from kps.language import Message
from kps.language.private import may_hold_private
from kps.models.base import Record
from kps.models.parse import parse
from kps.register.asked_for import is_asked_for
from kps.register.copies import Copy, copies, differing, stray_name
from kps.register.flaws import Flaw, capped
from kps.register.index import Register
from kps.register.stamps import Stamp, may_be_kept, stamp_in
from kps.register.tree import Tree, contents, is_record_name, is_text
from kps.source import read, whole_text
from kps.source.text import START

Role = Literal["record", "copy", "stray", "other"]
"""What a file is by its name and those beside it: a record, a copy of one, one that nobody reads, or none of these."""

_DIGEST = 16


@dataclass(frozen=True, slots=True)
class Piece:
    """What a register has from one file.

    ``digest`` is of its bytes; empty where they are not asked for, or cannot be had. ``suspect`` is the text where
    digits in it may be somebody's number; ``garbled`` that of a record that cannot be read, as far as it can be had.
    """

    file: str
    role: Role
    digest: bytes = b""
    record: Record | None = None
    flaws: tuple[Flaw, ...] = ()
    stamp: Stamp | None = None
    suspect: str | None = None
    garbled: str | None = None
    copy: Copy | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """What the names of a register's files tell, before any is read.

    ``copied`` are the copies, each with its original; ``strays`` what nobody reads, each with the name it should have.
    """

    files: tuple[str, ...] = ()
    copied: Mapping[str, str] = field(default_factory=dict)
    strays: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, files: tuple[str, ...]) -> Names:
        """What these names tell."""
        strays = {file: name for file in files if (name := stray_name(file))}
        copied = {copy: original for copy, original in copies(files).items() if copy not in strays}
        return cls(files, copied, strays)

    def role(self, file: str) -> Role:
        """What the file is."""
        if file in self.strays:
            return "stray"
        if file in self.copied:
            return "copy"
        return "record" if is_record_name(file) else "other"


@dataclass(frozen=True)
class Pieces:
    """All of a register's pieces, by file."""

    names: Names = field(default_factory=Names)
    by_file: Mapping[str, Piece] = field(default_factory=dict)

    def renewed(self, tree: Tree, changed: Iterable[str] = (), step: Callable[[], None] | None = None) -> Pieces:
        """The pieces as ``tree`` has the files now, of which these have ``changed``.

        Read are those, what has come since, and a copy of which either is the original; nothing else is. ``step`` is
        called before each that is read.
        """
        files = tree.files()
        names = self.names if files == self.names.files else Names.of(files)
        fresh = {*changed, *(file for file in files if file not in self.by_file)}
        found = {}
        for file in files:
            role = names.role(file)
            known = self.by_file.get(file)
            if known is None or known.role != role or file in fresh or names.copied.get(file) in fresh:
                if step:
                    step()
                known = piece(tree, file, role, names.copied.get(file))
            found[file] = known
        return Pieces(names, found)

    def assembled(self, label: str) -> Register:
        """The register that the pieces make; some of a register's make one that has no more."""
        pieces = self.by_file.values()
        return Register(
            label=label,
            records=tuple(one.record for one in pieces if one.record),
            flaws=tuple(chain.from_iterable(one.flaws for one in pieces)),
            files=frozenset(self.by_file),
            suspects={one.file: one.suspect for one in pieces if one.suspect is not None},
            stamps={one.file: one.stamp for one in pieces if one.stamp},
            garbled={one.file: one.garbled for one in pieces if one.garbled is not None},
            record_files=frozenset(one.file for one in pieces if one.role == "record"),
            copies=tuple(one.copy for file in self.names.copied if (one := self.by_file.get(file)) and one.copy),
            strays={file: name for file, name in self.names.strays.items() if file in self.by_file},
        )


def digest_of(data: bytes) -> bytes:
    """The digest of a file's bytes."""
    return blake2b(data, digest_size=_DIGEST).digest()


def piece(tree: Tree, file: str, role: Role, original: str | None = None) -> Piece:
    """What a register has from one file; ``original`` is the record that a copy is of."""
    if not is_asked_for(file):
        return Piece(file, role)
    is_read = is_text(file) or role == "stray"
    data = contents(tree, file)
    copy = Copy(file, original, _differing(data, contents(tree, original))) if original else None
    if isinstance(data, Message):
        told = role == "record" or (is_text(file) and not is_record_name(file))
        flaw = Flaw("D001", file, data, span=START)
        garbled = "" if role == "record" else None
        return Piece(file, role, flaws=(flaw,) if told else (), garbled=garbled, copy=copy)
    record, flaws = _record(file, data) if role == "record" else (None, ())
    unreadable = any(flaw.code == "D001" for flaw in flaws)
    return Piece(
        file,
        role,
        digest=digest_of(data),
        record=record,
        flaws=flaws,
        stamp=stamp_in(data) if may_be_kept(file) else None,
        # Only such texts are kept, for the P rules.
        suspect=whole_text(data) if is_read and may_hold_private(data) else None,
        garbled=whole_text(data) if unreadable else None,
        copy=copy,
    )


def _differing(*texts: bytes | Message) -> int | None:
    """How many keys of a copy and of its record differ; None where one of them cannot be read."""
    documents = [read(text) for text in texts if not isinstance(text, Message)]
    if len(documents) < len(texts) or not all(document.readable for document in documents):
        return None
    return differing(documents[0].value, documents[1].value)


def _record(file: str, data: bytes) -> tuple[Record | None, tuple[Flaw, ...]]:
    document = read(data)
    record, misfits = parse(document.value, file) if document.readable else (None, ())
    flaws = chain(
        (Flaw(one.code, file, one.message, one.path, span=one.span, mend=one.mend) for one in document.faults),
        (Flaw("D002", file, one.message, one.path, one.on, one.near, one.known, mend=one.mend) for one in misfits),
    )
    return record, capped(flaws, len(document.faults) + len(misfits), readable=document.readable)
