"""What is counted of one register: some municipalities and councils, and whether they are its whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from kps.checking.finding import Finding
from kps.models.agreement import Agreement
from kps.models.council import Council
from kps.models.layout import folder_of
from kps.models.shared import MunicipalityEntry
from kps.register.index import Register

Scope = Literal["register", "council", "municipality"]


class Place(NamedTuple):
    """What decides whom a finding is counted for: the municipalities it is about, and the folder it was found in."""

    numbers: tuple[str, ...]
    folder: str

    @classmethod
    def of(cls, finding: Finding) -> Place:
        """The place of a finding; most share theirs with many others."""
        return cls(finding.numbers, folder_of(finding.file))


@dataclass(frozen=True, slots=True)
class Part:
    """Some municipalities, by number, and councils of a register."""

    register: Register
    numbers: tuple[str, ...]
    councils: tuple[Council, ...]
    scope: Scope

    @property
    def district(self) -> str:
        """The police district of the register."""
        return self.register.charter.district if self.register.charter else ""

    @property
    def agreements(self) -> Iterator[Agreement]:
        """The agreements that name one of the municipalities; of the whole register, all."""
        for agreement in self.register.agreements:
            if self.scope == "register" or set(self.numbers) & set(agreement.numbers):
                yield agreement

    def takes_part(self, council: Council, first: date, last: date) -> bool:
        """Whether what is counted was in the council at some time of a stretch; more than one municipality always."""
        entries = self.entries(council)
        return not entries or any(
            (one.start is None or one.start <= last) and (one.end is None or one.end >= first) for one in entries
        )

    def entries(self, council: Council) -> tuple[MunicipalityEntry, ...]:
        """How the one municipality counted stands in the council; empty where not just one is counted."""
        if self.scope != "municipality":
            return ()
        return tuple(entry for entry in council.municipalities if entry.number in self.numbers)

    def concerns(self, place: Place) -> bool:
        """Whether what was found in a place of the register is about what is counted.

        A finding in a council's folder that names no municipality is about all of the council's.
        """
        if self.scope == "register" or not set(self.numbers).isdisjoint(place.numbers):
            return True
        return not (self.scope == "municipality" and place.numbers) and self._holds(place.folder)

    def _holds(self, folder: str) -> bool:
        """Whether the folder is that of one of the councils, or lies in it."""
        folders = (council.origin.folder for council in self.councils)
        return any(own in (".", folder) or folder.startswith(own + "/") for own in folders)
