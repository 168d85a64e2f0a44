"""The yearly status of whole registers, one after the other: of one that is as it was, its status is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kps.checking.context import Context
from kps.checking.engine import CRASH, judged, order, told_of
from kps.checking.finding import Finding
from kps.language import msg
from kps.output.located import Located, located
from kps.register.collecting import uncollected
from kps.register.parted import Parted
from kps.register.pieces import Pieces
from kps.register.tree import Folder
from kps.report.year_status import Before, Choice, Sources, Status, status_of, together
from kps.workspace.cache.parts import KeptFindings, KeptRegister, PartFound
from kps.workspace.cache.statuses import keep_status, kept_status
from kps.workspace.listening import Listener
from kps.workspace.loading import Loaded, loaded
from kps.workspace.opening import Workspace
from kps.workspace.parts import View, found_in_parts, keep_parts, state_of


@dataclass(frozen=True, slots=True)
class OfYear:
    """The year and the day that are asked about, and which of the registers."""

    year: int
    as_of: date
    choice: Choice


def status_of_each(
    workspace: Workspace, asked: OfYear, kept: KeptFindings | None, listener: Listener
) -> tuple[Status, Workspace]:
    """The status of registers that were opened in outline, and these as far as they were read; none of them is held."""
    made: list[Status] = []
    read: list[Loaded] = []
    before: Before = ()
    for one in workspace.loaded:
        asks = _Asks(one, asked, before, kept if one.tree is one.folder else None, listener)
        with uncollected():
            if asked.choice.wants(one.register):
                status, seen = asks.status()
                made.append(status)
            else:
                seen = loaded(one.folder, one.tree, listener)
        # What cannot be read is told of by the whole register.
        read.append(seen if seen.register.garbled else replace(seen, register=one.register))
        before = (*before, (one.register.label, one.register.covered))
    return together(made, asked.year, asked.as_of), replace(workspace, loaded=tuple(read))


@dataclass(frozen=True)
class _Asks:
    """What is asked of a register that was opened in outline, and what is kept of it."""

    outline: Loaded
    asked: OfYear
    before: Before
    kept: KeptFindings | None
    listener: Listener

    def status(self) -> tuple[Status, Loaded]:
        """Its status, and the register as far as it was read."""
        known = self.kept.of_register(self.outline.folder, self.asked.as_of) if self.kept else None
        parted = Parted(self.outline.tree, self.outline.pieces, known.summaries if known else dict)
        if known and not parted.has_read_others(known.digests):
            status = kept_status(known, self.asked.year, state_of(parted, self.before, known.digests))
            if status:
                return status, replace(self.outline, digests=known.digests, pieces=Pieces())
        with self.listener.doing(msg("reading {folder}", folder=parted.tree.label)) as step:
            register = parted.read_whole(step)
        found = _Found(parted, self.outline.folder, self.kept)
        with self.listener.doing(msg("reckoning the figures")):
            sources = Sources(found.in_register, found.lines)
            status = status_of(register, self.asked.year, self.asked.as_of, self.asked.choice, self.before, sources)
        digests = parted.digests
        if known and (parted.has_read_others(digests) or _differ(known.digests, digests)):
            return replace(self, outline=replace(self.outline, pieces=Pieces()), kept=None).status()
        if known and found.keep():
            keep_status(known, self.asked.year, state_of(parted, self.before, digests), status)
        return status, replace(self.outline, register=register, digests=digests, pieces=Pieces())


def _differ(believed: Mapping[str, str], read: Mapping[str, str]) -> bool:
    """Whether a file is otherwise than it was believed to be, as far as anything was."""
    return any(believed.get(file, digest) != digest for file, digest in read.items())


@dataclass
class _Found:
    """What is found in a register on some days: part by part where that is kept, else in all of it."""

    parted: Parted
    folder: Folder
    kept: KeptFindings | None
    _parts: list[tuple[View, KeptRegister, tuple[PartFound, ...]]] = field(default_factory=list)
    _places: dict[int, Located] = field(default_factory=dict)

    def in_register(self, context: Context) -> tuple[Finding, ...]:
        """All that is found, as ``judged`` tells it."""
        known = self.parted.division
        if self.kept is None or known is None:
            return judged(context)
        view = View(context.as_of, lambda _: True, before=context.before)
        register = self.kept.of_register(self.folder, context.as_of)
        parts = found_in_parts(self.parted, known, view, register)
        self._parts.append((view, register, parts))
        self._places |= {id(one): place for part in parts for one, place in part.found if place}
        return tuple(sorted(told_of(one for part in parts for one, _ in part.found), key=order))

    def lines(self, findings: Sequence[Finding]) -> list[int | None]:
        """On which line each finding stands."""
        unplaced = [one for one in findings if id(one) not in self._places]
        placed = located(unplaced, {self.parted.tree.label: self.parted.tree})
        self._places |= {id(one.finding): one for one in placed}
        return [self._places[id(one)].span.line for one in findings]

    def keep(self) -> bool:
        """Keep what was found; whether what was drawn from it may be kept too."""
        for view, register, parts in self._parts:
            placed = [one.placed(self._places) for one in parts]
            if placed != list(parts) or register.state != state_of(self.parted, view.before, self.parted.digests):
                keep_parts(self.parted, view, register, placed)
        found = (one for _, _, parts in self._parts for part in parts for one, _ in part.found)
        return bool(self._parts) and all(one.code != CRASH for one in found)
