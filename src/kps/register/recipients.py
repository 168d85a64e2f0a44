"""Who a meeting's papers are sent to: members and their deputies, guests, and those who get a copy (4.1.1, 4.1.2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kps.models.council import Council, Member
from kps.models.meeting import Meeting
from kps.models.shared import Sender
from kps.register.attendance import attendance, expected, members_at
from kps.register.index import Register

_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+", re.ASCII)
_CLOSED = frozenset(("kommune", "politi"))
"""The sides whose members see what is exempt from public disclosure."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody whom a meeting's papers go to; an outsider never gets the closed edition."""

    name: str
    address: str
    """Empty where no usable one is written."""
    inside: bool


def address(written: str) -> str:
    """An e-mail address as mail programs take it, in ASCII; empty where what is written is none, or several."""
    name, at, domain = written.strip().rpartition("@")
    if at and not domain.isascii():
        try:
            domain = domain.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    whole = f"{name}@{domain}"
    return whole if _ADDRESS.fullmatch(whole) else ""


def recipients(meeting: Meeting, register: Register) -> tuple[Recipient, ...]:
    """Everybody whom the papers go to, each name once: also members who sent apologies or did not come."""
    everybody = (*_members(meeting, register), *_others(meeting, register), *_copies(meeting))
    found: dict[str, Recipient] = {}
    for one in everybody:
        known = found.setdefault(one.name, one)
        if not known.address:
            found[one.name] = Recipient(one.name, one.address, known.inside)
    return tuple(found.values())


def called_members(meeting: Meeting, register: Register) -> tuple[Member, ...]:
    """The members who are called to the meeting: those on its day, of the extended council only where it meets."""
    day = meeting.day
    councils = register.councils_in(meeting) if day else ()
    return tuple(
        member
        for council in councils
        if day
        for member in council.called_on(day)
        if member.name and expected(member, meeting)
    )


def told_of_absence(meeting: Meeting, register: Register) -> str:
    """Who is told of an absence, by name: the council's secretary, else its leader, else who writes the minutes."""
    secretaries = (one.name for one in called_members(meeting, register) if one.secretary)
    offices = [
        one for council in register.councils_in(meeting) if meeting.day for one in council.leading_on(meeting.day)
    ]
    leaders = (one.name for one in sorted(offices, key=lambda one: one.office != "leder"))
    return next((name for name in (*secretaries, *leaders, meeting.secretary) if name), "")


def _members(meeting: Meeting, register: Register) -> Iterator[Recipient]:
    for member in called_members(meeting, register):
        yield Recipient(member.name, address(member.email), not _CLOSED.isdisjoint(member.parties))


def _others(meeting: Meeting, register: Register) -> Iterator[Recipient]:
    """Deputies and guests; whoever stands in for a member is inside where the member is."""
    by_name = {member.name: member for member in reversed(members_at(meeting, register))}
    for one in attendance(meeting, register):
        own = by_name.get(one.guest.name)
        members = [member for member in (one.member, *one.also) if member is not None]
        inside = any(not _CLOSED.isdisjoint(member.parties) for member in members)
        yield Recipient(one.guest.name, address(one.guest.email) or (address(own.email) if own else ""), inside)


def _copies(meeting: Meeting) -> Iterator[Recipient]:
    for one in meeting.copies:
        yield Recipient(one.name or one.email, address(one.email), inside=False)


def shared_addresses(some: Iterable[Recipient]) -> tuple[str, ...]:
    """The addresses that serve both somebody inside and an outsider."""
    some = tuple(one for one in some if one.address)
    inside = {one.address.casefold() for one in some if one.inside}
    return tuple(dict.fromkeys(one.address for one in some if not one.inside and one.address.casefold() in inside))


def sender(council: Council | None, register: Register) -> Sender:
    """What stands at the head of the council's papers: its own, key by key, else the register's."""
    own = council.sender if council else None
    whole = register.charter.sender if register.charter else None
    written = {**_written(whole), **_written(own)}
    return Sender.model_validate(written)


def _written(one: Sender | None) -> dict[str, str]:
    return {key: value for key, value in one.model_dump(by_alias=True).items() if value} if one else {}
