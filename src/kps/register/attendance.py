"""Who was at a meeting, and as what: members, deputies, guests (4.1.1)."""

from __future__ import annotations

from dataclasses import dataclass

from kps.models.council import Member
from kps.models.meeting import Guest, Meeting
from kps.models.person import Person
from kps.register.index import Register


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody at a meeting: ``member`` is who the person is or stands for, None for a guest."""

    guest: Guest
    member: Member | None
    deputy: bool = False

    @property
    def leadership(self) -> frozenset[str]:
        """The kinds of leadership present in this person, a deputy's being the member's."""
        return frozenset[str]().union(*(one.leadership for one in self.people))

    @property
    def people(self) -> tuple[Person, ...]:
        """The one who was there, and the member that is or that the person stood for."""
        return (self.guest, self.member) if self.member else (self.guest,)

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

    A plain name is a member's, else one that a member names as ``vara``; ``for`` makes anybody a deputy.
    """
    return register.once(("attendance", meeting.origin.file), lambda: _attendance(meeting, register))


def _attendance(meeting: Meeting, register: Register) -> tuple[Present, ...]:
    members = members_at(meeting, register)
    by_name = {member.name: member for member in members if member.name}
    by_deputy = {name: member for member in members for name in member.deputies if name}
    return tuple(_present(guest, by_name, by_deputy) for guest in meeting.present if guest.name)


def members_at(meeting: Meeting, register: Register) -> tuple[Member, ...]:
    """The members on the meeting's day, of every council that met."""
    if meeting.day is None:
        return ()
    return tuple(member for council in register.councils_in(meeting) for member in council.members_on(meeting.day))


def _present(guest: Guest, by_name: dict[str, Member], by_deputy: dict[str, Member]) -> Present:
    if guest.deputy_for:
        return Present(guest, by_name.get(guest.deputy_for), deputy=True)
    if guest.name in by_name:
        return Present(guest, by_name[guest.name])
    if not guest.given_roles and not guest.given_party and guest.name in by_deputy:
        return Present(guest, by_deputy[guest.name], deputy=True)
    return Present(guest, None)
