"""The tables of a Word document: quiet rules, rows that stay whole, a head on each page, room to sign."""

from __future__ import annotations

from typing import Any


def quiet_rules(table: Any) -> None:
    """Thin lines between the rows, and no others, whatever the base document's styles say."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    lines = "".join(
        f'<w:{side} w:val="{kind}" w:sz="4" w:space="0" w:color="C3CAD4"/>'
        for side, kind in (
            ("top", "nil"), ("left", "nil"), ("bottom", "single"),
            ("right", "nil"), ("insideH", "single"), ("insideV", "nil"),
        )
    )  # fmt: skip
    table._tbl.tblPr.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>"))


def shaded(cell: Any) -> None:
    """The ground of a table's head."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    ground = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="F3F5F8"/>'
    cell._tc.get_or_add_tcPr().append(parse_xml(ground))


def as_one_piece(row: Any, *, head: bool) -> None:
    """Keep a row on one page; a head stands above each page's part of the table."""
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def snug(table: Any) -> None:
    """The room around what stands in a cell, in twentieths of a point: alike in every program."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    rooms = (("top", 50), ("left", 80), ("bottom", 50), ("right", 80))
    told = "".join(f'<w:{side} w:w="{room}" w:type="dxa"/>' for side, room in rooms)
    table._tbl.tblPr.append(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{told}</w:tblCellMar>"))


def signing_room(row: Any) -> None:
    """Room for a signature, above what stands there."""
    from docx.enum.table import WD_ALIGN_VERTICAL
    from docx.shared import Mm

    row.height = Mm(16)
    for cell in row.cells:
        cell.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM


def underlined(paragraph: Any, *, between: bool = False, color: str = "C3CAD4") -> None:
    """A line across the page below a paragraph; where others alike follow, between them too."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    sides = ("bottom", "between") if between else ("bottom",)
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="2" w:color="{color}"/>' for side in sides)
    paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:pBdr {nsdecls('w')}>{lines}</w:pBdr>"))
