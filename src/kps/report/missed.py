"""Files that cannot be read and that an answer should have drawn on: told with it, and marked where it may lack."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from kps.language import Words, msg
from kps.models.base import Record
from kps.models.council import Council
from kps.register.index import Register
from kps.register.tree import shown_file
from kps.register.unread import Unread
from kps.report.part import Part

MARK = "*"
"""What stands after the name of what a file that cannot be read is about."""

OF_ACTIONS = ("møte", "politiråd", None)
"""The kinds of records that a list of actions draws on; None is a file whose place does not tell its kind."""

OF_CALENDAR = (*OF_ACTIONS, "avtale", "evaluering", "politikontakt", "kunnskapsgrunnlag")
"""The kinds that the year's calendar draws on."""


def missed(registers: Iterable[Register], kinds: Collection[str | None], council: Council | None = None) -> list[str]:
    """The files of these kinds, from where the reader stands, that an answer about the council, or all, draws on."""
    return [
        shown_file(register.label, one.file)
        for register in registers
        for one in register.unread
        if one.kind in kinds and (council is None or (council in register.councils and may_be_of(one, council)))
    ]


def may_be_of(unread: Unread, council: Council) -> bool:
    """Whether the file may be about the council: an agreement that is in none's folder may be with any."""
    return council.origin.folder in unread.councils or (not unread.councils and unread.kind == "avtale")


def is_concerned(register: Register, record: Record) -> bool:
    """Whether a file that cannot be read may be about one of the councils that a record is about."""
    councils = register.councils_about(record) if register.unread else ()
    return any(may_be_of(one, council) for one in register.unread for council in councils)


def of_part(part: Part, day: date) -> tuple[str, ...]:
    """The files that may be about what is counted, from where the reader stands."""
    label = part.register.label
    return tuple(shown_file(label, one.file) for one in part.register.unread if _concerns(one, part, day))


def _concerns(unread: Unread, part: Part, day: date) -> bool:
    if part.scope == "register" or any(one.origin.folder in unread.councils for one in part.councils):
        return True
    return part.scope == "municipality" and any(_may_be_with(unread, number, part, day) for number in part.numbers)


def _may_be_with(unread: Unread, number: str, part: Part, day: date) -> bool:
    """Whether the file may be the answer to what a municipality lacks: its council, its contact, its agreement."""
    register = part.register
    if unread.is_council:
        return unread.number == number or (unread.number is None and not register.councils_for(number))
    if unread.kind in ("politikontakt", None) and not register.contacts_for(number, day):
        return True
    outside = unread.kind in ("avtale", None) and not unread.councils
    return outside and not register.agreements_for(number)


def footnote(files: Sequence[str]) -> Words:
    """What the mark means; nothing where all could be read."""
    if not files:
        return ""
    named = list(dict.fromkeys(files))
    return msg("{mark} may lack something, since this cannot be read: {files}", mark=MARK, files=named)


def marked(name: str, unread: object) -> str:
    """A name, with the mark where something unread may be about it."""
    return f"{name} {MARK}" if unread else name
