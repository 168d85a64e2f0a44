"""The municipalities of a status by county, as they lie in the country."""

from __future__ import annotations

from kps.language import Words, msg
from kps.language.printable import one_line
from kps.models.places import municipalities
from kps.report.overviews import name
from kps.report.status_light import LIGHTS, Light, light
from kps.report.table import Row, Table
from kps.report.year_status import MunicipalityYear, Status


def by_county(status: Status) -> dict[str, list[MunicipalityYear]]:
    """The municipalities of each county by number, the counties by their lowest number."""
    found: dict[str, list[MunicipalityYear]] = {}
    for one in sorted(status.municipalities, key=lambda one: one.number):
        place = municipalities().get(one.number)
        found.setdefault(place.county if place else one_line(one.district), []).append(one)
    return found


_MOST = 60
"""Up to so many municipalities are named by their light; of more, the table of them all has the names."""


def lights_by_county(status: Status) -> Table:
    """Which municipalities of each county have which light; where they are very many, how many."""
    named = len(status.municipalities) <= _MOST
    rows: list[Row] = []
    for county, some in by_county(status).items():
        shades: dict[Light, list[str]] = {key: [] for key in LIGHTS}
        for one in some:
            shades[light(one)].append(name(one))
        told = ((", ".join(names) or None) if named else len(names) for names in shades.values())
        rows.append((county, *told))
    heads: tuple[Words, ...] = (msg("county"), *LIGHTS.values())
    return Table(msg("Municipalities by county and light"), heads, tuple(rows))
