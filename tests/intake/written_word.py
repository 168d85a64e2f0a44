"""Word documents out of a short writing: a line a paragraph, with signs for what Word has and text has not.

``= `` the document's title, ``# `` to ``### `` headings, ``- `` and ``1. `` points of a list, ``| a | b |`` a row of a
table with `` // `` between a cell's paragraphs, ``^ `` a page header, ``_ `` a footer, ``! `` a comment, ``<box> `` a
text box. Within a line: ``**bold**``, ``→`` a tab, ``[[a content control]]``, ``[?its prompt?]``, ``{+inserted+}``,
``{-deleted-}``, ``{<moved away<}``, ``{>moved here>}``. A line that is a control throughout is one about the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from made_word import control, deleted, inserted, moved, p, part, run, table, text_box, word

_STYLES = {"= ": "Tittel", "# ": "Overskrift1", "## ": "Overskrift2", "### ": "Overskrift3"}
_SIGNS = re.compile(
    r"\*\*(?P<bold>.*?)\*\*|\[\[(?P<control>.*?)\]\]|\[\?(?P<prompt>.*?)\?\]|\{\+(?P<inserted>.*?)\+\}"
    r"|\{-(?P<deleted>.*?)-\}|\{<(?P<away>.*?)<\}|\{>(?P<here>.*?)>\}"
)
_BESIDE = {"^ ": ("header1", "hdr"), "_ ": ("footer1", "ftr"), "! ": ("comments", "comments")}


def written(text: str) -> bytes:
    """The document."""
    blocks: list[str] = []
    rows: list[list[str]] = []
    parts: dict[str, str | bytes] = {}
    for line in text.splitlines():
        if line.startswith("| "):
            rows.append([_cell(one.strip()) for one in line.strip()[1:-1].split("|")])
            continue
        if rows and not _is_next_table(line):
            blocks.append(table(*rows))
            rows = []
        if line[:2] in _BESIDE:
            name, tag = _BESIDE[line[:2]]
            inner = p(line[2:])
            comment = f'<w:comment w:id="1">{inner}</w:comment>' if tag == "comments" else inner
            parts[f"word/{name}.xml"] = part(tag, comment)
        elif line.strip():
            blocks.append(_block(line))
    if rows:
        blocks.append(table(*rows))
    return word(*blocks, parts=parts)


def _is_next_table(line: str) -> bool:
    return line.startswith("| ")


def _cell(text: str) -> str:
    return "".join(
        control(p(inner="".join(_inline(one[2:-2])))) if _is_control(one) else p(inner="".join(_inline(one)))
        for one in text.strip().split(" // ")
    )


def _is_control(text: str) -> bool:
    return text.startswith("[[") and text.endswith("]]") and text.count("[[") == 1


def _block(line: str) -> str:
    if _is_control(line):
        return control(_block(line[2:-2]))
    if line.startswith("<box> "):
        return p(inner=text_box(_block(line.removeprefix("<box> "))))
    style = next((sign for sign in reversed(_STYLES) if line.startswith(sign)), "")
    if style:
        return p(style=_STYLES[style], inner="".join(_inline(line.removeprefix(style))))
    if found := re.match(r"( *)- ", line):
        return p(listed=len(found[1]) // 2 + 1, inner="".join(_inline(line[found.end() :])))
    if line.startswith("1. "):
        return p(style="Nummer", inner="".join(_inline(line[3:])))
    return p(inner="".join(_inline(line)))


def _inline(text: str) -> Iterator[str]:
    text = text.replace("→", "\t")
    at = 0
    for found in _SIGNS.finditer(text):
        if found.start() > at:
            yield run(text[at : found.start()])
        kind = found.lastgroup or ""
        yield _signed(kind, found[kind])
        at = found.end()
    if at < len(text):
        yield run(text[at:])


def _signed(kind: str, text: str) -> str:
    match kind:
        case "bold":
            return "".join(run(one, "<w:b/>") if one else "" for one in [text])
        case "control":
            return control(run(text))
        case "prompt":
            return control(run(text), prompt=True)
        case "inserted":
            return inserted(run(text))
        case "deleted":
            return deleted(text)
        case "away":
            return moved(run(text), away=True)
        case _:
            return moved(run(text), away=False)
