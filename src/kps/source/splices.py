"""Stretches of a text and what is to stand there instead: the places, in the layout that a file has.

Offsets are code points of the very text that was read. What is new takes the file's own ways: the line end of the line
above, the indent of what it stands beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from kps.source.nodes import Node
from kps.source.text import BREAK

STEP = "  "
"""How far in the lines below a key are written."""

_COLON = re.compile(r"[ \t\r\n]*:")
_BLANKS = " \t\r\n"
_END = re.compile(r"(?<![^\r\n])\.\.\.(?=[ \t\r\n]|\Z)")
_REST = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r|\Z)")


class Unplaced(Exception):  # noqa: N818  # it says what could not be done
    """A text in which a change cannot be made: it is laid out otherwise, or two changes meet."""


@dataclass(frozen=True, slots=True, order=True)
class Splice:
    """What stands from ``start`` up to, but without, ``end`` becomes ``text``."""

    start: int
    end: int
    text: str


def applied(text: str, splices: Iterable[Splice]) -> str:
    """The text with the splices made, those at one place in the order given; Unplaced where two of them overlap."""
    ordered = sorted(splices, key=lambda one: (one.start, one.end))
    if any(before.end > after.start for before, after in pairwise(ordered)):
        raise Unplaced("overlap")
    parts, done = [], 0
    for one in ordered:
        parts += [text[done : one.start], one.text]
        done = one.end
    return "".join((*parts, text[done:]))


# --- where lines begin and end ---------------------------------------------------------------------------------


def line_start(text: str, offset: int) -> int:
    """Where the line begins that an offset is on."""
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def column(text: str, offset: int) -> int:
    """How far into its line an offset is."""
    return offset - line_start(text, offset)


def newline_above(text: str, offset: int) -> str:
    """The end of the line above an offset; of the file's first line where there is none, else a line feed."""
    before = text[: line_start(text, offset)]
    if before.endswith("\r\n"):
        return "\r\n"
    if before.endswith(("\n", "\r")):
        return before[-1]
    return found[0] if (found := BREAK.search(text)) else "\n"


def _line_end(text: str, offset: int) -> int:
    """Where the line's own signs end."""
    return found.start() if (found := BREAK.search(text, offset)) else len(text)


def _newline(text: str, end: int) -> str:
    """What a line that is put after the one at ``end`` is told apart by: that line's own end."""
    found = BREAK.match(text, end)
    return found[0] if found else newline_above(text, end)


def node_end(node: Node) -> int:
    """Where a node's last sign is, of the mappings and lists in blocks too, whose end may lie lines further down."""
    if node.flow or node.kind == "scalar":
        return node.end
    if node.kind == "list":
        return node_end(node.items[-1]) if node.items else node.end
    ends = (max(node.keys[key][1], node_end(value)) for key, value in node.entries.items())
    return max((*ends, *(max(place[1], node_end(value)) for _, place, value in node.again)), default=node.end)


def _last_sign(text: str, end: int) -> int:
    return len(text[:end].rstrip(_BLANKS))


# --- new lines and values --------------------------------------------------------------------------------------


def indented(lines: str, indent: str, newline: str) -> str:
    """Several lines as they stand below a key; the first is not indented, empty ones never."""
    first, *more = lines.split("\n")
    return newline.join((first, *(f"{indent}{line}" if line else "" for line in more)))


def entry(key: str, yaml: str, indent: str, newline: str) -> str:
    """A key with its value; a value of several lines, which begins with a line feed, stands below the key."""
    gap = "" if not yaml or yaml.startswith("\n") else " "
    return f"{key}:{gap}{indented(yaml, indent + (STEP if yaml.startswith(chr(10)) else ''), newline)}"


def below(text: str, node: Node, made: str, indent: int) -> Splice:
    """A line after a mapping's or a list's last one."""
    end = _line_end(text, _last_sign(text, node_end(node)))
    return Splice(end, end, f"{_newline(text, end)}{' ' * indent}{made}")


def at_the_end(text: str, root: Node, made: str) -> Splice:
    """A line as the record's last, with the same indent as its other keys."""
    marker = _END.search(text, node_end(root))
    end = marker.start() if marker else len(text)
    newline = newline_above(text, end)
    gap = "" if text[:end].endswith(("\n", "\r")) else newline
    return Splice(end, end, f"{gap}{' ' * column(text, root.start)}{made}{newline}")


def before(text: str, place: int, made: str) -> Splice:
    """A line before the one that begins at ``place`` with a key."""
    newline = _newline(text, _line_end(text, place))
    return Splice(place, place, f"{made}{newline}{' ' * column(text, place)}")


def beside(text: str, key: tuple[int, int], yaml: str, old: Node) -> Splice:
    """A value written after a key that had none, into the blanks before a comment where there are enough."""
    colon = _COLON.match(text, key[1])
    if colon is None:  # a key within braces may have no colon
        return Splice(key[1], key[1], f": {yaml}")
    after = max(colon.end(), old.end if old.end > old.start else 0)
    blanks = len(text[after:]) - len(text[after:].lstrip(" "))
    room = len(yaml) + 1 if blanks > len(yaml) + 1 else 0
    return Splice(colon.end(), after + room, f" {yaml}")


def below_key(text: str, key: tuple[int, int], indent: int, yaml: str, old: Node) -> Splice:
    """A value of several lines in the place of the old one; ``indent`` is the key's.

    A comment on the key's line stays there, where the old value was no longer than that line.
    """
    colon = _COLON.match(text, key[1])
    if colon is None:
        raise Unplaced("no colon")
    head, _, lines = yaml.partition("\n")
    inner = " " * indent + ("" if head else STEP)
    newline = _newline(text, _line_end(text, colon.end()))
    made = newline.join(f"{inner}{line}" if line else "" for line in lines.split("\n"))
    head = f" {head}" if head else ""
    was = text[old.start : old.end].rstrip()
    after = max(colon.end(), old.start + len(was))
    if "\n" in was:
        return Splice(colon.end(), after, f"{head}{newline}{made}")
    end = _line_end(text, after)
    comment = text[after:end].rstrip()
    if comment.strip()[:1] not in ("", "#"):
        raise Unplaced("shared line")
    return Splice(colon.end(), end, f"{head}{comment}{newline}{made}")


def in_flow(text: str, node: Node, made: str) -> Splice:
    """An entry as the last one within braces or brackets."""
    close = node.end - 1
    end = _last_sign(text, close)
    if "#" in text[line_start(text, end) : end]:  # a comment goes to the end of its line
        end = close
    filled = node.entries or node.items
    comma = "" if not filled or text[:end].endswith(",") else ","
    return Splice(end, end, f"{comma}{' ' if filled else ''}{made}")


# --- what is taken away ----------------------------------------------------------------------------------------


def without_lines(text: str, start: int, node: Node, following: int | None) -> Splice:
    """An entry in a block away: its lines whole, with the comment on the last; ``following`` is where the next begins.

    ``start`` is where its key, or its dash, stands. One that shares its first line with what it lies in gives the place
    to the next; where there is none, Unplaced.
    """
    end = _last_sign(text, max(start + 1, node_end(node)))
    rest = _REST.match(text, end)
    if rest is None:
        raise Unplaced("shared line")
    begins = line_start(text, start)
    if not text[begins:start].strip(" "):
        gone = begins if rest.end() < len(text) or text.endswith(("\n", "\r")) else _before_break(text, begins)
        return Splice(gone, rest.end(), "")
    if following is None:
        raise Unplaced("shared line")
    return Splice(start, following, "")


def _before_break(text: str, begins: int) -> int:
    """Where the end of the line above stands: the last line of a file without an end takes that along."""
    if text[:begins].endswith("\r\n"):
        return begins - 2
    return max(0, begins - 1)


def without_flow(text: str, places: list[tuple[int, int]], index: int) -> Splice:
    """An entry within braces or brackets away, with its comma; ``places`` are where all of them stand."""
    start, end = places[index]
    if index + 1 < len(places):
        return Splice(start, places[index + 1][0], "")
    if index and "#" not in text[places[index - 1][1] : start]:
        return Splice(places[index - 1][1], end, "")
    return Splice(start, end, "")
