"""The yearly status as plain text in columns, for pipes and files."""

from __future__ import annotations

from kps.formats.tables import plain
from kps.language.printable import one_line
from kps.language.reader import chosen, said
from kps.report.brief import achieved, answers, brief, first, introduction
from kps.report.sheets import in_time
from kps.report.year_status import Status


def as_text(status: Status) -> str:
    """What needs attention, the lines in brief, papers in time, and what the councils answered."""
    lines = [*(one_line(said(words)) for words in introduction(status)), ""]
    for title, some in first(status):
        lines += [said(title), *(f"  - {said(line.words)}" for line in some), ""]
    for table in (*brief(status), in_time(status), *achieved(status), *answers(status)):
        lines += [said(table.title)] * (table.title != table.head[0])
        lines += plain(table, chosen())
    return "\n".join(lines)
