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
from kps.register.tree import REGISTER_FILE
from kps.register.unread import lies_in


def unread(register: Register, record: Record, as_of: date) -> tuple[str, ...]:
    """The files with something that cannot be read, of those that a paper of the record draws on."""
    flawed = {flaw.file for flaw in register.flaws if flaw.file in register.record_files}
    return tuple(sorted(flawed & set(_sources(register, record, as_of, flawed)))) if flawed else ()


def _sources(register: Register, record: Record, as_of: date, flawed: set[str]) -> Iterator[str]:
    councils = register.councils_about(record)
    yield from (REGISTER_FILE, record.origin.file, *(council.origin.file for council in councils))
    yield from (
        one.file for one in register.unread if one.is_council and one.folder and lies_in(record.origin.file, one.folder)
    )
    # Of a file that gave no record at all, what it would have been is told by where it lies.
    read = {one.origin.file: one for one in register.records}
    if isinstance(record, Meeting | Council):
        yield from (
            file
            for file in flawed
            if any(lies_in(file, council.origin.folder) for council in councils)
            and not isinstance(read.get(file), Evaluation)
            and (file in read or kind_at(file) != "evaluering")
        )
    if isinstance(record, Council):
        yield from flawed - set(read)
        for number in record.numbers:
            yield from (one.origin.file for one in register.agreements_for(number))
            yield from (one.origin.file for one in register.contacts_for(number, as_of))
        yield from (
            register.contact_named[name].origin.file for name in record.contacts if name in register.contact_named
        )
