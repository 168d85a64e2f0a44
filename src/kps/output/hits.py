"""What was found, in words for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kps.language import Words, msgn
from kps.language.for_programs import as_document
from kps.language.printable import one_line
from kps.language.reader import said

VERSION = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Something that was found, as it is told: files from where the reader stands."""

    council: str
    """Its name; empty where it is no council's."""
    folder: str
    day: date | None
    number: str
    title: Words
    record: str
    file: str
    line: int
    around: str


def hits_text(found: Iterable[Place], others: int, command: str) -> str:
    """Each with its day, council, case and place, and a line around it.

    ``others`` are the records in which there may be something else, and ``command`` is what tells of it.
    """
    lines = [line for one in found for line in _lines(one)]
    if others:
        told = msgn(
            "and there may be more in {n} record: {command}",
            "and there may be more in {n} records: {command}",
            others,
            command=command,
        )
        lines += ["", one_line(said(told))]
    return "".join(f"{line}\n" for line in lines)


def _lines(one: Place) -> Iterator[str]:
    case = " ".join(filter(None, (one.number, said(one.title))))
    yield one_line("  ".join(filter(None, (str(one.day or ""), one.council, case)))).replace("  ", " ")
    yield f"    {one_line(one.around)}"
    yield f"    {one_line(one.file)}:{one.line}"


def hits_json(found: Iterable[Place], text: str, unread: Sequence[str]) -> str:
    """The same as one JSON document that ends its line; ``unread`` are the files that could not be looked through."""
    listed = [
        {
            "council": one.folder or None,
            "day": one.day.isoformat() if one.day else None,
            "number": one.number or None,
            "title": said(one.title) or None,
            "record": one.record,
            "file": one.file,
            "line": one.line,
            "around": one.around,
        }
        for one in found
    ]
    return as_document({"version": VERSION, "text": text, "unread": list(unread), "hits": listed})
