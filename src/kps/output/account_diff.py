"""What an import changes, as a unified diff: every change of a record, and new ones where they are few or asked for."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Collection, Iterable, Iterator

from kps.intake.settling.account import RecordChange
from kps.intake.settling.closed import without_exempt
from kps.language import msgn
from kps.language.printable import printable
from kps.language.reader import said, tr
from kps.output.diff_lines import diff_line
from kps.output.pieces import Piece
from kps.source.text import whole_lines

_NOTHING = "/dev/null"
_WIDTH = 80
_MEETINGS = "/moter"
"""What the folder of a council's meetings ends with."""


_FEW = 3
"""So many new records are shown whole without being asked for."""


def import_diff(records: Iterable[RecordChange], actions: Collection[str], *, whole: bool) -> Iterator[Piece]:
    """What changes in the records; of what is exempt no word, nor of what became of the ``actions``.

    ``whole``: new records are shown whole, however many they are; else they are listed by folder.
    """
    found = list(records)
    new = [one for one in found if one.new]
    listed = not whole and len(new) > _FEW
    yield from _diffs((one for one in found if not (listed and one.new)), actions)
    if listed:
        yield from _listed(one.file for one in new)


def _listed(files: Iterable[str]) -> Iterator[Piece]:
    """The new files, a line a folder; its meetings are counted."""
    by_folder: dict[str, list[str]] = {}
    for file in sorted(files):
        folder, _, name = file.removesuffix(".yaml").rpartition("/")
        by_folder.setdefault(folder.removesuffix(_MEETINGS), []).append("" if folder.endswith(_MEETINGS) else name)
    yield f"{tr('new files; --diff shows them whole')}\n", "bold"
    for folder, names in by_folder.items():
        meetings = names.count("")
        told = [*filter(None, names), *([said(msgn("{n} meeting", "{n} meetings", meetings))] if meetings else [])]
        line = textwrap.wrap(
            f"{printable(folder)}: {', '.join(map(printable, told))}",
            _WIDTH,
            initial_indent="  ",
            subsequent_indent="    ",
            break_long_words=False,
            break_on_hyphens=False,
        )
        yield "\n".join((*line, "")), ""
    yield "\n", ""


def _diffs(records: Iterable[RecordChange], actions: Collection[str]) -> Iterator[Piece]:
    for one in records:
        before = whole_lines(without_exempt(one.before, one.file, actions)) if one.before else []
        after = whole_lines(without_exempt(one.after, one.file, actions))
        was = f"a/{one.file}" if one.before else _NOTHING
        yield from map(diff_line, difflib.unified_diff(before, after, was, f"b/{one.file}"))
