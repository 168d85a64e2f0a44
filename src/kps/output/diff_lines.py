"""The lines of a unified diff as they may be shown."""

from __future__ import annotations

from kps.language.private import masked
from kps.output.pieces import Piece

_STYLES = {"+": "green", "-": "red", "@": "cyan"}
_HEADS = ("---", "+++", "diff --git")


def diff_line(line: str) -> Piece:
    """A line of a diff with its style: no sign that a terminal acts on, nobody's number."""
    words = line.rstrip("\r\n")
    shown = masked(words)
    if not shown.isprintable():
        shown = "".join(sign if sign.isprintable() or sign == "\t" else "\N{REPLACEMENT CHARACTER}" for sign in shown)
    return shown + ("\n" if len(words) < len(line) else ""), (
        "bold" if line.startswith(_HEADS) else _STYLES.get(line[:1], "")
    )
