"""Who was at a meeting, and as what: members, deputies, guests (4.1.1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kps.models.council import Member
from kps.models.meeting import Guest, Item, Meeting, case_number
from kps.models.person import Person
from kps.register.index import Register


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody at a meeting: ``member`` is who the person is or stands for, None for a guest.

    ``also`` are further members present in this person: those who name it as ``vara``, and who a deputy is.
    """

    guest: Guest
    member: Member | None
    deputy: bool = False
    also: tuple[Member, ...] = ()

    @property
    def leadership(self) -> frozenset[str]:
        """The kinds of leadership present in this person, a deputy's being the member's."""
        return frozenset[str]().union(*(one.leadership for one in self.people))

    @property
    def people(self) -> tuple[Person, ...]:
        """The one who was there, and every member that this person is or stood for."""
        return (self.guest, *((self.member,) if self.member else ()), *self.also)

    @property
    def unit_head(self) -> bool:
        """Whether the head of the police service unit was there in this person (5.2)."""
        return any(one.unit_head for one in self.people)

    @property
    def district_head(self) -> bool:
        """Whether the police's leadership above the service units was there in this person."""
        return any(one.district_head for one in self.people)

    @property
    def parties(self) -> frozenset[str]:
        """The sides this person belongs to."""
        return self.guest.parties or (self.member.parties if self.member else frozenset())


def attendance(meeting: Meeting, register: Register) -> tuple[Present, ...]:
    """Everybody in ``til_stede``, in order, held against the members on the day of every council that met.

    A plain name is a member's, and stands for those who name it as ``vara``; ``for`` makes anybody a deputy.
    """
    return register.once(("attendance", meeting.origin.file), lambda: _attendance(meeting, register))


def _attendance(meeting: Meeting, register: Register) -> tuple[Present, ...]:
    members = members_at(meeting, register)
    by_name = {member.name: member for member in members if member.name}
    by_deputy: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        for name in dict.fromkeys(member.deputies):
            by_deputy[name].append(member)
    return tuple(_present(guest, by_name, by_deputy) for guest in meeting.present if guest.name)


def closed_guests(meeting: Meeting, register: Register) -> frozenset[str]:
    """The names of those who are no members, and were there for nothing that is known to be open: for exempt cases."""
    closed = {form for item in meeting.items if item.exempt for form in _forms(item)}
    known = {form for item in meeting.items for form in _forms(item)} - closed
    return frozenset(
        one.guest.name
        for one in attendance(meeting, register)
        if one.guest.items
        and one.member is None
        and not any(name in known or case_number(name) in known for name in one.guest.items)
    )


def _forms(item: Item) -> tuple[object, ...]:
    """A case's number in the forms that it may be named by."""
    return tuple(form for form in (item.number, item.ordinal, item.case) if form)


def members_at(meeting: Meeting, register: Register) -> tuple[Member, ...]:
    """The members on the meeting's day, of every council that met."""
    day = meeting.day
    if day is None:
        return ()
    return register.once(
        ("members", meeting.origin.file),
        lambda: tuple(member for council in register.councils_in(meeting) for member in council.members_on(day)),
    )


def expected(member: Member, meeting: Meeting) -> bool:
    """Whether the member is called to the meeting: some are only where the extended council meets (4.2)."""
    return meeting.extended or not member.only_extended


def _present(guest: Guest, by_name: Mapping[str, Member], by_deputy: Mapping[str, Sequence[Member]]) -> Present:
    own = by_name.get(guest.name)
    if guest.deputy_for:
        return Present(guest, by_name.get(guest.deputy_for), deputy=True, also=(own,) if own else ())
    plain = not guest.given_roles and not guest.given_party
    represented = tuple(by_deputy.get(guest.name, ())) if plain else ()
    if own or not represented:
        return Present(guest, own, also=represented)
    return Present(guest, represented[0], deputy=True, also=represented[1:])
