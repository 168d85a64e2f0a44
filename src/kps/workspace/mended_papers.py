"""The papers that no longer match their records, made anew: those of the records as they are once they are mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from itertools import accumulate

from kps.checking.engine import check
from kps.checking.rule import rules
from kps.fixes.change import Change, as_text
from kps.fixes.mending import STALE, Made, Mended
from kps.language import Message, msg
from kps.models.base import Record
from kps.register.index import Register
from kps.register.kept import Kept, stale_papers
from kps.register.reading import load
from kps.register.tree import Overlay
from kps.source.splices import Splice
from kps.workspace.branding import Branding
from kps.workspace.errors import Wrong
from kps.workspace.loading import Loaded
from kps.workspace.paper_requests import PaperRequest, paper
from kps.workspace.scope import Scope

_BINARY = ("pdf", "docx")
_CHANGED_MINUTES = "D010"


@dataclass(frozen=True, slots=True)
class MendedPapers:
    """Papers made anew, each with its bytes and the change told, and those that cannot be made, with the reason.

    ``broken`` are mended records whose paper matched them before, and cannot be made anew.
    """

    made: Mapping[str, tuple[bytes, Made]] = field(default_factory=dict)
    left: Mapping[str, Message] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()


def papers_mended(loaded: Loaded, found: Mended, scope: Scope, as_of: date, *, unsafe: bool) -> MendedPapers:
    """The papers made anew that were asked for, and those that matched their record until it was mended.

    A paper that was changed by hand is made anew only where that is asked for, and none is of minutes that were changed
    after their approval.
    """
    now = _mended(loaded, found)
    findings = check([now.register], as_of, [rules()[STALE], rules()[_CHANGED_MINUTES]])
    wanted = {one.file for one in findings if one.code == STALE and not one.waiver and scope.wants(one)}
    changed = {one.file for one in findings if one.code == _CHANGED_MINUTES}
    stale = _stale(now.register)
    before = _stale(loaded.register)
    first = {to: file for file, to in found.moved.items()}
    own = Branding(now)
    made: dict[str, tuple[bytes, Made]] = {}
    left: dict[str, Message] = {}
    broken: set[str] = set()
    for file, (record, kept) in stale.items():
        follows = bool(found.files) and file not in before
        about = record.origin.file
        if about in changed or not (follows or about in wanted) or not (kept.stamp.untouched or unsafe):
            continue
        try:
            data = paper(PaperRequest(now, record, own, as_of), kept.kind, kept.ending, public=kept.public)
        except Wrong as wrong:
            left[file] = wrong.message
            broken |= {first.get(about, about)} if follows else set()
        else:
            made[file] = data, _made(kept, now.tree.read(file), data)
    return MendedPapers(made, left, frozenset(broken))


def _mended(loaded: Loaded, found: Mended) -> Loaded:
    """The register as it is once its records are mended."""
    if not found.files:
        return loaded
    tree = Overlay(loaded.tree, found.laid)
    return Loaded(loaded.folder, tree, load(tree))


def _stale(register: Register) -> Mapping[str, tuple[Record, Kept]]:
    """The papers that no longer match their record, by file."""
    return {kept.file: (record, kept) for record in register.records for kept in stale_papers(register, record)}


def _made(kept: Kept, before: bytes, after: bytes) -> Made:
    """The change that a paper made anew is told as: of a text, what differs."""
    title = msg("make the paper anew")
    if kept.ending in _BINARY:
        return Made(Change(STALE, kept.file, title, (), kept.stamp.untouched), 1, {kept.file: ""})
    old, new = as_text(before), as_text(after)
    return Made(Change(STALE, kept.file, title, _differing(old, new), kept.stamp.untouched), 1, {kept.file: old})


def _differing(before: str, after: str) -> tuple[Splice, ...]:
    """What differs between two texts, line by line."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = (0, *accumulate(map(len, old)))
    return tuple(
        Splice(starts[first], starts[last], "".join(new[start:end]))
        for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if kind != "equal"
    )
