"""The year of several districts as a folder of pages: all of them in brief, a page a district and a municipality."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from kps.language import msg
from kps.language.printable import one_line
from kps.language.reader import said, tr
from kps.output.year_pages import parts
from kps.output.year_pages.addresses import DISTRICTS, INDEX, MUNICIPALITIES, SHARED, Addresses
from kps.output.year_pages.first_screen import figures, years
from kps.output.year_pages.frame import SCRIPT, STYLES, filled, script, styles
from kps.output.year_pages.page import of_all, view
from kps.output.year_pages.tables import Section, ShownTable, shown_table
from kps.output.year_pages.wrong import held_back, wrong
from kps.output.year_pages.wrong import of_municipality as of_one
from kps.register.stamps import OPEN, stamped
from kps.report.missed import footnote
from kps.report.overviews import in_brief, overview
from kps.report.sheets import details, for_all
from kps.report.year_status import MunicipalityYear, Status, a_year_before, of_district, of_municipality


def status_folder(status: Status) -> dict[str, bytes]:
    """The files by their names in the folder, in the reader's language; each carries a stamp that tells it is kps's."""
    addresses = Addresses.to(status, pages=True)
    stamp = _stamp(status)
    made = {
        f"{SHARED}/{STYLES}": f"/* {stamp} */\n{styles()}",
        f"{SHARED}/{SCRIPT}": f"/* {stamp} */\n{script()}",
        INDEX: filled("landet", _index(status, addresses), "", stamp),
    }
    below = addresses.from_below()
    districts = {name: of_district(status, name) for name in addresses.districts}
    for name, key in addresses.districts.items():
        made[f"{DISTRICTS}/{key}.html"] = filled("side", view(districts[name], below), "../", stamp)
    for one in status.municipalities:
        # Sought in its district alone: a country's findings are many.
        told = _municipality(districts.get(one.district, status), one, below)
        made[f"{MUNICIPALITIES}/{addresses.key(one)}.html"] = filled("kommune", told, "../", stamp)
    return {name: stamped(text.encode()) for name, text in sorted(made.items())}


def _stamp(status: Status) -> str:
    of = f"{status.year} {status.as_of} {' '.join(status.registers)}"
    return f"kps-stamp-{blake2b(of.encode(), digest_size=6).hexdigest()}-{OPEN}"


def _index(status: Status, addresses: Addresses) -> dict[str, object]:
    tables = [Section(f"tabell-{index}", shown_table(one)) for index, one in enumerate(for_all(status), start=1)]
    districts = parts.lit(overview(msg("Districts"), status.districts), status.districts, addresses)
    municipalities = parts.plain(parts.lit(in_brief(status.municipalities), status.municipalities, addresses))
    return {
        **of_all(status, addresses),
        "municipalities": municipalities,
        "districts": districts,
        "tables": tables,
        "contents": list(_contents(tables, districts, municipalities)),
    }


def _contents(tables: list[Section], districts: ShownTable, municipalities: ShownTable) -> Iterator[tuple[str, str]]:
    words = parts.words()
    yield "distrikter", districts.title
    yield "kommuner", municipalities.title
    yield "diagrammer", words["charts"]
    yield "tall", words["key_figures"]
    yield from ((one.id, one.table.title) for one in tables)


def _municipality(status: Status, one: MunicipalityYear, addresses: Addresses) -> dict[str, object]:
    told, own = parts.municipality(one, addresses, status.year), of_municipality(status, one)
    groups = wrong(own, addresses)
    return {
        "title": tr("{name} {year}", name=told["name"], year=status.year),
        "heading": told["name"],
        "about": [
            tr("as of {day}", day=status.as_of),
            tr("beside: the year before, to {day}", day=a_year_before(status.as_of)),
        ],
        "unread": [one_line(said(footnote(one.unread)))] if one.unread else [],
        "first": figures(own),
        "years": years(own),
        "one": {**told, "wrong": of_one(own, groups, one)},
        "held_back": list(held_back(own.held_back)),
        "wrong": groups,
        "tables": [shown_table(table) for table in details(own)],
        "country": addresses.index,
        "district": addresses.district(one.district),
        "district_name": one_line(one.district),
        "words": parts.words(),
    }
