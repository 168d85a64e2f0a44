"""The yearly status of whole registers, one after the other: of one that is as it was, its status is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kps.checking.context import Before, Context
from kps.checking.engine import CRASH, judged, order
from kps.checking.finding import Finding
from kps.language import msg
from kps.register.collecting import uncollected
from kps.register.parted import Parted
from kps.register.pieces import Pieces
from kps.report.year_status import Choice, Sources, Status, status_of, together
from kps.workspace.cache.parts import KeptFindings
from kps.workspace.cache.statuses import keep_status, kept_status
from kps.workspace.listening import Listener
from kps.workspace.loading import Loaded, loaded
from kps.workspace.opening import Workspace
from kps.workspace.parts import FoundInParts, View, state_of
from kps.workspace.reports import lines_in


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
        found = _Found(self.outline, parted, self.asked.as_of, self.kept)
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

    outline: Loaded
    parted: Parted
    as_of: date
    kept: KeptFindings | None
    _of_day: dict[date, FoundInParts] = field(default_factory=dict)

    def in_register(self, context: Context) -> tuple[Finding, ...]:
        """All that is found, as ``judged`` tells it."""
        if self.kept is None:
            return judged(context)
        view = View(context.as_of, lambda _: True, before=context.before)
        found = FoundInParts.of(self.parted, view, self.kept.of_register(self.outline.folder, context.as_of))
        if found is None:
            return judged(context)
        self._of_day[context.as_of] = found
        return tuple(sorted(found.told, key=order))

    def lines(self, findings: Sequence[Finding]) -> Sequence[int | None]:
        """On which line each finding of the day asked about stands."""
        if self.as_of not in self._of_day:
            return lines_in({self.parted.tree.label: self.parted.tree})(findings)
        return [one.span.line for one in self._of_day[self.as_of].placed(findings)]

    def keep(self) -> bool:
        """Keep what was found; whether what was drawn from it may be kept too."""
        for found in self._of_day.values():
            found.keep()
        told = (one for found in self._of_day.values() for one in found.told)
        return bool(self._of_day) and all(one.code != CRASH for one in told)
