"""Word documents for tests, put together of raw XML: small, quick, and with what no library writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_HEADINGS = "".join(
    f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/></w:style>'
    for id, name in (
        ("Tittel", "Title"), ("Overskrift1", "heading 1"), ("Overskrift2", "heading 2"), ("Overskrift3", "heading 3"),
        ("Punkt", "List Bullet"), ("Nummer", "List Number"),
    )
)  # fmt: skip
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)


def run(text: str, marks: str = "") -> str:
    """A run; ``marks`` are its properties: ``<w:b/>``. Tabs and line breaks are Word's own."""
    words = escape(text, quote=False).replace("\t", "</w:t><w:tab/><w:t xml:space='preserve'>")
    words = words.replace("\n", "</w:t><w:br/><w:t xml:space='preserve'>")
    return f"<w:r><w:rPr>{marks}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>"


def p(text: str = "", style: str = "", *, inner: str = "", listed: int = 0) -> str:
    """A paragraph; what stands between ``**`` is bold. ``inner`` is XML instead, ``listed`` a list's level from 1."""
    runs = "".join(run(part, "<w:b/>" if at % 2 else "") for at, part in enumerate(text.split("**")) if part)
    number = f'<w:numPr><w:ilvl w:val="{listed - 1}"/><w:numId w:val="1"/></w:numPr>' if listed else ""
    kind = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{kind}{number}</w:pPr>{runs}{inner}</w:p>"


def table(*rows: Iterable[str]) -> str:
    """A table; a cell is text, of which each line is a paragraph, or XML."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows) + "</w:tbl>"


def cell(text: str, properties: str = "") -> str:
    """A cell."""
    inner = text if text.startswith("<") else "".join(map(p, text.split("\n")))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def control(inner: str, *, prompt: bool = False) -> str:
    """A content control about paragraphs, runs, rows or cells; ``prompt`` where nobody has written in it yet."""
    shown = "<w:showingPlcHdr/>" if prompt else ""
    return f"<w:sdt><w:sdtPr>{shown}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def inserted(inner: str) -> str:
    """What was written while changes were tracked."""
    return f'<w:ins w:id="1" w:author="A">{inner}</w:ins>'


def deleted(text: str) -> str:
    """What was deleted while changes were tracked."""
    return f'<w:del w:id="2" w:author="A"><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>'


def moved(inner: str, *, away: bool) -> str:
    """What was moved while changes were tracked: where it came from, or where it went."""
    tag = "moveFrom" if away else "moveTo"
    return f'<w:{tag} w:id="3" w:author="A">{inner}</w:{tag}>'


def text_box(inner: str) -> str:
    """A run with a text box, which programs write twice: the drawing, and what stands in for it."""
    drawn = f"<w:txbxContent>{inner}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{drawn}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{drawn}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def part(tag: str, inner: str) -> str:
    """A part beside the body: ``hdr``, ``ftr``, ``comments``, ``footnotes``."""
    return f"<w:{tag} {_W}>{inner}</w:{tag}>"


def document_xml(*blocks: str) -> str:
    """The body's XML."""
    return f"<w:document {_W}><w:body>{''.join(blocks)}<w:sectPr/></w:body></w:document>"


def word(*blocks: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A document of paragraphs and tables, with further parts by their names."""
    all_parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "word/document.xml": document_xml(*blocks),
        "word/styles.xml": f"<w:styles {_W}>{_HEADINGS}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_W}>{_NUMBERING}</w:numbering>",
        **(parts or {}),
    }
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, data in all_parts.items():
            archive.writestr(name, data)
    return packed.getvalue()
