"""D007, D011 to D013 and D016: days, names and numbers in their right order."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from datetime import date, time
from functools import cache
from itertools import pairwise
from typing import Any

from kps.checking.context import Context
from kps.checking.finding import Remark
from kps.checking.mends import moved
from kps.checking.phrases import quoted
from kps.checking.rule import rule
from kps.checking.subjects import the_register
from kps.language import msg
from kps.models.agreement import Agreement
from kps.models.base import Model, Record, attributes, parts
from kps.models.contact import Contact
from kps.models.council import Council
from kps.models.knowledge import Knowledge
from kps.models.layout import slug
from kps.models.meeting import Meeting
from kps.models.places import municipalities
from kps.models.register import Charter
from kps.register.index import Register
from kps.source import Path

# Pairs of keys of one mapping, the earlier first.
_PAIRS: tuple[tuple[Path, Path], ...] = (
    (("fra",), ("til",)),
    (("tilbudt",), ("svar",)),
    (("invitert",), ("svar",)),
    (("opprettet",), ("nedlagt",)),
    (("tiltrådt",), ("fratrådt",)),
    (("start",), ("slutt",)),
    (("innkalling", "sendt"), ("dato",)),
    (("dato",), ("referat", "ferdig")),
    (("referat", "ferdig"), ("referat", "godkjent")),
    (("bestilt", "dato"), ("levert",)),
)


@rule("D007", on=the_register, timeless=True)
def out_of_order(register: Register, context: Context) -> Iterator[Remark]:
    """Dates in the wrong order.

    `til` before `fra`, `svar` before `tilbudt` or `invitert`, `nedlagt` before `opprettet`, `fratrådt` before
    `tiltrådt`, `slutt` before `start`, the agenda sent after the meeting, the minutes done before the meeting, or
    approved before they were done, a knowledge product `levert` before it was ordered (`bestilt`).

    Mend: Correct the one of the two that is wrong.
    """
    for record, path, part in context.parts:
        for earlier, later in _pairs(type(part)):
            yield from _compare(record, path, part, earlier, later)


@cache
def _pairs(model: type[Model]) -> tuple[tuple[Path, Path], ...]:
    """Those of the pairs that a model has both keys of."""
    return tuple(pair for pair in _PAIRS if all(keys[0] in parts(model) for keys in pair))


def _compare(record: Record, path: Path, part: Model, earlier: Path, later: Path) -> Iterator[Remark]:
    first = _at(part, earlier)
    last = _at(part, later) if first is not None else None
    if first is None or last is None or type(first) is not type(last) or not last < first:
        return
    # The wrong day is most often the one about the agenda or the minutes, not the meeting's own.
    place = earlier if earlier[0] == "innkalling" else later
    yield Remark(
        record,
        (*path, *place),
        msg(
            "`{later}` ({last}) is before `{earlier}` ({first})",
            later=".".join(map(str, later)),
            last=_shown(last),
            earlier=".".join(map(str, earlier)),
            first=_shown(first),
        ),
    )


def _shown(when: object) -> object:
    """A time of day as people write it; a day is the message's own to write out."""
    return f"{when:%H.%M}" if isinstance(when, time) else when


def _at(model: Model, path: Path) -> Any:
    """The value under the keys in ``path``; None where something on the way is missing."""
    value: object = model
    for part in path:
        if not isinstance(value, Model):
            return None
        value = getattr(value, attributes(type(value))[str(part)])
    return value


@rule("D011", on=the_register, severity="warning", timeless=True)
def misplaced(register: Register, context: Context) -> Iterator[Remark]:
    """A file's name or place that does not match its record.

    A meeting's file is not named by its date (with `-2` for the second of a day), a council's folder begins with
    the number of a municipality that is not the council's, a contact lies outside `politikontakter`, a meeting
    outside `moter`, or a knowledge product outside `grunnlag` and `kunnskap`. What lies in an unusual place is
    read all the same; but a register's record (`type: register`) that is not kps.yaml says nothing of the register.

    Mend: Give the file or the folder the name, or the place, that the record tells, or correct the date or the
    number in the record.
    """
    for charter in (one for one in register.records if isinstance(one, Charter) and one is not register.charter):
        yield Remark(
            charter, ("type",), msg("this is a register's record, which counts only where it is called kps.yaml")
        )
    for meeting in register.meetings:
        yield from _meeting_place(meeting, register)
    for council in register.councils:
        number = re.match(r"(\d{4})(?![^-])", council.folder)
        if number and council.numbers and number[1] not in council.numbers:
            proper = _proper_folder(council, register)
            yield Remark(
                council,
                ("kommuner",),
                msg("the folder `{folder}` begins with another municipality's number", folder=council.folder),
                mends=moved(proper) if proper else (),
            )
    for contact in register.contacts:
        proper = _free(f"politikontakter/{contact.origin.file.rpartition('/')[2]}", register)
        yield from _outside_of(contact, "politikontakter", to=proper)
    for product in register.products:
        own = register.council_folder(product.origin.file)
        folder = posixpath.join(own, "grunnlag") if own is not None else "kunnskap"
        proper = _free(posixpath.normpath(f"{folder}/{product.origin.file.rpartition('/')[2]}"), register)
        yield from _outside_of(product, "grunnlag", "kunnskap", to=proper)


_SECOND = re.compile(r"(-([2-9]|[1-9]\d+))?")
"""What follows the date in the name of a meeting's file: nothing, or -2 for the second of a day."""


def _meeting_place(meeting: Meeting, register: Register) -> Iterator[Remark]:
    stem = meeting.origin.stem
    day = str(meeting.day)
    proper = _proper_place(meeting, register)
    if meeting.day and not (stem.startswith(day) and _SECOND.fullmatch(stem, len(day))):
        yield Remark(
            meeting,
            ("dato",),
            msg("the file is named `{stem}`, but the meeting's `dato` is {day}", stem=stem, day=meeting.day),
            mends=moved(proper) if proper else (),
        )
    yield from _outside_of(meeting, "moter", to=proper)


def _proper_place(meeting: Meeting, register: Register) -> str:
    """The name that a meeting's file should have: that of its day, the first that is free; empty where none is told."""
    folder = meeting.origin.folder
    if folder.rpartition("/")[2] != "moter":
        council = register.council_folder(meeting.origin.file)
        if council is None:
            return ""
        folder = f"{council}/moter"
    stem = meeting.origin.stem
    ending = meeting.origin.file.rpartition("/")[2].removeprefix(stem)
    day = str(meeting.day or "")
    if not day or (stem.startswith(day) and _SECOND.fullmatch(stem, len(day))):
        return _free(f"{folder}/{stem}{ending}", register)
    names = (f"{folder}/{day}{second}" for second in ("", *(f"-{number}" for number in range(2, 10))))
    taken = register.surroundings.has_file
    return next((f"{name}{ending}" for name in names if not (taken(f"{name}.yaml") or taken(f"{name}.yml"))), "")


def _proper_folder(council: Council, register: Register) -> str:
    """Where a council's record should lie, by its one municipality; empty where that is not told, or not free."""
    known = municipalities().get(council.numbers[0]) if len(council.numbers) == 1 else None
    if known is None or "/" not in council.origin.file:
        return ""
    name = "-".join(filter(None, (known.number, slug(known.name), slug(council.district_part))))
    above = posixpath.dirname(council.origin.folder)
    folder = posixpath.normpath(posixpath.join(above, name))
    taken = any(file.startswith(f"{folder}/") for file in register.surroundings.files)
    return "" if taken else f"{folder}/{posixpath.basename(council.origin.file)}"


def _free(file: str, register: Register) -> str:
    """The file's name, where the register has no such file yet."""
    return "" if register.surroundings.has_file(file) else file


def _outside_of(record: Contact | Meeting | Knowledge, folder: str, *others: str, to: str = "") -> Iterator[Remark]:
    """That the file does not lie in the folder, nor in one of the others that it may lie in; ``to`` is where it may."""
    if record.origin.folder.rpartition("/")[2] in (folder, *others):
        return
    if others:
        message = msg("the file lies outside the folders {folders}", folders=quoted((folder, *others)))
    else:
        message = msg("the file lies outside the folder `{folder}`", folder=folder)
    yield Remark(record, (), message, mends=moved(to) if to else ())


@rule("D012", on=the_register)
def status_against_the_day(register: Register, context: Context) -> Iterator[Remark]:
    """A meeting whose status does not fit its day.

    A meeting still `planlagt` on a day that has passed (a warning), or `avholdt` on a day that is yet to come.

    Mend: Write `status: avholdt` or `status: avlyst` for a meeting whose day has passed, `status: planlagt` for one
    that is yet to come, or correct its `dato`.
    """
    for meeting in register.meetings:
        if meeting.day is None:
            continue
        if meeting.status == "planlagt" and meeting.day < context.as_of:
            yield Remark(
                meeting,
                ("status",),
                msg("the meeting of {day} is still planned: was it held or cancelled?", day=meeting.day),
                severity="warning",
            )
        if meeting.status == "avholdt" and meeting.day > context.as_of:
            yield Remark(
                meeting,
                ("status",),
                msg("the meeting of {day} is yet to come, and cannot have been held", day=meeting.day),
            )


@rule("D013", on=the_register, severity="hint", timeless=True)
def gap_in_numbers(register: Register, context: Context) -> Iterator[Remark]:
    """A gap in the year's case numbers.

    Between the lowest and the highest case number of a council's year, a number is missing; it is told at the
    item after the gap.

    Mend: Number the cases through the year without leaving any out, or write down the case that is missing; one
    that was withdrawn stays in the agenda with `utfall: trukket`.
    """
    for council in {one.origin.folder: one for one in register.councils}.values():
        yield from _gaps(council, register)


@rule("D016", on=the_register, severity="warning")
def status_behind_the_day(register: Register, context: Context) -> Iterator[Remark]:
    """A status that a date has overtaken.

    A date in the record, on or before the day asked about, says more than its `status`: a council `invitert` with
    `opprettet`, an agreement `tilbudt` with `fra` or a dated signature, a meeting `planlagt` with `referat.ferdig`;
    or a council is `aktivt` with `nedlagt` before that day. The day counts all the same where a rule asks for it.

    Mend: Write the status that the date tells (`aktivt`, `inngått`, `avholdt`, `nedlagt`), or take the date away or
    correct it.
    """
    for record in register.records:
        for status, key, day in _overtaking(record):
            if day < context.as_of or (day == context.as_of and key != "nedlagt"):
                message = msg("the status is `{status}`, but `{key}` is {day}", status=status, key=key, day=day)
                yield Remark(record, ("status",), message)
                break


def _overtaking(record: Record) -> Iterator[tuple[str, str, date]]:
    """The dates that a record of its status should not have behind it: the status, the key, the day."""
    match record:
        case Council(status="invitert", founded=date() as day):
            yield "invitert", "opprettet", day
        case Council(status="aktivt", closed=date() as day):
            yield "aktivt", "nedlagt", day
        case Meeting(status="planlagt", done=date() as day):
            yield "planlagt", "referat.ferdig", day
        case Agreement(status="tilbudt"):
            if record.start:
                yield "tilbudt", "fra", record.start
            yield from (("tilbudt", "underskrevet", one.day) for one in record.signatures if one.day)


def _gaps(council: Council, register: Register) -> Iterator[Remark]:
    cases = sorted(
        (case[1], case[0], meeting.origin.file, index)
        for meeting in register.meetings_of(council)
        for index, item in enumerate(meeting.items)
        if (case := item.case)
    )
    meetings = {meeting.origin.file: meeting for meeting in register.meetings_of(council)}
    rests_on = tuple((meeting, ("saker", "nr")) for meeting in meetings.values())
    for (year, number, *_), (next_year, next_number, file, index) in pairwise(cases):
        if year == next_year and next_number > number + 1:
            missing = [f"{one}/{year}" for one in range(number + 1, next_number)]
            shown = ", ".join(missing if len(missing) < 4 else [missing[0], "...", missing[-1]])
            yield Remark(
                meetings[file],
                ("saker", index, "nr"),
                msg("no case is recorded with the number {missing}", missing=shown),
                rests_on=rests_on,
            )
