"""Words with a style each: in colour on a terminal, plain in a pipe or a file."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from shutil import get_terminal_size
from typing import TextIO

Piece = tuple[str, str]
"""Words and their style: a rich style's name, or nothing."""

_WIDEST = 100
_FURTHER_IN = 2
"""How much further in a line that is broken goes on."""


def width_of(to: TextIO) -> int:
    """How wide text may be there, at most what is easy to read; 0 where no one folds it."""
    return min(get_terminal_size().columns, _WIDEST) if to.isatty() else 0


def folded(text: str, to: TextIO, hang: int = 0) -> str:
    """The text as it may be written there: on a terminal in lines that it has room for, broken at blanks only.

    ``hang`` is how far in a line that is broken goes on.
    """
    width = width_of(to)
    if not width:
        return text
    further = " " * hang
    return "\n".join(
        textwrap.fill(line, width, subsequent_indent=further, break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    )


def write_pieces(pieces: Iterable[Piece], to: TextIO) -> None:
    """Write the words; in colour on a terminal that has it."""
    if not to.isatty():
        to.writelines(words for words, _ in pieces)
        return
    # Imported here: a pipe, a file and CI have no use for it.
    from rich.console import Console
    from rich.text import Text

    console = Console(file=to, highlight=False, soft_wrap=True)
    for line in Text.assemble(*pieces).split("\n"):
        place = 0
        for lead, words in _lines(line.plain, width_of(to)):
            place = line.plain.index(words, place)
            end = place + len(words)
            console.print(Text(lead) + line[place:end])
            place = end


def _lines(text: str, width: int) -> list[tuple[str, str]]:
    """The lines that a longer one is broken into, at blanks only: what stands before each, and its words."""
    further = " " * (len(text) - len(text.lstrip()) + _FURTHER_IN)
    lines = textwrap.wrap(
        text, width, subsequent_indent=further, break_long_words=False, break_on_hyphens=False, expand_tabs=False
    )
    return [("", lines[0]), *((further, one.removeprefix(further)) for one in lines[1:])] if lines else [("", "")]
