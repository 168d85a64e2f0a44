"""On which side somebody is whom a meeting gave something to do (2.3, 4.1.2, 4.1.6)."""

from __future__ import annotations

from collections.abc import Iterator

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
    wanted = normal(name)
    councils = register.councils_in(meeting)
    if wanted == BOTH or any(wanted == normal(forum.name) for one in councils for forum in one.forums):
        return frozenset()
    if wanted in OF_ONE_SIDE:
        return frozenset({OF_ONE_SIDE[wanted]})
    people = frozenset(side for found, some in _people(meeting, register) if normal(found) == wanted for side in some)
    if people:
        return people
    if role := roles().get(name):
        return frozenset({role.party})
    return frozenset(side for one in councils for found, side in _units(one, register) if normal(found) == wanted)


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


def _units(council: Council, register: Register) -> Iterator[tuple[str, str]]:
    """The units and persons that the council's record, or kps.yaml, names outside the list of members."""
    for slt in council.slt:
        for one in (*slt.participants, *slt.steering, *slt.coordinating, *slt.executing):
            yield from ((one.name, side) for side in council.parties_of(one))
        if slt.model == "slt":
            yield slt.coordinator, "kommune"
    for function in (*council.functions, *(register.charter.functions if register.charter else ())):
        yield function.name, "politi"
        yield function.function, "politi"
