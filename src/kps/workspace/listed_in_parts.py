"""What is listed of a register, part by part: of a part that is as it was, the entries are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

from kps.language import msg
from kps.models.council import Council
from kps.register.collecting import uncollected
from kps.register.division import Division
from kps.register.index import Register
from kps.register.parted import Parted
from kps.register.pieces import Pieces
from kps.workspace.cache.listings import KeptListing, PartListed
from kps.workspace.cache.parts import KeptFindings, KeptRegister
from kps.workspace.listening import NOBODY, Listener
from kps.workspace.loading import Loaded
from kps.workspace.opening import Workspace
from kps.workspace.parts import key_of, state_of, told_to

T = TypeVar("T")


@dataclass(frozen=True)
class Listing(Generic[T]):
    """What is to be listed of a register on a day: of the whole it is that of all its neighbourhoods together.

    ``name`` tells it from all else that is listed on that day; the entries are dataclasses of a ``kind``, of all that
    is asked, or of one council of it.
    """

    name: str
    as_of: date
    kind: type[T]
    entries: Callable[[Register, Council | None], Iterable[T]]


@dataclass(frozen=True)
class Listed(Generic[T]):
    """The entries of a register, in no order; the register as far as it was read, and what that was read from."""

    entries: tuple[T, ...]
    register: Register
    digests: Mapping[str, str]


@dataclass(frozen=True)
class ListedOfAll(Generic[T]):
    """The entries of each register, by its label, and the registers as far as they were read; of one council alone,
    where it is there.
    """

    by_label: tuple[tuple[str, tuple[T, ...]], ...]
    workspace: Workspace
    council: Council | None = None

    @property
    def entries(self) -> Iterator[T]:
        """Those of all registers."""
        return (one for _, some in self.by_label for one in some)


def listed_of_all(
    workspace: Workspace, listing: Listing[T], kept: KeptFindings | None = None, listener: Listener = NOBODY
) -> ListedOfAll[T]:
    """What is listed of the registers of a workspace that was opened in outline, one after the other."""
    found: list[tuple[str, tuple[T, ...]]] = []
    read: list[Loaded] = []
    for one in workspace.loaded:
        known = kept.of_register(one.folder, listing.as_of) if kept and one.tree is one.folder else None
        with uncollected():
            parted = Parted(one.tree, one.pieces, known.summaries if known else dict)
            made = listed(parted, listing, known, listener)
        found.append((one.register.label, made.entries))
        read.append(replace(one, register=made.register, digests=made.digests, pieces=Pieces()))
    return ListedOfAll(tuple(found), replace(workspace, loaded=tuple(read)))


def listed_of_council(workspace: Workspace, listing: Listing[T], text: str) -> ListedOfAll[T]:
    """What is listed of the council that ``text`` means, in a workspace that has been read; Wrong where none is meant.

    Its register alone is asked.
    """
    loaded, council = workspace.council(text)
    entries = tuple(listing.entries(loaded.register, council))
    return ListedOfAll(((loaded.register.label, entries),), workspace, council)


def listed(
    parted: Parted, listing: Listing[T], register: KeptRegister | None = None, listener: Listener = NOBODY
) -> Listed[T]:
    """What is listed of a register; of the whole at once where a file of it cannot be read."""
    digests = register.digests if register else {}
    kept = KeptListing(register, listing.name, listing.kind) if register else None
    parts = kept.all(state_of(parted, (), digests)) if kept else None
    if parts is None:
        with listener.doing(msg("reading {folder}", folder=parted.tree.label)) as step:
            known = parted.divided(step)
        if known is None:
            if parted.has_read_others(parted.digests):
                parted = Parted(parted.tree)
            return Listed(tuple(listing.entries(parted.whole, None)), parted.whole, parted.digests)
        parts = _parts(parted, known, listing, kept)
        digests = parted.digests
        if register and kept and not parted.has_read_others(digests):
            register.keep_files(parted.summaries)
            kept.keep(state_of(parted, (), digests), parts)
    if register and parted.has_read_others(digests):
        return listed(Parted(parted.tree), listing, None, listener)
    return Listed(tuple(one for part in parts for one in part.entries), parted.outline, digests)


def _parts(
    parted: Parted, known: Division, listing: Listing[T], kept: KeptListing[T] | None
) -> tuple[PartListed[T], ...]:
    """The entries of all parts; those are read of which they are not known."""
    keys = [key_of(parted, known, group) for group in known.groups]
    found = {key: kept.part(key, parted.surroundings) if kept else None for key in keys}
    missing = [(key, group) for key, group in zip(keys, known.groups, strict=True) if found[key] is None]
    registers = parted.parts(known, [group for _, group in missing]) if missing else ()
    found |= {key: _part(key, one, listing) for (key, _), one in zip(missing, registers, strict=True)}
    return tuple(one for one in found.values() if one is not None)


def _part(key: str, register: Register, listing: Listing[T]) -> PartListed[T]:
    entries = tuple(listing.entries(register, None))  # before it is asked what was told meanwhile
    return PartListed(key, told_to(register), entries)
