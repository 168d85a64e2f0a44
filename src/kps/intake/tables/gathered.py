"""What the tables of a workbook claim, gathered row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from kps.intake.claim import Claim, ContactSubject, CouncilSubject, Subject
from kps.intake.piece import Piece, Told
from kps.intake.tables.lines import Table
from kps.intake.tables.subjects import Contacts, Councils, values_of
from kps.language import Message
from kps.register.index import Register
from kps.source import Path

_OPENING = ("råd.status", "råd.navn", "råd.mappe", "råd.opprettet", "råd.invitert", "råd.svar", "råd.nedlagt")
"""What says that there is a council."""


@dataclass
class Claiming:
    """The claims of a workbook's tables, gathered row by row."""

    tables: tuple[Table, ...]
    as_of: date
    councils: Councils
    contacts: Contacts
    register: Register
    claims: list[Claim] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    members: dict[tuple[Subject, Path], str] = field(default_factory=dict)
    """The role of each member that a row tells of, by the place in the list."""
    _agreements: dict[tuple[str, ...], int] = field(default_factory=dict)
    _items: dict[tuple[Subject, tuple[str, ...]], dict[object, int]] = field(default_factory=dict)

    def claim(self, subject: Subject, path: Path, said: Piece | None, value: str, remark: Message | None) -> None:
        """That a value is to stand there."""
        self.claims.append(Claim(subject, path, value, (said,) if said else (), remark))

    @cached_property
    def opened(self) -> frozenset[CouncilSubject]:
        """The councils that some row says there are: by more than who is in it, or what is noted beside it."""
        return frozenset(
            self.councils.of(table, line)
            for table in self.tables
            for line in table.lines
            if line.numbers and values_of(table, line, *_OPENING)
        )

    def is_there(self, council: CouncilSubject) -> bool:
        """Whether some council of the register may be the one that is meant."""
        return any(self.register.councils_for(number) for number in council.numbers)

    def item_of(self, subject: Subject, at: tuple[str, ...], known_by: object) -> int:
        """The place of an item in one of the record's lists, counted through the source: the same thing has one."""
        places = self._items.setdefault((subject, at), {})
        return places.setdefault(known_by, len(places))

    def contacts_by_council(self) -> Mapping[CouncilSubject, tuple[ContactSubject, ...]]:
        """The contacts who stand in each council's rows, each once."""
        found: dict[CouncilSubject, dict[ContactSubject, None]] = {}
        for table in self.tables:
            for line in table.lines:
                if line.numbers:
                    people = self.contacts.of(table, line)
                    found.setdefault(self.councils.of(table, line), {}).update(dict.fromkeys(people))
        return {council: tuple(people) for council, people in found.items()}

    def next_agreement(self, numbers: tuple[str, ...], kind: str, party: str) -> int:
        """Which of a party's agreements a row's is, counted through the source."""
        key = (kind, party, *numbers)
        self._agreements[key] = self._agreements.get(key, -1) + 1
        return self._agreements[key]
