"""A register in memory: every record, and the questions the rules and the papers ask of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from kps.models.agreement import Agreement
from kps.models.base import Record
from kps.models.contact import Contact
from kps.models.council import Council
from kps.models.evaluation import Evaluation
from kps.models.knowledge import Knowledge
from kps.models.layout import COUNCIL_FILE, folder_of
from kps.models.meeting import Meeting
from kps.models.places import municipalities, of_district
from kps.models.register import Charter
from kps.register.copies import Copy
from kps.register.flaws import Flaw
from kps.register.relations import Relations
from kps.register.stamps import Stamp
from kps.register.surroundings import Surroundings
from kps.register.tree import REGISTER_FILE
from kps.register.unread import Unread, nearest, unread_files

A = TypeVar("A")
R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Register:
    """All that lies below one kps.yaml. Files are named from its folder, with ``/`` between.

    ``files`` are all the files there, ``record_files`` those that are read as records; ``suspects`` the text of those
    that hold digits which may be somebody's number; ``stamps`` what the papers kept there were made from; ``garbled``
    the text of the records that cannot be read, as far as it can be had; ``strays`` the records that nobody reads, each
    with the name it should have.

    A neighbourhood is a register of its own: ``lent`` are the records that are seen in it but judged elsewhere,
    ``judged`` the municipalities that are judged in it (None: all), ``given`` the names of the whole.
    """

    label: str
    records: tuple[Record, ...]
    flaws: tuple[Flaw, ...] = ()
    files: frozenset[str] = frozenset()
    suspects: Mapping[str, str] = field(default_factory=dict)
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    garbled: Mapping[str, str] = field(default_factory=dict)
    record_files: frozenset[str] = frozenset()
    copies: tuple[Copy, ...] = ()
    strays: Mapping[str, str] = field(default_factory=dict)
    lent: tuple[Record, ...] = ()
    judged: frozenset[str] | None = None
    given: Surroundings | None = None

    @cached_property
    def charter(self) -> Charter | None:
        """kps.yaml itself; None where it cannot be read as a register."""
        charters = (one for one in (*self.lent, *self.records) if isinstance(one, Charter))
        return next((one for one in charters if one.origin.file == REGISTER_FILE), None)

    @cached_property
    def surroundings(self) -> Surroundings:
        """What may be asked of the whole register, also in a neighbourhood of it."""
        return self.given or Surroundings(self.files, self.relations)

    @cached_property
    def relations(self) -> Mapping[str, Relations]:
        """What each record tells of whom it concerns, by its file."""
        return {record.origin.file: Relations.of(record) for record in self.records}

    @cached_property
    def councils(self) -> tuple[Council, ...]:
        """The councils, by file."""
        return self._of(Council)

    @cached_property
    def agreements(self) -> tuple[Agreement, ...]:
        """The agreements, by file."""
        return self._of(Agreement)

    @cached_property
    def contacts(self) -> tuple[Contact, ...]:
        """The contacts, by file."""
        return self._of(Contact)

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """The meetings of all councils, by file."""
        return self._of(Meeting)

    @cached_property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """The evaluations of all councils, by file."""
        return self._of(Evaluation)

    @cached_property
    def products(self) -> tuple[Knowledge, ...]:
        """The knowledge products of all councils and of the register itself that are judged here, by file."""
        return self._of(Knowledge)

    def _of(self, kind: type[R]) -> tuple[R, ...]:
        return tuple(record for record in self.records if isinstance(record, kind))

    # --- which council a record belongs to -------------------------------------------------------------

    @cached_property
    def unread(self) -> tuple[Unread, ...]:
        """The files that would be records and cannot be read, by name."""
        return unread_files(self.garbled, self.councils)

    @cached_property
    def record_in(self) -> Mapping[str, Record]:
        """The records by their file."""
        return {record.origin.file: record for record in self.records}

    @cached_property
    def _council_at(self) -> dict[str, Council | None]:
        unread = {one.folder: None for one in self.unread if one.is_council and one.folder}
        # Of two in one folder the one that is named as a council's record is.
        named_last = sorted(self.councils, key=lambda one: one.origin.file.rpartition("/")[2] == COUNCIL_FILE)
        return unread | {council.origin.folder: council for council in named_last}

    def council_of(self, record: Record) -> Council | None:
        """The council whose folder the record lies in, or the nearest above it; None where that cannot be read."""
        if isinstance(record, Council):
            return record
        folder = self.council_folder(record.origin.file)
        return self._council_at[folder] if folder is not None else None

    def council_in(self, folder: str) -> Council | None:
        """The council that the records in a council's folder belong to: one, though several lie there (D006)."""
        return self._council_at[folder]

    def council_folder(self, file: str) -> str | None:
        """The folder of the council that a file belongs to, be it one that cannot be read; None where it is none's."""
        return nearest(folder_of(file), self._council_at)

    @cached_property
    def _products_in(self) -> Mapping[str | None, tuple[Knowledge, ...]]:
        found: dict[str | None, list[Knowledge]] = defaultdict(list)
        for product in (*self.products, *(one for one in self.lent if isinstance(one, Knowledge))):
            found[self.council_folder(product.origin.file)].append(product)
        return {folder: tuple(some) for folder, some in found.items()}

    def products_in(self, folder: str | None) -> tuple[Knowledge, ...]:
        """The knowledge products of the council in the folder; without one, those of the whole register."""
        return self._products_in.get(folder, ())

    @cached_property
    def council_named(self) -> Mapping[str, Council]:
        """The councils by their folder's name, and by their own where no other has it."""
        by_name: dict[str, list[Council]] = defaultdict(list)
        for council in self.councils:
            by_name[council.name].append(council)
        alone = {name: some[0] for name, some in by_name.items() if name and len(some) == 1}
        return alone | {council.folder: council for council in self.councils}

    @cached_property
    def _meetings_in(self) -> Mapping[str, tuple[Meeting, ...]]:
        found: dict[str, list[Meeting]] = defaultdict(list)
        for meeting in self.meetings:
            if council := self.council_of(meeting):
                found[council.origin.folder].append(meeting)
        return {folder: tuple(sorted(some, key=lambda one: one.order)) for folder, some in found.items()}

    def meetings_of(self, council: Council) -> tuple[Meeting, ...]:
        """The meetings whose files lie in the council's folder, by date and suffix."""
        return self._meetings_in.get(council.origin.folder, ())

    @cached_property
    def _joint_meetings(self) -> Mapping[str, tuple[Meeting, ...]]:
        found: dict[str, list[Meeting]] = defaultdict(list)
        for meeting in self.meetings:
            own = self.council_of(meeting)
            others = {other.origin.folder for name in meeting.joint_with if (other := self.council_named.get(name))}
            for folder in others - ({own.origin.folder} if own else set()):
                found[folder].append(meeting)
        return {folder: tuple(some) for folder, some in found.items()}

    @cached_property
    def _all_meetings(self) -> dict[str, tuple[Meeting, ...]]:
        return {}

    def all_meetings_of(self, council: Council) -> tuple[Meeting, ...]:
        """The council's meetings and those another council held together with it, by date and suffix."""
        folder = council.origin.folder
        if folder not in self._all_meetings:
            both = (*self.meetings_of(council), *self._joint_meetings.get(folder, ()))
            self._all_meetings[folder] = tuple(sorted(both, key=lambda one: one.order))
        return self._all_meetings[folder]

    @cached_property
    def _by_year(self) -> dict[str, Mapping[int, tuple[Meeting, ...]]]:
        return {}

    def meetings_of_year(self, council: Council, year: int) -> tuple[Meeting, ...]:
        """Those of all its meetings that lie in a calendar year."""
        folder = council.origin.folder
        if folder not in self._by_year:
            found: dict[int, list[Meeting]] = defaultdict(list)
            for meeting in self.all_meetings_of(council):
                if meeting.day:
                    found[meeting.day.year].append(meeting)
            self._by_year[folder] = {year: tuple(some) for year, some in found.items()}
        return self._by_year[folder].get(year, ())

    @cached_property
    def _answers(self) -> dict[Hashable, Any]:
        return {}

    def once(self, question: Hashable, answer: Callable[[], A]) -> A:
        """The answer to something that is asked of the register again and again: worked out the first time."""
        if question not in self._answers:
            self._answers[question] = answer()
        found: A = self._answers[question]
        return found

    def forget(self) -> None:
        """Forget those answers: they are worked out again where they are asked for, and take room until then."""
        self._answers.clear()

    @cached_property
    def _councils_in(self) -> dict[str, tuple[Council, ...]]:
        return {}

    def councils_in(self, meeting: Meeting) -> tuple[Council, ...]:
        """The council whose folder holds the meeting, then those it was held together with."""
        file = meeting.origin.file
        if file not in self._councils_in:
            own = self.council_of(meeting)
            joint = [self.council_named[name] for name in meeting.joint_with if name in self.council_named]
            self._councils_in[file] = tuple({one.origin.folder: one for one in (own, *joint) if one}.values())
        return self._councils_in[file]

    def councils_about(self, record: Record) -> tuple[Council, ...]:
        """The councils a record is about: those that meet, the one whose folder it lies in, or an agreement's."""
        if isinstance(record, Meeting):
            return self.councils_in(record)
        own = self.council_of(record)
        if own is None and isinstance(record, Agreement):
            shared = (one for number in record.numbers for one in self.councils_for(number))
            return tuple({one.origin.file: one for one in shared}.values())
        return (own,) if own else ()

    @cached_property
    def _evaluations_in(self) -> Mapping[str, tuple[Evaluation, ...]]:
        found: dict[str, list[Evaluation]] = defaultdict(list)
        for evaluation in self.evaluations:
            if council := self.council_of(evaluation):
                found[council.origin.folder].append(evaluation)
        return {
            folder: tuple(sorted(some, key=lambda one: (one.carried_out or date.max, one.origin.file)))
            for folder, some in found.items()
        }

    def evaluations_of(self, council: Council) -> tuple[Evaluation, ...]:
        """The evaluations in the council's folder, by the day they were carried out."""
        return self._evaluations_in.get(council.origin.folder, ())

    # --- what concerns a municipality --------------------------------------------------------------------

    @cached_property
    def covered(self) -> tuple[str, ...]:
        """The numbers of the municipalities that the register covers, sorted: its own list always wins."""
        if self.charter is None or not (self.charter.municipalities or self.charter.covers_all):
            return ()
        numbers = self.charter.municipalities or tuple(one.number for one in of_district(self.charter.district))
        return tuple(sorted({number for number in numbers if number in municipalities()}))

    @property
    def covered_here(self) -> tuple[str, ...]:
        """Those of them that are judged here: in a neighbourhood not all are."""
        return tuple(number for number in self.covered if self.judged is None or number in self.judged)

    @cached_property
    def _councils_for(self) -> Mapping[str, tuple[Council, ...]]:
        found: dict[str, list[Council]] = defaultdict(list)
        for council in self.councils:
            for number in dict.fromkeys(council.numbers):
                found[number].append(council)
        return {number: tuple(some) for number, some in found.items()}

    def councils_for(self, number: str) -> tuple[Council, ...]:
        """The councils that name the municipality, of any time and status."""
        return self._councils_for.get(number, ())

    def active_councils_for(self, number: str, day: date) -> tuple[Council, ...]:
        """The councils that work on ``day`` and that the municipality is in on that day."""
        return tuple(
            council
            for council in self.councils_for(number)
            if council.active(day) and number in council.numbers_on(day)
        )

    @cached_property
    def _agreements_for(self) -> Mapping[str, tuple[Agreement, ...]]:
        found: dict[str, list[Agreement]] = defaultdict(list)
        for agreement in self.agreements:
            for number in dict.fromkeys(agreement.numbers):
                found[number].append(agreement)
        return {number: tuple(some) for number, some in found.items()}

    def agreements_for(self, number: str) -> tuple[Agreement, ...]:
        """The agreements that name the municipality, of any time, kind and status."""
        return self._agreements_for.get(number, ())

    @cached_property
    def _contacts_naming(self) -> Mapping[str, tuple[Contact, ...]]:
        found: dict[str, list[Contact]] = defaultdict(list)
        for contact in self.contacts:
            for number in dict.fromkeys(entry.number for entry in contact.municipalities):
                found[number].append(contact)
        return {number: tuple(some) for number, some in found.items()}

    def contacts_naming(self, number: str) -> tuple[Contact, ...]:
        """The contacts that name the municipality, of any time."""
        return self._contacts_naming.get(number, ())

    def contacts_for(self, number: str, day: date) -> tuple[Contact, ...]:
        """The contacts who answer for the municipality on ``day``."""
        return tuple(contact for contact in self.contacts_naming(number) if number in contact.numbers(day))

    @cached_property
    def contact_named(self) -> Mapping[str, Contact]:
        """The contacts by id, the stem of their file."""
        return {contact.origin.stem: contact for contact in self.contacts}
