"""What the pages of the year are put together from, in the reader's language: each part as its template shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kps.formats.charts import DRAWN, in_full
from kps.formats.tables import shown, written
from kps.language import Words, msg, msgn
from kps.language.printable import one_line
from kps.language.reader import chosen, said, tr
from kps.output.wording import capital
from kps.output.year_pages.addresses import Addresses
from kps.output.year_pages.first_screen import claim, markup
from kps.output.year_pages.tables import Section, ShownCell, ShownRow, ShownTable, shown_table
from kps.report.attention import listed
from kps.report.brief import scope, unread_lines
from kps.report.charts import Chart, charts, tells
from kps.report.content_sheets import readings
from kps.report.key_figures import key_figures
from kps.report.overviews import DISTRICT, LIGHT, name, overview
from kps.report.status_light import LIGHTS, changes, counted, lacking, light
from kps.report.table import Table
from kps.report.year_status import MunicipalityYear, Status, StatusLine, a_year_before

Part = dict[str, object]


def words() -> dict[str, str]:
    """The set words of the pages."""
    return {
        "skip": tr("Skip to the content"),
        "contents": tr("Contents"),
        "charts": tr("Charts"),
        "as_table": tr("As a table"),
        "key_figures": tr("Key figures"),
        "state": tr("How it stands"),
        "indicators": tr("What is measured over the years"),
        "scores": tr("What those who took part in evaluations answered"),
        "wrong": tr("What is wrong, and what mends it"),
        "mend": tr("How to mend it"),
        "explained": tr("What the rule asks"),
        "held_back": tr("Held back"),
        "each": tr("Each municipality"),
        "changed": tr("Since the year before"),
        "back": tr("Back to all municipalities"),
        "on_paper": tr("On paper: what a leader asks first. All tables and each municipality are on the page itself."),
        "country": tr("All police districts"),
        "none": tr("Nothing was recorded in these two years."),
    }


def about(status: Status) -> Iterator[str]:
    """What the page is of, and as of when, in few words."""
    day = status.as_of
    yield said(scope(status))
    yield tr("as of {day}", day=day)
    yield tr("beside: the year before, to {day}", day=a_year_before(day))
    yield said(msgn("{n} municipality", "{n} municipalities", len(status.municipalities)))
    yield tr("{n} inhabitants", n=shown(status.total.inhabitants, chosen()))


def unread(status: Status) -> list[str]:
    """Which files could not be read."""
    return [one_line(said(one)) for one in unread_lines(status)]


def overviews(status: Status, addresses: Addresses) -> Iterator[Section]:
    """A row a municipality, a council and a district."""
    groups: tuple[tuple[str, Words, Sequence[StatusLine]], ...] = (
        ("kommuner", msg("Municipalities"), status.municipalities),
        ("raad", msg("Councils"), status.councils),
        # Of one district alone, a line would but say the five figures and the key figures again.
        ("distrikter", msg("Districts"), status.districts if len(status.districts) > 1 else ()),
    )
    for section, title, entries in groups:
        if entries:
            yield Section(section, lit(overview(title, entries), entries, addresses))


def lit(table: Table, entries: Sequence[StatusLine], addresses: Addresses) -> ShownTable:
    """A table of municipalities, councils or districts, with the light and the link of each."""
    found = shown_table(table)
    marked = table.head.index(LIGHT)
    rows = (
        ShownRow(_with(row.cells, marked, "lyset"), light(one), addresses.of(one))
        for row, one in zip(found.rows, entries, strict=True)
    )
    head = _with(found.head, table.head.index(DISTRICT), "distrikt") if DISTRICT in table.head else found.head
    return ShownTable(found.title, head, tuple(rows))


def plain(table: ShownTable) -> ShownTable:
    """A table of very many rows, whose looks are told by its columns and not anew in each cell."""
    rows = (replace(row, cells=tuple(replace(cell, looks="") for cell in row.cells)) for row in table.rows)
    return replace(table, rows=tuple(rows))


def _with(cells: Sequence[ShownCell], index: int, looks: str) -> tuple[ShownCell, ...]:
    return (*cells[:index], replace(cells[index], looks=looks), *cells[index + 1 :])


def drawn(status: Status) -> list[Part]:
    """The charts that show anything, each with its table."""
    return [_chart(one, f"diagram-{index}") for index, one in enumerate(charts(status), start=1)]


def indicators(status: Status) -> list[Part]:
    """A chart of each goal's indicator over the years, with its table."""
    return [
        _chart(Chart("bars", table.title, table, table), f"maaling-{index}")
        for index, table in enumerate(readings(status), start=1)
    ]


def _chart(chart: Chart, id: str) -> Part:
    several = len(chart.drawn.head) > 2
    said_of, what = claim(chart.claim), said(chart.whole.title)
    return {
        "claim": said_of,
        "what": "" if what == said_of else what,
        "table": shown_table(chart.whole, in_full),
        "drawing": markup(DRAWN[chart.kind](chart.drawn, id, chosen())),
        "legend": [written(one, chosen()) for one in chart.drawn.head[1:]] if several else [],
        "look": "del" if chart.kind == "stacked" else "rekke",
        "aside": [said(one) for one in chart.aside],
    }


def municipality(entry: MunicipalityYear, addresses: Addresses, year: int) -> Part:
    """What is told of one municipality: what it lacks, what changed, and the figures that are not nought both years."""
    shade = light(entry)
    tables = key_figures(entry, year)
    # The first figure is how many municipalities there are.
    _, *figures = (row for table in tables for row in table.rows)
    rows = tuple(row for row in figures if any(map(tells, row[1:])))
    return {
        "id": f"kommune-{addresses.key(entry)}",
        "name": name(entry),
        "light": shade,
        "word": capital(said(LIGHTS[shade])),
        "lacks": said(listed((*lacking(entry), *counted(entry)))),
        "changes": one_line("; ".join(said(one) for one in changes(entry))),
        "table": shown_table(Table(name(entry), tables[0].head, rows)),
    }
