"""The status as a paper: what it is called, and pages with room for its tables."""

from __future__ import annotations

import io
import re
from typing import Any

import docx
import pypdf
import pytest
from reports import DAY, empty, example, several

from agreed import agreed
from kps.formats.chart_pictures import chart_picture, fitting
from kps.formats.columns import WIDE_PAGE, widths
from kps.formats.making import file_of
from kps.formats.markdown_tree import parse
from kps.formats.markdown_tree import words as plain
from kps.formats.paper import Paper
from kps.formats.tables import words
from kps.formats.unbroken import SPACE
from kps.language import Message
from kps.language.reader import choose, said
from kps.output.wording import capital
from kps.output.year_pages.page import status_page
from kps.output.year_paper import as_markdown, illustrated
from kps.output.year_text import as_text
from kps.report.brief import brief, heading
from kps.report.charts import Chart, charts
from kps.report.table import Table
from kps.report.year_status import merged


@pytest.fixture(autouse=True)
def _bokmål() -> None:
    choose("nb")


def test_it_is_called_by_what_it_is_of() -> None:
    assert said(heading(example())) == "Kommune- og politisamarbeid 2026: Agder"
    assert said(heading(several())) == "Kommune- og politisamarbeid 2026: 2 politidistrikter"
    assert as_markdown(empty()).startswith(
        "# Kommune- og politisamarbeid 2026: Oslo\n\nStatus for 2026, per 23. november 2026\n"
    )


def test_the_sum_says_how_many_it_is_of() -> None:
    *_, total = brief(example())
    assert words(total, "nb")[1][0] == "7 kommuner"


def test_people_read_days_with_points_and_a_terminal_as_the_records_have_them() -> None:
    made = merged([example(), agreed()])
    found = illustrated(made)
    for text in (as_markdown(made), found.text, *(one.data.decode() for one in found.pictures.values())):
        assert re.findall(r"^.*[>| ]\d{4}-\d\d-\d\d[< ].*$", text, re.M) == []
    assert "| 06.11.2025 |" in as_markdown(made)
    assert _ISO_CELL.findall(status_page(made)) == []
    assert re.search(r'data-verdi="739561">06.11.2025<', status_page(made))
    assert "2025-11-06" in as_text(made)
    assert "06.11.2025" not in as_text(made)


_ISO_CELL = re.compile(r"<(?:td|th|text|title|desc)[^>]*>[^<]*\d{4}-\d\d-\d\d[^<]*<")


def test_the_charts_are_pictures_with_a_text_in_pdf_and_docx() -> None:
    made = illustrated(example())
    claims = [capital(said(one.claim)) for one in charts(example())]
    assert len(made.pictures) == len(claims) > 5
    paper = Paper(made.text, "nb", day=DAY, wide=True, pictures=made.pictures)
    heard: list[Message] = []
    whole = docx.Document(io.BytesIO(file_of(paper, "docx", heard.append)))
    texts = [one.get("descr") for one in whole.element.body.iter() if one.tag.endswith("}docPr")]
    assert [next(claim for claim in claims if text.startswith(claim)) for text in texts] == claims
    told = _alternatives(pypdf.PdfReader(io.BytesIO(file_of(paper, "pdf", heard.append))))
    assert sorted(told) == sorted(texts)
    assert heard == []


def _alternatives(document: pypdf.PdfReader) -> list[str]:
    """The texts that stand for figures, in their order."""
    found: list[str] = []

    def walk(node: Any) -> None:
        if isinstance(node, list):
            for one in node:
                walk(one.get_object() if hasattr(one, "get_object") else one)
        elif isinstance(node, dict):
            if node.get("/S") == "/Figure":
                found.append(str(node["/Alt"]))
            elif "/K" in node:
                walk(node["/K"].get_object())

    root: Any = document.trailer["/Root"]
    walk(root["/StructTreeRoot"])
    return found


def test_goals_have_more_columns_than_a_page_has_room_for_and_are_told_one_by_one() -> None:
    """No word is broken, no head lies over the next; the other tables stay tables."""
    made = merged([example(), agreed()])
    paper = Paper(as_markdown(made), "nb", day=DAY, wide=True)
    tables = [one for one in paper.nodes if one.kind == "table"]
    assert all(sum(widths(one, WIDE_PAGE)) == pytest.approx(WIDE_PAGE) for one in tables)
    assert len(tables) == len([one for one in parse(paper.text) if one.kind == "table"]) - 1
    after = next(index for index, one in enumerate(paper.nodes) if plain(one) == "Målene, og det som er målt") + 1
    goals = [plain(one).replace(SPACE, " ") for one in paper.nodes[after].children]
    assert len(goals) == len(made.content.goals)
    assert any("siste måling: 33" in one and "siden forrige måling: i ønsket retning" in one for one in goals)
    assert not any("–" in one for one in goals)


def test_a_picture_is_no_higher_than_its_page() -> None:
    rows = tuple((f"Et navn på noe nummer {index}", index, index) for index in range(1, 40))
    table = Table("Noe", ("noe", "2026", "2025"), rows)
    picture = chart_picture(fitting(Chart("bars", "Noe", table, table)), "nb")
    wide, high = picture.size
    assert (wide < 160, high < 150) == (True, True)
    assert re.findall(rb">(\d{4})</text>", picture.data) == [b"2026", b"2025"]


@pytest.mark.parametrize("wide", [True, False])
def test_a_wide_papers_pages_lie_on_their_side(wide: bool) -> None:
    paper = Paper(as_markdown(empty()), "nb", day=DAY, wide=wide)
    for page in pypdf.PdfReader(io.BytesIO(file_of(paper, "pdf"))).pages:
        assert (page.mediabox.width > page.mediabox.height) is wide
    (section,) = docx.Document(io.BytesIO(file_of(paper, "docx"))).sections
    assert section.page_width is not None
    assert section.page_height is not None
    assert (section.page_width > section.page_height) is wide
