"""A paper in the format that is asked for."""

from __future__ import annotations

from dataclasses import replace

from kps.formats.paper import Paper, Tell, unheard
from kps.language.private import masked
from kps.register.stamps import Ending, stamped


def file_of(paper: Paper, ending: Ending, tell: Tell = unheard) -> bytes:
    """The paper's file, with nobody's number in it in full; ``tell`` is told what is left out of it.

    Raises Missing, Unusable or NotSet as the formats do.
    """
    paper = replace(
        paper,
        text=masked(paper.text),
        name=masked(paper.name),
        author=masked(paper.author),
        marking=masked(paper.marking),
    )
    match ending:
        case "md":
            stamp = f"\n<!-- {paper.stamp} -->\n" if paper.stamp else ""
            marking = f"**{paper.marking}**\n\n" if paper.marking else ""
            return stamped((marking + paper.text + stamp).encode())
        case "html":
            from kps.formats.html import html

            return stamped(html(paper).encode())
        case "pdf":
            from kps.formats.pdf import pdf

            return stamped(pdf(paper, tell))
        case "docx":
            from kps.formats.word import docx

            return docx(paper, tell)
