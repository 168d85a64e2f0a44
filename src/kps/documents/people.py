"""The people in a paper: who is invited, who was there, and as what (4.1.1)."""

from __future__ import annotations

from dataclasses import dataclass

from kps.models.council import Member
from kps.models.meeting import Meeting, case_number
from kps.models.person import Person
from kps.models.places import districts, former, municipalities
from kps.models.vocabulary import roles
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
class Attendance:
    """Who was at a meeting."""

    present: tuple[Somebody, ...]
    withheld: int
    """How many guests are not named, since they were there for exempt cases only."""
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
        Somebody(member.name, as_what(member, form, regional), tuple(filter(None, member.deputies)))
        for member in reversed(by_name.values())
    )


def called(meeting: Meeting, register: Register) -> list[Member]:
    """The members who are called to the meeting, of every council that meets."""
    councils = register.councils_in(meeting) if meeting.day else ()
    return [member for council in councils if meeting.day for member in council.called_on(meeting.day)]


def attended(meeting: Meeting, register: Register, form: WrittenForm, withheld: frozenset[str] | None) -> Attendance:
    """Who was there and who was not. ``withheld`` are the numbers of the cases that the paper must not show.

    With it, a guest is named only for cases that are known and shown.
    """
    regional = _regional(meeting, register)
    everybody = [_present(one, meeting, form, regional, withheld) for one in attendance(meeting, register)]
    named = tuple(one for one in everybody if one)
    members = {member.name: member for member in members_at(meeting, register)}
    return Attendance(
        present=named,
        withheld=len(everybody) - len(named),
        apologies=_members(meeting.apologies, members, form, regional),
        absent=_members(meeting.absent, members, form, regional),
    )


def as_what(person: Person, form: WrittenForm, regional: bool = False) -> str:
    """The title as it is to be printed, else the roles; then the organisation, and which municipality."""
    labels = (_label(name, form) for name in person.given_roles if name)
    parts = [person.title or ", ".join(labels), person.organisation]
    if regional and person.municipality:
        parts.append(municipality_name(person.municipality))
    return ", ".join(part for part in parts if part)


def _label(role: str, form: WrittenForm) -> str:
    known = roles().get(role)
    return known.text(form) if known else role


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
    sides: dict[str, dict[WrittenForm, str]] = {
        "politi": {"nb": "politiet", "nn": "politiet"},
        "kommune": {"nb": "kommunen", "nn": "kommunen"},
        "andre": {"nb": "andre", "nn": "andre"},
    }
    return sides[party][form] if party else ""


def _regional(meeting: Meeting, register: Register) -> bool:
    councils = register.councils_in(meeting)
    return len(councils) > 1 or any(council.regional for council in councils)


def _present(
    one: Present, meeting: Meeting, form: WrittenForm, regional: bool, withheld: frozenset[str] | None
) -> Somebody | None:
    guest = one.guest
    shown = _cases(guest.items, meeting, withheld)
    if withheld is not None and guest.items and not shown and one.member is None:
        return None
    role = as_what(guest, form, regional)
    if one.member and not one.deputy and not role:
        role = as_what(one.member, form, regional)
    deputy_for = guest.deputy_for or (one.member.name if one.deputy and one.member else "")
    for_role = as_what(one.member, form, regional) if one.deputy and one.member else ""
    return Somebody(guest.name, role, deputy_for=deputy_for, deputy_for_role=for_role, cases=shown)


def _cases(given: tuple[str, ...], meeting: Meeting, withheld: frozenset[str] | None) -> tuple[str, ...]:
    """The cases meant, as the meeting numbers them; in a public paper only those known to be shown."""
    # Where two cases have one number, the exempt one counts.
    items = sorted(meeting.items, key=lambda item: item.exempt is not None)
    by_form = {form: item.number for item in items for form in (item.number, item.ordinal, item.case)}
    found = (by_form.get(case_number(name) or name) or by_form.get(name) for name in given)
    if withheld is None:
        return tuple(number or name for name, number in zip(given, found, strict=True) if number or name)
    return tuple(number for number in found if number and number not in withheld)


def _members(
    names: tuple[str, ...], members: dict[str, Member], form: WrittenForm, regional: bool
) -> tuple[Somebody, ...]:
    return tuple(
        Somebody(name, as_what(members[name], form, regional) if name in members else "") for name in names if name
    )
