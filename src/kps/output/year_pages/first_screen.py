"""What a leader sees first: five figures, what needs attention, the municipalities by county, and the years."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, sqrt

from kps.formats.charts import in_full, upright
from kps.formats.tables import shown
from kps.language import Words, msgn
from kps.language.reader import chosen, said, tr
from kps.output.wording import capital
from kps.output.year_pages.addresses import Addresses
from kps.output.year_pages.tables import shown_table
from kps.report.attention import attention, listed
from kps.report.charts import Chart, by_district, districts_table, trends, trends_table
from kps.report.counties import by_county, lights_by_county
from kps.report.headlines import Headline, headlines
from kps.report.missed import MARK
from kps.report.overviews import name
from kps.report.shape import Share
from kps.report.status_light import LIGHTS, MEANINGS, light
from kps.report.year_status import MunicipalityYear, Status

Part = dict[str, object]

FIRST = 7
"""How many of those in need of attention are told of by name at once."""
_FEW = 60
"""So few municipalities have room for large tiles."""


def first_screen(status: Status, addresses: Addresses) -> Part:
    """All that stands on the first screen, as its template shows it."""
    several = len(status.municipalities) > 1
    in_need = list(_in_need(status, addresses))
    return {
        **figures(status),
        **years(status),
        "attention": in_need[:FIRST],
        "more": said(msgn("and {n} more", "and {n} more", len(in_need) - FIRST)) if len(in_need) > FIRST else "",
        "lights": lights(status),
        "few": len(status.municipalities) <= _FEW,
        "counties": list(_counties(status, addresses)) if several else [],
        "table": shown_table(lights_by_county(status)) if several else None,
        "districts": _districts(status) if len(status.districts) > 1 else [],
        "districts_table": shown_table(districts_table(status), in_full) if len(status.districts) > 1 else None,
        "words": _words(),
    }


def figures(status: Status) -> Part:
    """The five figures alone."""
    return {"figures": [_figure(one, bool(status.total.unread)) for one in headlines(status)], "words": _words()}


def years(status: Status) -> Part:
    """How it went over all years kept: the charts, and their table."""
    return {
        "trends": [_drawn(one, f"utvikling-{index}") for index, one in enumerate(trends(status), start=1)],
        "trends_table": shown_table(trends_table(status), in_full),
        "words": _words(),
    }


def _words() -> dict[str, str]:
    return {
        "figures": tr("Five figures"),
        "attention": tr("Needs attention first"),
        "nothing": tr("Nothing needs attention."),
        "counties": tr("The municipalities by county"),
        "as_table": tr("As a table"),
        "years": tr("Over the years"),
        "not_drawn": tr(
            "Not drawn: revision in time (the last one alone is known) and errors (the rules are put to these two "
            "years alone)."
        ),
        "districts": tr("Agendas in time by district, all on the same scale"),
    }


def _figure(one: Headline, unread: bool) -> Part:
    part = _part(one.now)
    return {
        "label": said(one.label),
        "value": _told(one.now) + (f" {MARK}" if unread else ""),
        "known": isinstance(one.now, int) or part is not None,
        "share": "" if part is None else f"{round(100 * part)}\N{NO-BREAK SPACE}%",
        "part": "" if part is None else f"{100 * part:.1f}",
        "look": "faerre" if one.fewer else "flere",
        "before": tr("the year before: {figure}", figure=_told(one.before)),
        "note": said(one.note),
    }


def _told(share: Share | int) -> str:
    if isinstance(share, int):
        return shown(share, chosen())
    if share.part is None:
        return tr("nothing to reckon from")
    return tr("{count} of {of}", count=shown(share.count, chosen()), of=shown(share.of, chosen()))


def _part(figure: Share | int) -> float | None:
    return figure.part if isinstance(figure, Share) else None


def lights(status: Status) -> list[Part]:
    """How many municipalities have each light, and what it means."""
    found = [light(one) for one in status.municipalities]
    return [
        {"light": key, "text": said(label), "count": found.count(key), "meaning": said(MEANINGS[key])}
        for key, label in LIGHTS.items()
    ]


def _in_need(status: Status, addresses: Addresses) -> Iterator[Part]:
    """The municipalities that lack something, each with what it lacks."""
    for entry, lacks in attention(status, places=False):
        shade = light(entry)
        yield {
            "name": name(entry),
            "light": shade,
            "word": said(LIGHTS[shade]),
            "link": addresses.municipality(entry),
            "lacks": said(listed(lacks)),
        }


def _counties(status: Status, addresses: Addresses) -> Iterator[Part]:
    for county, some in by_county(status).items():
        # About as high as they are wide.
        across = ceil(sqrt(len(some) * 0.95))
        yield {"name": county, "tiles": [_tile(one, addresses) for one in some], "across": across}


def _tile(one: MunicipalityYear, addresses: Addresses) -> Part:
    shade = light(one)
    return {"words": f"{name(one)}: {said(LIGHTS[shade])}", "light": shade, "link": addresses.municipality(one)}


def _districts(status: Status) -> list[Part]:
    several = enumerate(by_district(status), start=1)
    return [_drawn(one, f"distrikt-{index}", small=True) for index, one in several]


def _drawn(chart: Chart, id: str, *, small: bool = False) -> Part:
    return {"claim": claim(chart.claim), "drawing": markup(upright(chart.drawn, id, chosen(), small=small))}


def claim(words: Words) -> str:
    """What a chart shows, as a sentence."""
    return capital(said(words))


def markup(text: str) -> str:
    """What is HTML already."""
    from markupsafe import Markup

    return Markup(text)
