"""How tables are laid out on a page, and what stays together on a line."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from pypdf import PdfReader

from kps.formats.columns import BLOCKS, LEAST, PAGE, is_whole, widths
from kps.formats.html import html
from kps.formats.making import file_of
from kps.formats.markdown_tree import leads, words
from kps.formats.paper import Paper
from kps.formats.unbroken import SPACE, unbroken

LONG = "kriminalitetsforebyggingskoordinator"


def made(*cells: str) -> Paper:
    head = "|".join(f"H{place}" for place, _ in enumerate(cells))
    return Paper(f"# T\n\n|{head}|\n|{'---|' * len(cells)}\n|{'|'.join(cells)}|\n", "nb")


def test_no_column_is_narrower_than_two_centimetres_and_all_fill_the_page() -> None:
    table = made("1", "2", "Et avsnitt " * 30).nodes[1]
    columns = widths(table, PAGE)
    assert sum(columns) == pytest.approx(PAGE)
    assert columns[:2] == [LEAST, LEAST]
    word = docx.Document(BytesIO(file_of(made("1", "2", "Et avsnitt " * 30), "docx"))).tables[0]
    told = [int(one.get(one.keys()[0])) for one in word._tbl.iter("{*}gridCol")]
    assert min(told) >= 20 / 25.4 * 1440 - 1
    assert word._tbl.tblPr.xpath("w:tblBorders/w:insideV/@w:val") == ["nil"]
    assert len(word._tbl.xpath(".//w:cantSplit")) == 2
    assert len(word._tbl.xpath(".//w:tblHeader")) == 1


@pytest.mark.parametrize("what", ["|A|\n|---|\n|1|", "- a\n- b", "1. a"])
def test_what_says_what_a_table_or_a_list_is_stands_on_its_page(what: str) -> None:
    def kept(before: str) -> list[bool]:
        paper = Paper(f"# T\n\n{before}\n\n{what}\n\nEtter.\n", "nb")
        lines = docx.Document(BytesIO(file_of(paper, "docx"))).paragraphs
        told = [bool(one.paragraph_format.keep_with_next) for one in lines if one.text in (before, "Etter.")]
        nodes = paper.nodes
        assert told == [leads(node, after) for node, after in zip(nodes[1::2], (*nodes[2::2], None), strict=True)]
        return told

    assert kept("Kor einige deltakarane er:") == [True, False]
    assert kept("lang tekst " * 20 + "slutt") == [False, False]


def test_a_short_line_before_a_table_moves_with_it_to_the_next_page() -> None:
    text = "# T\n\n" + "x\n\n" * 37 + "FOR\n\n|A|\n|---|\n|" + "høg " * 500 + "|\n"
    pages = [one.extract_text() for one in PdfReader(BytesIO(file_of(Paper(text, "nb"), "pdf"))).pages]
    assert [("FOR" in page, "høg" in page) for page in pages] == [(False, False), (True, True)]


def test_a_table_that_has_no_room_for_its_words_is_told_row_by_row() -> None:
    assert made(LONG, "x").nodes[1].kind == "table"
    told = made(LONG, LONG, LONG, "").nodes[1]
    assert (told.kind, told.name) == ("list", BLOCKS)
    assert words(told) == f"H0:\xa0{LONG}\xa0· H1:\xa0{LONG}\xa0· H2:\xa0{LONG}"
    assert 'class="rader" role="list"' in html(made(LONG, LONG, LONG, ""))


def test_a_report_keeps_its_tables_while_their_words_have_room() -> None:
    for cells, kind in (((LONG, LONG, LONG), "table"), (("1",) * 20, "table"), ((LONG, LONG, LONG, LONG), "list")):
        assert Paper(made(*cells).text, "nb", wide=True).nodes[1].kind == kind


def test_of_a_cell_with_nothing_to_tell_nothing_is_said_in_a_row_by_itself() -> None:
    told = words(made(LONG, "–", LONG, LONG).nodes[1])
    assert told.replace(SPACE, " ") == f"H0: {LONG} · H2: {LONG} · H3: {LONG}"


def test_a_row_that_fills_a_page_may_go_on_over_it() -> None:
    short, long = (made("x", text * 200).nodes[1] for text in ("o", "ord og "))
    assert is_whole(short.children[0], widths(short, PAGE))
    assert is_whole(made("x", "ord " * 40).nodes[1].children[1], [LEAST, PAGE - LEAST])
    assert not is_whole(made("x", "ord " * 1200).nodes[1].children[1], widths(long, PAGE))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("ring 38 00 00 01 nå", "ring 38_00_00_01 nå"),
        ("+47 900 11 222.", "+47_900_11_222."),
        ("§ 3 nr. 4 kl. 09.00", "§_3 nr._4 kl._09.00"),
        ("den 10. september 2026", "den 10._september 2026"),
        ("i 2026 12 34 56 78 90", "i 2026 12 34 56 78 90"),
        ("sak 10. Så", "sak 10. Så"),
    ],
)
def test_what_belongs_together_is_not_parted(typed: str, shown: str) -> None:
    assert unbroken(typed) == shown.replace("_", SPACE)
    assert shown.replace("_", SPACE) in html(Paper(f"# T\n\n{typed}", "nb"))
    assert typed in file_of(Paper(f"# T\n\n{typed}", "nb"), "md").decode()
    assert unbroken(typed) in html(Paper(f"# T\n\n| A |\n|---|\n| {typed} |\n", "nb"))
    assert typed in html(Paper(f"# T\n\n`{typed}`", "nb"))


def test_no_table_is_a_stop_for_the_keyboard_or_a_landmark() -> None:
    page = html(made("a", "b"))
    assert "tabindex" not in page
    assert 'role="region"' not in page
    assert '<td role="cell" data-om="H0">a</td>' in page
