"""A Word document's XML with nothing but what is read as its text: paragraphs, their runs, and tables.

What people do not see is left out here: what was deleted or moved away, a content control's own prompt, field codes,
pictures and links. What wraps text is taken off it. A text box, which stands twice in the file, is set once, after the
paragraph that it hangs on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement, tostring

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

BOX = "kps-text-box"
"""The alignment that a text box's paragraphs are given, to be known by."""

_GONE = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}delInstrText", f"{W}sectPr", f"{W}rPr",
         f"{W}footnoteReference", f"{W}endnoteReference", f"{W}commentReference", f"{W}annotationRef", f"{W}softHyphen",
         f"{W}footnoteRef", f"{W}endnoteRef", f"{W}separator", f"{W}continuationSeparator", f"{W}rt", f"{W}pPr",
         f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}tblPr", f"{W}tblGrid", f"{W}trPr", f"{W}tcPr", f"{W}sdtPr",
         f"{W}sdtEndPr", f"{W}fldChar", f"{W}proofErr", f"{W}lastRenderedPageBreak"}  # fmt: skip
_KEPT_IN_RUN = {f"{W}t", f"{W}tab", f"{W}sym", f"{W}noBreakHyphen"}
_BREAKS = {f"{W}br", f"{W}cr"}
_DRAWN = {f"{W}drawing", f"{W}pict", f"{W}object", f"{_COMPATIBLE}AlternateContent"}
_OF_RUN = ("b", "strike")


def plain_body(root: Element, before: Callable[[Element], str]) -> bytes:
    """The document's XML, with nothing but its text; ``before``: the words that Word sets before a paragraph."""
    _one_namespace(root)
    body = root.find(f"{W}body")
    plain = Element(f"{W}document")
    _Tidied(before).blocks([] if body is None else body, SubElement(plain, f"{W}body"))
    return tostring(plain)


def plain_paragraphs(root: Element) -> Iterator[str]:
    """The text of each paragraph of a header, a footer, a comment or a note, as it is read."""
    _one_namespace(root)
    plain = Element(f"{W}body")
    _Tidied().blocks(root, plain)
    for paragraph in plain.iter(f"{W}p"):
        yield written(paragraph)


def written(paragraph: Element) -> str:
    """What is written in a paragraph: tabs and breaks as signs."""
    signs = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
    return "".join(one.text or "" if one.tag == f"{W}t" else signs.get(one.tag, "") for one in paragraph.iter())


def _one_namespace(root: Element) -> None:
    """Names what is written in the strict form as in the one that all programs write."""
    if root.tag.startswith(_STRICT):
        for one in root.iter():
            if isinstance(one.tag, str) and one.tag.startswith(_STRICT):
                one.tag = W + one.tag.removeprefix(_STRICT)
                strict = {name: value for name, value in one.attrib.items() if name.startswith(_STRICT)}
                one.attrib.update({W + name.removeprefix(_STRICT): value for name, value in strict.items()})


@dataclass
class _Tidied:
    """Sets what is read of a document into another tree; text boxes wait for their paragraph's end."""

    before: Callable[[Element], str] = lambda _: ""
    boxes: list[Element] = field(default_factory=list)

    def blocks(self, found: Iterable[Element], into: Element, box: bool = False) -> None:
        """Paragraphs and tables, and what stands in anything that wraps them."""
        for one in found:
            if one.tag == f"{W}p":
                self._paragraph(one, into, box)
            elif one.tag == f"{W}tbl":
                self._table(one, into, box)
            elif one.tag in _DRAWN:
                self._set_boxes(_boxes(one), into)
            elif one.tag == f"{W}sdt":
                self.blocks(_control(one), into, box)
            elif one.tag not in _GONE:
                self.blocks(one, into, box)

    def _paragraph(self, found: Element, into: Element, box: bool) -> None:
        paragraph = SubElement(into, f"{W}p")
        properties = SubElement(paragraph, f"{W}pPr")
        _copy(found.find(f"{W}pPr"), properties, ("pStyle", "numPr", "outlineLvl"))
        if found.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            # The mark that ended it was deleted: its words go on in the next paragraph.
            SubElement(SubElement(properties, f"{W}rPr"), f"{W}del")
        if box:
            SubElement(properties, f"{W}jc").set(f"{W}val", BOX)
        self._inline(found, paragraph)
        if (words := self.before(found)) and (first := paragraph.find(f"{W}r")) is not None:
            # As bold as what it stands before; what has such a number is no point of a list.
            at = 1 if first.find(f"{W}rPr") is not None else 0
            first.insert(at, Element(f"{W}t"))
            first.insert(at + 1, Element(f"{W}tab"))
            first[at].text = words
            properties[:] = [one for one in properties if one.tag != f"{W}numPr"]
        hanging, self.boxes = self.boxes, []
        self._set_boxes(hanging, into)

    def _set_boxes(self, boxes: Iterable[Element], into: Element) -> None:
        for one in boxes:
            self.blocks(one, into, box=True)

    def _inline(self, found: Iterable[Element], into: Element) -> None:
        for one in found:
            if one.tag == f"{W}r":
                self._run(one, into)
            elif one.tag == f"{W}sdt":
                self._inline(_control(one), into)
            elif one.tag in _DRAWN:
                self._drawn(one, into)
            elif one.tag not in _GONE:
                self._wrapped(one, into)

    def _wrapped(self, found: Element, into: Element) -> None:
        """What wraps runs; a formula's letters, which are no runs, are text all the same."""
        if found.tag.endswith("}t") and found.text:
            SubElement(SubElement(into, f"{W}r"), f"{W}t").text = found.text
        self._inline(found, into)

    def _drawn(self, found: Element, into: Element) -> None:
        boxes = list(_boxes(found))
        self.boxes += boxes
        if not boxes and found.tag.endswith("AlternateContent"):
            self._inline(_chosen(found), into)

    def _run(self, found: Element, into: Element) -> None:
        run = SubElement(into, f"{W}r")
        looks = [one for name in _OF_RUN if (one := found.find(f"{W}rPr/{W}{name}")) is not None]
        if (twice := found.find(f"{W}rPr/{W}dstrike")) is not None:
            looks.append(Element(f"{W}strike", dict(twice.attrib)))
        if looks:
            SubElement(run, f"{W}rPr").extend(looks)
        for one in found:
            if one.tag in _KEPT_IN_RUN:
                run.append(one)
            elif one.tag in _BREAKS:
                SubElement(run, f"{W}br")
            elif one.tag in _DRAWN:
                self._drawn(one, into)
            elif one.tag not in _GONE:
                self._wrapped(one, into)

    def _table(self, found: Element, into: Element, box: bool) -> None:
        table = SubElement(into, f"{W}tbl")
        for row in _within(found, f"{W}tr"):
            if row.find(f"{W}trPr/{W}del") is None:
                cells = SubElement(table, f"{W}tr")
                for cell in _within(row, f"{W}tc"):
                    self._cell(cell, cells, box)

    def _cell(self, found: Element, into: Element, box: bool) -> None:
        cell = SubElement(into, f"{W}tc")
        properties = SubElement(cell, f"{W}tcPr")
        _copy(found.find(f"{W}tcPr"), properties, ("vMerge",))
        span = found.find(f"{W}tcPr/{W}gridSpan")
        width = "" if span is None else span.get(f"{W}val", "")
        if width.isascii() and width.isdigit() and 1 < int(width[:4]) <= _WIDEST:
            SubElement(properties, f"{W}gridSpan").set(f"{W}val", width)
        self.blocks(found, cell, box)


_WIDEST = 63
"""Word makes no more columns than these."""


def _within(found: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, however they are wrapped; those of a prompt are blank."""
    for one in found:
        if one.tag == tag:
            yield one
        elif one.tag == f"{W}sdt" and _prompts(one):
            yield from (Element(tag) for _ in _within(one, tag))
        elif one.tag not in _GONE:
            yield from _within(one, tag)


def _control(found: Element) -> Iterable[Element]:
    """What people wrote in a content control; nothing of its own prompt."""
    content = found.find(f"{W}sdtContent")
    return () if content is None or _prompts(found) else content


def _prompts(found: Element) -> bool:
    shown = found.find(f"{W}sdtPr/{W}showingPlcHdr")
    return shown is not None and shown.get(f"{W}val") not in ("0", "false", "off")


def _chosen(found: Element) -> Element:
    """Of two ways of saying the same the one that old programs take, else the other."""
    fallback = found.find(f"{_COMPATIBLE}Fallback")
    choice = found.find(f"{_COMPATIBLE}Choice")
    return next(one for one in (fallback, choice, found) if one is not None)


def _boxes(found: Element) -> Iterator[Element]:
    """The text boxes of a drawing, each once; one within another comes with that."""
    if found.tag == f"{W}txbxContent":
        yield found
    elif found.tag == f"{_COMPATIBLE}AlternateContent":
        # The drawing and what stands in for it say the same; either may lack.
        for one in found:
            if boxes := [box for part in one for box in _boxes(part)]:
                yield from boxes
                return
    else:
        for one in found:
            yield from _boxes(one)


def _copy(found: Element | None, into: Element, names: Iterable[str]) -> None:
    if found is not None:
        into.extend(one for name in names for one in found.findall(W + name)[:1])
