"""The yearly status as one self-contained web page: nothing fetched, readable by all, whole without its script."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kps.formats.charts import bars, stacked
from kps.language import chosen, tr
from kps.report.key_figures import key_figures
from kps.report.light import LIGHTS, Light, attention, changes, lacking, light
from kps.report.shape import Share
from kps.report.sheets import counts, name, overview, sheets
from kps.report.status import Entry, MunicipalityYear, Status
from kps.report.table import Cell, Table, shown
from kps.report.text import introduction
from kps.resources import folder


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as the page shows it, and what it is sorted by where that is not its words."""

    text: str
    figures: bool
    sort: float | None


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


def status_page(status: Status) -> str:
    """The page, whole, in the language chosen."""
    # Imported here: no other format of the status asks for it.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return made.get_template("rapport.html.j2").render(_view(status))


def _view(status: Status) -> dict[str, object]:
    from markupsafe import Markup

    title, _ = introduction(status)
    overviews = list(_overviews(status))
    tables = [Section(f"tabell-{index}", _table(one)) for index, one in enumerate(_rest(status), start=1)]
    found: dict[str, object] = {
        "language": chosen(),
        "title": title,
        "note": tr("A square is red, a tilted one yellow, a circle green. Columns sort where a script may run."),
        "lights": _lights(status),
        "attention": list(_attention(status)),
        "overviews": overviews,
        "charts": list(_charts(status)),
        "key_figures": [_table(one) for one in key_figures(status.total, status.year)],
        "tables": tables,
        "municipalities": [_section(one, status.year) for one in status.municipalities],
        "words": _words(),
        # Of our own, and with nothing in it that ends a style or a script.
        "styles": Markup(_resource("papir.css") + _resource("rapport.css")),
        "script": Markup(_resource("rapport.js")),
        "spoken": Markup(json.dumps(_spoken(), ensure_ascii=False).replace("<", "\\u003c")),
    }
    return {**found, "contents": list(_contents(found, overviews, tables))}


def _contents(view: dict[str, object], overviews: Sequence[Section], tables: Sequence[Section]) -> Iterator[_Link]:
    words = _words()
    if view["attention"]:
        yield "oppmerksomhet", words["attention"]
    yield from ((one.id, one.table.title) for one in overviews)
    yield "diagrammer", words["charts"]
    yield "tall", words["key_figures"]
    # A council's scores are long to name, and stand right after the evaluations.
    yield from ((one.id, one.table.title) for one in tables if ":" not in one.table.title)
    yield "kommunene", words["each"]


_Link = tuple[str, str]
"""A section's id and its title."""


def _resource(file: str) -> str:
    return (folder("templates") / file).read_text(encoding="utf-8")


def _words() -> dict[str, str]:
    return {
        "skip": tr("Skip to the content"),
        "contents": tr("Contents"),
        "attention": tr("Needs attention first"),
        "charts": tr("Charts"),
        "as_table": tr("As a table"),
        "key_figures": tr("Key figures"),
        "each": tr("Each municipality"),
        "changed": tr("Since the year before"),
        "back": tr("Back to all municipalities"),
    }


def _spoken() -> dict[str, object]:
    """What the script says."""
    return {
        "search": tr("Search among the municipalities"),
        "light": tr("Light"),
        "all": tr("All"),
        "lights": {key: label.text() for key, label in LIGHTS.items()},
        "shown": tr("{n} of {of} shown", n="{n}", of="{of}"),
    }


def _lights(status: Status) -> list[dict[str, object]]:
    found = [light(one) for one in status.municipalities]
    return [{"light": key, "text": label.text(), "count": found.count(key)} for key, label in LIGHTS.items()]


def _attention(status: Status) -> Iterator[dict[str, str]]:
    for entry, lacks in attention(status):
        shade = light(entry)
        told = ", ".join(one.text() for one in lacks)
        yield {"name": name(entry), "light": shade, "word": LIGHTS[shade].text(), "link": _id(entry), "lacks": told}


def _overviews(status: Status) -> Iterator[Section]:
    groups: tuple[tuple[str, str, Sequence[Entry]], ...] = (
        ("kommuner", tr("Municipalities"), status.municipalities),
        ("raad", tr("Councils"), status.councils),
        ("distrikter", tr("Districts"), status.districts),
    )
    for id, title, entries in groups:
        if entries:
            yield Section(id, _table(overview(title, entries), entries))


def _rest(status: Status) -> Iterable[Table]:
    """The tables that are not drawn."""
    drawn = {one.title for one in counts(status)}
    return (one for one in sheets(status) if one.title not in drawn)


def _charts(status: Status) -> Iterator[dict[str, object]]:
    from markupsafe import Markup

    lights, *others = counts(status)
    legend = list(lights.head[1:])
    yield {"table": _table(lights), "drawing": Markup(stacked(lights, "diagram-0")), "legend": legend, "look": "del"}
    for index, table in enumerate(others, start=1):
        if any(_told(cell) for row in table.rows for cell in row[1:]):
            drawing = Markup(bars(table, f"diagram-{index}"))
            legend = list(table.head[1:]) if len(table.head) > 2 else []
            yield {"table": _table(table), "drawing": drawing, "legend": legend, "look": "rekke"}


def _section(entry: MunicipalityYear, year: int) -> dict[str, object]:
    """A municipality's own section: what it lacks, what changed, and the figures that are not nought both years."""
    shade = light(entry)
    tables = key_figures(entry, year)
    rows = tuple(row for table in tables for row in table.rows if any(map(_told, row[1:])))
    return {
        "id": _id(entry),
        "name": name(entry),
        "light": shade,
        "word": LIGHTS[shade].text(),
        "lacks": ", ".join(one.text() for one in lacking(entry)),
        "changes": "; ".join(one.text() for one in changes(entry)),
        "table": _table(Table(name(entry), tables[0].head, rows)),
    }


def _told(cell: Cell) -> bool:
    return bool(cell.of or cell.count) if isinstance(cell, Share) else bool(cell)


def _table(table: Table, entries: Sequence[Entry] = ()) -> ShownTable:
    """The table; each row that is about one of ``entries`` with its light, and a municipality's with its link."""
    figures = table.figures
    head = tuple(ShownCell(text, right, None) for text, right in zip(table.head, figures, strict=True))
    rows = []
    for index, row in enumerate(table.rows):
        cells = tuple(ShownCell(shown(cell), right, _sort(cell)) for cell, right in zip(row, figures, strict=True))
        entry = entries[index] if entries else None
        link = _id(entry) if isinstance(entry, MunicipalityYear) else ""
        rows.append(ShownRow(cells, light(entry) if entry else None, link))
    return ShownTable(table.title, head, tuple(rows))


def _id(entry: Entry) -> str:
    return f"kommune-{entry.key}"


def _sort(cell: Cell) -> float | None:
    match cell:
        case Share():
            return cell.part if cell.part is not None else -1.0
        case int() | float():
            return float(cell)
        case date():
            return float(cell.toordinal())
        case _:
            return None
