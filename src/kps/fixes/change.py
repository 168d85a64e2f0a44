"""What would settle a finding, as a change of the very text it was found in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kps.checking.finding import Finding
from kps.language import Message, msg
from kps.models.fields import takes_text
from kps.source import BOM, decode
from kps.source.edits import splices
from kps.source.node_tree import node_tree
from kps.source.nodes import Node
from kps.source.repairs import repair
from kps.source.splices import Splice, Unplaced, applied
from kps.source.values import Path

_OLD_ENCODING = "cp1252"
"""What files were saved as before UTF-8; Python's name for it."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a file that settles a finding: splices of the text as it was judged.

    A ``safe`` one says what the writer meant beyond doubt; any other is for a person to look at first.
    """

    code: str
    file: str
    title: Message
    splices: tuple[Splice, ...]
    safe: bool
    move_to: str = ""
    """The name that the file gets; what names it elsewhere follows."""
    along: tuple[tuple[str, str], ...] = ()
    """Other files that get another name with it, as its papers do, each with that."""
    elsewhere: tuple[tuple[str, tuple[Splice, ...]], ...] = ()
    """What follows in other files, and in this one."""

    @property
    def moves(self) -> tuple[tuple[str, str], ...]:
        """The files that get another name, each with that; the change's own first."""
        return ((self.file, self.move_to), *self.along) if self.move_to else ()

    @property
    def in_files(self) -> tuple[tuple[str, tuple[Splice, ...]], ...]:
        """All splices of the change, by file; the change's own file is the first."""
        return ((self.file, self.splices), *self.elsewhere)

    def made(self, data: bytes) -> bytes:
        """The file's bytes with the change; a byte order mark stays."""
        return written(applied(as_text(data), self.splices), data)


def as_text(data: bytes) -> str:
    """The text that a file's changes are told in: that of its bytes, in its old encoding where it is not UTF-8."""
    text, stop = decode(data)
    return text if stop is None else data.decode(_OLD_ENCODING, errors="replace")


def written(text: str, before: bytes) -> bytes:
    """A text as bytes, with the byte order mark that was there before."""
    return (BOM if before.startswith(BOM) else b"") + text.encode("utf-8")


def changes(finding: Finding, data: bytes) -> Iterator[Change]:
    """What would settle the finding in its file, whose bytes these are; nothing where kps can make no such change."""
    text, stop = decode(data)
    if finding.code == "D001":
        yield from _made_readable(finding, text if stop is None else None, data)
        return
    for mend in finding.mends:
        try:
            made = splices(text, *mend.edits)
        except Unplaced:
            continue
        yield Change(finding.code, finding.file, mend.title, made, mend.safe, mend.move_to)


def _made_readable(finding: Finding, text: str | None, data: bytes) -> Iterator[Change]:
    if text is None:
        if _is_old(data):
            yield Change("D001", finding.file, msg("save the file as UTF-8"), (), safe=False)
        return
    found = repair(text)
    if found and (not found.safe or _only_texts(text, found.splices, finding.file)):
        yield Change("D001", finding.file, found.title, found.splices, found.safe)


def _is_old(data: bytes) -> bool:
    """Whether bytes that are not UTF-8 can be read in the old encoding."""
    try:
        return "\0" not in data.decode(_OLD_ENCODING)
    except UnicodeDecodeError:
        return False


def _only_texts(text: str, made: tuple[Splice, ...], file: str) -> bool:
    """Whether what was put in quotes stands under keys that take any text; what was only taken away always may go."""
    if not all(one.text for one in made):
        return True
    tree = node_tree(applied(text, made))
    shift, places = 0, []
    for one in sorted(made):
        places.append(one.start + shift)
        shift += len(one.text) - (one.end - one.start)
    ways = dict(_starts(tree.root, ())) if tree.root else {}
    return all(place in ways and takes_text(tree.value, file, ways[place]) for place in places)


def _starts(node: Node, path: Path) -> Iterator[tuple[int, Path]]:
    """Where each text begins, and the way to it."""
    if node.kind == "scalar":
        yield node.start, path
    for key, inner in node.entries.items():
        yield from _starts(inner, (*path, key))
    for index, inner in enumerate(node.items):
        yield from _starts(inner, (*path, index))
