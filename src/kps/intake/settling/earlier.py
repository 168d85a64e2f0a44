"""What a source has written in earlier runs: of each place in a record a hash of the value, and no words.

A place is told by the record's file and a route: the keys on the way, and for an item of a list a hash of what the
source knows it by, so that it is found again where people have put others before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from kps.source import Value
from kps.source.text import composed

Route = tuple[str, ...]
"""The way to a value that a source has written."""

_SIGNS = 16


@dataclass(frozen=True, slots=True)
class Earlier:
    """What of the register a source has written; ``digest`` is the source's then, with what was asked of it."""

    digest: str = ""
    hashes: Mapping[tuple[str, Route], str] = field(default_factory=dict)
    account: str = ""
    """A hash of the account as it was kept."""

    def of(self, file: str, route: Route) -> str | None:
        """The hash of what was written there; None where nothing was."""
        return self.hashes.get((file, route))

    def below(self, file: str, route: Route) -> Iterator[tuple[Route, str]]:
        """What was written at the route, and further down."""
        length = len(route)
        yield from ((way, one) for (of, way), one in self.hashes.items() if of == file and way[:length] == route)

    @property
    def files(self) -> frozenset[str]:
        """The records that it has written in."""
        return frozenset(file for file, _ in self.hashes)


def hashed(value: Value) -> str:
    """A hash of a value, the same however its letters are put together and whatever blanks end its lines.

    One alone is the same as a list of it.
    """
    return sha256(_told(value).encode("utf-8", "surrogatepass")).hexdigest()[:_SIGNS]


def item_name(identity: str) -> str:
    """What an item of a list is called on a route."""
    return f"={hashed(identity)}"


def _told(value: Value) -> str:
    match value:
        case dict():
            return "{" + ",".join(f"{key}:{_told(one)}" for key, one in sorted(value.items())) + "}"
        case [one]:
            return _told(one)
        case list():
            return "[" + ",".join(map(_told, value)) + "]"
        case None:
            return ""
        case _:
            lines = composed(value).strip().splitlines()
            return "\n".join(line.rstrip() for line in lines)
