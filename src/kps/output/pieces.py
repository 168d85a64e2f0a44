"""Words with a style each: in colour on a terminal, plain in a pipe or a file."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from shutil import get_terminal_size
from typing import TextIO

Piece = tuple[str, str]
"""Words and their style: a rich style's name, or nothing."""

_WIDEST = 100


def width_of(to: TextIO) -> int:
    """How wide text may be there, at most what is easy to read; 0 where no one folds it."""
    return min(get_terminal_size().columns, _WIDEST) if to.isatty() else 0


def folded(text: str, to: TextIO) -> str:
    """The text as it may be written there: on a terminal in lines that it has room for, broken at blanks only."""
    width = width_of(to)
    if not width:
        return text
    return "\n".join(
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) for line in text.split("\n")
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
    console.print(Text.assemble(*pieces), end="")
