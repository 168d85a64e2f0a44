"""Putting the records' texts into a Markdown paper without breaking its headings, its tables or its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BLANKS = re.compile(r"[^\S\u00a0\u202f]+")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
# Possessive: a stranger's line of a thousand > must not be tried in every way there is.
_HEADING = re.compile(r"((?>(?: {0,3}(?:> ?|[-+*] ++|\d{1,9}[.)] ++))*)) {0,3}(#{1,6})(?= |$)")
_CLOSING = re.compile(r"(?:^| )#+$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+) *")
_NO_PARAGRAPH = re.compile(r"\s*$| {4}| {0,3}(?:[#>|]|[-+*][ \t]|\d{1,9}[.)][ \t])")
_BARE_PIPE = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_BLOCK = re.compile(r"(\d{1,9}(?=[.)](?: |$)))|[#>+=|-]|\*(?: |$)|([*_])(?: *\2){2,}$|`{3}|~{3}|\[[^\]]*\]:")
"""How a line begins that is no plain text: a numbered list, a heading, a quotation, a list, a rule, a block of code,
a link's definition."""
_DEEPEST = 6
_MAIL = re.compile(r"[A-Za-z0-9.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_WEB = re.compile(r"(https?://)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?:/[A-Za-z0-9.,/-]*)?")
"""An address as people write it, with the beginning that programs need or without."""


def line(text: object) -> str:
    """The text on one line, not to be taken for a heading, a quotation or a list."""
    words = _on_one_line(text)
    begins = _BLOCK.match(words)
    if not begins:
        return words
    number = begins[1] or ""
    return f"{number}\\{words[len(number) :]}"


def cell(text: object) -> str:
    """The text as a table's cell: on one line, with its pipes escaped."""
    return _BARE_PIPE.sub(r"\1\\|", _on_one_line(text))


def link(text: object) -> str:
    """An e-mail or a web address as a link that shows it; anything else on one line, as it stands."""
    words = _on_one_line(text)
    if _MAIL.fullmatch(words):
        return f"<{words}>"
    web = _WEB.fullmatch(words)
    return f"[{words}]({words if web[1] else f'https://{words}'})" if web else words


def _on_one_line(text: object) -> str:
    """The text without comments, with single spaces; one that must not break stays."""
    return _BLANKS.sub(" ", _COMMENT.sub("", str(text))).strip()


def lower_first(text: object) -> str:
    """The text for use inside a sentence: its first letter small."""
    words = str(text)
    return words[:1].lower() + words[1:]


def upper_first(text: object) -> str:
    """The text for the beginning of a sentence: its first letter a capital, the rest as it is."""
    words = str(text)
    return words[:1].upper() + words[1:]


def passage(text: object, under: int = 2) -> str:
    """A text of Markdown as it stands, with its headings moved below one of level ``under``.

    A comment in it is not carried along: it would be out of sight, but not gone.
    """
    pieces = list(_pieces(list(_fenced(_COMMENT.sub("", str(text)).expandtabs(4).splitlines()))))
    highest = min((piece.level for piece in pieces if piece.level), default=0)
    shift = max(0, under + 1 - highest)
    return "\n".join(piece.moved(shift) for piece in pieces).strip("\n")


def tidy(text: str) -> str:
    """The whole paper with single blank lines only, and one line feed at its end."""
    kept: list[str] = []
    for words, code in _fenced(text.splitlines()):
        blank = not words.strip()
        if blank and not code and (not kept or not kept[-1].strip()):
            continue
        # Two spaces at the end of a line are a break in Markdown; one is nothing.
        kept.append(words if code or (words.endswith("  ") and not blank) else words.rstrip())
    return "\n".join(kept).rstrip("\n") + "\n"


def _fenced(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it belongs to a fenced block of code; a block left open is closed."""
    fence = ""
    for words in lines:
        found = _FENCE.fullmatch(words)
        if not fence:
            opens = found and not (found[1][0] == "`" and "`" in found[2])
            fence = found[1] if found and opens else ""
            yield words, bool(fence)
        else:
            yield words, True
            if found and found[1].startswith(fence) and not found[2].strip():
                fence = ""
    if fence:
        yield fence, True


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line, or a heading: its level, its words, and the quotation or list before it."""

    words: str
    level: int = 0
    lead: str = ""

    def moved(self, shift: int) -> str:
        if not self.level:
            return self.words
        return f"{self.lead}{'#' * min(self.level + shift, _DEEPEST)} {self.words}".rstrip()


def _pieces(lines: list[tuple[str, bool]]) -> Iterator[_Piece]:
    """The lines with the headings among them told apart; an underlined heading becomes one line."""
    paragraph: list[str] = []
    inside = False  # in a list, a quotation or a table: what follows without a blank line belongs to it
    for words, code in lines:
        if paragraph and not code and _UNDERLINE.fullmatch(words):
            yield _Piece(" ".join(part.strip() for part in paragraph), 1 if "=" in words else 2)
            paragraph = []
            continue
        heading = None if code else _HEADING.match(words)
        if not code and not heading and not inside and (paragraph or not _NO_PARAGRAPH.match(words)) and words.strip():
            paragraph.append(words)
            continue
        yield from map(_Piece, paragraph)
        paragraph = []
        inside = bool(words.strip()) and not code and not heading
        yield _heading(heading, words) if heading else _Piece(words)
    yield from map(_Piece, paragraph)


def _heading(found: re.Match[str], words: str) -> _Piece:
    """The heading that a line begins, without the signs that may close it."""
    text = words[found.end() :].strip(" ")
    return _Piece(_CLOSING.sub("", text).rstrip(" "), len(found[2]), found[1])
