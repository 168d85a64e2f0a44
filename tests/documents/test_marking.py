"""What is closed says so on every page, and by which provision, wherever it returns."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from papers import JUNE, MARCH, meeting, paper, register
from pypdf import PdfReader

from kps.documents.document import Document
from kps.formats.making import file_of
from kps.formats.paper import Paper

CLOSED = """\
- nr: 1/2026
  tittel: Trusselbildet
  unntatt_offentlighet: offl. § 13, jf. politiregisterloven § 23
  saksframlegg: |
    FRAMLEGG
  tiltak: [{hva: Ring, frist: 2026-04-01}]
- nr: 2/2026
  tittel: Åpen
  vedlegg: [{tittel: Kart, unntatt_offentlighet: offl. § 24}]
""".replace("FRAMLEGG", "\n\n    ".join(f"Avsnitt {number}. " + "Ord " * 80 for number in range(30)))
BOTH = register({MARCH: meeting(CLOSED), JUNE: meeting("- {nr: 3/2026, tittel: Ny}", day="2026-06-11")})
MARKING = "Unntatt offentlighet, offl. § 13, jf. politiregisterloven § 23; offl. § 24"
RETURNED = "Unntatt offentlighet, offl. § 13, jf. politiregisterloven § 23"


def made(said: Document, base: bytes = b"") -> Paper:
    return Paper(said.text, said.language, said.author, said.day, marking=said.marking, base=base)


def spaced(text: str) -> str:
    return " ".join(text.split())


def test_every_page_of_a_pdf_is_marked() -> None:
    pages = PdfReader(BytesIO(file_of(made(paper(BOTH, "innkalling")), "pdf"))).pages
    assert len(pages) > 2
    assert all(spaced(page.extract_text()).startswith(MARKING) for page in pages)


def test_every_page_of_a_word_document_is_marked_beside_what_its_base_has() -> None:
    own = docx.Document()
    section = own.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Lindesnes kommune"
    held = BytesIO()
    own.save(held)
    for base, headers in ((b"", 1), (held.getvalue(), 2)):
        found = docx.Document(BytesIO(file_of(made(paper(BOTH), base), "docx")))
        first = found.sections[0]
        seen = [first.header, first.first_page_header][:headers]
        assert [spaced(one.paragraphs[0].text) for one in seen] == [MARKING] * headers
    assert first.first_page_header.paragraphs[1].text == "Lindesnes kommune"


def test_a_page_and_a_text_are_marked_at_the_top_and_a_page_in_print_on_each_sheet() -> None:
    assert spaced(file_of(made(paper(BOTH)), "md").decode()).startswith(f"**{MARKING}** # Referat")
    page = file_of(made(paper(BOTH)), "html").decode()
    assert f'<header class="merking"><span>{MARKING}</span></header>' in page.replace("\N{NO-BREAK SPACE}", " ")
    assert ".merket .merking { display: table-header-group;" in page.partition("@media print")[2]


def test_a_paper_in_which_what_is_exempt_returns_is_marked_by_its_provision() -> None:
    said = paper(BOTH, "innkalling", file=JUNE)
    assert spaced(said.marking) == RETURNED
    assert f"| Ring (u{RETURNED[1:]}) |" in said.text.replace("\N{NO-BREAK SPACE}", " ")
    public = paper(BOTH, "innkalling", file=JUNE, public=True)
    assert f"| 2026-03-12/1.1 | {RETURNED} | |" in public.text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("public", [True, False])
def test_what_is_public_is_not_marked(public: bool) -> None:
    open_one = register({MARCH: meeting("- {nr: 1/2026, tittel: Åpen}")})
    assert paper(open_one, public=public).marking == ""
    assert paper(BOTH, public=True).marking == ""
    assert "<body>" in file_of(made(paper(open_one)), "html").decode()


def test_the_list_of_what_was_set_tells_what_of_it_is_exempt() -> None:
    assert f" (u{RETURNED[1:]}) |" in paper(BOTH).text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_paragraphs_sign_and_number_are_never_parted() -> None:
    assert "offl. §\N{NO-BREAK SPACE}13, jf. politiregisterloven §\N{NO-BREAK SPACE}23" in paper(BOTH).text
