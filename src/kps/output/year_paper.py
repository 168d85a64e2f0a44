"""The yearly status as a paper in Markdown: what needs attention, the tables, the key figures."""

from __future__ import annotations

from collections.abc import Iterator

from kps.formats.tables import literal, markdown
from kps.language import Words
from kps.language.printable import one_line
from kps.language.reader import chosen, said, tr
from kps.report.brief import answers, attention_lines, brief, heading, introduction
from kps.report.content_sheets import content_tables, readings
from kps.report.key_figures import key_figures
from kps.report.sheets import counts, details
from kps.report.table import Table
from kps.report.year_status import Status


def as_markdown(status: Status) -> str:
    """The status as a paper: a heading, then each table under a heading of its own."""
    lines = [f"# {_literal(heading(status))}", ""]
    for words in introduction(status):
        lines += [literal(one_line(said(words))), ""]
    if attention := attention_lines(status):
        lines += [f"## {tr('Needs attention first')}", "", *(f"- {_literal(line.words)}" for line in attention), ""]
    for table in _tables(status):
        lines += _section(table)
    return "\n".join(lines).rstrip("\n") + "\n"


def _tables(status: Status) -> Iterator[Table]:
    """The lines in brief and the key figures, whatever they hold; of the others, those that tell anything."""
    yield from (*brief(status), *key_figures(status.total, status.year))
    yield from (
        one
        for one in (*counts(status), *details(status), *content_tables(status), *readings(status), *answers(status))
        if one.rows
    )


def _section(table: Table) -> Iterator[str]:
    yield f"## {_literal(table.title)}"
    yield ""
    yield from markdown(table, chosen())


def _literal(words: Words) -> str:
    return literal(said(words))
