"""Markdown taken apart into plain nodes that every format walks: one reading, so that all formats show the same.

Raw HTML is shown as the text it is: a paper carries nothing from elsewhere.
A comment of the form ``<!-- .name -->`` on a line of its own names the block that follows, for its looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from operator import is_
from typing import TYPE_CHECKING, Literal

from kps.formats.pictures import Picture

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

Kind = Literal[
    # blocks
    "heading", "paragraph", "list", "item", "quote", "code", "rule", "table", "row", "cell",
    # within a line
    "text", "strong", "emphasis", "mono", "link", "break", "image",
]  # fmt: skip

_KINDS: dict[str, Kind] = {
    "heading": "heading",
    "paragraph": "paragraph",
    "bullet_list": "list",
    "ordered_list": "list",
    "list_item": "item",
    "blockquote": "quote",
    "code_block": "code",
    "fence": "code",
    "hr": "rule",
    "table": "table",
    "tr": "row",
    "th": "cell",
    "td": "cell",
    "strong": "strong",
    "em": "emphasis",
    "code_inline": "mono",
    "link": "link",
    "hardbreak": "break",
}
_THROUGH = ("inline", "thead", "tbody")
_NARROW, _WIDE = 6, 45
"""The characters that a column has room for at least, and at most claims for itself."""
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""Signs that show nothing, and that some formats cannot hold."""
_NAME = re.compile(r"<!--\s*\.([a-z-]+)\s*-->\s*")


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a paper: a block, or something within a line."""

    kind: Kind
    children: tuple[Node, ...] = ()
    text: str = ""
    level: int = 0
    """Of a heading: 1 to 6."""
    start: int | None = None
    """The first number of a numbered list; None for one with bullets."""
    head: bool = False
    """Whether a row is its table's head."""
    right: bool = False
    """Whether a cell is set to the right."""
    href: str = ""
    picture: Picture | None = None
    name: str = ""
    """What a template calls the block, for its looks."""


def parse(text: str) -> tuple[Node, ...]:
    """The blocks of a Markdown text; headings never skip a level."""
    from markdown_it.tree import SyntaxTreeNode

    return tuple(_levelled(_named(_nodes(SyntaxTreeNode(_reader().parse(_UNSEEN.sub("", text))).children))))


def title(nodes: Iterable[Node]) -> str:
    """The words of the first heading; empty where there is none."""
    return next((words(node) for node in nodes if node.kind == "heading"), "")


def words(node: Node) -> str:
    """The node's text without its looks."""
    return " " if node.kind == "break" else node.text + "".join(words(child) for child in node.children)


def with_children(node: Node, children: tuple[Node, ...]) -> Node:
    """The node with other children; itself where they are the same ones, as most are: making each anew takes long."""
    same = len(children) == len(node.children) and all(map(is_, children, node.children))
    return node if same else replace(node, children=children)


_FEW_LETTERS = 200
"""So many letters before a table or a list say what comes in it."""


def leads(node: Node, following: Node | None) -> bool:
    """Whether a paragraph stands on the page of what follows: it is its heading (**Vedlegg:**), or says what it is."""
    if node.kind != "paragraph" or following is None:
        return False
    heads = [one.kind for one in node.children] == ["strong"]
    return heads or (following.kind in ("table", "list") and len(words(node)) <= _FEW_LETTERS)


def weights(table: Node) -> list[float]:
    """How wide each column is to be against the others: by its longest word, and how much it holds."""
    columns = zip(*([words(cell) for cell in row.children] for row in table.children), strict=False)
    return [_weight([text for text in column if text]) for column in columns]


def _weight(texts: list[str]) -> float:
    longest_word = max((len(word) for text in texts for word in text.split(" ")), default=0)
    longest_text = max(map(len, texts), default=0)
    return max(_NARROW, longest_word * 1.3 + 2, min(longest_text, _WIDE) * 0.8)


_FOLLOWED = re.compile(r"(?:https?:|mailto:|tel:|(?!//|/?(?:%5C|\\\\))[^:]+(?:[/?#]|\Z))", re.IGNORECASE)
"""A link that a reader may follow: to a page, an address or a file beside; none that has a program open something."""


@cache
def _reader() -> MarkdownIt:
    # Imported here: it takes time to load, and most commands make no paper.
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True}).enable("table").disable("html_inline")


def _nodes(found: Iterable[SyntaxTreeNode]) -> Iterator[Node]:
    for one in found:
        kind = one.type  # worked out anew each time it is asked for
        if kind == "text":
            if one.content:
                yield Node("text", text=one.content)
        elif kind in _THROUGH:
            yield from _nodes(one.children)
        elif kind == "softbreak":
            yield Node("text", text=" ")
        elif kind == "image":
            yield Node("image", text=one.content, href=str(one.attrs.get("src", "")))
        elif kind == "link" and not _FOLLOWED.match(str(one.attrs.get("href", ""))):
            yield from _nodes(one.children)
        elif kind == "html_block":
            yield from _html(one.content)
        else:
            yield _node(one, kind)


def _html(content: str) -> Iterator[Node]:
    named = _NAME.fullmatch(content)
    if named:
        yield Node("text", name=named[1])
    else:
        yield Node("paragraph", (Node("text", text=content.strip()),))


def _node(one: SyntaxTreeNode, kind: str) -> Node:
    return Node(
        _KINDS[kind],
        tuple(_named(_nodes(one.children))),
        text=one.content if kind in ("code_inline", "code_block", "fence") else "",
        level=int(one.tag[1:]) if kind == "heading" else 0,
        start=int(one.attrs.get("start", 1)) if kind == "ordered_list" else None,
        head=kind == "tr" and one.parent is not None and one.parent.type == "thead",
        right="right" in str(one.attrs.get("style", "")),
        href=str(one.attrs.get("href", "")),
    )


def _named(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes, each with the name that a comment before it gives."""
    name = ""
    for node in nodes:
        if node.name:
            name = node.name
        else:
            yield replace(node, name=name) if name else node
            name = ""


def _levelled(nodes: Iterable[Node]) -> Iterator[Node]:
    above = 0
    for node in nodes:
        if node.kind != "heading":
            yield node
            continue
        above = min(node.level, above + 1)
        yield replace(node, level=above)
