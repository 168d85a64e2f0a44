"""A paper as a Word document (DOCX): built-in styles, so that it is easily edited and read by everybody."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from kps.formats.columns import BLOCKS, SIGNED, widths
from kps.formats.extras import Unusable, needs
from kps.formats.markdown_tree import Node, leads
from kps.formats.paper import Paper, Tell, unheard
from kps.formats.unbroken import unbroken
from kps.formats.word_base import refuse_unsafe
from kps.formats.word_lines import LineWriter, Looks
from kps.formats.word_pages import head_pages, set_pages
from kps.formats.word_styles import lend_styles
from kps.formats.word_tables import as_one_piece, quiet_rules, shaded, signing_room, snug, underlined
from kps.register.stamps import ABOUT, body_of, stamped

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_LOCALES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
_RIGHT = 2
_BELOW_SENDER, _BELOW_LEAD, _BELOW_LIST = 18 * 12_700, 2 * 12_700, 6 * 12_700  # a point has 12,700
_LONGEST = 255  # of what a document tells of itself
_MILLIMETRE = 36_000  # in the library's own measure
_FEW = 7  # so many lines below an item stay with it
_DEEPEST = 3  # Word has three built-in levels of lists


def docx(paper: Paper, tell: Tell = unheard) -> bytes:
    """The document's bytes, the same for the same paper; ``tell`` is told which pictures are left out.

    Raises Missing where the library that makes it is not installed, and Unusable for a base document that is none.
    """
    with needs("docx"):
        import docx as word
    if paper.base:
        refuse_unsafe(paper.base)
    try:
        document = word.Document(BytesIO(paper.base) if paper.base else None)
        if paper.base:
            _leave_odd_properties(document)
            lend_styles(document)
    except Exception as error:  # whatever a file of somebody else's brings about
        raise Unusable(str(error)) from error
    _leave_thumbnail(document)
    _Writer(document, paper, tell).write()
    made = BytesIO()
    document.save(made)
    return _finished(made.getvalue())


def _leave_odd_properties(document: Document) -> None:
    """Leave out what the base tells of itself where the library does not know it as that, and would add its own beside.

    LibreOffice relates a document to its properties by a name of its own.
    """
    from docx.opc.constants import RELATIONSHIP_TYPE

    related = document.part.package.rels
    for id, one in list(related.items()):
        if one.reltype.endswith("/metadata/core-properties") and one.reltype != RELATIONSHIP_TYPE.CORE_PROPERTIES:
            del related[id]


def _leave_thumbnail(document: Document) -> None:
    """Leave out the picture of what the base looked like: it is not what the paper looks like."""
    related = document.part.package.rels
    for id, one in list(related.items()):
        if one.reltype.endswith("/metadata/thumbnail"):
            del related[id]


def _finished(data: bytes) -> bytes:
    """The archive with its stamp completed, and the clock left out."""
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    body = body_of(data)
    made = BytesIO()
    with ZipFile(BytesIO(data)) as found, ZipFile(made, "w", ZIP_DEFLATED) as kept:
        for name in found.namelist():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            kept.writestr(entry, stamped(found.read(name), body) if name == ABOUT else found.read(name))
    return made.getvalue()


class _Writer:
    """Writes a paper's nodes into a document."""

    def __init__(self, document: Document, paper: Paper, tell: Tell) -> None:
        self._document = document
        self._paper = paper
        self._words = LineWriter(tell)
        self._lines: list[Paragraph] = []
        self._styles = {style.name: style.style_id for style in document.styles if style.name}

    def write(self) -> None:
        """Empty the base of its words, then write the paper's."""
        body = self._document.element.body
        for element in list(body):
            if not element.tag.endswith("}sectPr"):
                body.remove(element)
        if not self._paper.base:
            set_pages(self._document, self._paper.language, wide=self._paper.wide)
        head_pages(self._document, self._paper.head, unbroken(self._paper.marking))
        self._set_language()
        self._set_properties()
        self._blocks(self._paper.nodes, 0)

    # --- the document as a whole -------------------------------------------------------------------------

    def _set_language(self) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        tag = _LOCALES[self._paper.language]
        for owner in (self._document.styles["Normal"].element.get_or_add_rPr(), *self._defaults()):
            found = owner.find(qn("w:lang"))
            if found is None:
                found = OxmlElement("w:lang")
                owner.append(found)
            found.set(qn("w:val"), tag)

    def _defaults(self) -> list[Any]:
        return list(self._document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr"))

    def _set_properties(self) -> None:
        about = self._document.core_properties
        noon = datetime.combine(self._paper.day or date(1970, 1, 1), time(12), UTC).replace(tzinfo=None)
        about.title = self._paper.title[:_LONGEST]
        about.author = about.last_modified_by = (self._paper.author or "kps")[:_LONGEST]
        about.language = _LOCALES[self._paper.language]
        about.keywords = self._paper.stamp
        about.subject = about.comments = about.category = ""
        about.created = about.modified = noon
        about.revision = 1

    # --- blocks ------------------------------------------------------------------------------------------

    def _blocks(self, nodes: Sequence[Node], depth: int) -> None:
        for node, following in zip_longest(nodes, nodes[1:]):
            self._block(node, depth)
            if leads(node, following):
                self._lines[-1].paragraph_format.keep_with_next = True
                self._lines[-1].paragraph_format.space_after = _BELOW_LEAD

    def _block(self, node: Node, depth: int) -> None:
        match node.kind:
            case "heading":
                self._words.write(self._styled(f"Heading {node.level}"), node.children, Looks())
            case "list":
                self._list(node, depth)
            case "quote":
                for child in node.children:
                    self._quoted(child, depth)
            case "table":
                self._table(node)
            case "code":
                self._words.write(self._line(), (Node("mono", text=node.text.rstrip("\n")),), Looks())
            case "rule":
                underlined(self._line())
            case "paragraph":
                self._paragraph(node)
            case _:
                self._words.write(self._line(), (node,), Looks())

    def _paragraph(self, node: Node) -> None:
        paragraph = self._line()
        if node.name == "avsender":
            paragraph.paragraph_format.space_after = _BELOW_SENDER
        sender = node.name == "avsender"
        self._words.write(paragraph, node.children, Looks(small=sender, quiet=sender))

    def _quoted(self, node: Node, depth: int) -> None:
        if node.kind == "paragraph":
            self._words.write(self._styled("Intense Quote"), node.children, Looks())
        else:
            self._block(node, depth)

    def _line(self) -> Paragraph:
        """A paragraph at the end."""
        self._lines.append(self._document.add_paragraph())
        return self._lines[-1]

    def _styled(self, *names: str) -> Paragraph:
        """A paragraph in the first of the styles that the document has."""
        paragraph = self._line()
        # Set by its id: the library looks through all styles for a name, once for every paragraph.
        paragraph._p.style = next((self._styles[name] for name in names if name in self._styles), None)
        return paragraph

    def _list(self, node: Node, depth: int) -> None:
        level = min(depth + 1, _DEEPEST)
        suffix = "" if level == 1 else f" {level}"
        kind = "Bullet" if node.start is None else "Number"
        numbering = None if node.start is None else self._numbering(node.start, f"List Number{suffix}")
        for item in node.children:
            first, rest = _first_line(item)
            plain = node.name in ("hode", BLOCKS)
            paragraph = self._styled("Normal" if plain else f"List {kind}{suffix}", f"List {kind}")
            if node.name == "hode":
                paragraph.paragraph_format.space_after = 0
            if node.name == BLOCKS:
                paragraph.paragraph_format.keep_together = True
                underlined(paragraph, between=True)
            if numbering is not None:
                _numbered(paragraph, numbering)
            self._words.write(paragraph, first, Looks())
            before = len(self._lines)
            for child in rest:
                if child.kind == "paragraph":
                    self._words.write(self._styled(f"List Continue{suffix}", "List Continue"), child.children, Looks())
                else:
                    self._block(child, depth + 1)
            if len(self._lines) - before <= _FEW:
                for one in self._lines[before - 1 : -1]:
                    one.paragraph_format.keep_with_next = True
        if depth == 0 and node.children:
            self._lines[-1].paragraph_format.space_after = _BELOW_LIST

    def _numbering(self, start: int, style: str) -> int | None:
        """A numbering of its own for a list, so that it begins at its own number."""
        with suppress(KeyError, AttributeError):
            found = self._document.styles[style].element.pPr.numPr.numId.val
            numbering = self._document.part.numbering_part.element
            abstract = next(one.abstractNumId.val for one in numbering.num_lst if one.numId == found)
            own = numbering.add_num(abstract)
            own.add_lvlOverride(ilvl=0).add_startOverride(start)
            return int(own.numId)
        return None

    def _table(self, node: Node) -> None:
        table = self._document.add_table(rows=0, cols=len(node.children[0].children))
        table.autofit = False
        widths = self._widths(node)
        quiet_rules(table)
        snug(table)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for place, row in enumerate(node.children):
            made = table.add_row()
            as_one_piece(made, head=row.head)
            to_sign = node.name == "underskrifter" and not row.children[-1].children
            if to_sign or (node.name == "underskrift" and place > 1):
                signing_room(made)
            for cell, into, width in zip(row.children, made.cells, widths, strict=False):
                into.width = width
                if row.head:
                    shaded(into)
                paragraph = into.paragraphs[0]
                paragraph.paragraph_format.space_after = 0
                if node.name in SIGNED and place < len(node.children) - 1:
                    paragraph.paragraph_format.keep_with_next = True
                if cell.right:
                    paragraph.alignment = _RIGHT
                self._words.write(paragraph, cell.children, Looks(bold=row.head, small=True))
        self._line()

    def _widths(self, node: Node) -> list[int]:
        """The columns' widths, which fill the page between its margins."""
        page = self._document.sections[0]
        room = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
        return [int(width * _MILLIMETRE) for width in widths(node, room / _MILLIMETRE)]


def _first_line(item: Node) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """What stands beside an item's bullet, and what stands below it."""
    if item.children and item.children[0].kind == "paragraph":
        return item.children[0].children, item.children[1:]
    return (), item.children


def _numbered(paragraph: Paragraph, numbering: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering
