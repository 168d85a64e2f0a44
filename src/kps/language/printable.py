"""Words of a record made safe to show: a record may hold any sign, and a terminal or a build server acts on some."""

from __future__ import annotations

from kps.language.private import masked


def printable(text: str) -> str:
    """Words from a record on one line: nobody's number, and no sign that a terminal, a build server or XML acts on."""
    text = masked(text)
    return text if text.isprintable() else "".join(sign if sign.isprintable() else " " for sign in text)


def one_line(text: str) -> str:
    """Words from a record in a table or a list: printable, and with single spaces."""
    return " ".join(printable(text).split())
