"""What can be mended, as a unified diff for people and programs, and as JSON."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kps.fixes.change import as_text
from kps.fixes.mending import Made
from kps.language import Message
from kps.language.for_programs import as_document
from kps.language.private import masked
from kps.language.reader import said
from kps.output.pieces import Piece

VERSION = 1

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_STYLES = {"+": "green", "-": "red", "@": "cyan"}
_HEADS = ("---", "+++")


@dataclass(frozen=True, slots=True)
class FileMends:
    """A file, named from where the reader stands, its bytes before and after, and the changes between."""

    file: str
    before: bytes
    after: bytes
    made: tuple[Made, ...]


def diff_pieces(files: Iterable[FileMends]) -> Iterator[Piece]:
    """The files' unified diffs, one after the other."""
    for one in files:
        for line in _diff(one):
            style = "bold" if line.startswith(_HEADS) else _STYLES.get(line[:1], "")
            yield line, style


def _diff(one: FileMends) -> Iterator[str]:
    before, after = (_LINE.findall(as_text(data)) for data in (one.before, one.after))
    for line in difflib.unified_diff(before, after, f"a/{one.file}", f"b/{one.file}"):
        yield _safe(line)
        if not line.endswith(("\n", "\r")):
            yield "\n\\ No newline at end of file\n"


def _safe(line: str) -> str:
    """A line of a diff as it may be shown: no sign that a terminal acts on, nobody's number."""
    words = line.rstrip("\r\n")
    shown = "".join(
        sign if sign.isprintable() or sign == "\t" else "\N{REPLACEMENT CHARACTER}" for sign in masked(words)
    )
    return shown + ("\n" if len(words) < len(line) else "")


def mends_json(files: Iterable[FileMends], left: Iterable[tuple[str, Message]]) -> str:
    """The changes and the files left, as one JSON document."""
    mends = [_mend(one.file, made) for one in files for made in one.made]
    kept = [{"file": file, "message": said(why)} for file, why in left]
    return as_document({"version": VERSION, "mends": mends, "left": kept})


def _mend(file: str, made: Made) -> Mapping[str, Any]:
    """A change: its splices in code points of the text as it was in that round, a byte order mark not counted."""
    edits = [
        {"start": one.start, "end": one.end, "old": made.before[one.start : one.end], "new": one.text}
        for one in sorted(made.change.splices)
    ]
    change = made.change
    return {
        "file": file,
        "code": change.code,
        "title": said(change.title),
        "safe": change.safe,
        "round": made.round,
        "edits": edits,
    }
