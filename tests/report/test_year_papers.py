"""The status as a paper: what it is called, and pages with room for its tables."""

from __future__ import annotations

import io

import docx
import pypdf
import pytest
from reports import DAY, empty, example, several

from kps.formats.making import file_of
from kps.formats.paper import Paper
from kps.formats.tables import words
from kps.language.reader import choose, said
from kps.output.year_paper import as_markdown
from kps.report.brief import brief, heading


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


@pytest.mark.parametrize("wide", [True, False])
def test_a_wide_papers_pages_lie_on_their_side(wide: bool) -> None:
    paper = Paper(as_markdown(empty()), "nb", day=DAY, wide=wide)
    for page in pypdf.PdfReader(io.BytesIO(file_of(paper, "pdf"))).pages:
        assert (page.mediabox.width > page.mediabox.height) is wide
    (section,) = docx.Document(io.BytesIO(file_of(paper, "docx"))).sections
    assert section.page_width is not None
    assert section.page_height is not None
    assert (section.page_width > section.page_height) is wide
