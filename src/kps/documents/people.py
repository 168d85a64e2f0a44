"""The people in a paper: who is invited, who was there, and as what (4.1.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from kps.documents.editions import public_of
from kps.documents.markdown import lower_first
from kps.models.council import Member
from kps.models.meeting import Guest, Item, Meeting, case_number
from kps.models.person import Person
from kps.models.places import districts, former, municipalities
from kps.models.vocabulary import roles, term
from kps.register.attendance import Present, attendance, expected, members_at
from kps.register.index import Register
from kps.register.written import WrittenForm


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person as a paper names one: never with telephone or e-mail."""

    name: str
    role: str = ""
    """The title, else the roles in the paper's language, with organisation and municipality."""
    deputies: tuple[str, ...] = ()
    """Who meets instead of a member."""
    deputy_for: str = ""
    """The member this person met for."""
    deputy_for_role: str = ""
    """As what that member meets."""
    cases: tuple[str, ...] = ()
    """The numbers of the cases a guest was there for; empty for the whole meeting."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom those in the council turn to, and how."""

    name: str
    role: str = ""
    phone: str = ""
    email: str = ""


@public_of(Contact)
@dataclass(frozen=True, slots=True)
class PublicContact:
    """Whom to turn to, without telephone and e-mail."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who was at a meeting."""

    withheld: ClassVar[int] = 0

    present: tuple[Somebody, ...]
    apologies: tuple[Somebody, ...]
    absent: tuple[Somebody, ...]


@dataclass(frozen=True, slots=True)
class PublicAttendance:
    """Who was at a meeting, without the guests who were there for exempt cases only."""

    present: tuple[Somebody, ...]
    withheld: int
    """How many guests are not named."""
    apologies: tuple[Somebody, ...]
    absent: tuple[Somebody, ...]


def invitees(meeting: Meeting, register: Register, form: WrittenForm) -> tuple[Somebody, ...]:
    """The members on the day, each once; those of the extended council only where it meets (4.2)."""
    by_name = {
        member.name: member
        for member in reversed(called(meeting, register))
        if member.name and expected(member, meeting)
    }
    regional = _regional(meeting, register)
    return tuple(
        Somebody(member.name, as_what(member, form, regional=regional), tuple(filter(None, member.deputies)))
        for member in reversed(by_name.values())
    )


def others_called(meeting: Meeting, present: Iterable[Somebody], members: Iterable[Somebody]) -> tuple[Somebody, ...]:
    """The deputies and guests whom a meeting still to come names."""
    names = {one.name for one in members}
    return tuple(one for one in present if one.name not in names) if meeting.status == "planlagt" else ()


def called(meeting: Meeting, register: Register) -> list[Member]:
    """The members who are called to the meeting, of every council that meets."""
    councils = register.councils_in(meeting) if meeting.day else ()
    return [member for council in councils if meeting.day for member in council.called_on(meeting.day)]


def attended(meeting: Meeting, register: Register, form: WrittenForm) -> Attendance:
    """Who was there and who was not."""
    regional = _regional(meeting, register)
    return Attendance(
        present=tuple(
            _present(one, form, regional, _cases(one.guest, meeting)) for one in attendance(meeting, register)
        ),
        apologies=_members(meeting.apologies, meeting, register, form),
        absent=_members(meeting.absent, meeting, register, form),
    )


def publicly_attended(meeting: Meeting, register: Register, form: WrittenForm) -> PublicAttendance:
    """Who was there and who was not; a guest is named only for cases that are known and no secret."""
    regional = _regional(meeting, register)
    there = attendance(meeting, register)
    named = tuple(
        _present(one, form, regional, cases)
        for one in there
        for cases in (_open_cases(one.guest, meeting),)
        if cases or one.member or not one.guest.items
    )
    return PublicAttendance(
        present=named,
        withheld=len(there) - len(named),
        apologies=_members(meeting.apologies, meeting, register, form),
        absent=_members(meeting.absent, meeting, register, form),
    )


def as_what(person: Person, form: WrittenForm, *, regional: bool = False) -> str:
    """The title as it is to be printed, else the roles; then the organisation, and which municipality."""
    labels = (_label(name, form) for name in person.given_roles if name)
    parts = [_within_line(person.title) or ", ".join(labels), person.organisation]
    if regional and person.municipality:
        parts.append(municipality_name(person.municipality))
    return ", ".join(part for part in parts if part)


def _within_line(title: str) -> str:
    """A title as it stands after a name: with a small letter first, as roles have, where that begins a plain word."""
    first = title.partition(" ")[0]
    is_word = first.isalpha() and first[1:].islower() and first not in _places()
    return lower_first(title) if is_word else title


@cache
def _places() -> frozenset[str]:
    return frozenset((*(one.name for one in municipalities().values()), *districts()))


def _label(role: str, form: WrittenForm) -> str:
    known = roles().get(role)
    return known.text(form) if known else role


def sides(parties: Iterable[str], form: WrittenForm) -> str:
    """Several sides, as a paper names them."""
    return ", ".join(side(one, form) for one in parties)


def municipality_name(number: str) -> str:
    """The name with its own designation, kommune or herad; of one that is no more, too."""
    if known := municipalities().get(number):
        return known.full_name
    gone = former().get(number)
    return f"{gone.name} kommune" if gone else number


def district_name(register: Register, form: WrittenForm) -> str:
    """The police district, Agder politidistrikt; empty where the register does not tell."""
    charter = register.charter
    district = districts().get(charter.district) if charter else None
    return district.full_name(form) if district else ""


def side(party: str | None, form: WrittenForm) -> str:
    """The side somebody is on, as a paper names it."""
    return term("side", party).text(form) if party else ""


def _regional(meeting: Meeting, register: Register) -> bool:
    councils = register.councils_in(meeting)
    return len(councils) > 1 or any(council.regional for council in councils)


def _present(one: Present, form: WrittenForm, regional: bool, cases: tuple[str, ...]) -> Somebody:
    guest = one.guest
    role = as_what(guest, form, regional=regional)
    if one.member and not one.deputy and not role:
        role = as_what(one.member, form, regional=regional)
    deputy_for = guest.deputy_for or (one.member.name if one.deputy and one.member else "")
    for_role = as_what(one.member, form, regional=regional) if one.deputy and one.member else ""
    return Somebody(guest.name, role, deputy_for=deputy_for, deputy_for_role=for_role, cases=cases)


def _cases(guest: Guest, meeting: Meeting) -> tuple[str, ...]:
    """The cases somebody was there for, as the meeting numbers them, else as they were written."""
    found = (item.number if item else "" for item in _meant(guest, meeting))
    return tuple(number or name for name, number in zip(guest.items, found, strict=True) if number or name)


def _open_cases(guest: Guest, meeting: Meeting) -> tuple[str, ...]:
    """Those of them that are known, and whose number no exempt case has."""
    closed = {item.number for item in meeting.items if item.exempt}
    return tuple(item.number for item in _meant(guest, meeting) if item and item.number and item.number not in closed)


def _meant(guest: Guest, meeting: Meeting) -> Iterator[Item | None]:
    """The case that each of the guest's words means, if any."""
    # Where two cases have one number, the exempt one counts.
    items = sorted(meeting.items, key=lambda item: item.exempt is not None)
    by_form = {form: item for item in items for form in (item.number, item.ordinal, item.case)}
    return (by_form.get(case_number(name) or name) or by_form.get(name) for name in guest.items)


def _members(names: tuple[str, ...], meeting: Meeting, register: Register, form: WrittenForm) -> tuple[Somebody, ...]:
    members = {member.name: member for member in members_at(meeting, register)}
    regional = _regional(meeting, register)
    return tuple(
        Somebody(name, as_what(members[name], form, regional=regional) if name in members else "")
        for name in names
        if name
    )
