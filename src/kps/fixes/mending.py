"""Mending a register in rounds, and looking at what came of it: no finding may be there that was not before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from kps.checking.engine import check, found_at_all
from kps.checking.finding import Finding
from kps.fixes.change import Change, as_text, changes, written
from kps.language import Message, msg
from kps.register.pieces import Pieces
from kps.register.tree import Overlay, Tree
from kps.source.splices import Splice, applied

ROUNDS = 10
"""A mend may show what another can settle; so often the register is read anew."""

Wanted = Callable[[Finding], bool]


@dataclass(frozen=True, slots=True)
class Made:
    """A change that was made, in which round, and the text that its splices are told in."""

    change: Change
    round: int
    before: str


@dataclass(frozen=True, slots=True)
class Mended:
    """What mending a register came to: the changed files' new bytes, the changes made, and the files left as they were.

    ``left`` are files that could have been changed and were not, each with the reason.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    made: tuple[Made, ...] = ()
    left: Mapping[str, Message] = field(default_factory=dict)


@dataclass(frozen=True)
class Judge:
    """A register's files, and what is found in them on a day, with other bytes laid over some."""

    tree: Tree
    as_of: date

    def findings(self, pieces: Pieces) -> tuple[Finding, ...]:
        """All findings of a register in pieces."""
        return check([pieces.assembled(self.tree.label)], self.as_of)

    def known(self, pieces: Pieces) -> tuple[Finding, ...]:
        """All that is found, what is not told since a fault that may be mended is among it."""
        return found_at_all(pieces.assembled(self.tree.label), self.as_of)

    def pieces(self, files: Mapping[str, bytes], known: Pieces | None = None) -> Pieces:
        """The register in pieces, with these bytes laid over its files; ``known`` are those of the others."""
        return (known or Pieces()).renewed(Overlay(self.tree, files), files)


def mended(tree: Tree, as_of: date, wanted: Wanted, *, unsafe: bool = False) -> Mended:
    """The register's files with what can be mended mended, of the findings that are wanted.

    Only safe changes are made, unless ``unsafe``. Minutes that are sealed, and whose seal is broken, are left alone.
    """
    judge = Judge(tree, as_of)
    first = judge.pieces({})
    before = judge.findings(first)
    sealed = frozenset(one.file for one in before if one.code == "D010")
    wants = _Wants(wanted, unsafe, sealed)
    files: dict[str, bytes] = {}
    made: list[Made] = []
    pieces, found = first, before
    for round in range(1, ROUNDS + 1):
        new = _round(Overlay(tree, files), found, wants, round)
        if not new:
            break
        made += new
        for file, text in _texts(new).items():
            files[file] = written(text, files.get(file) or _bytes(tree, file))
        pieces = judge.pieces(files, pieces)
        found = judge.findings(pieces)
    return _kept(judge, first, Mended(files, tuple(made))) if files else Mended()


@dataclass(frozen=True, slots=True)
class _Wants:
    """Which findings are to be mended, and how."""

    wanted: Wanted
    unsafe: bool
    sealed: frozenset[str]

    def change(self, finding: Finding, tree: Tree) -> Change | None:
        """What is to be done about a finding; None where nothing is."""
        if finding.waiver or finding.file in self.sealed or not self.wanted(finding):
            return None
        if not finding.mends and finding.code != "D001":
            return None
        data = _bytes(tree, finding.file)
        return next((one for one in changes(finding, data) if one.safe or self.unsafe), None)


def _bytes(tree: Tree, file: str) -> bytes:
    try:
        return tree.read(file)
    except (OSError, ValueError):
        return b""


def _round(tree: Tree, found: Iterable[Finding], wants: _Wants, round: int) -> list[Made]:
    """The changes of one round: in each file those that do not meet, in the order of the findings."""
    taken: dict[str, list[Splice]] = defaultdict(list)
    made: list[Made] = []
    for finding in found:
        change = wants.change(finding, tree)
        if change is None or (taken[change.file] and not change.splices):
            continue
        if any(_meet(one, other) for one in change.splices for other in taken[change.file]):
            continue
        taken[change.file] += change.splices
        made.append(Made(change, round, as_text(_bytes(tree, change.file))))
    return made


def _meet(one: Splice, other: Splice) -> bool:
    return one.start <= other.end and other.start <= one.end


def _texts(made: Iterable[Made]) -> dict[str, str]:
    """The texts of the files that a round changed."""
    found: dict[str, list[Splice]] = defaultdict(list)
    before = {}
    for one in made:
        found[one.change.file] += one.change.splices
        before[one.change.file] = one.before
    return {file: applied(before[file], found[file]) for file in found}


def _kept(judge: Judge, first: Pieces, result: Mended) -> Mended:
    """What is kept of the changes: all, where nothing new is found; else file by file what brings nothing new.

    What had been found, and was not told since the fault was, is nothing new.
    """
    before = judge.known(first)
    if not _new(before, judge.findings(judge.pieces(result.files, first))):
        return result
    kept: dict[str, bytes] = {}
    left: dict[str, Message] = {}
    for file, data in result.files.items():
        found = _new(before, judge.findings(judge.pieces({**kept, file: data}, first)))
        if found:
            left[file] = msg("mended as proposed, it would fall short otherwise: {what}", what=found[0].message)
        else:
            kept[file] = data
    return Mended(kept, tuple(one for one in result.made if one.change.file in kept), left)


def _new(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """The findings that were not there before, whatever their place in the file."""
    known = Counter(map(_same, before))
    found = []
    for one in after:
        known[_same(one)] -= 1
        if known[_same(one)] < 0:
            found.append(one)
    return found


def _same(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.file, str(finding.message)
