"""Finding each thing again: which of those there were is which of those there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

from kps.changes.identity import THINGS
from kps.models.base import Model

M = TypeVar("M", bound=Model)

ALIKE = 0.5
"""How much of two things must be the same, from 0 to 1, for them to be taken as one: more than this."""


def paired(
    before: Sequence[M], after: Sequence[M], *keys: Callable[[M], Hashable]
) -> tuple[tuple[M | None, M | None], ...]:
    """Each of those there are with what it was, in their order; then those that are gone.

    Things are the same that have the same key, by the first of the keys first. What is left over is paired with
    what it is most like, where another name need not mean another thing.
    """
    was: dict[int, M] = {}
    gone = dict(enumerate(before))
    for key in keys:
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for place, one in gone.items():
            waiting[key(one)].append(place)
        for place, one in enumerate(after):
            if place not in was and (places := waiting.get(key(one))):
                was[place] = gone.pop(places.pop(0))
    for old, new in _alike(gone, {place: one for place, one in enumerate(after) if place not in was}):
        was[new] = gone.pop(old)
    there = ((was.get(place), one) for place, one in enumerate(after))
    return (*there, *((one, None) for one in gone.values()))


def _alike(gone: Mapping[int, Model], new: Mapping[int, Model]) -> Iterator[tuple[int, int]]:
    """The places of what is gone and of what is new that are the same all the same, the most alike first."""
    found = sorted(
        (-alike, old_place, new_place)
        for new_place, one in new.items()
        if not THINGS[type(one)].lasting
        for old_place, other in gone.items()
        if type(other) is type(one) and (alike := likeness(other, one)) > ALIKE
    )
    taken: set[int] = set()
    given: set[int] = set()
    for _, old, place in found:
        if old not in taken and place not in given:
            taken.add(old)
            given.add(place)
            yield old, place


def likeness(one: Model, other: Model) -> float:
    """How much of what either of two things says both say, from 0 to 1."""
    fields = one.model_fields_set | other.model_fields_set
    same = sum(getattr(one, field) == getattr(other, field) for field in fields)
    return same / len(fields) if fields else 1.0
