"""A paper as one self-contained web page: no script, nothing fetched, readable by everybody (WCAG 2.1 AA)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape

from kps.formats.markdown_tree import Node, words
from kps.formats.paper import PAGES, Paper
from kps.formats.unbroken import SPACE, unbroken
from kps.resources import text_in

_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{allowed}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="kps">{stamp}{author}
<title>{title}</title>
<style>
{styles}
</style>
</head>
{body_tag}
{marking}<main>
{body}
</main>
</body>
</html>
"""

# A register's own styles may have been sent by anybody: they fetch nothing, and tell nobody that a paper is read.
_ALLOWED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"

_HEADED = """
@page {{
  @top-left {{ content: {head}; }}
  @bottom-right {{ content: "{page} " counter(page) " {of} " counter(pages); }}
}}"""
"""What stands on every printed page."""

_TAGS = {
    "paragraph": "p",
    "quote": "blockquote",
    "strong": "strong",
    "emphasis": "em",
    "mono": "code",
}
_NUMBERED = re.compile(rf"\d[\d {SPACE}./–-]{{,20}}", re.ASCII)
"""A case's or an action's number, a day, a telephone: what is not to be broken across lines."""


def html(paper: Paper) -> str:
    """The page, whole."""
    page, of = PAGES[paper.language]
    styles = text_in("templates", "papir.css").strip() + _HEADED.format(head=_quoted(paper.head), page=page, of=of)
    return _PAGE.format(
        language=paper.language,
        allowed=_ALLOWED,
        title=escape(paper.title),
        author=_meta("author", paper.author),
        stamp=_meta("kps-stamp", paper.stamp),
        # A style sheet ends at the first "</", whatever stands around it.
        styles=f"{styles}\n{paper.styles.strip()}".strip().replace("</", "<\\/"),
        body_tag='<body class="merket">' if paper.marking else "<body>",
        marking=f'<header class="merking"><span>{escape(unbroken(paper.marking))}</span></header>\n'
        if paper.marking
        else "",
        body=markup(paper.nodes),
    )


def _quoted(text: str) -> str:
    """A text as CSS has it; every sign but letters, digits and spaces is written by its number."""
    return (
        '"' + "".join(sign if sign.isalnum() or sign in f" ,.–{SPACE}" else f"\\{ord(sign):x} " for sign in text) + '"'
    )


def _meta(name: str, content: str) -> str:
    return f'\n<meta name="{name}" content="{escape(content)}">' if content else ""


def markup(nodes: Iterable[Node]) -> str:
    """The nodes as HTML."""
    return "".join(_markup(node) for node in nodes)


def _markup(node: Node) -> str:
    special = _SPECIAL.get(node.kind)
    if special:
        return special(node)
    tag = _TAGS[node.kind]
    end = "\n" if node.kind in ("paragraph", "quote") else ""
    return f"<{tag}{_class(node)}>{escape(node.text)}{markup(node.children)}</{tag}>{end}"


def _class(node: Node) -> str:
    return _attribute("class", node.name)


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(value)}"' if value else ""


def _text(node: Node) -> str:
    return escape(node.text, quote=False)


def _heading(node: Node) -> str:
    return f"<h{node.level}>{markup(node.children)}</h{node.level}>\n"


def _list(node: Node) -> str:
    tag = "ul" if node.start is None else "ol"
    start = f' start="{node.start}"' if node.start not in (None, 1) else ""
    # A list without its bullets is no longer told as one by some readers, unless its role is said.
    role = ' role="list"' if node.name else ""
    return f"<{tag}{_class(node)}{role}{start}>\n{''.join(map(_item, node.children))}</{tag}>\n"


def _item(node: Node) -> str:
    """An item; of one with a single paragraph, the words alone."""
    inner = [child.children if child.kind == "paragraph" else (child,) for child in node.children]
    tight = sum(child.kind == "paragraph" for child in node.children) <= 1
    pieces = [piece for some in inner for piece in some] if tight else node.children
    return f"<li>{markup(pieces)}</li>\n"


def _code(node: Node) -> str:
    return f'<pre tabindex="0"><code>{_text(node)}</code></pre>\n'


def _link(node: Node) -> str:
    return f'<a href="{escape(node.href)}">{markup(node.children)}</a>'


def _image(node: Node) -> str:
    if node.picture is None:
        return _text(node)
    wide, high = (round(one * 96 / 25.4) for one in node.picture.size)
    looks = _attribute("class", "logo" if node.picture.logo else "")
    return f'<img{looks} alt="{escape(node.text)}" width="{wide}" height="{high}" src="{node.picture.address}">'


def _table(node: Node) -> str:
    """A table, which never scrolls: on a narrow screen each cell stands on a line of its own, after its column's head.

    The roles are said, since some browsers forget them where a table is not shown as one.
    """
    head = node.children[0]
    names = [words(cell) for cell in head.children]
    rows = "".join(_row(row, names) for row in node.children[1:])
    return (
        f'<div class="tabell">\n<table role="table"{_class(node)}>\n'
        f'<thead role="rowgroup">\n{_row(head, names)}</thead>\n'
        f'<tbody role="rowgroup">\n{rows}</tbody>\n</table>\n</div>\n'
    )


def _row(node: Node, names: list[str]) -> str:
    cells = "".join(_cell(cell, node.head, name) for cell, name in zip(node.children, names, strict=False))
    return f'<tr role="row">{cells}</tr>\n'


def _cell(node: Node, head: bool, column: str) -> str:
    tag = "th" if head else "td"
    told = ' scope="col" role="columnheader"' if head else f' role="cell"{_attribute("data-om", column)}'
    looks = (("tall", node.right), ("nr", _NUMBERED.fullmatch(words(node))))
    names = " ".join(name for name, is_one in looks if is_one)
    return f"<{tag}{told}{_attribute('class', names)}>{markup(node.children)}</{tag}>"


_SPECIAL: dict[str, Callable[[Node], str]] = {
    "text": _text,
    "heading": _heading,
    "list": _list,
    "item": _item,
    "code": _code,
    "rule": lambda node: "<hr>\n",
    "link": _link,
    "image": _image,
    "break": lambda node: "<br>\n",
    "table": _table,
}
