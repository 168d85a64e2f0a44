"""The pages of a Word document: their size and typeface, their numbers, and what stands at their heads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kps.formats.paper import PAGES
from kps.formats.word_tables import underlined
from kps.language import Language

if TYPE_CHECKING:
    from docx.document import Document

_RIGHT = 2
_BELOW_HEAD = 12 * 12_700  # twelve points


def set_pages(document: Document, language: Language, *, wide: bool) -> None:
    """A4, one typeface throughout, and "Side 1 av 12" at the foot: for who has no base document of their own."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(22)
    _set_styles(document.styles)
    _make_room_for_numbers(document)
    line = section.footer.paragraphs[0]
    line.alignment = _RIGHT
    page, of = PAGES[language]
    for words, code in ((page, "PAGE"), (f" {of}", "NUMPAGES")):
        line.add_run(f"{words} ")
        _field(line, code)
    for run in line.runs:
        _quiet(run)


_HEADINGS = ((18, 0, 8), (13, 16, 4), (11, 10, 2), (10.5, 8, 2), (10.5, 8, 2), (10.5, 8, 2))
"""Of each level the size, and the room above and below, in points."""


def _set_styles(styles: Any) -> None:
    """The looks of headings, lists and what is quoted, as in the PDF."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    normal = styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10.5)
    normal.paragraph_format.space_after = Pt(6)
    for level, (size, above, below) in enumerate(_HEADINGS, start=1):
        style = styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(size), RGBColor(0x14, 0x40, 0x6B)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)
        # The base style names a typeface of the theme, which goes before the font's name.
        for part in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{part}"), None)
    for kind in ("Bullet", "Number", "Continue"):
        for suffix in ("", " 2", " 3"):
            styles[f"List {kind}{suffix}"].paragraph_format.space_after = Pt(2)
    _set_quoted(styles["Intense Quote"])


def _make_room_for_numbers(document: Document) -> None:
    """Have a numbered list's words begin where two digits have room."""
    from docx.oxml.ns import qn

    for suffix in ("", "2", "3"):
        for level in document.part.numbering_part.element.xpath(f"//w:lvl[w:pStyle/@w:val='ListNumber{suffix}']"):
            indent = level.find(f"{qn('w:pPr')}/{qn('w:ind')}")
            wider = _TWO_DIGITS - int(indent.get(qn("w:hanging")))
            left = int(indent.get(qn("w:left"))) + wider
            indent.set(qn("w:left"), str(left))
            indent.set(qn("w:hanging"), str(_TWO_DIGITS))
            for tab in level.iter(qn("w:tab")):
                tab.set(qn("w:pos"), str(left))


def _set_quoted(style: Any) -> None:
    """What is quoted stands on a ground of its own, with a bar before it."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn
    from docx.shared import Mm, Pt, RGBColor

    style.font.italic = style.font.bold = False
    style.font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
    for piece in (
        f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="18" w:space="6" w:color="{_WARNING}"/></w:pBdr>',
        f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="F3F5F8"/>',
    ):
        properties.insert_element_before(parse_xml(piece), *_AFTER_GROUND)
    looks = style.paragraph_format
    looks.alignment, looks.left_indent, looks.right_indent = 0, Mm(3), Mm(0)
    looks.space_before, looks.space_after = Pt(6), Pt(8)


_TWO_DIGITS = 480  # twentieths of a point
_WARNING = "8A3B00"
_AFTER_GROUND = (
    "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE",
    "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc",
    "w:textAlignment", "w:outlineLvl", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip
"""What stands after a paragraph's borders and ground, in the order that the format has."""


def head_pages(document: Document, name: str, marking: str) -> None:
    """Have the marking stand first in the header of every page, and the paper's name last: what a base has, between."""
    for header in _headers(document):
        last = header.paragraphs[-1]
        line = header.add_paragraph() if last.text or len(header.paragraphs) > 1 else last
        _quiet(line.add_run(name))
        line.paragraph_format.space_after = _BELOW_HEAD
        if marking:
            _mark(header.paragraphs[0].insert_paragraph_before(), marking)


def _mark(line: Any, marking: str) -> None:
    from docx.shared import Pt, RGBColor

    run = line.add_run(marking)
    run.bold, run.font.size, run.font.color.rgb = True, Pt(8.5), RGBColor.from_string(_WARNING)
    underlined(line, color=_WARNING)


def _headers(document: Document) -> Iterator[Any]:
    """The headers of all pages, each once."""
    for place, section in enumerate(document.sections):
        headers = [section.header]
        if section.different_first_page_header_footer:
            headers.append(section.first_page_header)
        if document.settings.odd_and_even_pages_header_footer:
            headers.append(section.even_page_header)
        for header in headers:
            if place == 0 or not header.is_linked_to_previous:
                yield header


def _quiet(run: Any) -> None:
    from docx.shared import Pt, RGBColor

    run.font.size, run.font.color.rgb = Pt(8.5), RGBColor(0x4B, 0x55, 0x63)


def _field(paragraph: Any, code: str) -> None:
    """A field that the word processor works out, such as the page's number."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind, text in (("begin", ""), ("", code), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text or None
        paragraph.add_run()._r.append(element)
