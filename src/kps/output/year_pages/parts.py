"""What the pages of the year are put together from, in the reader's language: each part as its template shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kps.formats.charts import bars, in_full, stacked
from kps.formats.tables import shown
from kps.language import Language, Words, msg, msgn
from kps.language.printable import one_line
from kps.language.reader import chosen, said, tr
from kps.output.year_pages.addresses import Addresses
from kps.output.year_pages.tables import Section, ShownCell, ShownRow, ShownTable, shown_table, tells
from kps.report.brief import scope, unread_lines
from kps.report.content_sheets import readings
from kps.report.key_figures import key_figures
from kps.report.overviews import DISTRICT, LIGHT, name, overview
from kps.report.sheets import counts
from kps.report.status_light import LIGHTS, MEANINGS, attention, changes, lacking, light
from kps.report.table import Table
from kps.report.year_status import MunicipalityYear, Status, StatusLine

Part = dict[str, object]


def words(more: int = 0) -> dict[str, str]:
    """The set words of the pages; ``more`` is how many that need attention are not told of at once."""
    return {
        "skip": tr("Skip to the content"),
        "contents": tr("Contents"),
        "attention": tr("Needs attention first"),
        "more": said(msgn("and {n} municipality more", "and {n} municipalities more", more)),
        "charts": tr("Charts"),
        "as_table": tr("As a table"),
        "key_figures": tr("Key figures"),
        "indicators": tr("What is measured over the years"),
        "scores": tr("What those who took part in evaluations answered"),
        "each": tr("Each municipality"),
        "changed": tr("Since the year before"),
        "back": tr("Back to all municipalities"),
        "country": tr("All police districts"),
        "none": tr("Nothing was recorded in these two years."),
    }


def about(status: Status) -> Iterator[str]:
    """What the page is of, and as of when, in few words."""
    day = status.as_of
    yield said(scope(status))
    yield tr("as of {day}", day=day)
    yield said(msgn("{n} municipality", "{n} municipalities", len(status.municipalities)))
    yield tr("{n} inhabitants", n=shown(status.total.inhabitants, chosen()))


def unread(status: Status) -> list[str]:
    """Which files could not be read."""
    return [one_line(said(one)) for one in unread_lines(status)]


def lights(status: Status) -> list[Part]:
    """How many municipalities have each light."""
    found = [light(one) for one in status.municipalities]
    return [
        {"light": key, "text": said(label), "count": found.count(key), "meaning": said(MEANINGS[key])}
        for key, label in LIGHTS.items()
    ]


def in_need(status: Status, addresses: Addresses) -> Iterator[Part]:
    """The municipalities that lack something, each with what it lacks."""
    for entry, lacks in attention(status):
        shade = light(entry)
        yield {
            "name": name(entry),
            "light": shade,
            "word": said(LIGHTS[shade]),
            "link": addresses.municipality(entry),
            "lacks": ", ".join(said(one) for one in lacks),
        }


def overviews(status: Status, addresses: Addresses) -> Iterator[Section]:
    """A row a municipality, a council and a district."""
    groups: tuple[tuple[str, Words, Sequence[StatusLine]], ...] = (
        ("kommuner", msg("Municipalities"), status.municipalities),
        ("raad", msg("Councils"), status.councils),
        # Of one council, its district's line would but say the same again.
        ("distrikter", msg("Districts"), status.districts if len(status.councils) > 1 else ()),
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


def _with(cells: Sequence[ShownCell], index: int, looks: str) -> tuple[ShownCell, ...]:
    return (*cells[:index], replace(cells[index], looks=looks), *cells[index + 1 :])


def charts(status: Status) -> Iterator[Part]:
    """The charts that show anything, each with its table."""
    shares, *others = counts(status)
    if shares.rows:
        yield _chart(shares, "diagram-0", stacked, "del")
    for index, table in enumerate(others, start=1):
        if any(tells(cell) for row in table.rows for cell in row[1:]):
            yield _chart(table, f"diagram-{index}", bars, "rekke")


def indicators(status: Status) -> Iterator[Part]:
    """A chart of each goal's indicator over the years, with its table."""
    for index, table in enumerate(readings(status), start=1):
        yield _chart(table, f"maaling-{index}", bars, "rekke")


def _chart(table: Table, id: str, draw: Callable[[Table, str, Language], str], look: str) -> Part:
    from markupsafe import Markup

    drawing = Markup(draw(table, id, chosen()))
    legend = [said(one) for one in table.head[1:]] if len(table.head) > 2 else []
    return {"table": shown_table(table, in_full), "drawing": drawing, "legend": legend, "look": look}


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
        "word": said(LIGHTS[shade]),
        "lacks": ", ".join(said(one) for one in lacking(entry)),
        "changes": one_line("; ".join(said(one) for one in changes(entry))),
        "table": shown_table(Table(name(entry), tables[0].head, rows)),
    }
