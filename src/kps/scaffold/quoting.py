"""Putting what people typed into a record's text, so that it is read back as the very same."""

from __future__ import annotations

import re
from datetime import time

from kps.source.quoting import in_quotes

# Words, and an action's id.
_PLAIN = re.compile(r"[^\W\d_](?:[\w.()/&+-]|[ ](?=\S))*|\d{4}-\d{2}-\d{2}(-\d{1,3})?/\d{1,6}\.\d{1,3}")

# What YAML, or somebody who reads it, takes for something else than a text.
_TAKEN = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n", "ja", "nei"))

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_ELEVEN_DIGITS = re.compile(r"(?<!\d)\d{4}[ .\xa0]?\d{2}[ .\xa0]?\d{5}(?!\d)", re.ASCII)
_SAFE_START = re.compile(r"[^\W\d_]|\(")

WIDTH = 100
"""How long a line of running text becomes in a record."""

REMARKS_FROM = 24
"""The column that guidance begins after, where a line leaves room for it."""


def scalar(text: str) -> str:
    """The text as a YAML value on one line: plain where that is safe anywhere, else in double quotes."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    if _PLAIN.fullmatch(text) and text.casefold() not in _TAKEN:
        return text
    return in_quotes(text)


def one_line(text: object) -> str:
    """The text for a comment or a block: on one line, without what no file may hold.

    A number that may be a person's or an account's is not carried on into another record.
    """
    words = " ".join(_CONTROL.sub(" ", str(text)).encode("utf-8", "replace").decode("utf-8").split())
    return _ELEVEN_DIGITS.sub("***", words)


def paragraph(text: object, width: int = WIDTH) -> str:
    """The text on lines of a fair length; none begins with what Markdown takes for a list or a heading."""
    lines: list[str] = []
    for word in one_line(text).split():
        if lines and (len(lines[-1]) + 1 + len(word) <= width or not _SAFE_START.match(word)):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "\n".join(lines)


def key_line(key: str, value: object, remark: str = "") -> str:
    """A record's line with what is known, if anything, and a word of guidance beside it."""
    known = _typed(value)
    text = f"{key}: {known}" if known else f"{key}:"
    return f"{text:<{REMARKS_FROM}} # {remark}" if remark else text


def _typed(value: object) -> str:
    """A value as people type it; nothing for what is not known."""
    match value:
        case None | "":
            return ""
        case bool():
            return "ja" if value else "nei"
        case time():
            return f'"{value:%H:%M}"'
        case str():
            return scalar(value)
        case _:
            return str(value)
