"""A Word document as paragraphs and tables: mammoth reads the body, and what stands beside it is read here.

mammoth is handed the text alone (``word_body``): no picture, no link, no part of another file, no program.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, tostring
from zipfile import ZipFile

from kps.intake.readers.archive import DAMAGED, names, parts, tree
from kps.intake.readers.blocks import Block, Cell, Document, Paragraph, Part, Place, Table
from kps.intake.readers.word_body import BOX, W, plain_body, plain_paragraphs
from kps.intake.readers.word_numbers import Numbers
from kps.intake.readers.word_styles import Styles, for_numbering, styles_in
from kps.intake.source import Unreadable
from kps.language import msg

_MAIN = "word/document.xml"
_BESIDE: tuple[tuple[Part, str], ...] = (
    ("header", r"word/header\d*\.xml"),
    ("footer", r"word/footer\d*\.xml"),
    ("comment", r"word/comments\.xml"),
    ("footnote", r"word/(?:foot|end)notes\.xml"),
)
_STYLES, _NUMBERING = "word/styles.xml", "word/numbering.xml"
_READ = re.compile("|".join((*map(re.escape, (_MAIN, _STYLES, _NUMBERING)), *(pattern for _, pattern in _BESIDE))))
_MACROS = "word/vbaProject.bin"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)


def document(data: bytes) -> Document:
    """The document; Unreadable where it is damaged, or larger or deeper than kps reads."""
    found = parts(data, _READ)
    if _MAIN not in found:
        raise Unreadable(msg("this is no Word document with text; open it in Word and save it as .docx"))
    style_part = styles_in(found.get(_STYLES, b""))
    numbering = tree(found[_NUMBERING]) if _NUMBERING in found else None
    body = plain_body(tree(found[_MAIN]), Numbers(numbering, style_part).before)
    read = _by_mammoth(body, for_numbering(style_part), numbering)
    return Document(
        body=tuple(_Blocks(Styles(style_part)).of(read.children)),
        beside=tuple(_beside(found)),
        macros=_MACROS in names(data),
    )


def _by_mammoth(body: bytes, style_part: bytes, numbering: Element | None) -> Any:
    import mammoth

    plain = BytesIO()
    with ZipFile(plain, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr(_MAIN, body)
        archive.writestr(_STYLES, style_part)
        if numbering is not None:
            archive.writestr(_NUMBERING, tostring(numbering))
    found: list[Any] = []

    def keep(read: Any) -> Any:
        found.append(read)
        return read.copy(children=[])  # what is wanted is the document, not a page made of it

    try:
        mammoth.convert_to_html(plain, transform_document=keep, external_file_access=False)
    except (LookupError, ValueError, TypeError, AttributeError, OSError, RecursionError) as wrong:
        # It asks little before it takes: what lacks in a part shows itself as any of these.
        raise Unreadable(DAMAGED) from wrong
    return found[0]


@dataclass
class _Blocks:
    """Makes blocks of what mammoth has read, and counts paragraphs, text boxes and tables on the way."""

    styles: Styles
    counts: dict[str, int] = field(default_factory=dict)

    def of(self, children: Iterable[Any]) -> Iterator[Block]:
        """The blocks of a document's body; blank paragraphs are left out."""
        for one in children:
            if hasattr(one, "style_id") and hasattr(one, "numbering"):
                if any(sign.strip() for sign in _signs(one)):
                    part: Part = "text_box" if one.alignment == BOX else "body"
                    yield self._paragraph(one, Place(part, self._next(part)))
            elif _is_table(one):
                yield self._table(one)

    def _next(self, what: str) -> int:
        self.counts[what] = self.counts.get(what, 0) + 1
        return self.counts[what]

    def _table(self, found: Any) -> Table:
        number = self._next("table")
        rows = []
        for row, cells in enumerate(found.children, start=1):
            made, column = [], 1
            for cell in getattr(cells, "children", ()):
                made.append(
                    Cell(
                        tuple(self._within(cell.children, Place("body", 0, number, row, column))),
                        columns=cell.colspan,
                        rows=cell.rowspan,
                    )
                )
                column += cell.colspan
            rows.append(tuple(made))
        return Table(tuple(rows))

    def _within(self, children: Iterable[Any], place: Place) -> Iterator[Block]:
        for one in children:
            if _is_table(one):
                yield self._table(one)
            elif any(sign.strip() for sign in _signs(one)):
                yield self._paragraph(one, place)

    def _paragraph(self, found: Any, place: Place) -> Paragraph:
        style = self.styles.get(found.style_id or "")
        runs = list(_runs(found))
        numbering = found.numbering
        return Paragraph(
            text="".join(text for text, _, struck in runs if not struck),
            place=place,
            heading=style.heading,
            title=style.title,
            bold=_bold(runs, style.bold),
            level=int(numbering.level_index) + 1 if numbering else style.level,
            ordered=numbering.is_ordered if numbering else style.ordered,
            struck=tuple(text for text, _, struck in runs if struck and text.strip()),
        )


def _is_table(one: Any) -> bool:
    return hasattr(one, "style_id") and not hasattr(one, "numbering") and hasattr(one, "children")


def _signs(paragraph: Any) -> Iterator[str]:
    for text, _, _ in _runs(paragraph):
        yield text


def _runs(paragraph: Any) -> Iterator[tuple[str, bool | None, bool]]:
    """The text of each run, whether it is bold, and whether it is struck out."""
    for run in paragraph.children:
        text = "".join(map(_written, getattr(run, "children", ())))
        yield text, run.is_bold, run.is_strikethrough


def _written(one: Any) -> str:
    if hasattr(one, "value"):
        return str(one.value)
    if hasattr(one, "break_type"):
        return "\n"
    return "\t" if type(one).__name__ == "Tab" else ""


def _bold(runs: Iterable[tuple[str, bool | None, bool]], all_bold: bool) -> int:
    count = 0
    for text, bold, struck in runs:
        if not (bold or all_bold or not text.strip()):
            break
        count += 0 if struck else len(text)
    return count


def _beside(found: Mapping[str, bytes]) -> Iterator[Paragraph]:
    """What stands in headers, footers, comments and notes; a text that several pages have, once."""
    for part, pattern in _BESIDE:
        count, seen = 0, set()
        for name in sorted(one for one in found if re.fullmatch(pattern, one)):
            for text in _texts(tree(found[name]), part):
                if text.strip() and (part not in ("header", "footer") or text not in seen):
                    seen.add(text)
                    count += 1
                    yield Paragraph(text, Place(part, count))


def _texts(root: Element, part: Part) -> Iterator[str]:
    if part not in ("comment", "footnote"):
        yield from plain_paragraphs(root)
        return
    for note in root:
        if note.get(f"{W}type") not in ("separator", "continuationSeparator", "continuationNotice"):
            text = "\n".join(filter(str.strip, plain_paragraphs(note)))
            yield text
