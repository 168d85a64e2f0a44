"""What a source says of one record, put together from its claims as the record's own values are: keys, items, texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kps.intake.claim import Claim
from kps.source import Path, Value


@dataclass(slots=True)
class Said:
    """What is said of a place: a text, by each of the claims that say one, or what is said further in."""

    texts: list[tuple[Claim, str | None]] = field(default_factory=list)
    within: dict[str | int, Said] = field(default_factory=dict)

    @property
    def is_list(self) -> bool:
        """Whether what is further in are the items of a list."""
        return bool(self.within) and all(isinstance(part, int) for part in self.within)

    @property
    def items(self) -> list[Said]:
        """The items of a list, in the source's order."""
        return [one for _, one in sorted(self.within.items(), key=lambda pair: int(pair[0]))]

    @property
    def value(self) -> Value:
        """All of it, as YAML has it; of several texts the first."""
        if not self.within:
            return self.texts[0][1] if self.texts else None
        if self.is_list:
            return [one.value for one in self.items]
        return {str(part): one.value for part, one in self.within.items()}

    @property
    def claims(self) -> Iterator[Claim]:
        """Every claim here and further in."""
        yield from (claim for claim, _ in self.placed())

    def placed(self, path: Path = ()) -> Iterator[tuple[Claim, Path]]:
        """Every claim here and further in, each with its place in the value that stands at ``path``."""
        yield from ((claim, path) for claim, _ in self.texts)
        inner = enumerate(self.items) if self.is_list else self.within.items()
        for part, one in inner:
            yield from one.placed((*path, part))

    def add(self, claim: Claim, path: Path, value: Value) -> None:
        """Enter what a claim says of a place further in."""
        found = self
        for part in path:
            found = found.within.setdefault(part, Said())
        match value:
            case dict():
                for key, inner in value.items():
                    found.add(claim, (key,), inner)
            case list():
                for index, inner in enumerate(value):
                    found.add(claim, (index,), inner)
            case _:
                found.texts.append((claim, value))


def said_by(claims: Iterable[tuple[Claim, Value]]) -> Said:
    """What the claims say together, each with its value as it is to stand."""
    said = Said()
    for claim, value in claims:
        said.add(claim, claim.path, value)
    return said
