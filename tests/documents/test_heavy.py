"""The papers of a heavy register: nothing exempt gets out, no two have one title, what belongs together stays so."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from papers import TODAY, WORDING
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from heavy import BIRD, HELD, KVAM, files
from kps.documents.document import Document, document
from kps.formats.paper import Paper
from kps.models.base import Record
from kps.output.next_steps import steps_markdown
from kps.register.kept import PaperKind, kinds
from kps.register.memory import Texts
from kps.register.nearby import Nearby
from kps.register.parted import Parted
from kps.register.reading import load
from kps.report.next_steps import next_steps
from kps.search.candidates import Candidates
from kps.search.hits import Hit, Sight, Wanted, hits_in
from kps.search.markdown import MarkdownFiles
from kps.search.query import Query
from kps.search.sight import Everything, PublicSight

TREE = Texts({name: what for name, what in files().items() if isinstance(what, str)})
REGISTER = load(TREE)
PAPERS = [(record, kind) for record in REGISTER.records for kind in kinds(record)]


def made(record: Record, kind: PaperKind, *, public: bool) -> Document:
    return document(REGISTER, record, kind, public=public, as_of=TODAY, wording=WORDING)


@pytest.fixture(scope="module")
def minutes() -> Paper:
    record = REGISTER.record_in[f"{KVAM}/{HELD}"]
    told = made(record, "referat", public=False)
    return Paper(told.text, told.language, name=told.title, marking=told.marking)


def test_it_can_be_read() -> None:
    assert [flaw for flaw in REGISTER.flaws if flaw.code in ("D001", "D002")] == []


def test_no_bird_gets_out_and_no_two_papers_have_one_title() -> None:
    titles: list[str] = []
    for record, kind in PAPERS:
        public, closed = (made(record, kind, public=one) for one in (True, False))
        assert BIRD not in public.text + public.title + public.marking, record.origin.file
        titles += {public.title, closed.title}
    assert len(titles) == len(set(titles))


def test_each_action_is_told_once_and_many_follow_ups_come_after_the_cases(minutes: Paper) -> None:
    tasks = minutes.text.count("går felles runder ved senteret")
    assert tasks == 15 * 3 - 2
    assert minutes.text.count("Tiltak nummer ") == 30
    assert minutes.text.index("## Tillegg:") > minutes.text.index("## Sak 15/2026")
    assert "30 tiltak er til oppfølging, og står i tillegget etter sakene.\n" in minutes.text


def test_in_word_what_belongs_together_stays_so(minutes: Paper) -> None:
    word = pytest.importorskip("docx")
    from kps.formats.word import docx

    made = word.Document(BytesIO(docx(minutes)))
    signing = next(one for one in made.tables if one.cell(0, 1).text == "Referent")
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in signing.rows]
    assert kept == [True, True, None]
    assert [cell.vertical_alignment for cell in signing.rows[-1].cells] == [3, 3]  # at the bottom
    assert all(table._tbl.tblPr.xpath("w:tblCellMar") for table in made.tables)
    lines = made.paragraphs
    task = next(place for place, one in enumerate(lines) if one.text.startswith("Tiltak 2026-03-12/1.1"))
    together = [one.paragraph_format.keep_with_next for one in lines[task : task + 6]]
    assert together == [True, True, True, True, None, True]
    before = next(place for place, one in enumerate(lines) if one.text.startswith("Referatet var ferdig"))
    assert lines[before].paragraph_format.keep_with_next


@pytest.fixture(scope="module")
def printed(minutes: Paper) -> PdfReader:
    pytest.importorskip("typst")
    from kps.formats.pdf import pdf

    return PdfReader(BytesIO(pdf(minutes)))


def test_in_a_pdf_no_signature_stands_on_another_page_than_its_head(printed: PdfReader) -> None:
    pages = [page.extract_text() for page in printed.pages]
    signed = [page for page in pages if "Dato og underskrift:" in page]
    assert len(signed) == 1
    assert "Møteleiar Referent" in signed[0].replace("\n", " ")
    for number in (1, 7, 13):
        (page,) = (page for page in pages if f"Tiltak 2026-03-12/{number}.3:" in page)
        assert "Ressursar" in page.split(f"Tiltak 2026-03-12/{number}.3:")[1]


def test_in_a_pdf_what_is_read_aloud_comes_in_the_order_it_stands_in(printed: PdfReader) -> None:
    root: Any = printed.trailer["/Root"]
    read = list(_read(root["/StructTreeRoot"]["/K"], (), None))
    for page in printed.pages:
        told = [number for number, _, where in read if where == page.indirect_reference]
        content = page.get_contents()
        assert content is not None
        shown = [given[1]["/MCID"] for given, sign in content.operations if sign == b"BDC" and "/MCID" in given[1]]
        assert told == shown
    assert {kinds[1] for _, kinds, _ in read} == {"/P", "/H1", "/H2", "/L", "/Table"}


def _read(element: Any, kinds: tuple[str, ...], page: Any) -> Iterator[tuple[Any, tuple[str, ...], Any]]:
    """Each piece of content in the order of the tree: its number, the elements that it stands in, and its page."""
    element = element.get_object()
    if isinstance(element, list):
        for one in element:
            yield from _read(one, kinds, page)
    elif isinstance(element, DictionaryObject):
        page = element.raw_get("/Pg") if "/Pg" in element else page
        if "/MCID" in element:
            yield element["/MCID"], kinds, page
        elif "/K" in element:
            yield from _read(element["/K"], (*kinds, str(element["/S"])), page)
    else:
        yield element, kinds, page


def test_nothing_exempt_is_found_by_the_public_or_told_in_the_weekly_issue() -> None:
    query = Query.of(BIRD)
    every = [file for file in TREE.files() if file.endswith(".yaml")]

    def found(sight: Sight) -> list[Hit]:
        markdown = MarkdownFiles(TREE, query)
        candidates = Candidates(TREE, query, every, markdown)
        return [hit for one in candidates for hit in hits_in(one, markdown, Wanted(query), sight) or ()]

    sight = PublicSight(Nearby(Parted(TREE)), TODAY)
    assert (found(sight), sight.doubtful) == ([], [])
    assert len(found(Everything())) > 10
    told = steps_markdown(next_steps(REGISTER, TODAY), (), TODAY)
    assert "runder ved senteret" in told
    assert BIRD not in told
