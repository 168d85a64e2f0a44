"""Mending a register in rounds, and looking at what came of it: no finding may be there that was not before."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath

from kps.checking.finding import Finding
from kps.checking.repeated import Repeated
from kps.fixes.change import Change, as_text, changes, written
from kps.fixes.moves import followed
from kps.language import Message, msg
from kps.register.index import Register
from kps.register.pieces import Pieces
from kps.register.tree import Overlay, Tree, bytes_in
from kps.source.splices import Splice, applied

ROUNDS = 10
"""A mend may show what another can settle; so often the register is read anew."""

_SEAL = re.compile(r"(?m)^[ \t]*segl[ \t]*:|[{,][ \t]*segl[ \t]*:")
"""The key of a seal, in minutes that cannot be read."""

STALE = "D009"
"""The code of a paper that no longer matches its record: it is made anew after the record is mended, not in a text."""

Wanted = Callable[[Finding], bool]


@dataclass(frozen=True, slots=True)
class Made:
    """A change that was made, in which round, and the texts of its files that its splices are told in."""

    change: Change
    round: int
    texts: Mapping[str, str]

    @property
    def before(self) -> str:
        """The text of the change's own file."""
        return self.texts[self.change.file]


@dataclass(frozen=True, slots=True)
class Mended:
    """What mending a register came to: the changed files' new bytes, the changes made, and the files left as they were.

    ``files`` are named as they were; ``moved`` are those that get another name, with that. ``left`` are files that
    could have been changed and were not, each with the reason.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    made: tuple[Made, ...] = ()
    left: Mapping[str, Message] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)

    @property
    def laid(self) -> Mapping[str, bytes | None]:
        """What is laid over the register's files: each under its new name, and nothing under the old one."""
        gone: dict[str, bytes | None] = dict.fromkeys(self.moved)
        return gone | {self.moved.get(file, file): data for file, data in self.files.items()}

    def only(self, files: Iterable[str]) -> Mended:
        """Of these files alone."""
        kept = {file: data for file, data in self.files.items() if file in files}
        return replace(self, files=kept, moved={file: to for file, to in self.moved.items() if file in files})

    def joined(self, other: Mended) -> Mended:
        """Both together."""
        return replace(self, files={**self.files, **other.files}, moved={**self.moved, **other.moved})

    def after(self, tree: Tree, made: Iterable[Made]) -> Mended:
        """What it comes to with the changes of one more round."""
        files, moved = dict(self.files), dict(self.moved)
        first = {to: file for file, to in self.moved.items()}
        for file, text in _texts(made).items():
            name = first.get(file, file)
            files[name] = written(text, files[name] if name in files else bytes_in(tree, name))
        for one in made:
            for file, to in one.change.moves:
                name = first.get(file, file)
                files.setdefault(name, bytes_in(tree, name))
                moved[name] = to
        return Mended(files, (*self.made, *made), self.left, moved)


def _laid(tree: Tree, mended: Mended, before: Pieces, changed: Iterable[str]) -> Pieces:
    """The register's pieces with what was mended laid over its files; ``changed`` are those that are not as before."""
    return before.renewed(Overlay(tree, mended.laid), changed)


def mended(tree: Tree, as_of: date, wanted: Wanted, *, unsafe: bool = False, spared: Collection[str] = ()) -> Mended:
    """The register's files with what can be mended mended, of the findings that are wanted.

    Only safe changes are made, unless ``unsafe``. Minutes that are sealed are left alone, and so is what is ``spared``.
    """
    judge = Repeated(as_of)
    first = Pieces().renewed(tree)
    unmended = register = first.assembled(tree.label)
    found = judge.findings(register)
    wants = _Wants(wanted, unsafe, frozenset((*sealed(register), *spared)))
    result = Mended()
    for round in range(1, ROUNDS + 1):
        new = _round(Overlay(tree, result.laid), register, found, wants, round)
        if not new:
            break
        result = result.after(tree, new)
        register = _laid(tree, result, first, result.laid).assembled(tree.label)
        found = judge.findings(register)
    if not result.files or not _new(judge.known(unmended), found, result.moved):
        return result if result.files else Mended()
    return _kept(judge, tree, first, result)


def sealed(register: Register) -> Iterator[str]:
    """The files of minutes that were sealed, those that cannot be read among them."""
    yield from (one.origin.file for one in register.meetings if one.minutes and one.minutes.seal)
    yield from (file for file, text in register.garbled.items() if _SEAL.search(text))


@dataclass(frozen=True, slots=True)
class _Wants:
    """Which findings are to be mended, and how."""

    wanted: Wanted
    unsafe: bool
    spared: frozenset[str]

    def change(self, finding: Finding, register: Register, tree: Tree) -> Change | None:
        """What is to be done about a finding; None where nothing is."""
        if finding.waiver or finding.file in self.spared or not self.wanted(finding):
            return None
        if not finding.mends and finding.code != "D001":
            return None
        data = bytes_in(tree, finding.file)
        found = next((one for one in changes(finding, data) if one.safe or self.unsafe), None)
        if found is None or not found.move_to:
            return found
        found = followed(found, register, tree)
        return None if found and any(file in self.spared for file, _ in found.elsewhere) else found


def _round(tree: Tree, register: Register, found: Iterable[Finding], wants: _Wants, round: int) -> list[Made]:
    """The changes of one round: in each file those that do not meet, in the order of the findings."""
    taken: dict[str, list[Splice]] = defaultdict(list)
    names: set[str] = set()
    made: list[Made] = []
    for finding in found:
        change = wants.change(finding, register, tree)
        if change is None or (taken[change.file] and not change.splices) or _names(change) & names:
            continue
        if any(_meet(one, other) for file, some in change.in_files for one in some for other in taken[file]):
            continue
        for file, some in change.in_files:
            taken[file] += some
        if change.move_to:
            names |= _names(change)
        made.append(Made(change, round, {file: as_text(bytes_in(tree, file)) for file, _ in change.in_files}))
    return made


def _names(change: Change) -> set[str]:
    """The names that a change takes up: those of its file, before and after, and of what moves along."""
    return {change.file, *(name for pair in change.moves for name in pair)}


def _meet(one: Splice, other: Splice) -> bool:
    return one.start <= other.end and other.start <= one.end


def _texts(made: Iterable[Made]) -> dict[str, str]:
    """The texts of the files that a round changed."""
    found: dict[str, list[Splice]] = defaultdict(list)
    before: dict[str, str] = {}
    for one in made:
        before |= one.texts
        for file, some in one.change.in_files:
            found[file] += some
    return {file: applied(before[file], found[file]) for file in found}


def _kept(judge: Repeated, tree: Tree, first: Pieces, result: Mended) -> Mended:
    """What is kept of changes that bring something new when all are made: what brings nothing new, file by file.

    Files that one change is made in stay together. What had been found, and was not told since the fault was, is
    nothing new. What was left is tried again after what was kept, so that a second run would find no more to keep.
    """
    kept, pieces = Mended(), first
    left: dict[tuple[str, ...], Message] = {}
    waiting = list(dict.fromkeys((tuple(sorted(result.files)), *_together(result))))
    while waiting:
        before = judge.known(pieces.assembled(tree.label))
        left = {}
        for group in waiting:
            tried = kept.joined(result.only(group))
            if len(tried.files) == len(kept.files):
                continue
            of_group = {*group, *(tried.moved[file] for file in group if file in tried.moved)}
            with_it = _laid(tree, tried, pieces, of_group)
            found = _new(before, judge.findings(with_it.assembled(tree.label)), tried.moved)
            if found:
                left[group] = msg("mended as proposed, it would fall short otherwise: {what}", what=found[0].message)
            else:
                kept, pieces = tried, with_it
        groups = [group for group in left if not set(group) <= set(kept.files)]
        if len(groups) == len(waiting):
            break
        waiting = groups
    now = {*kept.files, *kept.moved.values()}
    why = {file: told for group, told in left.items() for file in group if file not in kept.files}
    return replace(kept, made=tuple(one for one in result.made if one.change.file in now), left=why)


def _together(result: Mended) -> list[tuple[str, ...]]:
    """The files by what they hang together with: those that one change is made in."""
    first = {to: file for file, to in result.moved.items()}
    group = {file: {file} for file in result.files}
    for one in result.made:
        names = [first.get(file, file) for file, _ in (*one.change.in_files, *one.change.along)]
        whole = set().union(*(group[name] for name in names))
        group |= dict.fromkeys(whole, whole)
    return list(dict.fromkeys(tuple(sorted(some)) for some in group.values()))


def _new(before: Iterable[Finding], after: Iterable[Finding], moved: Mapping[str, str]) -> list[Finding]:
    """The findings that were not there before, whatever their place in the file, and whatever the file is called."""
    before, after = tuple(before), tuple(one for one in after if one.code != STALE)
    there = set(map(id, before))
    # What was found in a part that was not judged again is the same finding, and is looked at no more.
    changed = {_about(one, moved) for one in after if id(one) not in there}
    names = tuple(_names_of(moved)) if changed else ()
    known = Counter(_same(one, moved, names) for one in before if _about(one, moved) in changed)
    found = []
    for one in after:
        if _about(one, moved) in changed:
            same = _same(one, moved, names)
            known[same] -= 1
            found += [one] if known[same] < 0 else []
    return found


def _names_of(moved: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What moved files are named by in words, and are to be: the whole names, then the stems alone."""
    yield from moved.items()
    stems = ((PurePosixPath(file).stem, PurePosixPath(to).stem) for file, to in moved.items())
    yield from ((stem, new) for stem, new in stems if stem != new)


def _about(finding: Finding, moved: Mapping[str, str]) -> tuple[str, str]:
    """The rule, and the file under its new name."""
    return finding.code, moved.get(finding.file, finding.file)


def _same(finding: Finding, moved: Mapping[str, str], names: Iterable[tuple[str, str]]) -> tuple[str, str, str]:
    """What a finding is known again by; a file that is moved, and what is named by it, goes by its new name."""
    words = str(finding.message)
    for old, new in names:
        words = words.replace(old, new)
    return *_about(finding, moved), words
