"""The pages of a Word document: their size and typeface, their numbers, and what stands at their heads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kps.formats.paper import PAGES, Language

if TYPE_CHECKING:
    from docx.document import Document

_RIGHT = 2
_BELOW_HEAD = 12 * 12_700  # twelve points


def set_pages(document: Document, language: Language, *, wide: bool) -> None:
    """A4, one typeface throughout, and "Side 1 av 12" at the foot: for who has no base document of their own."""
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(22)
    styles = document.styles
    styles["Normal"].font.name = "Arial"
    styles["Normal"].font.size = Pt(10.5)
    for level, size in ((1, 18), (2, 13), (3, 11), (4, 10.5), (5, 10.5), (6, 10.5)):
        font = styles[f"Heading {level}"].font
        font.name, font.size, font.color.rgb = "Arial", Pt(size), RGBColor(0x14, 0x40, 0x6B)
        # The base style names a typeface of the theme, which goes before the font's name.
        fonts = styles[f"Heading {level}"].element.rPr.rFonts
        for part in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{part}"), None)
    line = section.footer.paragraphs[0]
    line.alignment = _RIGHT
    page, of = PAGES[language]
    for words, code in ((page, "PAGE"), (f" {of}", "NUMPAGES")):
        line.add_run(f"{words} ")
        _field(line, code)
    for run in line.runs:
        _quiet(run)


def head_pages(document: Document, name: str, marking: str) -> None:
    """Have the marking stand first in the header of every page, and the paper's name last: what a base has, between."""
    for header in _headers(document):
        last = header.paragraphs[-1]
        line = header.add_paragraph() if last.text or len(header.paragraphs) > 1 else last
        _quiet(line.add_run(name))
        line.paragraph_format.space_after = _BELOW_HEAD
        if marking:
            header.paragraphs[0].insert_paragraph_before().add_run(marking).bold = True


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
