"""Looking for words in registers of any size: only what may have them is read, and of a council its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kps.language import Message, msg
from kps.models.council import Council
from kps.register.collecting import uncollected
from kps.register.nearby import Nearby
from kps.register.parted import Parted
from kps.register.pieces import Names
from kps.register.tree import shown_file, whole
from kps.register.unread import lies_in
from kps.search.candidates import Candidates
from kps.search.hits import Hit, Sight, Wanted, hits_in
from kps.search.markdown import MarkdownFiles
from kps.search.sight import Everything, PublicSight
from kps.workspace.listening import NOBODY, Listener
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


def search(workspace: Workspace, asked: Search, as_of: date, listener: Listener = NOBODY) -> Answer:
    """Look through the registers of a workspace that was opened with ``tells_councils``."""
    found: list[Found] = []
    unread: list[str] = []
    doubtful: list[str] = []
    with listener.doing(_SEARCHING) as step, uncollected():
        for loaded in workspace.loaded:
            label = loaded.register.label
            sight: Sight | None = None
            councils = {one.origin.folder: one for one in reversed(loaded.register.councils)}
            markdown = MarkdownFiles(loaded.tree, asked.wanted.query)
            for one in Candidates(loaded.tree, asked.wanted.query, _records(loaded, asked), markdown):
                step()
                sight = sight or _sight(loaded, asked, as_of)
                hits = hits_in(one, markdown, asked.wanted, sight)
                if hits is None:
                    unread.append(shown_file(label, one.file))
                elif hits:
                    council = councils.get(loaded.register.council_folder(one.file) or "")
                    found += [Found(label, council, hit) for hit in hits]
            if isinstance(sight, PublicSight):
                doubtful += [shown_file(label, file) for file in sight.doubtful]
    return Answer(tuple(sorted(found, key=_order)), tuple(unread), tuple(doubtful))


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


def _sight(loaded: Loaded, asked: Search, as_of: date) -> Sight:
    return PublicSight(Nearby(Parted(loaded.tree)), as_of) if asked.public else Everything()


def _order(one: Found) -> tuple[int, str, str, int]:
    day = one.hit.day
    return -(day.toordinal() if day else 0), one.label, one.hit.file, one.hit.line
