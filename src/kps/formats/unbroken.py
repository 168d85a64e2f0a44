"""No-break spaces in what belongs together on a line: telephone numbers, days, paragraphs, hours and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kps.formats.markdown_tree import Node, with_children
from kps.models.day_meant import MONTHS

SPACE = "\N{NO-BREAK SPACE}"
_TOGETHER = re.compile(
    rf" (?=· )|(?<=§) (?=\d)|(?:(?<=\bkl\.)|(?<=\bnr\.)) (?=\d)|(?<=\d\.) (?=(?:{'|'.join(MONTHS)})\b)", re.IGNORECASE
)
"""Before a dot that parts what stands on a line, after §, kl. and nr., and within 10. september."""
_TELEPHONE = re.compile(
    r"(?<![\d.,/–-])(?<!\d )(?:\+47 )?(?:\d{2} \d{2} \d{2} \d{2}|\d{3} \d{2} \d{3})(?! ?\d)", re.ASCII
)


def unbroken(text: str) -> str:
    """The text with no-break spaces where a line must not end."""
    return _TELEPHONE.sub(lambda found: found[0].replace(" ", SPACE), _TOGETHER.sub(SPACE, text))


def kept_together(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes with no-break spaces in their words; what is written as code is left as it is."""
    for node in nodes:
        if node.kind == "text":
            words = unbroken(node.text)
            yield replace(node, text=words) if words != node.text else node
        else:
            yield with_children(node, tuple(kept_together(node.children)))
