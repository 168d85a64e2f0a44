"""What a paper may lack, since something in the records that it draws on cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kps.models.base import Record
from kps.models.council import Council
from kps.models.evaluation import Evaluation
from kps.models.layout import kind_at
from kps.models.meeting import Meeting
from kps.register.index import Register
from kps.register.knowledge import products_seen_by
from kps.register.tree import REGISTER_FILE
from kps.register.unread import lies_in


def unread(register: Register, record: Record, as_of: date) -> tuple[str, ...]:
    """The files with something that cannot be read, of those that a paper of the record draws on."""
    flawed = _flawed(register)
    return tuple(sorted(flawed & frozenset(_sources(register, record, as_of)))) if flawed else ()


def _flawed(register: Register) -> frozenset[str]:
    files = register.record_files
    return register.once("flawed", lambda: frozenset(flaw.file for flaw in register.flaws if flaw.file in files))


def _sources(register: Register, record: Record, as_of: date) -> Iterator[str]:
    councils = register.councils_about(record)
    yield from (REGISTER_FILE, record.origin.file, *(council.origin.file for council in councils))
    yield from (
        one.file for one in register.unread if one.is_council and one.folder and lies_in(record.origin.file, one.folder)
    )
    if isinstance(record, Meeting | Council):
        for council in councils:
            yield from _in_folder(register, council.origin.folder)
    if isinstance(record, Council):
        yield from (one.origin.file for one in register.evaluations_of(record))
        yield from (one.origin.file for one in products_seen_by(record, register).values())
        yield from _flawed(register) - {one.origin.file for one in register.records}
        for number in record.numbers:
            yield from (one.origin.file for one in register.agreements_for(number))
            yield from (one.origin.file for one in register.contacts_for(number, as_of))
        yield from (
            register.contact_named[name].origin.file for name in record.contacts if name in register.contact_named
        )


def _in_folder(register: Register, folder: str) -> frozenset[str]:
    """The flawed files in a council's folder, evaluations left out."""
    return register.once(
        ("flawed", folder),
        lambda: frozenset(
            file for file in _flawed(register) if lies_in(file, folder) and not _is_evaluation(register, file)
        ),
    )


def _is_evaluation(register: Register, file: str) -> bool:
    """Whether a file is an evaluation; of one that gave no record at all, where it lies tells what it would be."""
    read = register.once("records by file", lambda: {one.origin.file: one for one in register.records})
    return isinstance(read[file], Evaluation) if file in read else kind_at(file) == "evaluering"
