"""Making a file readable that is not: each repair is tried, and offered only where the file then reads further."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kps.language import Message, msg
from kps.source.node_tree import FORBIDDEN, node_tree
from kps.source.quoting import in_quotes
from kps.source.splices import Splice, applied
from kps.source.text import Lines
from kps.source.values import Fault


@dataclass(frozen=True, slots=True)
class Repair:
    """What makes a text readable, or readable further; a ``safe`` one leaves its words as they were meant."""

    title: Message
    splices: tuple[Splice, ...]
    safe: bool = True


_QUOTES = msg("put the whole text in double quotes")
_LINES_ABOVE = 12
"""So many lines above a fault the text may begin that it is the end of."""

_INDENT = re.compile(r"(?<![^\r\n])[ \t]*\t[ \t]*")
_LINE = re.compile(
    r"(?P<lead>[ ]*(?:- +)*(?:[^\s:#\"'\[\]{},&*!|>%@`-][^:#\r\n]*: +|(?<=- )))(?P<text>\S[^\r\n]*?)[ \t]*$"
)
_MISTAKEN = re.compile(r"""^[@`%&*!{\[>|-](?![0-9+-]{0,2}$)|: |[ \t]#|:$""")
"""What YAML takes for more than text, in a text that does not stand in quotes."""
_COMMENT = re.compile(r"[ \t]+#(?= )")
"""Where a comment begins after a text; what has no blank after the sign, as in #2, is a part of the text."""
_BREAK = re.compile(r"(?:\r\n|\n|\r)[ \t]*")


def repair(text: str) -> Repair | None:
    """The repair of a text's first fault; None where a person must look."""
    faults = _faults(text)
    if not faults:
        return None
    return next((one for one in _tried(text, faults[0]) if _reads_further(text, one, faults)), None)


def _tried(text: str, first: Fault) -> Iterator[Repair]:
    if bad := FORBIDDEN.search(text):
        yield Repair(msg("delete the control character"), (Splice(bad.start(), bad.end(), ""),))
        return
    yield from (Repair(_QUOTES, (one,)) for one in _quoted(text, first.span.line))
    tabs = tuple(Splice(one.start(), one.end(), one[0].replace("\t", "  ")) for one in _INDENT.finditer(text))
    if tabs:
        yield Repair(msg("write two blanks for each tab"), tabs, safe=False)


def _quoted(text: str, fault: int) -> Iterator[Splice]:
    """Texts in quotes that hold a fault's line: the one after the key or the dash there, or one that begins above."""
    lines = Lines(text)
    for line in range(fault, max(0, fault - _LINES_ABOVE), -1):
        found = _LINE.fullmatch(lines.text(line))
        if found is None or not _MISTAKEN.search(found["text"]):
            continue
        last = _goes_on_to(lines, line)
        start = lines.offset(line, found.start("text") + 1)
        if line == fault and (comment := _COMMENT.search(found["text"])):
            end = start + comment.start()
            yield Splice(start, end, _over_lines(text[start:end]))
        for end_line in dict.fromkeys((line, last)):
            if end_line >= fault:
                end = lines.offset(end_line, 1) + len(lines.text(end_line).rstrip(" \t"))
                yield Splice(start, end, _over_lines(text[start:end]))


def _goes_on_to(lines: Lines, line: int) -> int:
    """The last of the lines below that stand deeper than a line's key, without a gap."""
    deep = _depth(lines.text(line))
    while lines.text(line + 1).strip() and _depth(lines.text(line + 1)) > deep:
        line += 1
    return line


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _over_lines(text: str) -> str:
    """The text in double quotes; where it goes over several lines it still does."""
    breaks = [one[0] for one in _BREAK.finditer(text)]
    inner = [in_quotes(part)[1:-1] for part in _BREAK.split(text)]
    return '"' + "".join(part + gap for part, gap in zip(inner, (*breaks, ""), strict=True)) + '"'


def _faults(text: str) -> list[Fault]:
    return [fault for fault in node_tree(text).faults if fault.code == "D001"]


def _reads_further(text: str, tried: Repair, before: list[Fault]) -> bool:
    """Whether the fault is gone, and the next one, if any, lies below all that was changed."""
    made = applied(text, tried.splices)
    after = _faults(made)
    below = Lines(made).at(max(one.start + len(one.text) for one in tried.splices))[0]
    return not after or after[0].span.line > max(below, before[0].span.line)
