"""What a rule may ask: the register, the day, and answers that several rules share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain, takewhile
from types import UnionType
from typing import Any

from kps.checking.finding import Finding
from kps.models.agreement import Agreement
from kps.models.base import Model, Record, along, walk
from kps.models.contact import Contact
from kps.models.council import Bylaws, Council, Slt
from kps.models.meeting import Meeting
from kps.models.person import Person
from kps.models.shared import MunicipalityEntry, Participant
from kps.register.index import Register
from kps.register.neighbourhoods import neighbourhoods
from kps.register.on_day import OnDay, charter_of
from kps.source import Path

Parts = tuple[tuple[Record, Path, Model], ...]
"""Mappings of records, each with its path."""

Before = tuple[tuple[str, tuple[str, ...]], ...]
"""Registers that are read before one, each by its label and the municipalities it covers."""


@dataclass(frozen=True)
class Context(OnDay):
    """A register on a day, as the rules see it.

    ``before`` are the registers read at once and before this one, each by its label and the municipalities it covers;
    ``found`` is what the other rules have found, for the rules about waivers.
    """

    before: Before = ()
    found: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, register: Register, as_of: date, together: tuple[Register, ...] = ()) -> Context:
        """The context of a register; one whose kps.yaml cannot be read as a register says nothing.

        ``together`` are all the registers read at once.
        """
        before = takewhile(lambda one: one is not register, together)
        return cls(register, charter_of(register), as_of, tuple((one.label, one.covered) for one in before))

    @cached_property
    def neighbourhoods(self) -> tuple[Context, ...]:
        """The register's neighbourhoods as the rules see them that look no further."""
        return tuple(replace(self, register=one) for one in neighbourhoods(self.register))

    @cached_property
    def parts(self) -> Parts:
        """Every mapping of every record, with its path: the record itself first, then what is in it."""
        return self.register.once("parts", lambda: _parts(self.register))

    def parts_of(self, kinds: type[Model] | UnionType) -> Iterator[tuple[Record, Path, Any]]:
        """The parts that are of these kinds, in the same order; to ask each what it is takes longer than the rules."""
        places = chain.from_iterable(some for kind, some in self._places_of.items() if issubclass(kind, kinds))
        return (self.parts[place] for place in sorted(places))

    @cached_property
    def _places_of(self) -> Mapping[type[Model], list[int]]:
        return self.register.once("places of parts", lambda: _places(self.parts))

    def subjects(self, on: Callable[[Context], Iterable[Any]]) -> tuple[Any, ...]:
        """What rules are asked of, found once for all the rules that are asked of the same."""
        if on not in self._subjects:
            self._subjects[on] = tuple(on(self))
        return self._subjects[on]

    @cached_property
    def _subjects(self) -> dict[Callable[[Context], Iterable[Any]], tuple[Any, ...]]:
        return {}

    @staticmethod
    def doubts(records: Iterable[Record], *keys: str) -> tuple[tuple[Record, Path], ...]:
        """These keys of these records, for a remark that rests on them: one that is faulty has been told."""
        return tuple((record, (key,)) for record in records if record.origin.faulty for key in keys)

    def uncertain_councils(self, agreement: Agreement) -> tuple[tuple[Record, Path], ...]:
        """What, where it is faulty, may be why a council does not count as one that the agreement's parties meet in."""
        shared = (council for number in agreement.numbers for council in self.register.councils_for(number))
        found = {one.origin.file: one for one in (*shared, self.register.council_of(agreement)) if one}
        return self.doubts(found.values(), "kommuner", "status", "opprettet", "nedlagt")

    def uncertain_agreements(self, council: Council) -> tuple[tuple[Record, Path], ...]:
        """What, where it is faulty, may be why an agreement does not count as one in force for the council."""
        faulty = self.register.once(
            "faulty agreements", lambda: [one for one in self.register.agreements if one.origin.faulty]
        )
        numbers = set(council.numbers)
        found = [one for one in faulty if self.register.council_of(one) is council or numbers.intersection(one.numbers)]
        return self.doubts(found, "avtaletype", "kommuner", "status", "fra", "til")

    @staticmethod
    def sides_rest_on(council: Council, people: Iterable[Participant]) -> tuple[tuple[Record, Path], ...]:
        """Where it is told of which side people are who are named without one: among the members."""
        names = {one.name for one in people if not one.party}
        return tuple((council, ("medlemmer", index)) for index, one in enumerate(council.members) if one.name in names)

    def uncounted(self, *councils: Council) -> tuple[tuple[Record, Path], ...]:
        """What, where it is faulty, may be why a meeting that the councils held is not counted as such."""
        own = (one for council in councils for one in self._faulty_meetings(council))
        meetings = {one.origin.file: one for one in (*own, *self._perhaps_joint)}
        return self.doubts(meetings.values(), "status", "dato", "felles_med")

    def _faulty_meetings(self, council: Council) -> tuple[Meeting, ...]:
        """The council's meetings that could not be read in full: nearly always none."""
        return self.register.once(
            ("faulty", council.origin.folder),
            lambda: tuple(one for one in self.register.all_meetings_of(council) if one.origin.faulty),
        )

    @cached_property
    def _perhaps_joint(self) -> tuple[Meeting, ...]:
        """The meetings of which it cannot be read whom they were held together with."""
        return tuple(one for one in self.register.meetings if one.origin.covers(("felles_med",)))

    def numbers_at(self, about: Record | str, path: Path, day: date) -> tuple[str, ...]:
        """The municipalities that what stands at a path is about on ``day``: those that it names, else the record's."""
        if not isinstance(about, Record):
            return ()
        numbers = self._numbers_of(about, day)
        if len(numbers) < 2 or not path:
            return numbers
        named = {number for part in along(about, path) for number in _named(part)}
        return tuple(number for number in numbers if number in named) or numbers

    def _numbers_of(self, record: Record, day: date) -> tuple[str, ...]:
        """The municipalities a record is about on ``day``; those of any time where there are none then."""
        if isinstance(record, Contact):
            return record.numbers(self.as_of)
        own = record if isinstance(record, Council | Agreement) else self.register.council_of(record)
        return (own.numbers_on(day) or own.numbers) if own else ()


def _named(part: Model) -> tuple[str, ...]:
    """The municipalities that a part of a record says it is about."""
    match part:
        case Bylaws() | Person():
            return (part.municipality,)
        case Slt():
            return part.municipalities
        case MunicipalityEntry():
            return (part.number,)
        case _:
            return ()


def _parts(register: Register) -> Parts:
    return tuple((record, path, part) for record in register.records for path, part in walk(record))


def _places(parts: Parts) -> Mapping[type[Model], list[int]]:
    found: dict[type[Model], list[int]] = defaultdict(list)
    for place, (_, _, part) in enumerate(parts):
        found[type(part)].append(place)
    return found
