"""A register in parts that do not touch one another: what holds in one does not hang on what stands in another.

A council's folder is one, together with the councils that it meets with, the agreements and contacts that share a
municipality with it, and what those share further. What belongs to nobody, kps.yaml before all, is one of its own; it
and the knowledge products of the whole register are seen in all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

from kps.models.agreement import Agreement
from kps.models.base import Record
from kps.models.contact import Contact
from kps.models.council import Council
from kps.models.meeting import Meeting
from kps.register.index import Register
from kps.register.kept import kept_papers
from kps.register.tree import REGISTER_FILE

Node = Hashable
"""A file, a council's folder, a municipality's number, or whatever else ties files to one another."""

_REST: Node = ("the rest",)


def neighbourhoods(register: Register) -> tuple[Register, ...]:
    """The register's neighbourhoods, each as a register that holds no more than that; the whole where it is one.

    Each file is in just one of them, and each municipality that the register covers is judged in just one; kps.yaml
    is seen in all.
    """
    found: tuple[Register, ...] = register.once(neighbourhoods, lambda: _neighbourhoods(register))
    return found


def _neighbourhoods(register: Register) -> tuple[Register, ...]:
    if any(_may_touch_any(record) for record in register.records):
        return (register,)
    ties, places = _Ties(), _Places(register)
    for record in register.records:
        ties.join(places.of(record.origin.file), *_links(record, register, places))
    rest = ties.group(_REST)
    municipalities = {number: ties.known(_municipality(number)) or rest for number in register.covered}
    return _divided(register, {file: ties.group(places.of(file)) for file in register.files}, municipalities)


def _may_touch_any(record: Record) -> bool:
    """Whether a record's ties to others cannot be read: it may be tied to any."""
    match record:
        case Council() | Contact():
            keys: tuple[str, ...] = ("kommuner",)
        case Agreement():
            keys = ("kommuner", "skole", "fylkeskommune")
        case Meeting():
            keys = ("felles_med",)
        case _:
            return False
    return any(record.origin.covers((key,)) for key in keys)


def _links(record: Record, register: Register, places: _Places) -> Iterator[Node]:
    """What ties a record to others."""
    match record:
        case Council():
            yield from map(_municipality, record.numbers)
            yield from (("contact", id) for id in record.contacts)
            yield from places.councils_named(record.continued_in)
        case Contact():
            yield from (_municipality(entry.number) for entry in record.municipalities)
            yield ("contact", record.origin.stem)
        case Agreement():
            yield from map(_municipality, record.numbers)
            yield from ((key, party) for key, party in (("school", record.school), ("county", record.county)) if party)
        case Meeting():
            for name in record.joint_with:
                yield from places.councils_named(name)
    if places.homeless(record.origin.file):
        yield from (("file", paper.file) for paper in kept_papers(register, record))


def _municipality(number: str) -> Node:
    return "municipality", number


class _Places:
    """Where files belong: in a council's folder, in none and alone, or with the rest."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._folders: dict[str, str | None] = {}
        self._named: dict[str, list[Node]] = defaultdict(list)
        for council in register.councils:
            for name in {council.folder, council.name}:
                self._named[name].append(("folder", council.origin.folder))

    def of(self, file: str) -> Node:
        """The node that a file belongs to."""
        folder = self._folder(file)
        if folder is not None:
            return "folder", folder
        alone = file in self._register.record_in or file in self._register.stamps
        return ("file", file) if alone and file != REGISTER_FILE else _REST

    def homeless(self, file: str) -> bool:
        """Whether a file lies in no council's folder."""
        return self._folder(file) is None

    def councils_named(self, name: str) -> Iterable[Node]:
        """The folders of the councils that a name may mean."""
        return self._named.get(name, ()) if name else ()

    def _folder(self, file: str) -> str | None:
        folder = file.rpartition("/")[0] or "."
        if folder not in self._folders:
            self._folders[folder] = self._register.council_folder(file)
        return self._folders[folder]


class _Ties:
    """Which nodes hang together, told pair by pair (union-find)."""

    def __init__(self) -> None:
        self._above: dict[Node, Node] = {}

    def join(self, node: Node, *others: Node) -> None:
        """Tie nodes together."""
        group = self.group(node)
        for other in others:
            self._above[self.group(other)] = group

    def group(self, node: Node) -> Node:
        """What all the nodes that hang together with this one have in common."""
        above = self._above
        above.setdefault(node, node)
        while above[node] != node:
            above[node] = above[above[node]]  # half the way for the next who goes it
            node = above[node]
        return node

    def known(self, node: Node) -> Node | None:
        """The same; None for a node that nothing was told of."""
        return self.group(node) if node in self._above else None


def _divided(register: Register, group: Mapping[str, Node], municipalities: Mapping[str, Node]) -> tuple[Register, ...]:
    """A register for each group of files."""
    records = _by_group(register.records, lambda one: group[one.origin.file])
    files = _by_group(register.files, lambda one: group[one])
    record_files = _by_group(register.record_files, lambda one: group[one])
    flaws = _by_group(register.flaws, lambda one: group[one.file])
    suspects = _by_group(register.suspects.items(), lambda one: group[one[0]])
    stamps = _by_group(register.stamps.items(), lambda one: group[one[0]])
    garbled = _by_group(register.garbled.items(), lambda one: group[one[0]])
    copies = _by_group(register.copies, lambda one: group[one.file])
    strays = _by_group(register.strays.items(), lambda one: group[one[0]])
    judged = _by_group(municipalities, lambda one: municipalities[one])
    return tuple(
        Register(
            label=register.label,
            records=tuple(records[one]),
            flaws=tuple(flaws[one]),
            files=frozenset(files[one]),
            suspects=dict(suspects[one]),
            stamps=dict(stamps[one]),
            garbled=dict(garbled[one]),
            record_files=frozenset(record_files[one]),
            copies=tuple(copies[one]),
            strays=dict(strays[one]),
            lent=tuple(record for record in _of_all(register) if group[record.origin.file] != one),
            judged=frozenset(judged[one]),
            given=register.surroundings,
        )
        for one in {**records, **files, **judged}
    )


def _of_all(register: Register) -> Iterator[Record]:
    """The records that are seen in every neighbourhood."""
    if register.charter:
        yield register.charter
    yield from register.products_in(None)


T = TypeVar("T")


def _by_group(things: Iterable[T], group: Callable[[T], Node]) -> defaultdict[Node, list[T]]:
    found: defaultdict[Node, list[T]] = defaultdict(list)
    for thing in things:
        found[group(thing)].append(thing)
    return found
