"""What an import changes, as a unified diff: every new record, and every change of one that is there."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator

from kps.intake.settling.account import RecordChange
from kps.intake.settling.closed import without_exempt
from kps.output.diff_lines import diff_line
from kps.output.pieces import Piece
from kps.source.text import whole_lines

_NOTHING = "/dev/null"


def import_diff(records: Iterable[RecordChange], actions: Collection[str]) -> Iterator[Piece]:
    """The records' diffs, one after the other; of what is exempt no word, nor of what became of the ``actions``."""
    for one in records:
        before = whole_lines(without_exempt(one.before, one.file, actions)) if one.before else []
        after = whole_lines(without_exempt(one.after, one.file, actions))
        was = f"a/{one.file}" if one.before else _NOTHING
        yield from map(diff_line, difflib.unified_diff(before, after, was, f"b/{one.file}"))
