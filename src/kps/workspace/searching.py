"""Looking for words in registers of any size: only what may have them is read, and of a council its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import heappop, heappush
from operator import itemgetter
from pathlib import Path

from kps.language import Message, msg
from kps.models.council import Council
from kps.register.collecting import uncollected
from kps.register.nearby import Nearby
from kps.register.parted import Parted
from kps.register.pieces import Names
from kps.register.tree import shown_file, whole
from kps.register.unread import lies_in
from kps.search.candidates import Candidate, Candidates
from kps.search.hits import Hit, Sight, Wanted, hits_in
from kps.search.markdown import MarkdownFiles
from kps.search.sight import Everything, PublicSight
from kps.workspace.listening import NOBODY, Listener, Step
from kps.workspace.loading import Loaded
from kps.workspace.opening import Workspace

_SEARCHING = msg("looking through the records")


@dataclass(frozen=True, slots=True)
class Found:
    """A hit, and whose it is."""

    label: str
    """The register."""
    council: Council | None
    hit: Hit


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, the newest first; and the files that could not be looked through, each with why."""

    found: tuple[Found, ...]
    unread: tuple[str, ...]
    doubtful: tuple[str, ...]
    """Left out of what the public may see, since what is exempt in them cannot be told for certain."""
    others: int = 0
    """The records of which something is not told: no more was asked for. In some of them there may be nothing."""

    @property
    def remarks(self) -> Iterator[Message]:
        """What is told of those files."""
        for file in self.unread:
            yield msg("{file} cannot be read, and is left out; kps validate says why", file=file)
        for file in self.doubtful:
            yield msg(
                "{file} is left out, since what is exempt in it cannot be told for certain; kps validate says what to "
                "mend",
                file=file,
            )


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for, and for whom."""

    wanted: Wanted
    council: Council | None = None
    public: bool = False
    below: Path | None = None
    """A folder, or a record, outside which nothing is looked for; None: wherever the registers are."""
    most: int | None = None
    """So many are asked for, the newest: an older record is not looked through. None: all there are."""


def search(workspace: Workspace, asked: Search, as_of: date, listener: Listener = NOBODY) -> Answer:
    """Look through the registers of a workspace that was opened with ``tells_councils``."""
    looking = [_Looking(one, asked, as_of) for one in workspace.loaded]
    with listener.doing(_SEARCHING) as step, uncollected():
        every = _candidates(looking, step)
        if asked.most is None:
            found, others = [hit for one, candidate in every for hit in one.found_in(candidate)], 0
        else:
            found, others = _newest(every, asked.most)
    return Answer(
        tuple(sorted(found, key=_order)),
        tuple(file for one in looking for file in one.shown(one.unread)),
        tuple(file for one in looking for file in one.shown(one.sight.doubtful)),
        others,
    )


def _candidates(looking: Iterable[_Looking], step: Step) -> Iterator[tuple[_Looking, Candidate]]:
    for one in looking:
        for candidate in one.candidates:
            step()
            yield one, candidate


def _newest(every: Iterable[tuple[_Looking, Candidate]], most: int) -> tuple[list[Found], int]:
    """The newest that are found, and in how many records there may be others."""
    waiting = [(candidate.latest, one, candidate.file) for one, candidate in every]
    waiting.sort(key=itemgetter(0))
    found: list[Found] = []
    days: list[str] = []  # of the newest that were found, as a heap
    while waiting and (len(days) < most or days[0] <= waiting[-1][0]):
        _, one, file = waiting.pop()
        candidate = one.candidates.of(file)
        for hit in one.found_in(candidate) if candidate else ():
            found.append(hit)
            heappush(days, hit.hit.day.isoformat() if hit.hit.day else "")
            if len(days) > most:
                heappop(days)
    found.sort(key=_order)
    return found[:most], len(waiting) + len({(one.label, one.hit.record) for one in found[most:]})


class _Looking:
    """A register that is looked through."""

    def __init__(self, loaded: Loaded, asked: Search, as_of: date) -> None:
        self._register = loaded.register
        self._wanted = asked.wanted
        self._councils = {one.origin.folder: one for one in reversed(loaded.register.councils)}
        self._markdown = MarkdownFiles(loaded.tree, asked.wanted.query)
        self.candidates = Candidates(loaded.tree, asked.wanted.query, _records(loaded, asked), self._markdown)
        """The records in which something may be found."""
        self.sight: Sight = PublicSight(Nearby(Parted(loaded.tree)), as_of) if asked.public else Everything()
        self.unread: list[str] = []
        """The records that could not be read."""

    def found_in(self, candidate: Candidate) -> tuple[Found, ...]:
        """What is found in a record."""
        hits = hits_in(candidate, self._markdown, self._wanted, self.sight)
        if hits is None:
            self.unread.append(candidate.file)
        council = self._councils.get(self._register.council_folder(candidate.file) or "")
        return tuple(Found(self._register.label, council, hit) for hit in hits or ())

    def shown(self, files: Iterable[str]) -> Iterator[str]:
        """The files as the reader knows them, by name."""
        return (shown_file(self._register.label, file) for file in sorted(files))


def _records(loaded: Loaded, asked: Search) -> Iterator[str]:
    """The records that are to be looked through; of a council, those in its folder."""
    if asked.council is not None and asked.council not in loaded.register.councils:
        return
    only = asked.council.origin.folder if asked.council else "."
    limit = whole(asked.below) if asked.below else ""
    names = Names.of(loaded.tree.files())
    for file in names.files:
        within = lies_in(file, only) and (not limit or (loaded.root / file).is_relative_to(limit))
        if within and names.role(file) == "record":
            yield file


def _order(one: Found) -> tuple[int, str, str, int]:
    day = one.hit.day
    return -(day.toordinal() if day else 0), one.label, one.hit.file, one.hit.line
