"""Paths into a record, kept so that asking whether one of them is met is as quick among thousands as among few."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kps.source import Path


@dataclass(slots=True)
class Ways:
    """The ways that go on from a place: under its keys, and at its places in a list; ``anywhere`` is any of these."""

    ends: bool = False
    keys: dict[str, Ways] = field(default_factory=dict)
    places: dict[int, Ways] = field(default_factory=dict)
    anywhere: Ways | None = None

    @classmethod
    def along(cls, paths: Iterable[Path]) -> Ways:
        """All the ways along these paths."""
        top = cls()
        for path in paths:
            top._lay(path)
        return top

    def meet(self, path: Path) -> bool:
        """Whether a path leads through one of the ways, or a way through it.

        A single item may be written without its place in the list.
        """
        if not path or self.ends:
            return True
        part, rest = path[0], path[1:]
        if isinstance(part, str):
            return _goes_on(self.keys.get(part), rest) or _goes_on(self.anywhere, path)
        if _goes_on(self.places.get(part), rest):
            return True
        return bool(self.keys) and self._meet_key(rest)

    def _meet_key(self, path: Path) -> bool:
        names = [index for index, part in enumerate(path) if isinstance(part, str)]
        return not names or _goes_on(self.keys.get(str(path[names[0]])), path[names[0] + 1 :])

    def _lay(self, path: Path) -> None:
        if not path:
            self.ends = True
            return
        part, rest = path[0], path[1:]
        if isinstance(part, str):
            self.keys.setdefault(part, Ways())._lay(rest)
            return
        self.places.setdefault(part, Ways())._lay(rest)
        self.anywhere = self.anywhere or Ways()
        self.anywhere._lay(rest)


def _goes_on(ways: Ways | None, path: Path) -> bool:
    return ways is not None and ways.meet(path)
