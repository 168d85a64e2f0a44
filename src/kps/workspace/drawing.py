"""What is drawn from a register part by part, as its lists are: of a part that is as it was, it is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

from kps.language import msg
from kps.register.collecting import uncollected
from kps.register.division import Division
from kps.register.index import Register
from kps.register.parted import Parted
from kps.register.pieces import Pieces
from kps.workspace.cache.drawings import KeptDrawing, PartDrawn
from kps.workspace.cache.parts import KeptFindings, KeptRegister
from kps.workspace.listening import NOBODY, Listener
from kps.workspace.loading import Loaded
from kps.workspace.opening import Workspace
from kps.workspace.parts import key_of, state_of, told_to

T = TypeVar("T")


@dataclass(frozen=True)
class Drawing(Generic[T]):
    """What is drawn from a register on a day: of the whole it is that of all its neighbourhoods together.

    ``name`` tells it from all else that is drawn on that day; what is drawn are dataclasses of a ``kind``.
    """

    name: str
    as_of: date
    kind: type[T]
    draw: Callable[[Register], Iterable[T]]


@dataclass(frozen=True)
class Drawn(Generic[T]):
    """What was drawn from a register, in no order; the register as far as it was read, and what that was read from."""

    things: tuple[T, ...]
    register: Register
    digests: Mapping[str, str]


@dataclass(frozen=True)
class DrawnOfAll(Generic[T]):
    """What was drawn from each register, by its label, and the registers as far as they were read."""

    things: tuple[tuple[str, tuple[T, ...]], ...]
    workspace: Workspace

    @property
    def all(self) -> Iterator[T]:
        """All of it."""
        return (one for _, some in self.things for one in some)


def drawn_of_all(
    workspace: Workspace, drawing: Drawing[T], kept: KeptFindings | None = None, listener: Listener = NOBODY
) -> DrawnOfAll[T]:
    """What is drawn from the registers of a workspace that was opened in outline, one after the other."""
    found: list[tuple[str, tuple[T, ...]]] = []
    read: list[Loaded] = []
    for one in workspace.loaded:
        known = kept.of_register(one.folder, drawing.as_of) if kept and one.tree is one.folder else None
        with uncollected():
            parted = Parted(one.tree, one.pieces, known.summaries if known else dict)
            made = drawn(parted, drawing, known, listener)
        found.append((one.register.label, made.things))
        read.append(replace(one, register=made.register, digests=made.digests, pieces=Pieces()))
    return DrawnOfAll(tuple(found), replace(workspace, loaded=tuple(read)))


def drawn(
    parted: Parted, drawing: Drawing[T], register: KeptRegister | None = None, listener: Listener = NOBODY
) -> Drawn[T]:
    """What is drawn from a register; of the whole at once where a file of it cannot be read."""
    digests = register.digests if register else {}
    kept = KeptDrawing(register, drawing.name, drawing.kind) if register else None
    parts = kept.all(state_of(parted, (), digests)) if kept else None
    if parts is None:
        with listener.doing(msg("reading {folder}", folder=parted.tree.label)) as step:
            known = parted.divided(step)
        if known is None:
            if parted.has_read_others(parted.digests):
                parted = Parted(parted.tree)
            return Drawn(tuple(drawing.draw(parted.whole)), parted.whole, parted.digests)
        parts = _parts(parted, known, drawing, kept)
        digests = parted.digests
        if register and kept and not parted.has_read_others(digests):
            register.keep_files(parted.summaries)
            kept.keep(state_of(parted, (), digests), parts)
    if register and parted.has_read_others(digests):
        return drawn(Parted(parted.tree), drawing, None, listener)
    return Drawn(tuple(thing for part in parts for thing in part.things), parted.outline, digests)


def _parts(
    parted: Parted, known: Division, drawing: Drawing[T], kept: KeptDrawing[T] | None
) -> tuple[PartDrawn[T], ...]:
    """What is drawn from all parts; those are read of which it is not known."""
    keys = [key_of(parted, known, group) for group in known.groups]
    found = {key: kept.part(key, parted.surroundings) if kept else None for key in keys}
    missing = [(key, group) for key, group in zip(keys, known.groups, strict=True) if found[key] is None]
    registers = parted.parts(known, [group for _, group in missing]) if missing else ()
    found |= {key: _part(key, one, drawing) for (key, _), one in zip(missing, registers, strict=True)}
    return tuple(one for one in found.values() if one is not None)


def _part(key: str, register: Register, drawing: Drawing[T]) -> PartDrawn[T]:
    things = tuple(drawing.draw(register))  # before it is asked what was told meanwhile
    return PartDrawn(key, told_to(register), things)
