"""A register as it is known on a day: what is dated later counts as not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Self

from kps.models.agreement import Agreement
from kps.models.contact import Contact
from kps.models.council import Council
from kps.models.date_arithmetic import days_after
from kps.models.meeting import Meeting
from kps.models.parse import parse
from kps.models.register import Charter, Deadlines
from kps.register.actions import TrackedAction, track
from kps.register.index import Register
from kps.register.tree import REGISTER_FILE


def charter_of(register: Register) -> Charter:
    """The register's kps.yaml; where it cannot be read as a register, one that says nothing."""
    if register.charter:
        return register.charter
    charter, _ = parse({"type": "register"}, REGISTER_FILE)
    assert isinstance(charter, Charter)
    return charter


@dataclass(frozen=True)
class OnDay:
    """A register on a day. What is dated after ``as_of`` counts as not there."""

    register: Register
    charter: Charter
    as_of: date

    @classmethod
    def of(cls, register: Register, as_of: date) -> Self:
        """The register on the day; one whose kps.yaml cannot be read as a register says nothing."""
        return cls(register, charter_of(register), as_of)

    @property
    def deadlines(self) -> Deadlines:
        """The register's own deadlines, in days."""
        return self.charter.deadlines

    @property
    def horizon(self) -> date:
        """The last day that counts as coming up, by the register's notice (``varsel_dager``)."""
        return days_after(self.as_of, self.deadlines.notice)

    def known(self, day: date | None) -> date | None:
        """The day, if it has come by ``as_of``; planned meetings and deadlines are not asked this."""
        return day if day is not None and day <= self.as_of else None

    def actions(self, council: Council) -> tuple[TrackedAction, ...]:
        """The actions of the council's own held meetings, as known on ``as_of``."""
        return track(self.register, council, self.as_of)

    @cached_property
    def _held(self) -> dict[str, tuple[Meeting, ...]]:
        return {}

    def held(self, council: Council) -> tuple[Meeting, ...]:
        """The meetings the council has held, joint ones too, in order."""
        folder = council.origin.folder
        if folder not in self._held:
            meetings = self.register.all_meetings_of(council)
            self._held[folder] = tuple(one for one in meetings if one.held(self.as_of))
        return self._held[folder]

    def held_in(self, council: Council, year: int) -> tuple[Meeting, ...]:
        """Those of them that were held in a calendar year."""
        return tuple(one for one in self.register.meetings_of_year(council, year) if one.held(self.as_of))

    def minutes_due(self, meeting: Meeting) -> bool:
        """Whether the minutes are there, or should have been by now."""
        if meeting.day is None:
            return False
        late = (self.as_of - meeting.day).days > self.deadlines.minutes
        return self.known(meeting.done) is not None or late

    def active_councils(self) -> Iterator[Council]:
        """Every council active on the day."""
        yield from (one for one in self.register.councils if one.active(self.as_of))

    def planned_meetings(self) -> Iterator[tuple[Council, Meeting, date]]:
        """The meetings that active councils have planned, each with its council and its day."""
        for council in self.active_councils():
            for meeting in self.register.meetings_of(council):
                if meeting.status == "planlagt" and meeting.day:
                    yield council, meeting, meeting.day

    def agreements_in_force(self) -> Iterator[Agreement]:
        """Every agreement in force on the day, of any kind."""
        yield from (one for one in self.register.agreements if one.in_force(self.as_of))

    def cooperation_agreements_in_force(self) -> Iterator[Agreement]:
        """Every samarbeidsavtale in force on the day."""
        yield from (one for one in self.agreements_in_force() if one.agreement_kind == "samarbeidsavtale")

    def active_contacts(self) -> Iterator[Contact]:
        """Every contact in the role on the day."""
        yield from (one for one in self.register.contacts if one.active(self.as_of))

    def councils_sharing(self, agreement: Agreement) -> tuple[Council, ...]:
        """The active councils that one of the agreement's municipalities is in on the day, by file."""
        found = {
            council.origin.file: council
            for number in agreement.numbers
            for council in self.register.active_councils_for(number, self.as_of)
        }
        return tuple(found[file] for file in sorted(found))
