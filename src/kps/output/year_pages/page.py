"""The year of a council or a district on one page: nothing fetched, readable by all, whole without its script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kps.language.reader import said, tr
from kps.output.year_pages import parts
from kps.output.year_pages.addresses import Addresses
from kps.output.year_pages.first_screen import first_screen
from kps.output.year_pages.frame import filled
from kps.output.year_pages.tables import Section, shown_table
from kps.output.year_pages.wrong import held_back, of_municipality, wrong
from kps.report.brief import heading
from kps.report.content_sheets import content_tables
from kps.report.key_figures import key_figures
from kps.report.score_sheets import scores
from kps.report.sheets import details
from kps.report.year_status import Status

_Link = tuple[str, str]
"""A section's id and its title."""


def status_page(status: Status) -> str:
    """The one page, whole, in the reader's language."""
    return filled("side", view(status, Addresses.to(status)))


def of_all(status: Status, addresses: Addresses) -> dict[str, object]:
    """What every page of several municipalities shows."""
    return {
        "title": said(heading(status)),
        "heading": tr("Municipalities and police {year}", year=status.year),
        "about": list(parts.about(status)),
        "unread": parts.unread(status),
        "first": first_screen(status, addresses),
        "held_back": list(held_back(status.held_back)),
        "charts": parts.drawn(status),
        "key_figures": [shown_table(one) for one in key_figures(status.total, status.year)],
        "words": parts.words(),
    }


def view(status: Status, addresses: Addresses) -> dict[str, object]:
    """What the page shows; where municipalities have pages of their own, they are linked to and not told of here."""
    overviews = list(parts.overviews(status, addresses))
    groups = wrong(status, addresses)
    tables = [
        Section(f"tabell-{index}", shown_table(one))
        for index, one in enumerate((*details(status), *content_tables(status)), start=1)
    ]
    found: dict[str, object] = {
        **of_all(status, addresses),
        "wrong": groups,
        "overviews": overviews,
        "tables": tables,
        "indicators": parts.indicators(status),
        "scores": [shown_table(one) for one in scores(status)],
        "municipalities": []
        if addresses.pages
        else [
            {**parts.municipality(one, addresses, status.year), "wrong": of_municipality(status, groups, one)}
            for one in status.municipalities
        ],
        "country": addresses.index if addresses.pages else "",
    }
    return {**found, "contents": list(_contents(found, overviews, tables))}


def _contents(view: dict[str, object], overviews: Sequence[Section], tables: Sequence[Section]) -> Iterator[_Link]:
    words = parts.words()
    yield from ((one.id, one.table.title) for one in overviews)
    if view["wrong"]:
        yield "funn", words["wrong"]
    yield "diagrammer", words["charts"]
    yield "tall", words["key_figures"]
    yield from ((one.id, one.table.title) for one in tables)
    if view["indicators"]:
        yield "maalinger", words["indicators"]
    if view["scores"]:
        yield "svar", words["scores"]
    if view["municipalities"]:
        yield "kommunene", words["each"]
