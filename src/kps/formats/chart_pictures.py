"""Charts as pictures that stand alone, for papers: an SVG with its own measures and looks."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

from kps.formats.charts import bars, stacked, upright
from kps.formats.pictures import Picture
from kps.formats.tables import written
from kps.language import Language
from kps.report.charts import Chart

MOST_ROWS = 10
"""A picture with more rows would be higher than a page; the table below has them all."""

_WIDE, _LETTER, _LINE, _LETTERS = 560, 12, 20, 90
"""Points across, of a letter (9 typographic points where the picture stands in full size) and of the line above the
chart; and the letters of a label on one line."""

_LOOKS = """\
text{font-family:"Open Sans",sans-serif;fill:#1b1f24}.verdi{fill:#4b5563}.akse{fill:#c3cad4}
.rekke1{fill:#14406b}.rekke2{fill:#7393b3}.del1{fill:#b3261e}.del2{fill:#8a6100}.del3{fill:#1e6b35}"""
_HEIGHT = re.compile(r'height="([0-9.]+)em"')


def _drawing(chart: Chart, language: Language) -> str:
    match chart.kind:
        case "bars":
            return bars(chart.drawn, "d", language, _LETTERS)
        case "stacked":
            return stacked(chart.drawn, "d", language, _LETTERS)
        case "upright":
            return upright(chart.drawn, "d", language)


def _legend(chart: Chart, language: Language) -> str:
    """Which look is which, where there are several."""
    heads = [written(one, language) for one in chart.drawn.head[1:]]
    look = "del" if chart.kind == "stacked" else "rekke"
    drawn, left = "", 0
    for index, head in enumerate(heads, start=1):
        drawn += f'<rect class="{look}{index}" x="{left}" y="2" width="9" height="9"/>\n'
        drawn += f'<text class="verdi" x="{left + 13}" y="11">{escape(head)}</text>\n'
        left += 30 + 7 * len(head)
    return drawn if len(heads) > 1 else ""


def fitting(chart: Chart) -> Chart:
    """The chart with as many of its rows as there is room for."""
    return replace(chart, drawn=replace(chart.drawn, rows=chart.drawn.rows[:MOST_ROWS]))


def chart_picture(chart: Chart, language: Language) -> Picture:
    """The chart's picture, as it stands on paper."""
    drawing = _drawing(chart, language)
    found = _HEIGHT.search(drawing)
    assert found  # every drawing tells its height first
    legend = _legend(chart, language)
    above = _LINE if legend else 0
    high = round(float(found[1]) * _LETTER) + above + 2
    inner = drawing.partition(">\n")[2].removesuffix("</svg>\n")
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDE}" height="{high}" viewBox="0 0 {_WIDE} {high}"'
        f' font-size="{_LETTER}">\n<style>{_LOOKS}</style>\n'
        f'{legend}<g transform="translate(0 {above})">\n{inner}</g></svg>\n'
    )
    return Picture(text.encode(), "svg", _WIDE, high)
