"""The registers held against the guideline: the findings asked for, with their places, and what is held back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from kps.checking.engine import CRASH, check
from kps.checking.finding import Finding
from kps.checking.held_back import held_back
from kps.language import msg
from kps.output import baseline as baselines
from kps.output.located import Located, located
from kps.output.outcome import Outcome, UnreadFile
from kps.register.files import given_bytes
from kps.register.index import Register
from kps.register.tree import REGISTER_FILE, shown_file
from kps.workspace.errors import Wrong
from kps.workspace.listening import NOBODY, Listener
from kps.workspace.opening import Workspace
from kps.workspace.revisions import changed_since
from kps.workspace.scope import Scope

_HOLDING = msg("holding the records against the guideline")


def validated(
    workspace: Workspace,
    scope: Scope,
    as_of: date,
    *,
    all_years: bool = False,
    related: bool = False,
    listener: Listener = NOBODY,
) -> Outcome:
    """What the records fall short of on a day, as far as it was asked for.

    With ``related`` also the other places that each finding is about.
    """
    registers = workspace.registers
    unusable = {register.label for register in registers if register.charter is None}
    with listener.doing(_HOLDING):
        findings = check(registers, as_of, all_years=all_years)
    # What kept others from being found is told whatever was asked for.
    found = [
        one
        for one in findings
        if scope.wants(one) or one.code == CRASH or (one.register in unusable and one.file == REGISTER_FILE)
    ]
    unread = tuple(one for register in registers for one in _unread(register, scope))
    outside = sum(not scope.reaches(".", one.file) for one in unread)
    return Outcome(
        findings=_placed(workspace, found, listener, related=related),
        as_of=as_of,
        registers=tuple(register.label for register in registers),
        files=scope.records(registers) + outside,
        unread=unread,
        unreadable=bool(unusable),
    )


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
    with listener.doing(_HOLDING):
        findings = check(workspace.registers, as_of)
    return _placed(workspace, findings, listener)


def _placed(
    workspace: Workspace, findings: Iterable[Finding], listener: Listener, *, related: bool = False
) -> tuple[Located, ...]:
    with listener.doing(msg("finding the places in the files")):
        return located(findings, {one.register.label: one.tree for one in workspace.loaded}, related=related)


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
