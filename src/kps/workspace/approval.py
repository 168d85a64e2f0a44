"""Approving a meeting's minutes: it is written down, and sealed against later changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kps.language import Message, msg
from kps.models.meeting import Meeting
from kps.models.parse import parse
from kps.register.index import Register
from kps.register.seals import changed_since, seal
from kps.register.tree import shown
from kps.scaffold.quoting import scalar
from kps.source import BOM, decode, read
from kps.source.edits import edited
from kps.source.intentions import Put
from kps.source.splices import Unplaced
from kps.workspace.errors import Wrong
from kps.workspace.loading import Loaded
from kps.workspace.opening import Workspace
from kps.workspace.writing import rewrite


@dataclass(frozen=True, slots=True)
class Approval:
    """An approval of minutes: when, and by whom, where that is known."""

    day: date | None = None
    by: str = ""
    again: bool = False
    """Whether minutes that are sealed already were approved anew."""


@dataclass(frozen=True, slots=True)
class Approved:
    """What was written into a meeting's record, and the register it lies in."""

    register: Register
    day: date
    by: str
    """Who approved them: as was told, else as the record has it, else the council; empty where none is known."""


def approve(workspace: Workspace, meeting: Path, approval: Approval, today: date) -> Approved:
    """Write the approval and its seal into the meeting's record; everything else in the file stays as it is.

    Wrong where the file is no meeting's record that can be read in full, the meeting was not held or its minutes are
    not done, they are sealed already, or the day cannot be right.
    """
    loaded, record = _found(workspace, meeting)
    file = shown(meeting)
    _mind_state(loaded, record, file, today)
    _mind_seal(record, file, approval.again)
    minutes = record.minutes
    council = loaded.register.council_of(record)
    day = approval.day or (minutes.approved if minutes and not approval.again else None) or today
    _mind_day(record, day, file, today)
    name = approval.by or (minutes.approved_by if minutes else "") or (council.name if council else "")
    values = {"godkjent": day.isoformat(), **({"godkjent_av": scalar(name)} if name else {})}
    rewrite(meeting, lambda data: _sealed(data, values, record))
    return Approved(loaded.register, day, name)


def _found(workspace: Workspace, path: Path) -> tuple[Loaded, Meeting]:
    for loaded in workspace.loaded:
        for one in loaded.register.meetings:
            if path.is_file() and (loaded.root / one.origin.file).samefile(path):
                return loaded, one
    raise Wrong(msg("{file} is not a meeting's record, or cannot be read as one; see kps validate", file=shown(path)))


def _mind_state(loaded: Loaded, record: Meeting, file: str, today: date) -> None:
    """Only whole minutes of a meeting that was held are approved."""
    if record.origin.faulty or any(flaw.file == record.origin.file for flaw in loaded.register.flaws):
        raise Wrong(msg("{file} cannot be read in full; mend what kps validate says first", file=file))
    if not record.held(today):
        raise Wrong(_not_held(record, file, today))
    if record.done is None:
        raise Wrong(msg("{file}: the minutes are not done; write the day under referat.ferdig first", file=file))


def _not_held(record: Meeting, file: str, today: date) -> Message:
    """Why there are no minutes to approve yet."""
    if record.status == "avlyst":
        return msg("{file}: the meeting was cancelled, and has no minutes", file=file)
    if record.day and record.day > today:
        return msg(
            "{file}: the meeting is on {day}, which is not yet here; approve it when it was held",
            file=file,
            day=record.day,
        )
    if record.day is None:
        return msg("{file}: the meeting has no day that can be read", file=file)
    return msg("{file}: the meeting has not been held, says the record; was it, write status: avholdt", file=file)


def _mind_seal(record: Meeting, file: str, again: bool) -> None:
    sealed = record.minutes.seal if record.minutes else ""
    if not sealed or again:
        return
    if changed_since(record, sealed) == ():
        raise Wrong(msg("{file} is approved and sealed already, and unchanged since", file=file))
    raise Wrong(
        msg("{file} was changed after its approval; take the change back, or approve it anew with --again", file=file)
    )


def _mind_day(record: Meeting, approved: date, file: str, today: date) -> None:
    if record.done and approved < record.done:
        raise Wrong(
            msg("{file}: the minutes were done on {done}; they cannot be approved before", file=file, done=record.done)
        )
    if approved > today:
        raise Wrong(msg("{day} is not yet here", day=approved))


def _sealed(data: bytes, values: dict[str, str], before: Meeting) -> bytes:
    """The file with the approval and its seal written in; read again, to be sure of what was written."""
    text, _ = decode(data)
    try:
        approved = edited(text, Put(("referat",), tuple(values.items())))
        sealed = edited(approved, Put(("referat",), (("segl", seal(_read(approved, before))),)))
    except Unplaced:
        raise Wrong(msg("{file}: write referat as keys with values first", file=before.origin.file)) from None
    again = _read(sealed, before)
    if again.minutes is None or changed_since(again, again.minutes.seal) != ():
        raise Wrong(msg("{file}: the seal cannot be written into a file laid out like this", file=before.origin.file))
    start = BOM if data.startswith(BOM) else b""
    return start + sealed.encode()


def _read(text: str, before: Meeting) -> Meeting:
    record, misfits = parse(read(text.encode()).value, before.origin.file)
    if not isinstance(record, Meeting) or misfits:
        raise Wrong(msg("{file}: the seal cannot be written into a file laid out like this", file=before.origin.file))
    return record
