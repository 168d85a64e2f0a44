"""Words of a record made safe to show: a record may hold any sign, and a terminal or a build server acts on some."""

from __future__ import annotations


def printable(text: str) -> str:
    """Words from a record on one line, without signs that a terminal, a build server or XML would act on."""
    return text if text.isprintable() else "".join(sign if sign.isprintable() else " " for sign in text)


def one_line(text: str) -> str:
    """Words from a record in a table or a list: printable, and with single spaces."""
    return " ".join(printable(text).split())
