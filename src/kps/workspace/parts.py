"""A register judged part by part: where it is known what was found in a part, that is not looked for again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from kps.checking.context import Before, Context
from kps.checking.engine import CRASH, found_in, judged, told_of
from kps.checking.finding import Finding
from kps.language import msg
from kps.output.located import Located, in_order, located
from kps.output.worded import Worded, Wording
from kps.register.division import Division, Group
from kps.register.index import Register
from kps.register.on_day import charter_of
from kps.register.parted import Parted
from kps.register.surroundings import Heard, Question
from kps.register.tree import REGISTER_FILE, Tree
from kps.workspace.cache.parts import KeptRegister, PartFound, answered, digest_of
from kps.workspace.listening import NOBODY, Listener

_HOLDING = msg("holding the records against the guideline")


@dataclass(frozen=True)
class View:
    """How a register is looked at: the day, which findings are to be placed, and whether their related places too.

    ``before`` are the registers that are read before it, by their labels, with the municipalities that each covers, and
    ``trees`` their files. With ``wording`` nothing is asked of the findings but these words of them.
    """

    as_of: date
    wants: Callable[[Finding], bool]
    related: bool = False
    wording: Wording | None = None
    before: Before = ()
    trees: Mapping[str, Tree] = field(default_factory=dict)
    listener: Listener = NOBODY

    def after(self, register: Register, tree: Tree) -> View:
        """How the register after this one is looked at."""
        before = (*self.before, (register.label, register.covered))
        return replace(self, before=before, trees={**self.trees, register.label: tree})

    def placed(self, found: Iterable[Finding], tree: Tree) -> tuple[Located, ...]:
        """The findings in a register with their places."""
        with self.listener.doing(msg("finding the places in the files")):
            return located(found, {**self.trees, tree.label: tree}, related=self.related)


@dataclass(frozen=True)
class Judged:
    """The findings that were asked for, placed; the register as far as it was read, and what that was read from.

    ``worded`` are the findings instead, where they were asked for in words.
    """

    found: tuple[Located, ...]
    register: Register
    digests: Mapping[str, str]
    worded: tuple[Worded, ...] = ()

    def in_words(self, wording: Wording | None) -> Judged:
        """The same with the findings in these words; as it is where there are none."""
        if wording is None:
            return self
        return replace(self, found=(), worded=tuple(map(wording.of, in_order(self.found))))


def judged_in_parts(parted: Parted, view: View, kept: KeptRegister | None = None) -> Judged:
    """What is told of a register on a day, and what it was drawn from.

    A register that has a file which cannot be read is judged whole, and nothing of it is kept.
    """
    if kept and view.wording and not parted.has_read_others(kept.digests):
        worded = kept.worded(view.wording.name, state_of(parted, view.before, kept.digests))
        if worded is not None:
            return Judged((), parted.outline, kept.digests, worded)
    found = FoundInParts.of(parted, view, kept)
    if found is None:
        return _of_the_whole(parted, view)
    wanted = [one for one in found.told if view.wants(one)]
    placed = found.placed(wanted)
    if kept and parted.has_read_others(found.digests):
        return judged_in_parts(Parted(parted.tree), view)
    found.keep()
    judged = Judged(tuple(placed), parted.outline, found.digests).in_words(view.wording)
    if kept and view.wording and not any(map(_hangs_on_more, wanted)):
        kept.keep_worded(view.wording.name, found.state, judged.worded)
    return judged


def _hangs_on_more(finding: Finding) -> bool:
    """Whether what is told of a finding hangs on more than its register's files: on another's, or on a crash."""
    return finding.code == CRASH or any(one.register for one in finding.related)


def _is_enough(place: Located, view: View) -> bool:
    """Whether a place that is known has all that is asked for."""
    return not view.related or len(place.related) == len(place.finding.related)


def state_of(parted: Parted, before: Before, digests: Mapping[str, str]) -> str:
    """A digest of all that what is told of a register on a day hangs on."""
    return digest_of(before, [(file, digests.get(file)) for file in parted.names.files])


def _of_the_whole(parted: Parted, view: View) -> Judged:
    if parted.has_read_others(parted.digests):
        parted = Parted(parted.tree)
    register = parted.whole
    context = Context(register, charter_of(register), view.as_of, view.before)
    with view.listener.doing(_HOLDING):
        wanted = list(filter(view.wants, judged(context)))
    found = view.placed(wanted, parted.tree)
    return Judged(found, register, parted.digests).in_words(view.wording)


def _beside(finding: Finding) -> set[str]:
    """The files of the register in which the related places of a finding stand."""
    return {one.file for one in finding.related if not one.register}


def _light(finding: Finding) -> Finding:
    """The same without the records that it tells of: they may be forgotten."""
    if not finding.related:
        return finding
    return replace(finding, related=tuple(replace(one, about=one.file) for one in finding.related))


class FoundInParts:
    """What is found in all parts of a register on a day, told or not, with the places that were asked for.

    ``digests`` are those of the files that it was found in.
    """

    def __init__(
        self,
        parted: Parted,
        view: View,
        kept: KeptRegister | None,
        parts: tuple[PartFound, ...],
        digests: Mapping[str, str],
    ) -> None:
        self._parted, self._view, self._kept, self._parts = parted, view, kept, parts
        self.digests = digests
        every = (one for part in parts for one in part.found)
        self._places = {id(one): place for one, place in every if place and _is_enough(place, view)}
        self._is_kept = kept is not None and kept.state == self.state

    @classmethod
    def of(cls, parted: Parted, view: View, kept: KeptRegister | None) -> FoundInParts | None:
        """What an earlier run found in files that are as they were, else what is found now.

        None where a file cannot be read: it may concern any part.
        """
        known = kept.all_found(state_of(parted, view.before, kept.digests)) if kept else None
        if kept and known is not None:
            return cls(parted, view, kept, known, kept.digests)
        with view.listener.doing(msg("reading {folder}", folder=parted.tree.label)) as step:
            division = parted.divided(step)
        if division is None:
            return None
        with view.listener.doing(_HOLDING):
            found = _Parts(parted, division, view, kept).found()
        return cls(parted, view, kept, found, parted.digests)

    @cached_property
    def state(self) -> str:
        """A digest of all that what is found hangs on."""
        return state_of(self._parted, self._view.before, self.digests)

    @property
    def told(self) -> tuple[Finding, ...]:
        """What is told of it, in no order."""
        return told_of(one for part in self._parts for one, _ in part.found)

    def placed(self, findings: Sequence[Finding]) -> list[Located]:
        """Findings in the register with their places, each of which is looked for once."""
        unplaced = [one for one in findings if id(one) not in self._places]
        self._places |= {id(one.finding): one for one in self._view.placed(unplaced, self._parted.tree)}
        self._is_kept = self._is_kept and not unplaced
        return [self._places[id(one)] for one in findings]

    def keep(self) -> None:
        """Keep all of it with its places for the next run, where that is not kept already."""
        if self._kept and not self._is_kept:
            self._kept.keep(self.state, self._parted.summaries, [one.placed(self._places) for one in self._parts])


@dataclass(frozen=True)
class _Parts:
    """The parts of a register, each judged where it is not known what was found in it."""

    parted: Parted
    known: Division
    view: View
    kept: KeptRegister | None

    def found(self) -> tuple[PartFound, ...]:
        """What was found in all parts; in that of kps.yaml last, whose waivers hold in all."""
        elsewhere = tuple(self._each([one for one in self.known.groups if not one.is_home], ()))
        return (*elsewhere, *self._each([one for one in self.known.groups if one.is_home], elsewhere))

    def _each(self, groups: Sequence[Group], elsewhere: Sequence[PartFound]) -> Iterator[PartFound]:
        keys = [self._key(one, elsewhere) for one in groups]
        found = [self.kept.found(key, self.parted.surroundings) if self.kept else None for key in keys]
        missing = [group for group, one in zip(groups, found, strict=True) if one is None]
        registers = iter(self.parted.parts(self.known, missing) if missing else ())
        others = [one for part in elsewhere for one, _ in part.found]
        for key, group, one in zip(keys, groups, found, strict=True):
            yield one or self._judged(key, next(registers), self.view.before if group.is_home else (), others)

    def _judged(self, key: str, register: Register, before: Before, elsewhere: Sequence[Finding]) -> PartFound:
        part = Context(register, charter_of(register), self.view.as_of, before)
        found = found_in(part, elsewhere=elsewhere)
        seen = {REGISTER_FILE, *register.files, *(one.origin.file for one in register.lent)}
        if not all(one.file in seen and _beside(one) <= seen for one in found):
            key = ""  # something that is told hangs on a file that was not seen
        return PartFound(key, told_to(register), tuple((_light(one), None) for one in found))

    def _key(self, group: Group, elsewhere: Sequence[PartFound]) -> str:
        """A digest of all that is seen in a part, and what was found before it."""
        before = self.view.before if group.is_home else ()
        return key_of(self.parted, self.known, group, [one.identity for one in elsewhere], before)


def told_to(part: Register) -> tuple[tuple[Question, str], ...]:
    """What a part was told of the whole while it was looked at, as it is kept."""
    return answered(part.given.answers) if isinstance(part.given, Heard) else ()


def key_of(parted: Parted, known: Division, group: Group, *more: object) -> str:
    """A digest of all that is seen in a part, and what ``more`` is given: of its files, and those seen in all."""
    files = ([_row(parted, file) for file in some] for some in (group.files, known.shared))
    return digest_of(*files, sorted(group.municipalities), *more)


def _row(parted: Parted, file: str) -> tuple[str, ...]:
    """A file, what it is, and its digest; of a copy those of its original too."""
    one, original = parted.summaries[file], parted.names.copied.get(file)
    of = (original, parted.summaries[original].digest.hex()) if original else ()
    return file, one.role, one.digest.hex(), *of
