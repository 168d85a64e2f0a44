"""What figures are made of: counts that add up, so that a sum is made of parts and never counted anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any, Self, cast

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """A group of figures. Counts are added, lists put together, and what follows from them is reckoned anew."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", populate_by_name=True, json_schema_serialization_defaults_required=True
    )

    @classmethod
    def of_known(cls, **values: Any) -> Self:
        """Made of values of our own, which need no checking."""
        return cast(Self, cls.model_construct(None, **values))

    @classmethod
    def together(cls, some: Iterable[Self]) -> Self:
        """The sum of some; all zero and empty for none."""
        parts = tuple(some)
        if not parts:
            return cls()
        return cls.of_known(**{name: _sum([getattr(one, name) for one in parts]) for name in cls.model_fields})


def _sum(values: list[Any]) -> Any:
    first = values[0]
    match first:
        case Shape():
            return type(first).together(values)
        case tuple():
            return tuple(chain.from_iterable(values))
        case Mapping():
            counts: Counter[str] = Counter()
            for one in values:
                counts.update(one)
            return dict(counts)
        case _:
            return sum(values)


class Share(Shape):
    """``count`` of ``of``: how many there were, of how many it was asked of."""

    count: int = 0
    of: int = 0

    @classmethod
    def one(cls, met: bool, *, asked: bool = True) -> Share:
        """A single case: whether it was asked of it, and whether it was met."""
        return cls.of_known(count=int(asked and met), of=int(asked))

    @property
    def part(self) -> float | None:
        """The share, from 0 to 1; None where it was asked of nothing."""
        return self.count / self.of if self.of else None
