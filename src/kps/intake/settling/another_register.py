"""Another register as a source: its records, byte for byte, to the same places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from kps.intake.piece import Piece
from kps.intake.settling.account import RecordChange, Settled, Settlement
from kps.intake.settling.earlier import Earlier, Route
from kps.intake.settling.settle import with_records
from kps.intake.settling.subjects import same_person
from kps.language import Message, msg
from kps.language.private import may_hold_private, private_numbers
from kps.models.base import Record
from kps.models.contact import Contact
from kps.models.parse import KIND_OF
from kps.register.index import Register
from kps.register.references import references
from kps.register.tree import REGISTER_FILE
from kps.source import decode

_WHOLE: Route = ()
"""The route of a file that was written as a whole."""


@dataclass(frozen=True, slots=True)
class OtherRegister:
    """The register that is taken over, by its folder's name, and the bytes of its records as they were read."""

    name: str
    register: Register
    data: Mapping[str, bytes]

    @property
    def digest(self) -> str:
        """What tells whether it is the same as earlier."""
        told = sha256()
        for file in sorted(self.data):
            told.update(f"{file}\0{sha256(self.data[file]).hexdigest()}\n".encode("utf-8", "surrogatepass"))
        return told.hexdigest()


@dataclass(slots=True)
class _Run:
    other: OtherRegister
    register: Register
    read: Callable[[str], bytes]
    earlier: Earlier
    held: Mapping[str, Message]
    written: dict[str, Record] = field(default_factory=dict)
    records: list[RecordChange] = field(default_factory=list)
    wrote: dict[tuple[str, Route], str] = field(default_factory=dict)


def settle_register(
    other: OtherRegister, register: Register, read: Callable[[str], bytes], earlier: Earlier
) -> tuple[Settlement, Register]:
    """What becomes of the other register's records, and this register as it is then."""
    files = sorted(other.register.files)
    if refused := _private(other):
        pieces = tuple(Settled(Piece(file, file), "unplaced", _NOTHING) for file in files)
        nothing = Settlement(other.name, other.digest, "register", pieces, len(pieces), refused=refused, wrote=earlier)
        return nothing, register
    run = _Run(other, register, read, earlier, _held(other.register, register), wrote=dict(earlier.hashes))
    settled = tuple(_file(run, file) for file in files)
    made = Settlement(
        other.name,
        other.digest,
        "register",
        settled,
        len(files),
        tuple(run.records),
        wrote=Earlier(other.digest, run.wrote),
    )
    return made, with_records(register, run.written) if run.written else register


_NOTHING = msg("nothing of the source is written")


def _private(other: OtherRegister) -> Message | None:
    """That somebody's number stands in one of the records, or in a file's name."""
    for file, data in other.data.items():
        if may_hold_private(data) and private_numbers(decode(data)[0]):
            return msg("{place} holds somebody's number; nothing of the source is written", place=file)
    if any(private_numbers(file) for file in other.register.files):
        return msg("the file's name holds somebody's number; nothing of the source is written")
    return None


def _held(other: Register, register: Register) -> dict[str, Message]:
    """The files that are held back, with why: contacts whose id is somebody else's here, and all that names them."""
    held: dict[str, Message] = {}
    for contact in other.contacts:
        here = register.contact_named.get(contact.origin.stem)
        if here is None or same_person(contact, here):
            continue
        naming = [one.record.origin for one in references(other, contact)]
        folders = {one.folder for one in naming}
        files = [
            contact.origin.file,
            *(one.file for one in naming),
            *(record.origin.file for record in other.records if other.council_folder(record.origin.file) in folders),
        ]
        files = list(dict.fromkeys(files))
        why = msg(
            "the id {id} is here {name}'s ({file}); held back together: {files}",
            id=contact.origin.stem,
            name=here.name,
            file=here.origin.file,
            files=files,
        )
        held |= dict.fromkeys(files, why)
    return held


def _file(run: _Run, file: str) -> Settled:
    """What becomes of a file of the other register."""
    piece = Piece(file, file)
    record = run.other.register.record_in.get(file)
    if file == REGISTER_FILE:
        return Settled(piece, "left_out", msg("a register's own file is not taken over"))
    if file not in run.other.register.record_files:
        return Settled(piece, "left_out", msg("it is no record; where a record names it, copy it"))
    if record is None or file not in run.other.data:
        return Settled(piece, "unplaced", msg("{file} cannot be read", file=file))
    if file in run.held:
        return Settled(piece, "conflict", run.held[file], file)
    if isinstance(record, Contact) and (there := _elsewhere(run, record)):
        named = msg("{name} is here {file}; it would be there twice", name=record.name, file=there)
        return Settled(piece, "conflict", named, file)
    return _compared(run, file, record, piece)


def _elsewhere(run: _Run, contact: Contact) -> str:
    """The file of the same id or person here, where that is another; empty where it is not."""
    here = run.register.contact_named.get(contact.origin.stem)
    return here.origin.file if here and here.origin.file != contact.origin.file else ""


def _compared(run: _Run, file: str, record: Record, piece: Piece) -> Settled:
    data = run.other.data[file]
    wrote, now = run.earlier.of(file, _WHOLE), sha256(data).hexdigest()
    if file not in run.register.files:
        if wrote:
            gone = msg("{file}, which was written for it, has been taken away since; so it stays", file=file)
            return Settled(piece, "unplaced", gone, file)
        return _placed(run, file, record, piece, b"")
    there = run.read(file)
    if there == data:
        return Settled(piece, "same", None, file)
    if wrote == sha256(there).hexdigest():
        return _placed(run, file, record, piece, there)
    if wrote == now:
        return Settled(piece, "same", msg("{place} was changed by hand since; so it stays", place=file), file)
    return Settled(piece, "conflict", msg("{place} says something else; it is not written over", place=file), file)


def _placed(run: _Run, file: str, record: Record, piece: Piece, before: bytes) -> Settled:
    data = run.other.data[file]
    run.written[file] = record
    run.records.append(RecordChange(file, KIND_OF[type(record)], before, data, ((),) if before else ()))
    run.wrote[file, _WHOLE] = sha256(data).hexdigest()
    return Settled(piece, "placed", None, file)


def files_of(other: Register) -> Iterator[str]:
    """The records of a register that are taken over."""
    yield from (file for file in sorted(other.record_files) if file != REGISTER_FILE)
