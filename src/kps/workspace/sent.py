"""Writing down that an agenda was sent: a line or two more in the meeting's record, and nothing else changed."""

from __future__ import annotations

from datetime import date

from kps.language import msg
from kps.models.meeting import Meeting
from kps.models.parse import parse
from kps.register.tree import shown
from kps.source import BOM, decode, locate, read
from kps.source.edits import edited
from kps.source.intentions import Put
from kps.source.splices import Unplaced
from kps.workspace.errors import Wrong
from kps.workspace.paper_requests import PaperRequest
from kps.workspace.writing import rewrite

_SUMMONS = "innkalling"


def write_sent(asked: PaperRequest, day: date, today: date) -> bool:
    """Write the day into ``innkalling.sendt``; False where it stands there already.

    Wrong where another day stands, the minutes are sealed, the day is not yet here, or the record cannot be read in
    full.
    """
    record, file = asked.record, shown(asked.file)
    assert isinstance(record, Meeting)
    if record.origin.faulty or any(flaw.file == record.origin.file for flaw in asked.register.flaws):
        raise Wrong(msg("{file} cannot be read in full; mend what kps validate says first", file=file))
    if record.minutes and record.minutes.seal:
        raise Wrong(msg("{file}: the minutes are approved and sealed; nothing is written there any more", file=file))
    if record.sent == day:
        return False
    if record.sent:
        raise Wrong(msg("{file}: the agenda was sent on {day}, says the record", file=file, day=record.sent))
    if day > today:
        raise Wrong(msg("{day} is not yet here", day=day))
    rewrite(asked.file, lambda data: _with_day(data, record, day, file))
    return True


def _with_day(data: bytes, record: Meeting, day: date, file: str) -> bytes:
    text, _ = decode(data)
    value = read(text.encode()).value
    keys = value if isinstance(value, dict) else {}
    put = (
        Put((_SUMMONS,), (("sendt", day.isoformat()),))
        if _SUMMONS in keys
        else Put((), ((_SUMMONS, f"{{sendt: {day.isoformat()}}}"),), after="status")
    )
    try:
        written = _below(text, f"  sendt: {day.isoformat()}") if keys.get(_SUMMONS, "") is None else edited(text, put)
    except Unplaced:
        raise _not_like_this(file) from None
    again, misfits = parse(read(written.encode()).value, record.origin.file)
    if not isinstance(again, Meeting) or misfits or again.sent != day:
        raise _not_like_this(file)
    return (BOM if data.startswith(BOM) else b"") + written.encode()


def _below(text: str, line: str) -> str:
    """The text with a line more below the key, which has no value."""
    place = locate(text).key((_SUMMONS,))
    if place is None or not (lines := text.splitlines(keepends=True))[place.line - 1].endswith("\n"):
        raise Unplaced("no line")
    newline = "\r\n" if lines[place.line - 1].endswith("\r\n") else "\n"
    return "".join((*lines[: place.line], line, newline, *lines[place.line :]))


def _not_like_this(file: str) -> Wrong:
    return Wrong(msg("{file}: the day cannot be written into a file laid out like this; write it yourself", file=file))
