"""What differs between two readings of the registers: in plain words, as Markdown, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from itertools import groupby
from typing import Any

from kps.changes.compare import NEVER_SHOWN, Change, ListEntry, RecordChange
from kps.changes.phrases import headline, lines, told
from kps.documents.markdown import line
from kps.language import Spoken, msgn
from kps.language.for_programs import as_document
from kps.language.printable import printable
from kps.language.reader import said, tr
from kps.models.base import Model
from kps.models.exemption import EXEMPT
from kps.output.pieces import Piece
from kps.register.tree import shown_file

VERSION = 1

_COLOURS = {"-": "red", "+": "green"}


@dataclass(frozen=True, slots=True)
class Point:
    """A state of the registers: a revision with its commit and day, or the files as they lie now."""

    revision: str = ""
    commit: str = ""
    day: date | None = None

    @property
    def label(self) -> str:
        """The state as people are told of it."""
        if not self.revision:
            return tr("the files as they are now")
        about = ", ".join(str(one) for one in (self.commit, self.day) if one and str(one) != self.revision)
        return f"{self.revision} ({about})"


@dataclass(frozen=True, slots=True)
class Difference:
    """The records that differ between two states, by their register's folder."""

    before: Point
    after: Point
    registers: tuple[tuple[str, tuple[RecordChange, ...]], ...]


def changes_text(found: Difference) -> str:
    """The difference for a pipe or a file."""
    return "".join(words for words, _ in changes_pieces(found))


def changes_pieces(found: Difference) -> Iterator[Piece]:
    """The difference for a terminal."""
    yield f"{_title(found)}\n\n", "bold"
    for council, some in _by_council(found):
        yield f"{council}\n", "bold cyan"
        for label, record in some:
            yield from _record_pieces(label, record)
        yield "\n", ""
    yield f"{_summary(found)}\n", "bold"


def _record_pieces(label: str, record: RecordChange) -> Iterator[Piece]:
    yield f"  {_words(headline(record))}\n", "bold"
    yield f"    {_file(label, record)}\n", "dim"
    for change in record.changes:
        yield f"    • {_words(told(change))}\n", ""
        for sign, text in lines(change):
            yield f"        {sign} {printable(text)}\n", _COLOURS[sign]


def changes_markdown(found: Difference) -> str:
    """The difference as Markdown: a heading a council, an entry a record."""
    made = [f"# {_title(found)}", ""]
    for council, some in _by_council(found):
        made += [f"## {line(council)}", ""]
        for label, record in some:
            made += [f"### {line(_words(headline(record)))}", "", f"`{_file(label, record)}`", ""]
            made += _markdown_lines(record)
    return "\n".join((*made, _summary(found), ""))


def _markdown_lines(record: RecordChange) -> Iterator[str]:
    for change in record.changes:
        yield f"- {line(_words(told(change)))}"
        if parts := list(lines(change)):
            yield from ("", "  ```diff", *(f"  {sign} {printable(text)}" for sign, text in parts), "  ```", "")
    if record.changes:
        yield ""


def _title(found: Difference) -> str:
    return tr("What changed from {before} to {after}", before=found.before.label, after=found.after.label)


def _summary(found: Difference) -> str:
    count = sum(len(records) for _, records in found.registers)
    if not count:
        return tr("No record differs.")
    return said(msgn("{n} record differs.", "{n} records differ.", count))


def _by_council(found: Difference) -> Iterator[tuple[str, list[tuple[str, RecordChange]]]]:
    """The records that differ, each with its register's folder, under the council's name."""
    for label, records in found.registers:
        for council, some in groupby(records, key=lambda one: one.council):
            outside = tr("Outside the councils") + f" ({label})" * (len(found.registers) > 1)
            yield printable(council) or outside, [(label, one) for one in some]


def _file(label: str, record: RecordChange) -> str:
    """The record's file, and where it lay before it was moved."""
    was = f"{shown_file(label, record.was)} → " if record.was else ""
    return printable(was + shown_file(label, record.file))


def _words(message: Spoken) -> str:
    return printable(said(message))


def changes_json(found: Difference) -> str:
    """The difference as one JSON document that ends its line."""
    document = {
        "version": VERSION,
        "from": _point(found.before),
        "to": _point(found.after),
        "registers": [label for label, _ in found.registers],
        "records": [_json_record(label, record) for label, records in found.registers for record in records],
    }
    return as_document(document)


def _point(point: Point) -> dict[str, str | None]:
    day = point.day.isoformat() if point.day else None
    return {"revision": point.revision or None, "commit": point.commit or None, "date": day}


def _json_record(label: str, record: RecordChange) -> dict[str, Any]:
    return {
        "file": shown_file(label, record.file),
        "was": shown_file(label, record.was) if record.was else None,
        "type": str(getattr(record.record, "kind", "")) or None,
        "council": record.council or None,
        "change": record.kind,
        "message": _words(headline(record)),
        "changes": [_json_change(one) for one in record.changes],
    }


def _json_change(change: Change) -> dict[str, Any]:
    return {
        "path": [printable(one.name) if isinstance(one, ListEntry) else one for one in change.path],
        "change": change.kind,
        "before": _json_value(change.before),
        "after": _json_value(change.after),
        "withheld": change.withheld,
        "message": _words(told(change)),
    }


def _json_value(value: Any) -> Any:
    """A value as a record has it, under the records' keys; what is never shown is left out."""
    match value:
        case Model():
            return _without_hidden(value.model_dump(mode="json", by_alias=True, exclude_defaults=True))
        case time():
            return f"{value:%H:%M}"
        case Decimal():
            return str(value)
        case date():
            return value.isoformat()
        case _:
            return value


def _without_hidden(value: Any) -> Any:
    match value:
        case dict() if EXEMPT in value:  # of what is exempt, no more than its number
            return {key: one for key, one in value.items() if key == "nr"}
        case dict():
            return {key: _without_hidden(one) for key, one in value.items() if key not in NEVER_SHOWN}
        case list():
            return [_without_hidden(one) for one in value]
        case _:
            return value
