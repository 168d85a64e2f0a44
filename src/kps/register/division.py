"""How a register falls into parts that do not touch one another: what holds in one does not hang on another.

A council's folder is one, with the councils' folders within it, together with the councils that it meets with, the
agreements and contacts that share a municipality with it, and what those share further. What belongs to nobody,
kps.yaml before all, is one of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kps.models.layout import folder_of
from kps.register.kept import papers_beside
from kps.register.relations import Relations
from kps.register.tree import REGISTER_FILE

Node = Hashable
"""A file, a council's folder, a municipality's number, or whatever else ties files to one another."""

_REST: Node = ("the rest",)


@dataclass(frozen=True, slots=True)
class Group:
    """Files that hang together, and the municipalities that are judged with them."""

    files: tuple[str, ...]
    municipalities: frozenset[str]

    @property
    def is_home(self) -> bool:
        """Whether kps.yaml lies in it."""
        return REGISTER_FILE in self.files


@dataclass(frozen=True, slots=True)
class Division:
    """The groups that a register falls into; ``shared`` are the files whose records are seen in all of them."""

    groups: tuple[Group, ...]
    shared: tuple[str, ...] = ()


def division(
    files: Iterable[str],
    relations: Mapping[str, Relations],
    stamped: Container[str],
    covered: Iterable[str],
    folder_of: Callable[[str], str | None],
) -> Division:
    """The groups of the files; all are one where it cannot be read whom a record concerns.

    ``relations`` are those of the records, ``stamped`` the papers that kps made, ``covered`` the municipalities that
    the register covers. ``folder_of`` tells the folder of the council that a file belongs to.
    """
    places = _Places(relations, stamped, folder_of)
    shared = tuple(_shared(relations, places))
    if any(one.boundless for one in relations.values()):
        return Division((Group(tuple(files), frozenset(covered)),), shared)
    ties = _Ties()
    for file, one in relations.items():
        ties.join(places.of(file), *places.links(file, one))
    rest = ties.group(_REST)
    group_of = {file: ties.group(places.of(file)) for file in files}
    judged = {number: ties.known(("municipality", number)) or rest for number in covered}
    members, numbers = _by_group(group_of), _by_group(judged)
    groups = tuple(Group(tuple(members[one]), frozenset(numbers[one])) for one in {**members, **numbers})
    return Division(groups, shared)


def council_folders(relations: Mapping[str, Relations]) -> frozenset[str]:
    """The folders of the councils."""
    return frozenset(folder_of(file) for file, one in relations.items() if one.kind == "politiråd")


def _shared(relations: Mapping[str, Relations], places: _Places) -> Iterator[str]:
    """kps.yaml, and the knowledge products of the whole register."""
    if REGISTER_FILE in relations and relations[REGISTER_FILE].kind == "register":
        yield REGISTER_FILE
    yield from (file for file, one in relations.items() if one.kind == "kunnskapsgrunnlag" and places.homeless(file))


class _Places:
    """Where files belong: in a council's folder, in none and alone, or with the rest."""

    def __init__(
        self, relations: Mapping[str, Relations], stamped: Container[str], folder_of: Callable[[str], str | None]
    ) -> None:
        self._relations, self._stamped, self._folder_of = relations, stamped, folder_of
        self._folders: dict[str, str | None] = {}
        self._named: dict[str, list[Node]] = defaultdict(list)
        for folder in sorted(council_folders(relations)):
            self._named[folder.rpartition("/")[2]].append(("folder", folder))
        for file, one in relations.items():
            if one.kind == "politiråd":
                self._named[one.name].append(("folder", folder_of(file)))

    def of(self, file: str) -> Node:
        """The node that a file belongs to."""
        folder = self._folder(file)
        if folder is not None:
            return "folder", folder
        alone = file in self._relations or file in self._stamped
        return ("file", file) if alone and file != REGISTER_FILE else _REST

    def links(self, file: str, one: Relations) -> Iterator[Node]:
        """What ties a record to others."""
        yield from one.shared
        for name in one.councils:
            yield from self._named.get(name, ()) if name else ()
        if one.kind == "politiråd" and (around := self._around(file)) is not None:
            yield "folder", around
        if self.homeless(file):
            yield from (("file", paper) for paper in papers_beside(file, one.model, self._stamped))

    def homeless(self, file: str) -> bool:
        """Whether a file lies in no council's folder."""
        return self._folder(file) is None

    def _around(self, file: str) -> str | None:
        """The folder of the council within whose folder that of a council's record lies: its waivers hold there."""
        folder = file.rpartition("/")[0]
        return self._folder(folder) if folder else None

    def _folder(self, file: str) -> str | None:
        folder = folder_of(file)
        if folder not in self._folders:
            self._folders[folder] = self._folder_of(file)
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


def _by_group(groups: Mapping[str, Node]) -> defaultdict[Node, list[str]]:
    found: defaultdict[Node, list[str]] = defaultdict(list)
    for one, group in groups.items():
        found[group].append(one)
    return found
