"""The yearly status as one self-contained web page: nothing fetched, readable by all, whole without its script."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kps.formats.charts import bars, in_full, stacked
from kps.formats.tables import shown
from kps.language import Language, Words, msg, msgn
from kps.language.printable import one_line
from kps.language.reader import chosen, said, tr
from kps.report.brief import FIRST, heading, scope, unread_lines
from kps.report.content_sheets import content_tables, readings
from kps.report.key_figures import key_figures
from kps.report.score_sheets import scores
from kps.report.shape import Share
from kps.report.sheets import counts, details, name, overview
from kps.report.status_light import LIGHTS, MEANINGS, Light, attention, changes, lacking, light
from kps.report.table import Cell, Table
from kps.report.year_status import MunicipalityYear, Status, StatusLine
from kps.resources import text_in


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as the page shows it, and what it is sorted by where that is not its words."""

    text: str
    looks: str = ""
    """Its classes: ``tall`` of a figure, ``lang`` of a text that goes over several lines."""
    sort: float | None = None
    names: bool = False
    """Whether it says what its row is about."""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row; that of a municipality has a light, and a link to its section."""

    cells: tuple[ShownCell, ...]
    light: Light | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table as the page shows it."""

    title: str
    head: tuple[ShownCell, ...]
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page that is one table, by its id."""

    id: str
    table: ShownTable


_Link = tuple[str, str]
"""A section's id and its title."""

_LONG = 30
"""A text with more letters than this goes over several lines of its cell."""


def status_page(status: Status) -> str:
    """The page, whole, in the reader's language."""
    # Imported here: no other format of the status asks for it.
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    made = Environment(
        loader=FunctionLoader(_resource),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return made.get_template("rapport.html.j2").render(_view(status))


def _view(status: Status) -> dict[str, object]:
    from markupsafe import Markup

    ids = _ids(status.municipalities)
    overviews = list(_overviews(status, ids))
    tables = [
        Section(f"tabell-{index}", _table(one))
        for index, one in enumerate((*details(status), *content_tables(status)), start=1)
    ]
    found: dict[str, object] = {
        "language": chosen(),
        "title": said(heading(status)),
        "heading": tr("Municipalities and police {year}", year=status.year),
        "about": list(_about(status)),
        "unread": [one_line(said(one)) for one in unread_lines(status)],
        "lights": _lights(status),
        "attention": list(_attention(status, ids)),
        "first": FIRST,
        "overviews": overviews,
        "charts": list(_charts(status)),
        "key_figures": [_table(one) for one in key_figures(status.total, status.year)],
        "tables": tables,
        "indicators": list(_indicators(status)),
        "scores": [_table(one) for one in scores(status)],
        "municipalities": [_section(one, id, status.year) for one, id in zip(status.municipalities, ids, strict=True)],
        "words": _words(max(0, len(attention(status)) - FIRST)),
        # Of our own, and with nothing in it that ends a style or a script.
        "styles": Markup(_resource("papir.css") + _resource("rapport.css")),
        "script": Markup(_resource("rapport.js")),
        "spoken": Markup(json.dumps(_spoken(), ensure_ascii=False).replace("<", "\\u003c")),
    }
    return {**found, "contents": list(_contents(found, overviews, tables))}


def _ids(municipalities: Sequence[MunicipalityYear]) -> list[str]:
    """An id for each section: by the municipality's number, where that is one and no section has it already."""
    found: list[str] = []
    for index, one in enumerate(municipalities, start=1):
        id = f"kommune-{one.number}"
        known = one.number.isascii() and one.number.isdigit() and id not in found
        found.append(id if known else f"kommune-nr-{index}")
    return found


def _about(status: Status) -> Iterator[str]:
    """What the page is of, and as of when, in few words."""
    day = status.as_of
    yield said(scope(status))
    yield tr("as of {day}", day=day)
    yield said(msgn("{n} municipality", "{n} municipalities", len(status.municipalities)))
    yield tr("{n} inhabitants", n=shown(status.total.inhabitants, chosen()))


def _contents(view: dict[str, object], overviews: Sequence[Section], tables: Sequence[Section]) -> Iterator[_Link]:
    words = _words()
    if view["attention"]:
        yield "oppmerksomhet", words["attention"]
    yield from ((one.id, one.table.title) for one in overviews)
    yield "diagrammer", words["charts"]
    yield "tall", words["key_figures"]
    yield from ((one.id, one.table.title) for one in tables)
    if view["indicators"]:
        yield "maalinger", words["indicators"]
    if view["scores"]:
        yield "svar", words["scores"]
    if view["municipalities"]:
        yield "kommunene", words["each"]


def _resource(file: str) -> str:
    return text_in("templates", file)


def _words(more: int = 0) -> dict[str, str]:
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
        "none": tr("Nothing was recorded in these two years."),
    }


def _spoken() -> dict[str, object]:
    """What the script says."""
    return {
        "search": tr("Search among the municipalities"),
        "light": tr("Light"),
        "all": tr("All"),
        "lights": {key: said(label) for key, label in LIGHTS.items()},
        "shown": tr("{n} of {of} shown", n="{n}", of="{of}"),
    }


def _lights(status: Status) -> list[dict[str, object]]:
    found = [light(one) for one in status.municipalities]
    return [
        {"light": key, "text": said(label), "count": found.count(key), "meaning": said(MEANINGS[key])}
        for key, label in LIGHTS.items()
    ]


def _attention(status: Status, ids: Sequence[str]) -> Iterator[dict[str, str]]:
    links = {id(one): link for one, link in zip(status.municipalities, ids, strict=True)}
    for entry, lacks in attention(status):
        shade = light(entry)
        told = ", ".join(said(one) for one in lacks)
        yield {
            "name": name(entry),
            "light": shade,
            "word": said(LIGHTS[shade]),
            "link": links[id(entry)],
            "lacks": told,
        }


def _overviews(status: Status, ids: Sequence[str]) -> Iterator[Section]:
    groups: tuple[tuple[str, Words, Sequence[StatusLine]], ...] = (
        ("kommuner", msg("Municipalities"), status.municipalities),
        ("raad", msg("Councils"), status.councils),
        # Of one council, its district's line would but say the same again.
        ("distrikter", msg("Districts"), status.districts if len(status.councils) > 1 else ()),
    )
    for section, title, entries in groups:
        if entries:
            links = ids if entries is status.municipalities else [""] * len(entries)
            lights = [light(one) for one in entries]
            table = _table(overview(title, entries))
            rows = zip(table.rows, lights, links, strict=True)
            lit = tuple(ShownRow(row.cells, shade, link) for row, shade, link in rows)
            yield Section(section, ShownTable(table.title, table.head, lit))


def _charts(status: Status) -> Iterator[dict[str, object]]:
    lights, *others = counts(status)
    if lights.rows:
        yield _chart(lights, "diagram-0", stacked, "del")
    for index, table in enumerate(others, start=1):
        if any(_told(cell) for row in table.rows for cell in row[1:]):
            yield _chart(table, f"diagram-{index}", bars, "rekke")


def _indicators(status: Status) -> Iterator[dict[str, object]]:
    """A chart of each goal's indicator over the years, with its table."""
    for index, table in enumerate(readings(status), start=1):
        yield _chart(table, f"maaling-{index}", bars, "rekke")


def _chart(table: Table, id: str, draw: Callable[[Table, str, Language], str], look: str) -> dict[str, object]:
    from markupsafe import Markup

    drawing = Markup(draw(table, id, chosen()))
    legend = [said(one) for one in table.head[1:]] if len(table.head) > 2 else []
    return {"table": _table(table, in_full), "drawing": drawing, "legend": legend, "look": look}


def _section(entry: MunicipalityYear, id: str, year: int) -> dict[str, object]:
    """A municipality's own section: what it lacks, what changed, and the figures that are not nought both years."""
    shade = light(entry)
    tables = key_figures(entry, year)
    # The first figure is how many municipalities there are.
    _, *figures = (row for table in tables for row in table.rows)
    rows = tuple(row for row in figures if any(map(_told, row[1:])))
    return {
        "id": id,
        "name": name(entry),
        "light": shade,
        "word": said(LIGHTS[shade]),
        "lacks": ", ".join(said(one) for one in lacking(entry)),
        "changes": one_line("; ".join(said(one) for one in changes(entry))),
        "table": _table(Table(name(entry), tables[0].head, rows)),
    }


def _told(cell: Cell) -> bool:
    return bool(cell.of or cell.count) if isinstance(cell, Share) else bool(cell)


def _table(table: Table, words: Callable[[Cell, Language], str] = shown) -> ShownTable:
    figures = table.figures
    heads = zip(map(said, table.head), figures, strict=True)
    head = tuple(ShownCell(text, looks=_looks(text, right)) for text, right in heads)

    def cell(value: Cell, column: int) -> ShownCell:
        text = words(value, chosen())
        return ShownCell(text, _looks(text, figures[column]), _sort(value), column == table.named_by)

    rows = (ShownRow(tuple(cell(value, column) for column, value in enumerate(row))) for row in table.rows)
    return ShownTable(said(table.title), head, tuple(rows))


def _looks(text: str, figures: bool) -> str:
    return "tall" if figures else "lang" if len(text) > _LONG else ""


def _sort(cell: Cell) -> float | None:
    match cell:
        case Share():
            return cell.part if cell.part is not None else -1.0
        case int() | float() | Decimal():
            return float(cell)
        case date():
            return float(cell.toordinal())
        case _:
            return None
