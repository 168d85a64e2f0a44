"""The yearly status as a paper in Markdown: what a leader asks first, the tables, the key figures, the charts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kps.formats.chart_pictures import MOST_ROWS, chart_picture, fitting
from kps.formats.charts import told_in_words
from kps.formats.pictures import Picture
from kps.formats.tables import literal, markdown, written
from kps.language import Words, msgn
from kps.language.printable import one_line
from kps.language.reader import chosen, said, tr
from kps.output.wording import capital
from kps.report.brief import answers, attention_lines, brief, heading, introduction
from kps.report.charts import Chart, charts
from kps.report.content_sheets import content_tables, readings
from kps.report.headlines import headlines_table
from kps.report.key_figures import key_figures
from kps.report.sheets import counts, details
from kps.report.table import Table
from kps.report.year_status import Status


@dataclass(frozen=True, slots=True)
class Illustrated:
    """A paper in Markdown, with the pictures that it names."""

    text: str
    pictures: Mapping[str, Picture] = field(default_factory=dict)


def as_markdown(status: Status) -> str:
    """The status as a paper: a heading, then each table under a heading of its own."""
    tables = (table for some in (_first(status), counts(status), _rest(status)) for table in some)
    return _paper(status, (line for table in tables for line in _section(table)))


def illustrated(status: Status) -> Illustrated:
    """The same paper with the charts, each over its table and with its words as the picture's text."""
    some = {f"diagram-{index}.svg": one for index, one in enumerate(charts(status), start=1)}
    pictures = {link: chart_picture(fitting(one), chosen()) for link, one in some.items()}
    drawn = (line for link, one in some.items() for line in _chart(one, link))
    lines = [
        *(line for table in _first(status) for line in _section(table)),
        *drawn,
        *(line for table in _rest(status) for line in _section(table)),
    ]
    return Illustrated(_paper(status, iter(lines)), pictures)


def _paper(status: Status, sections: Iterator[str]) -> str:
    lines = [f"# {_literal(heading(status))}", ""]
    for words in introduction(status):
        lines += [literal(one_line(said(words))), ""]
    lines += _section(headlines_table(status))
    if attention := attention_lines(status):
        lines += [f"## {tr('Needs attention first')}", "", *(f"- {_literal(line.words)}" for line in attention), ""]
    return "\n".join([*lines, *sections]).rstrip("\n") + "\n"


def _first(status: Status) -> Iterator[Table]:
    """The lines in brief and the key figures, whatever they hold."""
    yield from (*brief(status), *key_figures(status.total, status.year))


def _rest(status: Status) -> Iterator[Table]:
    """Of the other tables, those that tell anything."""
    some = (*details(status), *content_tables(status), *readings(status), *answers(status))
    yield from (one for one in some if one.rows)


def _chart(chart: Chart, link: str) -> Iterator[str]:
    """What the chart shows, the chart, what it leaves out, and its table."""
    yield from (f"## {_literal(chart.whole.title)}", "")
    claim = literal(capital(said(chart.claim)))
    told = literal(one_line(told_in_words(fitting(chart).drawn, chosen())))
    yield from (f"**{claim}**", "", f"![{claim}. {told}]({link})", "")
    for words in chart.aside:
        yield from (literal(one_line(said(words))), "")
    if (more := len(chart.drawn.rows) - MOST_ROWS) > 0:
        yield from (said(msgn("{n} row more is in the table.", "{n} rows more are in the table.", more)), "")
    yield from markdown(chart.whole, chosen(), written)


def _section(table: Table) -> Iterator[str]:
    yield f"## {_literal(table.title)}"
    yield ""
    yield from markdown(table, chosen(), written)


def _literal(words: Words) -> str:
    return literal(said(words))
