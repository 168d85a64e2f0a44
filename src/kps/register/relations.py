"""What a record tells of whom it concerns: no more is needed to know a register's neighbourhoods, and its names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kps.models.agreement import Agreement
from kps.models.base import Record
from kps.models.contact import Contact
from kps.models.council import Council
from kps.models.meeting import Meeting
from kps.models.parse import KIND_OF, KINDS

Shared = tuple[str, str]
"""Something that records share, by its kind: a municipality, a contact, a school, a county."""


@dataclass(frozen=True, slots=True)
class Relations:
    """What one record tells of whom it concerns.

    ``kind`` is what its ``type:`` says. ``shared`` is what ties it to others that share it, ``councils`` are the names
    of councils that it names, ``name`` is a council's own. ``start`` and ``end`` are the first and the last day of a
    contact in the role. ``boundless`` says that some of this cannot be read: then it may concern any.
    """

    kind: str
    shared: tuple[Shared, ...] = ()
    councils: tuple[str, ...] = ()
    name: str = ""
    start: date | None = None
    end: date | None = None
    boundless: bool = False

    @property
    def model(self) -> type[Record]:
        """The model of such a record."""
        return KINDS[self.kind]

    @classmethod
    def of(cls, record: Record) -> Relations:
        """What a record tells."""
        kind = KIND_OF[type(record)]
        boundless = any(record.origin.covers((key,)) for key in _telling(record))
        match record:
            case Council():
                shared = (*map(_municipality, record.numbers), *(("contact", id) for id in record.contacts))
                return cls(kind, shared, (record.continued_in,), record.name, boundless=boundless)
            case Contact():
                numbers = (one.number for one in record.municipalities)
                shared = (*map(_municipality, numbers), ("contact", record.origin.stem))
                return cls(kind, shared, start=record.start, end=record.end, boundless=boundless)
            case Agreement():
                return cls(kind, (*map(_municipality, record.numbers), *_parties(record)), boundless=boundless)
            case Meeting():
                return cls(kind, councils=record.joint_with, boundless=boundless)
            case _:
                return cls(kind)


def _telling(record: Record) -> tuple[str, ...]:
    """The keys that tell whom a record concerns."""
    match record:
        case Council() | Contact():
            return ("kommuner",)
        case Agreement():
            return "kommuner", "skole", "fylkeskommune"
        case Meeting():
            return ("felles_med",)
        case _:
            return ()


def _municipality(number: str) -> Shared:
    return "municipality", number


def _parties(record: Agreement) -> Iterator[Shared]:
    yield from ((key, party) for key, party in (("school", record.school), ("county", record.county)) if party)
