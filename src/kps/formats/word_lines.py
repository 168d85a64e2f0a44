"""The words of a line in a Word document: how they look, links, and pictures among them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from kps.formats.extras import Missing
from kps.formats.markdown_tree import Node
from kps.formats.paper import Tell
from kps.formats.pdf import drawn
from kps.formats.pictures import Picture, left_out
from kps.formats.raster import NO_PICTURE
from kps.language import Message

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph


@dataclass(frozen=True, slots=True)
class Looks:
    """How the words of a line look."""

    bold: bool = False
    italic: bool = False
    small: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class LineWriter:
    """Writes words into paragraphs; ``tell`` is told which pictures are left out."""

    tell: Tell

    def write(self, paragraph: Paragraph, nodes: Iterable[Node], looks: Looks) -> None:
        """Write what the nodes say at the paragraph's end."""
        for node in nodes:
            match node.kind:
                case "strong":
                    self.write(paragraph, node.children, replace(looks, bold=True))
                case "emphasis":
                    self.write(paragraph, node.children, replace(looks, italic=True))
                case "image":
                    self._image(paragraph, node, looks)
                case "break":
                    paragraph.add_run().add_break()
                case "link":
                    self._link(paragraph, node, looks)
                case _:
                    _run(paragraph, node, looks)

    def _image(self, paragraph: Paragraph, node: Node, looks: Looks) -> None:
        from docx.shared import Mm

        shown = node.picture
        if shown is None:
            _run(paragraph, node, looks)
            return
        try:
            paragraph.add_run().add_picture(BytesIO(_known(shown)), *map(Mm, shown.size))
        except Missing as missing:
            self._leave_out(paragraph, node, looks, missing.message)
        except Exception:  # whatever a file of somebody else's brings about: its words stand for it
            self._leave_out(paragraph, node, looks, NO_PICTURE)
        else:
            told = paragraph._p.xpath(".//wp:docPr")[-1]
            told.set("descr", node.text)
            told.set("name", node.text)
            for side in ("distT", "distB", "distL", "distR"):  # LibreOffice leaves room where none is told
                told.getparent().set(side, "0")

    def _leave_out(self, paragraph: Paragraph, node: Node, looks: Looks, reason: Message) -> None:
        _run(paragraph, node, looks)
        self.tell(left_out(node.href, reason))

    def _link(self, paragraph: Paragraph, node: Node, looks: Looks) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        target = paragraph.part.relate_to(node.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), target)
        before = len(paragraph.runs)
        self.write(paragraph, node.children, looks)
        for run in paragraph.runs[before:]:
            run.font.underline = True
            link.append(run._r)
        paragraph._p.append(link)


def _known(picture: Picture) -> bytes:
    """The picture in a kind, and with a head, that the library knows."""
    if picture.kind == "svg":
        return drawn(picture)
    if picture.kind == "jpeg" and picture.data[6:10] not in (b"JFIF", b"Exif"):
        return picture.data[:2] + _JFIF + picture.data[2:]
    return picture.data


_JFIF = b"\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"
"""The part that tells a JPEG to be one, which not all have."""


def _run(paragraph: Paragraph, node: Node, looks: Looks) -> None:
    run = paragraph.add_run()
    if "\n" in node.text or "\t" in node.text:
        run.text = node.text  # which makes breaks of them, in thrice the time
    else:
        run.add_text(node.text)
    if looks.bold:
        run.bold = True
    if looks.italic:
        run.italic = True
    if looks.small:
        from docx.shared import Pt

        run.font.size = Pt(9.5)
    if looks.quiet:
        from docx.shared import RGBColor

        run.font.color.rgb = RGBColor(0x4B, 0x55, 0x63)
    if node.kind == "mono":
        run.font.name = "Consolas"
