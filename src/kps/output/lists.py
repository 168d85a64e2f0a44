"""The lists of open actions and of what comes when: as text and Markdown with what they may lack, and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from kps.formats.tables import literal, markdown, plain
from kps.language import Words
from kps.language.for_programs import as_document
from kps.language.printable import one_line
from kps.language.reader import chosen, said
from kps.register.tree import shown_file
from kps.report.missed import footnote, marked
from kps.report.open_actions import OpenAction
from kps.report.table import Table
from kps.report.year_calendar import Coming

VERSION = 1


def with_footnote(table: Table | Words, files: Sequence[str], *, as_markdown: bool) -> str:
    """A table, or the words that there is nothing to put in one, and below it what could not be read."""
    if isinstance(table, Table):
        lines = list((markdown if as_markdown else plain)(table, chosen()))
    else:
        lines = [marked(said(table), files), *([""] if files else [])]
    if files:
        note = one_line(said(footnote(files)))
        lines += [literal(note) if as_markdown else note]
    return "\n".join(lines).rstrip("\n") + "\n"


def actions_json(actions: Iterable[OpenAction], as_of: date, unread: Sequence[str] = ()) -> str:
    """The list as one JSON document that ends its line; ``unread`` are the files that it should have drawn on."""
    listed = [
        {
            "id": one.id,
            "council": one.folder,
            "file": one.file,
            "what": None if one.exempt else one.what,
            "exempt": one.exempt,
            "basis": one.basis or None,
            "responsible": list(one.responsible),
            "deadline": one.deadline.isoformat() if one.deadline else None,
            "status": one.status,
            "age_days": one.age,
            "late_days": one.late,
            "deferrals": one.deferrals,
            "kind": one.kind,
            "plan": one.plan or None,
        }
        for one in actions
    ]
    document = {"version": VERSION, "as_of": as_of.isoformat(), "unread": list(unread), "actions": listed}
    return as_document(document)


def calendar_json(entries: Iterable[tuple[str, Coming]], as_of: date, unread: Sequence[str]) -> str:
    """The calendar as one JSON document that ends its line; each entry with its register's label.

    ``unread`` are the files that it should have drawn on.
    """
    listed = [
        {
            "day": one.day.isoformat(),
            "what": said(one.what),
            "about": one.council,
            "file": shown_file(label, one.file),
            "key": one.key,
            "passed": one.passed(as_of),
        }
        for label, one in entries
    ]
    document = {"version": VERSION, "as_of": as_of.isoformat(), "unread": list(unread), "entries": listed}
    return as_document(document)
