"""A paper as HTML, PDF and DOCX: read back by other programs' eyes, and the same bytes each time."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import docx
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text

from kps.formats import pdf as pdf_format
from kps.formats import signs
from kps.formats.extras import Missing, Unusable
from kps.formats.html import html
from kps.formats.making import file_of
from kps.formats.paper import Paper
from kps.formats.pdf import pdf
from kps.formats.typesetting import Sheets, typeset
from kps.formats.word import docx as word
from kps.register.stamps import ENDINGS, Stamp, stamp_in

TEXT = """\
# Referat: Rådet på Åsgårdstrand

<!-- .hode -->
- **Dato:** torsdag 12. mars 2026

## Sak 1/2026: Bål & <brann>

Avsnitt med *trykk*, `kode` og [lenke](https://example.no/a?b=1&c=2).

1. først
2. så
   - innrykk

> Sitat

| Tiltak | Antall |
|---|--:|
| Æøå | 12 |

<!-- .underskrift -->
| Møteleder | Referent |
|---|---|
| Anne | Siv |
| Dato og underskrift: | Dato og underskrift: |
"""
PAPER = Paper(TEXT, "nb", "Politirådet", date(2026, 3, 12), "kps-stamp-0123456789ab-00000000")


class Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def outline(text: str) -> list[tuple[str, dict[str, str | None]]]:
    reader = Outline()
    reader.feed(text)
    return reader.seen


def test_the_page_has_language_title_and_one_main() -> None:
    seen = outline(html(PAPER))
    tags = [tag for tag, _ in seen]
    assert ("html", {"lang": "nb"}) in seen
    assert tags.count("main") == tags.count("h1") == tags.count("title") == 1
    assert "<title>Referat: Rådet på Åsgårdstrand</title>" in html(PAPER)


def test_the_page_stands_by_itself() -> None:
    seen = outline(html(PAPER))
    assert not {"script", "img", "iframe", "link", "object"} & {tag for tag, _ in seen}
    assert not re.search(r"url\(|@import", html(PAPER))
    # A register's own styles may ask for it; the page allows nothing.
    assert re.search(
        r"""Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'""", html(PAPER)
    )


def test_table_heads_tell_their_scope() -> None:
    assert [attrs.get("scope") for tag, attrs in outline(html(PAPER)) if tag == "th"] == ["col"] * 4


def test_what_people_wrote_is_never_code() -> None:
    page = html(PAPER)
    assert "Bål &amp; &lt;brann&gt;" in page
    assert 'href="https://example.no/a?b=1&amp;c=2"' in page
    own = Paper("# T", "nb", styles="</style><script>x</script>")
    assert "script" not in {tag for tag, _ in outline(html(own))}


@pytest.mark.parametrize("words", ["12/2026", "2026-03-12/1.1", "2026-03-12-2/10.12", "31.03.2026", "38 00 00 01"])
def test_a_number_is_not_broken_across_lines_on_a_page(words: str) -> None:
    page = html(Paper(f"# T\n\n| A | B |\n|---|--:|\n| {words} | {words} og mer |\n", "nb"))
    shown = words.replace("38 00 00 01", "38\xa000\xa000\xa001")
    assert f'data-om="A" class="nr">{shown}</td><td role="cell" data-om="B" class="tall">' in page
    assert ".nr { white-space: nowrap; }" in page


def test_the_pdf_is_tagged_and_tells_of_itself() -> None:
    read = PdfReader(BytesIO(pdf(PAPER)))
    root: Any = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nb-NO"
    assert read.metadata is not None
    assert (read.metadata.title, read.metadata.author) == ("Referat: Rådet på Åsgårdstrand", "Politirådet")
    roles = _roles(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/L", "/LI", "/Table", "/TH", "/TD", "/Link"} <= roles


def _roles(element: object) -> set[str]:
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        return set().union(*map(_roles, element)) if element else set()
    if not isinstance(element, dict):
        return set()
    own = {str(element["/S"])} if "/S" in element else set()
    return own | (_roles(element["/K"]) if "/K" in element else set())


def test_the_pdf_s_text_can_be_taken_out() -> None:
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf(PAPER))).pages)
    for words in ("Referat: Rådet på Åsgårdstrand", "Bål & <brann>", "Æøå", "Dato og underskrift:", "Side 1 av 1"):
        assert words in text


def test_the_pdf_is_for_archives_and_for_everybody() -> None:
    data = pdf(PAPER)
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in data
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data


def test_the_word_document_is_built_of_built_in_styles() -> None:
    document = docx.Document(BytesIO(word(PAPER)))
    styles = [(one.style.name, one.text) for one in document.paragraphs if one.style and one.text]
    assert ("Heading 1", "Referat: Rådet på Åsgårdstrand") in styles
    assert ("Heading 2", "Sak 1/2026: Bål & <brann>") in styles
    assert ("List Number", "først") in styles
    assert ("List Bullet 2", "innrykk") in styles
    assert ("Intense Quote", "Sitat") in styles


def test_the_word_document_s_tables_have_heads() -> None:
    tables = docx.Document(BytesIO(word(PAPER))).tables
    assert [[cell.text for cell in row.cells] for row in tables[0].rows] == [["Tiltak", "Antall"], ["Æøå", "12"]]
    for table in tables:
        marked = [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows]
        assert marked == [True, *[False] * (len(marked) - 1)]


def test_the_word_document_tells_of_itself() -> None:
    document = docx.Document(BytesIO(word(Paper(TEXT, "nn", "Rådet", date(2026, 3, 12)))))
    about = document.core_properties
    assert (about.title, about.author, about.language) == ("Referat: Rådet på Åsgårdstrand", "Rådet", "nn-NO")
    assert about.created is not None
    assert about.created.date() == date(2026, 3, 12)
    assert 'w:val="nn-NO"' in document.styles.element.xml


def test_the_head_of_a_word_document_is_small_and_its_sender_quiet() -> None:
    paper = Paper("<!-- .avsender -->\n**Agder**\n\n# T\n", "nb", name="T", marking="Unntatt offentlighet")
    document = docx.Document(BytesIO(word(paper)))
    head = [run.font.size.pt for one in document.sections[0].header.paragraphs for run in one.runs if run.font.size]
    assert head == [8.5, 8.5]
    sender = document.paragraphs[0].runs[0].font
    assert (sender.size and sender.size.pt, str(sender.color.rgb)) == (9.5, "4B5563")


def test_two_numbered_lists_each_begin_anew() -> None:
    document = docx.Document(BytesIO(word(Paper("1. a\n2. b\n\np\n\n5. c\n", "nb"))))
    listed: list[Any] = [one._p for one in document.paragraphs if one.text in "abc"]
    numbers = [one.pPr.numPr.numId.val for one in listed]
    assert numbers[0] == numbers[1] != numbers[2]
    starts = document.part.numbering_part.element.xpath("//w:startOverride/@w:val")
    assert starts == ["1", "5"]


def test_a_base_document_gives_its_styles_and_loses_its_words() -> None:
    base = docx.Document()
    base.add_paragraph("Gammel tekst")
    base.sections[0].header.paragraphs[0].text = "Lindesnes kommune"
    kept = BytesIO()
    base.save(kept)
    document = docx.Document(BytesIO(word(Paper(TEXT, "nb", base=kept.getvalue()))))
    assert document.sections[0].header.paragraphs[0].text == "Lindesnes kommune"
    assert "Gammel tekst" not in [one.text for one in document.paragraphs]


@pytest.mark.parametrize("with_numbering", [True, False])
def test_a_base_document_is_lent_the_styles_it_lacks(with_numbering: bool) -> None:
    base = docx.Document()
    for name in ("List Bullet", "List Number", "Intense Quote", "Heading 2"):
        base.styles.element.remove(base.styles[name].element)
    if not with_numbering:
        base.part.rels.pop(next(id for id, one in base.part.rels.items() if one.reltype.endswith("/numbering")))
    kept = BytesIO()
    base.save(kept)
    document = docx.Document(BytesIO(word(Paper("## a\n\n- b\n\n1. c\n\n> d\n", "nb", base=kept.getvalue()))))
    assert [(one.style.name, one.text) for one in document.paragraphs if one.style] == [
        ("Heading 1", "a"),
        ("List Bullet", "b"),
        ("List Number", "c"),
        ("Intense Quote", "d"),
    ]
    numbering = document.part.numbering_part.element
    for name in ("List Bullet", "List Number"):
        number = document.styles[name].element.pPr.numPr.numId.val
        assert numbering.num_having_numId(number).abstractNumId.val is not None


def test_a_base_document_that_is_none_is_told() -> None:
    with pytest.raises(Unusable):
        word(Paper(TEXT, "nb", base=b"PK not a document"))


def test_signs_that_xml_cannot_hold_are_left_out() -> None:
    document = docx.Document(BytesIO(word(Paper("a\x0bb\ufffec", "nb"))))
    assert document.paragraphs[0].text == "abc"


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_paper_gives_the_same_bytes(ending: str) -> None:
    assert file_of(PAPER, ending) == file_of(PAPER, ending)  # type: ignore[arg-type]


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_format_carries_its_stamp(ending: str) -> None:
    assert stamp_in(file_of(PAPER, ending)) == Stamp("0123456789ab", untouched=True)  # type: ignore[arg-type]


@pytest.mark.parametrize("ending", ["md", "html"])
def test_a_change_by_hand_is_seen_but_not_line_endings(ending: str) -> None:
    data = file_of(PAPER, ending)  # type: ignore[arg-type]
    assert stamp_in(data.replace(b"Anne", b"Arne")) == Stamp("0123456789ab", untouched=False)
    assert stamp_in(data.replace(b"\n", b"\r\n")) == Stamp("0123456789ab", untouched=True)


def test_a_change_in_a_word_processor_is_seen() -> None:
    document = docx.Document(BytesIO(file_of(PAPER, "docx")))
    document.tables[0].rows[1].cells[1].paragraphs[0].runs[0].text = "13"
    changed = BytesIO()
    document.save(changed)
    assert stamp_in(changed.getvalue()) == Stamp("0123456789ab", untouched=False)


def test_a_word_document_that_is_only_packed_anew_is_untouched() -> None:
    packed = BytesIO()
    with ZipFile(BytesIO(file_of(PAPER, "docx"))) as found, ZipFile(packed, "w", ZIP_STORED) as kept:
        for name in reversed(found.namelist()):
            kept.writestr(name, found.read(name))
    assert stamp_in(packed.getvalue()) == Stamp("0123456789ab", untouched=True)


def test_a_signature_or_a_remark_put_into_a_pdf_is_seen() -> None:
    writer = PdfWriter(BytesIO(file_of(PAPER, "pdf")), incremental=True)
    remark = Text(rect=(50, 550, 200, 650), text="Ikke enig")
    writer.add_annotation(0, remark)
    changed = BytesIO()
    writer.write(changed)
    assert stamp_in(changed.getvalue()) == Stamp("0123456789ab", untouched=False)


def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    with pytest.raises(Missing, match=r"pip install .typst"):
        pdf_format.pdf(PAPER)


@pytest.mark.parametrize(
    "text",
    [
        "# T\n\nsmil 😀 og 👩‍👩‍👧 og 🇳🇴",
        "# T\n\n中文 \ue000 \u200b\u00ad \x07",
        "",
        "bare tekst uten overskrift",
        "# T\n\n[x](<>) [y](#)\n\n1. \n\n>\n\n| a |\n|---|\n",
        "# " + "lang " * 200,
    ],
)
def test_nothing_that_people_type_stops_a_paper(text: str) -> None:
    for ending in ENDINGS:
        assert file_of(Paper(text, "nb"), ending) or (ending, text) == ("md", "")


def test_what_the_typeface_lacks_is_shown_as_something() -> None:
    [page] = PdfReader(BytesIO(pdf(Paper("# T\n\nsmil 😀 her, Kárášjohka čŋđŧž", "nb")))).pages
    assert "smil ◊ her, Kárášjohka čŋđŧž" in page.extract_text()


@pytest.mark.parametrize(
    ("text", "shown", "told"),
    [
        ("\U0001f44d\U0001f3fd ja", "◊ ja", ("\U0001f44d",)),  # a thumb with a tone of skin
        ("1\ufe0f\u20e3 nei", "1 nei", ("\u20e3",)),  # a keycap
        ("\U0001f469\u200d\U0001f469\u200d\U0001f467 her", "◊ her", ("\U0001f469",)),  # a family
        ("\u0e01\u0e47 her", "◊ her", ("\u0e01",)),  # Thai with a mark
        ("\u0f40\u0fb5 her", "◊ her", ("\u0f40",)),  # Tibetan with a mark
        ("a\u20dd her", "a her", ("\u20dd",)),  # a mark that no typeface has
        ("\ue000 her", "◊ her", ("\ue000",)),  # of private use
        ("\udcf8 her", "◊ her", ("\udcf8",)),  # an odd byte of a file's name
        ("→ ✓ ☐ ≥ e\u0327 her", "→ ✓ ☐ ≥", ()),
    ],
)
def test_what_no_typeface_shows_is_decided_and_told(text: str, shown: str, told: tuple[str, ...]) -> None:
    paper = Paper(f"# T\n\n{text}", "nb", marking=text)
    [page] = PdfReader(BytesIO(pdf(paper))).pages
    assert page.extract_text().count(shown) == 2
    assert pdf_format.unshown(paper) == told


def test_thousands_of_rare_signs_are_set_at_once() -> None:
    made = []

    def counted(sheets: Sheets) -> bytes:
        made.append(sheets)
        return typeset(sheets)

    pdf(Paper("# T\n\n" + "".join(map(chr, range(0x4E00, 0x4E00 + 5000))), "nb", typesetter=counted))
    assert len(made) == 1


def test_every_sign_that_is_said_to_be_known_is_shown_alone_and_after_a_letter() -> None:
    known = sorted(signs.known_signs() - set(" \r\n\t"))
    text = "\n\n".join(f"a{sign}b {sign}" for sign in map(_literal, known))
    assert pdf_format.unshown(Paper(text, "nb")) == ()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pdf_format, "own_signs", frozenset)
        assert pdf(Paper(f"# T\n\n{text}", "nb"))


def _literal(sign: str) -> str:
    return f"\\{sign}" if sign in "\\`*_{}[]()#+-.!<>&|~" else sign


@pytest.mark.parametrize(
    "text",
    ["a" * 40_000, "# " + "a" * 40_000, "# " + "ab " * 20_000, f"[x](http://a/{'b' * 40_000})", "\U0001f600" * 20_000],
)
def test_what_is_longer_than_the_standards_have_room_for_is_set_all_the_same(text: str) -> None:
    assert pdf(Paper(text, "nb"))


@pytest.mark.filterwarnings("error")
def test_a_base_made_by_libreoffice_gives_one_part_of_properties() -> None:
    made = BytesIO()
    docx.Document().save(made)
    base = BytesIO()
    with ZipFile(made) as found, ZipFile(base, "w") as kept:
        for name in found.namelist():
            data = found.read(name)
            if name == "_rels/.rels":  # as LibreOffice relates a document to its properties
                data = data.replace(b"/package/2006/relationships/metadata/", LIBREOFFICE)
                assert LIBREOFFICE in data
            kept.writestr(name, data)
    data = word(Paper(TEXT, "nb", "Politirådet", stamp=PAPER.stamp, base=base.getvalue()))
    with ZipFile(BytesIO(data)) as archive:
        assert archive.namelist().count("docProps/core.xml") == 1
    assert docx.Document(BytesIO(data)).core_properties.author == "Politirådet"
    assert stamp_in(data) == Stamp("0123456789ab")


LIBREOFFICE = b"/officedocument/2006/relationships/metadata/"


def test_a_word_tables_columns_have_room_for_their_longest_words() -> None:
    text = f"# A\n\n| Hva | Status |\n|---|---|\n| {'Lang tekst om tiltaket ' * 9} | påbegynt |\n"
    table = docx.Document(BytesIO(word(Paper(text, "nb")))).tables[0]
    assert table.columns[1].width.pt > len("påbegynt") * 5.3


def test_only_those_who_have_not_signed_get_room_to_sign() -> None:
    text = "# A\n\n<!-- .underskrifter -->\n| Part | Dato |\n|---|---|\n| K | 1. mai 2026 |\n| P |  |\n"
    rows = docx.Document(BytesIO(word(Paper(text, "nb")))).tables[0].rows
    assert [row.height is not None for row in rows] == [False, False, True]
    assert '<td role="cell" data-om="Dato"></td>' in html(Paper(text, "nb"))
    assert pdf(Paper(text, "nb"))
