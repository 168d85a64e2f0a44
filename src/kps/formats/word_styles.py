"""Word's built-in styles, lent to a base document that has not used them yet.

Word writes a style into a file only once it is used, so that a municipality's own document often lacks those for
lists and quotations. They are copied from the library's blank document, with the numbering that lists need.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

NEEDED = (
    *(f"Heading {level}" for level in range(1, 7)),
    *(f"List {kind}{level}" for kind in ("Bullet", "Number", "Continue") for level in ("", " 2", " 3")),
    "Intense Quote",
    "Table Grid",
)


def lend_styles(base: Document) -> None:
    """Add the needed styles that ``base`` lacks, unlike any that it has."""
    import docx

    there = {style.name for style in base.styles}
    missing = [name for name in NEEDED if name not in there]
    if missing:
        _lend(docx.Document(), base, missing)


def _lend(blank: Document, base: Document, names: Iterable[str]) -> None:
    styles = base.styles.element
    ids = set(styles.xpath("w:style/@w:styleId"))
    numbers: dict[int, int] = {}
    for name in names:
        lent = deepcopy(blank.styles[name].element)
        if lent.styleId in ids:
            continue
        for link in lent.xpath("w:link | w:next[not(@w:val = 'Normal')]"):
            lent.remove(link)
        for number in lent.xpath("w:pPr/w:numPr/w:numId"):
            number.val = _numbering(blank, base, number.val, numbers)
        styles.append(lent)


def _numbering(blank: Document, base: Document, number: int, known: dict[int, int]) -> int:
    """The number of a list's numbering in ``base``, copied from the blank document once."""
    if number not in known:
        known[number] = _copied(blank, base, number)
    return known[number]


def _copied(blank: Document, base: Document, number: int) -> int:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn

    source = blank.part.numbering_part.element
    if not any(one.reltype == RELATIONSHIP_TYPE.NUMBERING for one in base.part.rels.values()):
        base.part.relate_to(blank.part.numbering_part, RELATIONSHIP_TYPE.NUMBERING)
        return number
    target: Any = base.part.numbering_part.element
    if target is source:
        return number
    [abstract] = source.xpath(f"w:num[@w:numId='{number}']/w:abstractNumId/@w:val")
    lent = deepcopy(source.xpath(f"w:abstractNum[@w:abstractNumId='{abstract}']")[0])
    taken = [int(one) for one in target.xpath("w:abstractNum/@w:abstractNumId")]
    own = max(taken, default=-1) + 1
    lent.set(qn("w:abstractNumId"), str(own))
    # All the definitions stand before the first list that uses one.
    target.insert(len(taken), lent)
    return int(target.add_num(own).numId)
