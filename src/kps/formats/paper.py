"""What every format is made from: a paper in Markdown, and what is told about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from kps.formats.columns import PAGE, WIDE_PAGE, laid_out
from kps.formats.markdown_tree import Node, parse, title, with_children
from kps.formats.pictures import Picture
from kps.formats.typesetting import Typesetter
from kps.formats.unbroken import SPACE, kept_together, unbroken
from kps.language import Language, Message

PAGES: Mapping[Language, tuple[str, str]] = {"nb": ("Side", "av"), "nn": ("Side", "av"), "en": ("Page", "of")}
"""The words around a page's number and the number of pages."""


Tell = Callable[[Message], None]
"""Who is told what a format leaves out."""


def unheard(remark: Message) -> None:
    """Where nobody is told."""


@dataclass(frozen=True)
class Paper:
    """A paper in Markdown with its language, who it is from, and the stamp that tells what it was made from."""

    text: str
    language: Language
    author: str = ""
    day: date | None = None
    """The day it belongs to: a file's own date follows it, so that the same record gives the same bytes."""
    stamp: str = ""
    """What the record held when the paper was made; carried in the file's own data about itself."""
    marking: str = ""
    """What stands on every page: that the paper is exempt from public disclosure, and by which provisions."""
    styles: str = field(default="", repr=False)
    """CSS of the register's own, after kps's."""
    base: bytes = field(default=b"", repr=False)
    """A Word document of the register's own, whose styles, header and footer a DOCX takes on."""
    layout: str = field(default="", repr=False)
    """A layout of the register's own for PDF; empty for kps's."""
    typesetter: Typesetter | None = field(default=None, repr=False)
    """What sets the PDF by that; None for what sets it by kps's."""
    wide: bool = False
    """Whether its pages lie on their side, so that tables of many columns have room."""

    name: str = ""
    """What tells it apart from others: kind, council, day and edition; nothing where its first heading does."""

    pictures: Mapping[str, Picture] = field(default_factory=dict, repr=False)
    """The pictures that the Markdown names, by their addresses in it; of others the text stands alone."""

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """The Markdown, taken apart: what belongs together is kept so, and no table is wider than its page."""
        nodes = kept_together(_pictured(parse(self.text), self.pictures))
        # A report's tables are figures, in columns as narrow as their words let them be.
        return tuple(laid_out(nodes, WIDE_PAGE, least=0) if self.wide else laid_out(nodes, PAGE))

    @property
    def title(self) -> str:
        """Its name, else the words of the first heading; where a template has none, whom the paper is from."""
        return self.name or title(self.nodes).replace(SPACE, " ") or self.author or "kps"

    @property
    def head(self) -> str:
        """Its title, as it stands at the head of every page."""
        return unbroken(self.title)


def _pictured(nodes: Iterable[Node], pictures: Mapping[str, Picture]) -> Iterator[Node]:
    """The nodes, with the words alone of each picture that is not there."""
    for node in nodes:
        if node.kind == "image":
            found = pictures.get(node.href)
            yield replace(node, picture=found) if found else Node("text", text=node.text)
        else:
            yield with_children(node, tuple(_pictured(node.children, pictures)))
