"""What can be mended, as a unified diff for people and programs, and as JSON."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kps.fixes.change import as_text
from kps.fixes.mending import Made
from kps.language import Message
from kps.language.for_programs import as_document
from kps.language.private import masked
from kps.language.reader import said
from kps.output.diff_lines import diff_line
from kps.output.pieces import Piece
from kps.register.tree import shown_file
from kps.source.splices import Splice
from kps.source.text import whole_lines

VERSION = 1

_NO_TEXT = (".pdf", ".docx")


@dataclass(frozen=True, slots=True)
class FileMends:
    """A file, named from where the reader stands, its bytes before and after, and the changes between."""

    file: str
    before: bytes
    after: bytes
    made: tuple[Made, ...]
    to: str = ""
    """The name that it gets, where it gets another."""
    label: str = "."
    """The register's folder, as the reader knows it."""


def diff_pieces(files: Iterable[FileMends]) -> Iterator[Piece]:
    """The files' unified diffs, one after the other."""
    for one in files:
        yield from map(diff_line, _diff(one))


def can_be_applied(files: Iterable[FileMends]) -> bool:
    """Whether the diffs are shown sign for sign, so that another program can make the changes by them."""
    return all(diff_line(line)[0] == line for one in files for line in _diff(one))


def _diff(one: FileMends) -> Iterator[str]:
    to = one.to or one.file
    yield f"diff --git a/{one.file} b/{to}\n"
    if one.to:
        yield from (f"rename from {one.file}\n", f"rename to {to}\n")
    if one.file.endswith(_NO_TEXT):
        yield f"Binary files a/{one.file} and b/{to} differ\n"
        return
    before, after = (whole_lines(as_text(data)) for data in (one.before, one.after))
    for line in difflib.unified_diff(before, after, f"a/{one.file}", f"b/{to}"):
        yield line
        if not line.endswith(("\n", "\r")):
            yield "\n\\ No newline at end of file\n"


def mends_json(files: Iterable[FileMends], left: Iterable[tuple[str, Message]]) -> str:
    """The changes and the files left, as one JSON document."""
    mends = [_mend(one, made) for one in files for made in one.made]
    kept = [{"file": file, "message": said(why)} for file, why in left]
    return as_document({"version": VERSION, "mends": mends, "left": kept})


def _mend(one: FileMends, made: Made) -> Mapping[str, Any]:
    """A change: its splices in code points of the text as it was in that round, a byte order mark not counted.

    Of a file that gets another name, ``moved_to`` is that; what is then written in other files is told by file.
    """
    change = made.change
    told = {
        "file": one.file,
        "code": change.code,
        "title": said(change.title),
        "safe": change.safe,
        "round": made.round,
        "edits": _edits(made, change.file, change.splices),
    }
    if not change.move_to:
        return told
    others = [
        {"file": shown_file(one.label, file), "edits": _edits(made, file, some)} for file, some in change.elsewhere
    ]
    along = [{"file": shown_file(one.label, file), "moved_to": shown_file(one.label, to)} for file, to in change.along]
    return told | {"moved_to": shown_file(one.label, change.move_to), "moved_along": along, "elsewhere": others}


def _edits(made: Made, file: str, splices: Iterable[Splice]) -> list[Mapping[str, Any]]:
    text = made.texts[file]
    whole = [(one.start, text[one.start : one.end], one.text) for one in sorted(splices)]
    return [_edit(*part) for one in whole for part in (_parts(*one) if _hides(*one[1:]) else [one])]


def _parts(start: int, old: str, new: str) -> Iterator[tuple[int, str, str]]:
    """A change sign by sign, so that somebody's number which only stands in it is no part of it."""
    for kind, first, last, other_first, other_last in difflib.SequenceMatcher(None, old, new, False).get_opcodes():
        if kind != "equal":
            yield start + first, old[first:last], new[other_first:other_last]


def _edit(start: int, old: str, new: str) -> Mapping[str, Any]:
    """A change as it is told; ``masked`` where it holds somebody's number, which is not shown in full."""
    told = {"start": start, "end": start + len(old), "old": old, "new": new}
    return told | {"masked": True} if _hides(old, new) else told


def _hides(*texts: str) -> bool:
    """Whether programs are not shown the texts sign for sign."""
    return any(masked(text) != text for text in texts)
