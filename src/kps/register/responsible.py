"""On which side somebody is whom a meeting gave something to do (2.3, 4.1.2, 4.1.6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kps.models.council import Council
from kps.models.meeting import Meeting
from kps.models.person import Person
from kps.models.vocabulary import normal, roles
from kps.register.attendance import attendance, members_at
from kps.register.index import Register

BOTH = "politirådet"
"""The council itself, which is of both sides."""

OF_ONE_SIDE = {"kommunen": "kommune", "politiet": "politi"}
"""Whom an action may be given to besides persons and units: a whole side."""


def sides_of(name: str, meeting: Meeting, register: Register) -> frozenset[str]:
    """The sides of whoever is responsible at the meeting; none for the council, a forum and whoever cannot be placed.

    A person is placed as a member or guest of the meeting or as a police contact, a role by itself, a unit by SLT's
    lists, and the holder of a function among the police.
    """
    places = register.once(("sides", meeting.origin.file), lambda: _places(meeting, register))
    wanted = normal(name)
    if wanted in places.people:
        return places.people[wanted]
    if role := roles().get(name):
        return frozenset({role.party})
    return places.units.get(wanted, frozenset())


@dataclass(frozen=True, slots=True)
class _Places:
    """The sides of all whom a meeting may name: those it knows as people or whole sides, and those others."""

    people: Mapping[str, frozenset[str]]
    units: Mapping[str, frozenset[str]]


def _places(meeting: Meeting, register: Register) -> _Places:
    councils = register.councils_in(meeting)
    people = _by_name(_people(meeting, register))
    people |= {name: frozenset({side}) for name, side in OF_ONE_SIDE.items()}
    people |= {normal(forum.name): frozenset[str]() for one in councils for forum in one.forums if forum.name}
    people[BOTH] = frozenset()
    return _Places(people, _by_name(found for one in councils for found in units_of(one, register)))


def _by_name(found: Iterable[tuple[str, Iterable[str]]]) -> dict[str, frozenset[str]]:
    """The sides under each name, put together where it stands several times; a name without a side is left out."""
    sides: defaultdict[str, set[str]] = defaultdict(set)
    for name, some in found:
        sides[normal(name)].update(some)
    return {name: frozenset(some) for name, some in sides.items() if name and some}


def _people(meeting: Meeting, register: Register) -> Iterator[tuple[str, frozenset[str]]]:
    """The members and guests of the meeting and the police contacts, by name and by a role of their own."""
    for present in attendance(meeting, register):
        yield present.guest.name, present.parties
        yield from _own_roles(present.guest)
    for member in members_at(meeting, register):
        yield member.name, member.parties
        yield from _own_roles(member)
    for council in register.councils_in(meeting):
        contacts = (register.contact_named[id] for id in council.contacts if id in register.contact_named)
        yield from ((contact.name, frozenset({"politi"})) for contact in contacts)


def _own_roles(person: Person) -> Iterator[tuple[str, frozenset[str]]]:
    """The roles outside the table, which are on the side that is stated."""
    yield from ((role, person.parties) for role in person.given_roles if not roles().get(role))


def units_of(council: Council, register: Register) -> Iterator[tuple[str, Iterable[str]]]:
    """The units and persons that the council's record, or kps.yaml, names outside the list of members, with sides."""
    for slt in council.slt:
        for one in (*slt.participants, *slt.steering, *slt.coordinating, *slt.executing):
            yield one.name, council.parties_of(one)
        if slt.model == "slt":
            yield slt.coordinator, ("kommune",)
    for function in (*council.functions, *(register.charter.functions if register.charter else ())):
        yield from ((name, ("politi",)) for name in (function.name, function.function))
