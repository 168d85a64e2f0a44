"""The papers of many records: whose are asked for, and each made before any is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kps.documents.document import kind_for
from kps.language import msg
from kps.register.files import bytes_of
from kps.register.kept import PUBLIC, Kept, PaperKind, kinds, stale_papers
from kps.register.stamps import Ending
from kps.register.tree import shown, whole
from kps.workspace.branding import Branding
from kps.workspace.errors import Wrong
from kps.workspace.kept_papers import is_free, moved
from kps.workspace.listening import Listener, gathered
from kps.workspace.loading import Loaded
from kps.workspace.paper_requests import PaperRequest, entry, paper
from kps.workspace.writing import is_stream

_MAKING = msg("making the papers")

Made = list[tuple[Path, bytes]]
"""Files that are to be written, each with its bytes."""


def requests(
    loaded: Iterable[Loaded], paths: Sequence[Path], as_of: date, made_by: date | None = None
) -> list[PaperRequest]:
    """Every record under the paths that has a paper."""
    limits = [whole(path) for path in paths]
    return [
        one
        for each in loaded
        for own in (Branding(each),)
        for record in each.register.records
        if kinds(record)
        for one in (PaperRequest(each, record, own, as_of, made_by),)
        if any(one.file.is_relative_to(limit) for limit in limits)
    ]


def named(asked: Iterable[PaperRequest], files: Sequence[Path]) -> list[PaperRequest]:
    """Those of them that lie in these files, in the files' order; Wrong where one is no such record's."""
    found = {one.file: one for one in asked}
    return [_in_file(file, found) for file in dict.fromkeys(files)]


def _in_file(file: Path, found: Mapping[Path, PaperRequest]) -> PaperRequest:
    one = found.get(Path(whole(file)))
    if one is None:
        raise Wrong(
            msg(
                "{file} is not a record that has a paper, or cannot be read as one; see kps validate",
                file=shown(file),
            )
        )
    return one


def with_kind(
    asked: Iterable[PaperRequest], kind: PaperKind | None, *, skip: bool
) -> list[tuple[PaperRequest, PaperKind]]:
    """Each record with the paper that is wanted of it; those that have no such paper are left out, or refused."""
    found = []
    for one in asked:
        wanted = kind or kind_for(one.record)
        if wanted in kinds(one.record):
            found.append((one, wanted))
        elif not skip:
            raise Wrong(
                msg(
                    "{file} has no {kind}; it has: {kinds}",
                    file=shown(one.file),
                    kind=wanted,
                    kinds=", ".join(kinds(one.record)),
                )
            )
    return found


@dataclass(frozen=True, slots=True)
class Rendering:
    """How papers are made: for whom, where to, what is done where one may not be written, and who hears of it."""

    public: bool
    output: Path | None
    """The file that is named for it; each paper's own place where there is none."""
    skip: bool
    """Whether a paper that may not be written over is left out; else that is Wrong."""
    listener: Listener

    def papers(self, wanted: Iterable[tuple[PaperRequest, PaperKind]], ending: Ending) -> Made:
        """The papers, each with its place."""
        placed = ((one, kind, self.output or one.place(kind, ending, public=self.public)) for one, kind in wanted)
        made = (
            (target, self._paper(one, kind, ending, target))
            for one, kind, target in placed
            if self.output or self._is_free(one, target)
        )
        return gathered(self.listener, _MAKING, made)

    def _paper(self, one: PaperRequest, kind: PaperKind, ending: Ending, target: Path) -> bytes:
        # What goes to the screen has its links as if it were kept.
        folder = None if str(target) == "-" or is_stream(target) else target.parent
        return paper(one, kind, ending, public=self.public, listener=self.listener, folder=folder)

    def entries(self, asked: Iterable[PaperRequest]) -> tuple[Made, list[Path]]:
        """The meetings' calendar files, each with its place; and those that they take the place of, to be removed."""
        ending = f"{PUBLIC if self.public else ''}.ics"
        made: Made = []
        gone: list[Path] = []
        with self.listener.doing(_MAKING) as step:
            for one in asked:
                step()
                target = self.output or one.folder / f"{one.record.origin.stem}{ending}"
                if self.output is None and not self._is_free(one, target):
                    continue
                there = target if target.is_file() else moved(one, ending, gone) if self.output is None else None
                earlier = bytes_of(there) if there else b""
                made.append((target, entry(one, earlier, public=self.public, listener=self.listener)))
                if there and there != target:
                    gone.append(there)
        return made, gone

    def _is_free(self, one: PaperRequest, target: Path) -> bool:
        return is_free(one, target, skip=self.skip, listener=self.listener)


def outdated(asked: Iterable[PaperRequest]) -> list[tuple[PaperRequest, Kept]]:
    """The kept papers that no longer match their record."""
    return [(one, kept) for one in asked for kept in stale_papers(one.register, one.record)]


def made_anew(asked: Iterable[PaperRequest], listener: Listener) -> Made:
    """Those papers made anew, each with its place; one that was changed by hand is left as it is."""
    made = (
        (target, paper(one, kept.kind, kept.ending, public=kept.public, listener=listener))
        for one, kept in outdated(asked)
        for target in (one.loaded.root / kept.file,)
        if is_free(one, target, skip=True, listener=listener)
    )
    return gathered(listener, _MAKING, made)
