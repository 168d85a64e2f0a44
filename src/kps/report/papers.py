"""The yearly status as a paper in Markdown: what needs attention, the tables, the key figures."""

from __future__ import annotations

from collections.abc import Iterator

from kps.language.reader import tr
from kps.report.key_figures import key_figures
from kps.report.sheets import counts, details
from kps.report.status import Status
from kps.report.table import Table, literal, markdown
from kps.report.text import answers, attention_lines, brief, heading, introduction


def as_markdown(status: Status) -> str:
    """The status as a paper: a heading, then each table under a heading of its own."""
    lines = [f"# {literal(heading(status))}", ""]
    for words in introduction(status):
        lines += [literal(words), ""]
    if attention := attention_lines(status):
        lines += [f"## {tr('Needs attention first')}", "", *(f"- {literal(line)}" for line in attention), ""]
    for table in _tables(status):
        lines += _section(table)
    return "\n".join(lines).rstrip("\n") + "\n"


def _tables(status: Status) -> Iterator[Table]:
    """The lines in brief and the key figures, whatever they hold; of the others, those that tell anything."""
    yield from (*brief(status), *key_figures(status.total, status.year))
    yield from (one for one in (*counts(status), *details(status), *answers(status)) if one.rows)


def _section(table: Table) -> Iterator[str]:
    yield f"## {literal(table.title)}"
    yield ""
    yield from markdown(table)
