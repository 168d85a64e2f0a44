"""The status as a page: whole in itself, sound as HTML, true to its tables, and inert whatever the records hold."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from reports import HARMFUL, empty, example, harmful, several

import browser
from kps.formats.tables import shown
from kps.language import Language
from kps.language.reader import choose
from kps.output.year_pages.first_screen import FIRST
from kps.output.year_pages.page import status_page
from kps.report.attention import attention
from kps.report.year_status import Status

ALL = [example, several, empty, harmful]
VOID = {"meta", "br", "hr", "img", "link", "input"}
UNSAID = {
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tr": {"tr", "td", "th"},
    "tbody": {"thead", "tr", "td", "th"},
    "table": {"tbody", "tr", "td", "th"},
}
"""What ends without a word where such an element begins; where a table ends, what is in it."""


@pytest.fixture(autouse=True)
def _bokmål() -> None:
    choose("nb")


# --- the page as it is written ---------------------------------------------------------------------------


@dataclass
class Element:
    """An element: its name, attributes, and what is in it, texts and elements."""

    name: str
    attributes: dict[str, str]
    inner: list[Element | str] = field(default_factory=list)

    def all(self, name: str = "") -> Iterator[Element]:
        """The elements in it of that name, in their order."""
        for one in self.inner:
            if isinstance(one, Element):
                if not name or one.name == name:
                    yield one
                yield from one.all(name)

    @property
    def text(self) -> str:
        """The words in it."""
        return "".join(one if isinstance(one, str) else one.text for one in self.inner)


class _Reader(HTMLParser):
    """Reads the page, and fails where an element is not closed by its own end, or by what HTML lets close it."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("page", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice: {names}"
        if tag != "table":
            self._end(tag)
        one = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inner.append(one)
        if tag not in VOID:
            self.open.append(one)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._end(tag)
        assert self.open.pop().name == tag

    def _end(self, tag: str) -> None:
        while self.open[-1].name in UNSAID.get(tag, set()):
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inner.append(data)


def _read(text: str) -> Element:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    (page,) = reader.open
    return page


@pytest.mark.parametrize("made", ALL)
def test_nothing_is_fetched(made: Callable[[], Status]) -> None:
    text = status_page(made())
    page = _read(text)
    attributes = [pair for one in page.all() for pair in one.attributes.items()]
    assert {name for name, _ in attributes} & {"src", "srcset", "action", "data", "poster", "style"} == set()
    assert [value for name, value in attributes if name.endswith("href") and not value.startswith("#")] == []
    assert {one.name for one in page.all()} & {"link", "img", "iframe", "object", "embed", "base", "form"} == set()
    code = "".join(one.text for name in ("style", "script") for one in page.all(name) if "id" not in one.attributes)
    assert not re.search(r"url\(|@import|https?:|fetch|XMLHttp|import\(", code)


@pytest.mark.parametrize("made", ALL)
def test_every_id_is_one_elements_own_and_every_link_leads_somewhere(made: Callable[[], Status]) -> None:
    page = _read(status_page(made()))
    ids = [one.attributes["id"] for one in page.all() if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    assert [id for id in ids if not re.fullmatch(r"[a-z][a-z0-9-]*", id)] == []
    wanted = {one.attributes["href"].removeprefix("#") for one in page.all("a")}
    pictures = [one for one in page.all("svg") if one.attributes.get("role") == "img"]
    wanted |= {one.attributes[f"aria-{name}"] for one in pictures for name in ("labelledby", "describedby")}
    assert wanted <= set(ids)


@pytest.mark.parametrize("made", ALL)
def test_headings_go_down_a_step_at_a_time(made: Callable[[], Status]) -> None:
    page = _read(status_page(made()))
    levels = [int(one.name[1]) for one in page.all() if re.fullmatch("h[1-6]", one.name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert {next(one.all()).name for one in page.all("section") if "aria-label" not in one.attributes} <= {"h2", "h3"}


@pytest.mark.parametrize("made", ALL)
def test_every_figure_of_a_chart_stands_in_its_table(made: Callable[[], Status]) -> None:
    figures = [one for one in _read(status_page(made())).all("figure") if list(one.all("table"))]
    for figure in figures:
        (drawing,) = figure.all("svg")
        assert [one.name for one in drawing.all()][:2] == ["title", "desc"]
        (title, *_), (told,) = drawing.all("title"), drawing.all("desc")
        assert title.text
        cells = {one.text.strip() for name in ("td", "th") for one in figure.all(name)}
        for words in drawing.all("text"):
            value = words.text
            assert value in cells or ("x" not in words.attributes and _numbers(value) <= _numbers(" ".join(cells)))
        assert _numbers(told.text) <= _numbers(" ".join(cells))
        # As many bars as there are figures that are not nought, but for those that are told beside the chart.
        aside = " ".join(one.text for one in figure.all("p") if one.attributes.get("class") == "utenom")
        rows = [[one.text.strip() for one in row.all()] for row in next(figure.all("tbody")).all("tr")]
        values = [value for label, *values in rows if f"Utenom disse, {label}:" not in aside for value in values]
        bars = [one for one in drawing.all("rect") if one.attributes.get("class") != "akse"]
        assert len(bars) == sum(not re.match("0|–", value) for value in values)
        # What is not drawn is told.
        for label, *values in rows:
            unstated = label in ("uten tema", "ikke oppgitt") and set(values) == {"0"}
            assert label in told.text or label in aside or unstated
    # One municipality of which nothing is known but its light has nothing to draw.
    assert bool(figures) == (len(made().municipalities) > 1)


@pytest.mark.parametrize("made", ALL)
def test_the_first_screen_tells_five_figures_and_what_its_charts_show(made: Callable[[], Status]) -> None:
    page = _read(status_page(made()))
    (figures,) = (one for one in page.all("section") if one.attributes.get("class") == "tallene")
    assert len(list(figures.all("strong"))) == 5
    (years,) = (one for one in page.all("section") if one.attributes.get("id") == "aarene")
    cells = " ".join(one.text for name in ("td", "th") for one in years.all(name))
    drawings = [one for one in years.all("svg") if one.attributes.get("role") == "img"]
    for drawing in drawings:
        (told,) = drawing.all("desc")
        assert _numbers(told.text) <= _numbers(cells)
    counties = [one for one in page.all("div") if one.attributes.get("class") == "fliser"]
    tiles = [one for county in counties for one in county.all("a")]
    assert len(tiles) in (0, len(made().municipalities))
    # For the eye alone: no stop for the keyboard, nothing to hear, and the table below has them all.
    assert {one.attributes["aria-hidden"] for one in counties} <= {"true"}
    assert {one.attributes["tabindex"] for one in tiles} <= {"-1"}


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+", text))


@pytest.mark.parametrize("made", ALL)
def test_everything_is_there_without_a_script(made: Callable[[], Status]) -> None:
    status = made()
    page = _read(status_page(status))
    assert [one for one in page.all() if "hidden" in one.attributes] == []
    rows = {one.attributes["id"]: one for one in page.all("section") if "id" in one.attributes}
    assert len(list(next(rows["kommuner"].all("tbody")).all("tr"))) == len(status.municipalities)
    sections = [one for id, one in rows.items() if id.startswith("kommune-")]
    assert len(sections) == len(status.municipalities)
    assert len(list(rows["oppmerksomhet"].all("li"))) == min(FIRST, len(attention(status)))


def test_every_table_has_a_caption_and_names_its_rows_and_columns() -> None:
    page = _read(status_page(several()))
    for table in page.all("table"):
        assert next(table.all("caption")).text
        assert {one.attributes["scope"] for one in table.all("th")} == {"col", "row"}
        for row in next(table.all("tbody")).all("tr"):
            assert [one.attributes["scope"] for one in row.all("th")] == ["row"]
            assert len(list(row.all("td"))) + 1 == len(list(next(table.all("thead")).all("th")))


def test_harmful_words_are_but_words() -> None:
    text = status_page(harmful())
    page, sound = _read(text), _read(status_page(example()))
    assert {one.name for one in page.all()} == {one.name for one in sound.all()}
    assert {name for one in page.all() for name in one.attributes} == {
        name for one in sound.all() for name in one.attributes
    }
    assert [sign for sign in text if not sign.isprintable() and sign not in "\n\N{NO-BREAK SPACE}"] == []
    words = page.text
    assert [one for one in HARMFUL if shown(one, "nb") not in words] == []
    (spoken,) = (one for one in page.all("script") if one.attributes.get("id") == "ord")
    assert json.loads(spoken.text)["all"] == "Alle"


def test_many_that_need_attention_are_told_of_a_few_at_a_time() -> None:
    status = several()
    page = _read(status_page(status))
    (first,) = [one for one in page.all("ul") if one.attributes.get("class") == "mangler"]
    lacking = len(attention(status))
    assert (len(list(first.all("li"))), lacking) == (FIRST, 9)
    (section,) = (one for one in page.all("section") if one.attributes.get("id") == "oppmerksomhet")
    (more,) = (one for one in section.all("a") if one.attributes["href"] == "#kommuner")
    assert more.text == "og 2 til"


def test_of_many_places_the_rest_is_behind_a_head() -> None:
    whole = example()
    several = tuple(whole.findings[0].model_copy(update={"line": line}) for line in range(1, 31))
    page = _read(status_page(whole.model_copy(update={"findings": several})))
    (section,) = (one for one in page.all("section") if one.attributes.get("id") == "funn-1")
    *_, more = section.all("details")
    places = [one.text for one in section.all("code") if one.text.startswith(several[0].file)]
    assert places == [one.place for one in several]
    assert [one.text for one in more.all("code")] == places[12:]
    assert next(more.all("summary")).text == "og 18 steder til"


# --- the page in a browser -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[browser.Browser]:
    with browser.browser(tmp_path_factory.mktemp("window")) as found:
        yield found


SORTED = "[...document.querySelectorAll('#kommuner tbody tr')].map(row => row.cells[{column}].textContent.trim())"
SORT = "[...document.querySelectorAll('#kommuner thead th')].map(head => head.getAttribute('aria-sort'))"
SHOWN = (
    "[...document.querySelectorAll('#kommuner tbody tr')].filter(row => row.offsetHeight > 0)"
    ".map(row => row.cells[0].textContent)"
)
HARM = "[document.title, document.querySelectorAll('img, b, [onerror], [onload], script[src]').length]"


@browser.needed
@pytest.mark.parametrize(("language", "made"), [("nb", example), ("nn", empty)])
def test_axe_finds_nothing(window: browser.Browser, language: Language, made: Callable[[], Status]) -> None:
    choose(language)
    with window.page(status_page(made())) as page:
        assert page.tell("document.documentElement.lang") == language
        assert page.breaches() == []
        page.becomes("dark")
        assert page.breaches("color-contrast") == []


@browser.needed
def test_a_column_is_sorted_by_its_head_with_the_mouse_and_with_keys(window: browser.Browser) -> None:
    with window.page(status_page(example())) as page:
        names = page.tell(SORTED.format(column=0))
        page.tell("document.querySelectorAll('#kommuner thead button')[10].click()")
        assert page.tell(SORTED.format(column=10)) == ["0", "0", "0", "0", "1", "2", "3"]
        assert page.tell(SORT).index("ascending") == 10
        # With the keys: the head's button has the focus; Enter turns the order, the space bar too.
        page.tell("document.querySelectorAll('#kommuner thead button')[10].focus()")
        page.press("Enter")
        assert page.tell(SORTED.format(column=10)) == ["3", "2", "1", "0", "0", "0", "0"]
        assert page.tell(SORT).index("descending") == 10
        page.tell("document.querySelectorAll('#kommuner thead button')[0].focus()")
        page.press(" ")
        assert page.tell(SORTED.format(column=0)) == names
        assert page.tell(SORT) == ["ascending", *[None] * 14]
        # What is not there is last when it is counted up: Iveland has no days to a revision.
        page.press("Tab")
        assert page.tell("document.activeElement.textContent") == "lys"
        page.tell("document.querySelectorAll('#kommuner thead button')[4].click()")
        assert page.tell(SORTED.format(column=4))[-1] == "–"


@browser.needed
def test_the_municipalities_are_filtered_by_words_and_by_light(window: browser.Browser) -> None:
    with window.page(status_page(example())) as page:
        said = "document.querySelector('#kommuner [role=status]').textContent"
        assert page.tell(said) == "7 av 7 vises"
        page.tell("document.querySelector('#kommuner input').focus()")
        page.write("LIST")
        assert (page.tell(SHOWN), page.tell(said)) == ([], "0 av 7 vises")
        page.tell("document.querySelector('#kommuner input').select()")
        page.write("  fle")
        assert (page.tell(SHOWN), page.tell(said)) == (["4207 Flekkefjord"], "1 av 7 vises")
        page.tell("document.querySelector('#kommuner input').select()")
        page.write(" ")
        choosing = "(one => {{ one.value = '{}'; one.dispatchEvent(new Event('change')); }})"
        page.tell(choosing.format("green") + "(document.querySelector('#kommuner select'))")
        assert page.tell(SHOWN) == ["4202 Grimstad", "4218 Iveland", "4222 Bykle"]
        assert page.tell(said) == "3 av 7 vises"
        # On paper nobody sees that something is filtered away: all of it is there.
        page.becomes(media="print")
        assert len(page.tell(SHOWN)) == 7


WIDER = """
[...document.querySelectorAll('body *')]
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.tabell, .hopp, caption'))
  .map(one => one.outerHTML.slice(0, 200)).slice(0, 3)
"""
SCROLLING = """
[...document.querySelectorAll('body *')]
  .filter(one => one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX))
  .filter(one => one.tabIndex !== 0 || !one.getAttribute('aria-label')).length
"""


@browser.needed
@pytest.mark.parametrize("made", ALL)
def test_a_narrow_screen_is_never_scrolled_sideways_but_within_tables(
    window: browser.Browser, made: Callable[[], Status]
) -> None:
    with window.page(status_page(made())) as page:
        page.becomes(width=320)
        page.tell("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        assert page.tell("document.documentElement.scrollWidth <= innerWidth")
        assert page.tell(WIDER) == []
        assert page.tell(SCROLLING) == 0


def _district(many: int) -> Status:
    """A district of so many municipalities, each with the figures of one that has much to tell."""
    whole = example()
    most = max(whole.municipalities, key=lambda one: len(one.model_dump_json()))
    places = [most.model_copy(update={"number": str(4201 + index)}) for index in range(many)]
    councils = [whole.councils[0].model_copy(update={"folder": f"raad-{index}"}) for index in range(many)]
    return whole.model_copy(update={"municipalities": tuple(places), "councils": tuple(councils)})


@browser.needed
def test_a_large_district_is_a_few_sheets_of_paper(window: browser.Browser) -> None:
    with window.page(status_page(_district(46)), scripts=False) as page:
        page.becomes(media="print")
        page.ask("Emulation.setEmulatedMedia", media="", features=[])
        printed = b64decode(page.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])
        assert 2 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 6
        page.becomes(media="print", width=700)
        hidden = "[...document.querySelectorAll('{}')].filter(one => {}one.checkVisibility()).map(one => one.outerHTML)"
        assert (
            page.tell(hidden.format("#kommuner tr, #diagrammer svg, .forst figure > svg, #tall table, .paa-papir", "!"))
            == []
        )
        assert page.tell(hidden.format("nav, .vedlegg, #kommunene, details", "")) == []
        # Nothing is cut off at the sheet's edge.
        assert page.tell("document.documentElement.scrollWidth <= innerWidth")


@browser.needed
@pytest.mark.parametrize("made", [example, lambda: _district(46)])
def test_the_first_screen_needs_no_scrolling(window: browser.Browser, made: Callable[[], Status]) -> None:
    with window.page(status_page(made())) as page:
        page.becomes(width=1280)
        assert page.tell("document.querySelector('.forst').getBoundingClientRect().bottom <= innerHeight")


@browser.needed
def test_without_a_script_all_is_shown_and_nothing_is_there_to_press(window: browser.Browser) -> None:
    with window.page(status_page(example()), scripts=False) as page:
        assert len(page.tell(SHOWN)) == 7
        assert page.tell("document.querySelectorAll('button, input, select').length") == 0


@browser.needed
def test_harmful_words_do_nothing_in_a_browser(window: browser.Browser) -> None:
    with window.page(status_page(harmful())) as page:
        title, others = page.tell(HARM)
        assert title.startswith("Kommune- og politisamarbeid 2026")
        assert others == 0
        assert page.tell("document.querySelectorAll('#kommuner thead button').length") == 15
