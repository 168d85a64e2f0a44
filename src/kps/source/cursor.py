"""A place in a text that is read line by line, as YAML 1.2 sees lines, blanks and comments."""

from __future__ import annotations

import re

_LONE_RETURN = re.compile(r"\r(?!\n)")
_EMPTY_LINES = re.compile(r"(?>(?:[ \t]*+(?:#[^\n]*+|\r)?\n)*)")
_LAST_LINE = re.compile(r"[ \t]*+(?:#[^\n]*+)?\Z")
_SPACES = re.compile(r" *+")
_BLANKS = re.compile(r"[ \t]*+")
MARKER = re.compile(r"(?:---|\.\.\.)(?=[ \t\r\n]|\Z)")
"""What ends a document, at a line's beginning."""
LINE_REST = re.compile(r"(?:[ \t]++#[^\n]*+|[ \t]*+\r?)(?:\n|\Z)")
"""What may follow on a line after all that stands on it."""
DASH = re.compile(r"-(?=[ \t\r\n]|\Z)")
"""What begins an item of a list."""


class Cursor:
    """Where the reading stands; ``bol`` is where the line begins, ``indent`` its spaces, -1 where all is read.

    ``fresh`` says that nothing of the line has been read, ``tabbed`` that its indentation goes on with a tab.
    """

    def __init__(self, text: str) -> None:
        self.text = _LONE_RETURN.sub("\n", text)
        self.at = self.bol = 0
        self.indent = -1
        self.fresh = True
        self.tabbed = False

    @property
    def over(self) -> bool:
        """Whether the document is read to its end: the file's, or a marker."""
        return self.indent < 0

    @property
    def sign(self) -> str:
        """The sign that is next; empty at the end."""
        return self.text[self.at : self.at + 1]

    @property
    def column(self) -> int:
        """How many signs of the line have been read."""
        return self.at - self.bol

    def line(self) -> str:
        """What is left of the line."""
        end = self.text.find("\n", self.at)
        return self.text[self.at : end if end >= 0 else len(self.text)].rstrip("\r")

    def advance(self) -> bool:
        """On to what comes next, over blanks, comments and empty lines; whether that is on another line."""
        rest = LINE_REST.match(self.text, self.at)
        if rest is None:
            self.at = _end(_BLANKS, self.text, self.at)
            self.fresh = False
            return False
        self.begin_line(rest.end())
        return True

    def begin_line(self, start: int) -> None:
        """On to the first line from ``start``, itself a line's beginning, that holds something."""
        self.bol = self.at = start = _end(_EMPTY_LINES, self.text, start)
        self.fresh = True
        if _LAST_LINE.match(self.text, start) or MARKER.match(self.text, start):
            self.indent = -1
            return
        spaces = _end(_SPACES, self.text, start)
        self.at = _end(_BLANKS, self.text, spaces)
        self.indent = spaces - start
        self.tabbed = self.at > spaces


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    """Where a pattern that always fits stops fitting."""
    found = pattern.match(text, start)
    return found.end() if found else start
