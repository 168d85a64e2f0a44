"""The registers held against the guideline: the findings asked for, with their places, and what is held back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kps.checking.engine import CRASH, may_be_mended
from kps.checking.finding import Finding
from kps.checking.held_back import held_back
from kps.language import msg
from kps.output import baseline as baselines
from kps.output.located import Located, in_order
from kps.output.outcome import Outcome, UnreadFile
from kps.output.worded import Worded, Wording
from kps.register.collecting import uncollected
from kps.register.files import given_bytes
from kps.register.index import Register
from kps.register.parted import Parted
from kps.register.pieces import Pieces
from kps.register.tree import REGISTER_FILE, shown_file
from kps.workspace.cache.parts import KeptFindings
from kps.workspace.errors import Wrong
from kps.workspace.listening import NOBODY, Listener
from kps.workspace.loading import Loaded
from kps.workspace.opening import Workspace
from kps.workspace.parts import View, judged_in_parts
from kps.workspace.revisions import changed_since
from kps.workspace.scope import Scope


@dataclass(frozen=True, slots=True)
class Validated:
    """What the records fall short of, and the workspace as far as it was read for that."""

    outcome: Outcome
    workspace: Workspace


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of registers: the day, the years (all, or of past ones the last), and related places too.

    ``wording``: nothing but the words of all that is found in them.
    """

    as_of: date
    all_years: bool = False
    related: bool = False
    wording: Wording | None = None


def validated(
    workspace: Workspace, scope: Scope, asked: Asked, kept: KeptFindings | None = None, listener: Listener = NOBODY
) -> Validated:
    """What the records fall short of, as far as it was asked for; the workspace may be opened in outline.

    ``kept`` is what earlier runs found.
    """
    unusable = {register.label for register in workspace.registers if register.charter is None}

    def wanted(one: Finding) -> bool:
        if not (asked.all_years or may_be_mended(one, asked.as_of)):
            return False
        # What kept others from being found is told whatever was asked for.
        return scope.wants(one) or one.code == CRASH or (one.register in unusable and one.file == REGISTER_FILE)

    wording = asked.wording and replace(asked.wording, name=f"{asked.wording.name} {asked.all_years}")
    judged = _judged(workspace, View(asked.as_of, wanted, asked.related, wording, listener=listener), kept)
    registers = judged.read.registers
    unread = tuple(one for register in registers for one in _unread(register, scope))
    outside = sum(not scope.reaches(".", one.file) for one in unread)
    outcome = Outcome(
        findings=judged.findings,
        worded=judged.worded,
        as_of=asked.as_of,
        registers=tuple(register.label for register in registers),
        files=scope.records(registers) + outside,
        unread=unread,
        unreadable=bool(unusable),
    )
    return Validated(outcome, judged.read)


@dataclass(frozen=True, slots=True)
class _Judged:
    """The findings that are wanted, placed or in words, and the registers as far as they were read."""

    findings: tuple[Located, ...]
    worded: tuple[Worded, ...]
    read: Workspace


def _judged(workspace: Workspace, view: View, kept: KeptFindings | None) -> _Judged:
    """What is found in the registers: one after the other."""
    found: list[Located] = []
    worded: list[Worded] = []
    read: list[Loaded] = []
    for one in workspace.loaded:
        known = kept.of_register(one.folder, view.as_of) if kept and one.tree is one.folder else None
        with uncollected():
            parted = Parted(one.tree, one.pieces, known.summaries if known else dict)
            judged = judged_in_parts(parted, view, known)
        found += judged.found
        worded += judged.worded
        read.append(replace(one, register=judged.register, digests=judged.digests, pieces=Pieces()))
        view = view.after(one.register, one.tree)
    # What stands at one place is of one register, and in order there.
    in_words = tuple(sorted(worded, key=lambda one: one.place))
    return _Judged(in_order(found), in_words, replace(workspace, loaded=tuple(read)))


def without_known(outcome: Outcome, baseline: Path, workspace: Workspace, listener: Listener = NOBODY) -> Outcome:
    """The outcome without what a baseline knows, and told what that is and what it knows in vain.

    Wrong where the file is no baseline.
    """
    everything = _everything(workspace, outcome.as_of, listener)
    entries = _known(baseline)
    left = baselines.unknown(outcome.findings, entries)
    hidden = sum(one.finding.stands_for for one in outcome.findings) - sum(one.finding.stands_for for one in left)
    return replace(outcome, findings=left, known=hidden, gone=baselines.gone(entries, everything, outcome.unread))


def changed_files(workspace: Workspace, revision: str) -> frozenset[tuple[str, str]]:
    """The registers and their files that were changed since the work on them left a revision."""
    return frozenset(
        (one.register.label, file) for one in workspace.loaded for file in changed_since(one.folder, revision)
    )


def _everything(workspace: Workspace, as_of: date, listener: Listener) -> tuple[Located, ...]:
    """Every finding of the registers, of every year, with its place."""
    return _judged(workspace, View(as_of, lambda _: True, listener=listener), None).findings


def _unread(register: Register, scope: Scope) -> Iterator[UnreadFile]:
    """The files that the answer should have drawn on, and what each holds back."""
    for one in held_back(register):
        if scope.draws_on(one.unread, register):
            yield UnreadFile(shown_file(register.label, one.unread.file), one.codes, one.councils)


def _known(file: Path) -> dict[str, str]:
    try:
        return baselines.known(given_bytes(file).decode("utf-8"))
    except (ValueError, KeyError, RecursionError):
        raise Wrong(msg("{file} is not a baseline; --write-baseline makes one", file=file)) from None
