"""From what the rows of a table say to what is to stand in which record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kps.intake.claim import (
    AgreementSubject,
    Claim,
    ContactSubject,
    CouncilSubject,
    EvaluationSubject,
    MeetingSubject,
    Subject,
)
from kps.intake.piece import Piece, Told
from kps.intake.tables.gathered import Claiming
from kps.intake.tables.lines import Line, Named, Table
from kps.intake.tables.meaning import Part
from kps.intake.tables.municipality_cells import NoPlace
from kps.intake.tables.subjects import values_of
from kps.intake.tables.targets import FOLDER, MUNICIPALITY, Target
from kps.language import Message, compound, msg
from kps.models.places import municipalities
from kps.models.vocabulary import normal
from kps.source import Path

_NO_CONTACT = msg("no contact's whole name stands in the row")
_CONTACTS = msg("several contacts stand in the row, and it may be any one's")
_NO_MEETING = msg("no day of a meeting stands in the row")
_MEETINGS = msg("several meetings stand in the row, and it may be any one's")
_NO_SCHOOL = msg("no school stands in the row")
_NO_EVALUATION = msg("no year of an evaluation stands in the row")
_NO_MEMBER = msg("no whole name of the member stands in the row")
_IN_ONE_ROW = msg("a contact's municipalities are those of the rows that the contact stands in")
_SHARED = msg("the same address stands beside several names")
_SEVERAL_PLACES = msg("several municipalities stand in the row")

_NO_COUNCIL = msg("nothing in the row says that there is a council")
_NO_AGREEMENT = msg("nothing in the row says that there is an agreement")
_OPENING_AGREEMENT = ("status", "tilbudt", "svar", "fra", "til", "revisjon.neste", "revisjon.sist", "underskrevet.dato")

Whose = Subject | Message
"""The record that a cell is about; or why it cannot be told."""


def piece_of(table: Table, line: Line, column: int, text: str) -> Piece:
    """A piece of a row's cell."""
    sheet = table.layout.sheet
    hidden = sheet.hidden or line.row.hidden or column in sheet.hidden_columns
    return Piece(sheet.place(line.row.number, column), text, hidden)


def claim_line(gathered: Claiming, table: Table, line: Line) -> None:
    """What a row whose municipality is known is to say where."""
    about = _About.of(gathered, table, line)
    before = len(gathered.claims)
    for column, parts in line.said.items():
        one = table.named[column]
        for place, part in enumerate(parts):
            about.take(one, part, place)
    _claim_municipality(gathered, about, gathered.claims[before:])


def _claim_municipality(gathered: Claiming, about: _About, made: list[Claim]) -> None:
    """Where the row's municipality itself is to stand: in its council, else its agreement, else its contact."""
    line, table = about.line, about.table
    pieces = tuple(
        piece_of(table, line, one.heading.column, line.row.cells[one.heading.column].text)
        for one in table.of(MUNICIPALITY)
        if one.heading.column in line.row.cells
    )
    subjects = [one.subject for one in made if one.pieces]
    councils = [one for one in subjects if isinstance(one, CouncilSubject)]
    agreements = [one for one in subjects if isinstance(one, AgreementSubject)]
    owner = councils[0] if councils else agreements[0] if agreements else None
    for contact in about.contacts:
        for number in line.numbers:
            own = not owner and contact is about.contacts[0] and number == line.numbers[0]
            path = ("kommuner", gathered.item_of(contact, ("kommuner",), number))
            gathered.claims.append(Claim(contact, path, number, pieces if own else (), None if own else _IN_ONE_ROW))
    if owner:
        place = owner.numbers.index(line.numbers[0])
        gathered.claims.append(Claim(owner, ("kommuner", place), line.numbers[0], pieces))
    elif not about.contacts:
        gathered.told += [Told(one, "label") for one in pieces]


@dataclass(frozen=True, slots=True)
class _About:
    """A row, and whose records its cells are about."""

    gathered: Claiming
    table: Table
    line: Line
    council: CouncilSubject
    contacts: tuple[ContactSubject, ...]
    meetings: tuple[MeetingSubject, ...]
    _agreements: dict[tuple[str, str], AgreementSubject] = field(default_factory=dict)
    """The row's agreements, by kind and party."""
    _assumed: set[int] = field(default_factory=set)
    """The years of evaluations that were told as assumed."""

    @classmethod
    def of(cls, gathered: Claiming, table: Table, line: Line) -> _About:
        council = gathered.councils.of(table, line)
        days = dict.fromkeys(date.fromisoformat(one.value) for one in values_of(table, line, "møte.dato"))
        meetings = tuple(MeetingSubject(council, day) for day in days)
        return cls(gathered, table, line, council, tuple(gathered.contacts.of(table, line)), meetings)

    def take(self, one: Named, part: Part, place: int) -> None:
        """Claim or tell a value of a cell."""
        said = piece_of(self.table, self.line, one.heading.column, part.text)
        own = None if one.heading.column in self.line.borrowed else said
        wanted = one.column.target
        if part.clock and wanted.text == "møte.dato":
            self._take_clock(one, part, own)
        elif part.fate == "left_out":
            if own:
                self.gathered.told.append(Told(own, "left_out", part.reason))
        elif part.reason is not None:
            self._unplaced(one, own, part.reason)
        elif wanted.text == FOLDER:
            self.gathered.told += [Told(own, "label")] if own else []
        else:
            self._claim(one, part, place, own)

    def _claim(self, one: Named, part: Part, place: int, own: Piece | None) -> None:
        whose = self._whose(one, part)
        if isinstance(whose, Message):
            self._unplaced(one, own, whose)
            return
        path = self._path(one.column.target, whose, place)
        if isinstance(path, Message):
            self._unplaced(one, own, path)
            return
        self.gathered.claim(whose, path, own, part.value, part.remark if own else _merged(one))
        if isinstance(whose, MeetingSubject) and path == ("dato",):
            self._claim_status(one, whose)

    def _claim_status(self, one: Named, meeting: MeetingSubject) -> None:
        status = one.column.status
        if status is None or (status == "avholdt" and meeting.day > self.gathered.as_of):
            return
        told = msg(
            "the meetings under “{heading}” are {status}: the mapping says so", heading=one.heading.name, status=status
        )
        self.gathered.claim(meeting, ("status",), None, status, told)

    def _take_clock(self, one: Named, part: Part, own: Piece | None) -> None:
        """The time beside a meeting's day is when it began, where the row has that meeting alone and no other time."""
        if len(self.meetings) == 1 and not any(self.table.of("møte.start")):
            self.gathered.claim(self.meetings[0], ("start",), own, part.value, None if own else _merged(one))
        else:
            self._unplaced(one, own, part.reason or _NO_MEETING)

    def _unplaced(self, one: Named, said: Piece | None, reason: Message) -> None:
        if said:
            where = ", ".join(municipalities()[number].name for number in self.line.numbers[:3])
            told = compound("{where}, {heading}: {reason}", where=where, heading=one.heading.name, reason=reason)
            self.gathered.told.append(Told(said, "unplaced", told))

    # --- whose it is -----------------------------------------------------------------------------------------------

    def _whose(self, one: Named, part: Part) -> Whose:
        kind = one.column.target.kind
        if denied := self._denied("råd" if kind in ("møte", "evaluering") else kind):
            return denied
        match kind:
            case "kontakt":
                return self._contact(one.column.target, part)
            case "avtale" | "skoleavtale":
                return self._agreement(one.column.target)
            case "møte":
                return self._meeting(one.column.target, part)
            case "evaluering":
                return self._evaluation()
            case _:
                there = self.council in self.gathered.opened or self.gathered.is_there(self.council)
                return self.council if there else _NO_COUNCIL

    def _denied(self, kind: str) -> Message | None:
        """Why there is nothing of a kind in the row: the mapping leaves out what its status says."""
        for one in self.table.of(f"{kind}.status"):
            for part in self.line.said.get(one.heading.column, ()):
                if part.fate == "left_out":
                    return msg("“{heading}” says “{text}”", heading=one.heading.name, text=part.text)
        return None

    def _contact(self, wanted: Target, part: Part) -> Whose:
        if wanted.text == "kontakt.navn":
            named = (one for one in self.contacts if one.name.casefold() == part.value.casefold())
            return next(named, self.contacts[0] if len(self.contacts) == 1 else _CONTACTS)
        if wanted.text == "kontakt.epost" and self.gathered.contacts.is_shared(part.value):
            return _SHARED
        if len(self.contacts) != 1:
            return _CONTACTS if self.contacts else _NO_CONTACT
        return self.contacts[0]

    def _agreement(self, wanted: Target) -> Whose:
        party = ""
        if wanted.kind == "skoleavtale":
            schools = values_of(self.table, self.line, "skoleavtale.skole")
            if len(schools) != 1:
                return _NO_SCHOOL
            party = schools[0].value
        kind: Literal["samarbeidsavtale", "skoleavtale"] = (
            "samarbeidsavtale" if wanted.kind == "avtale" else "skoleavtale"
        )
        opening = (f"{wanted.kind}.{key}" for key in _OPENING_AGREEMENT)
        there = any(
            one.agreement_kind == kind for it in self.line.numbers for one in self.gathered.register.agreements_for(it)
        )
        if not there and not values_of(self.table, self.line, *opening):
            return _NO_AGREEMENT
        key = (kind, party)
        if key not in self._agreements:
            row = self.gathered.next_agreement(self.line.numbers, kind, party)
            self._agreements[key] = AgreementSubject(kind, self.line.numbers, party, row)
        return self._agreements[key]

    def _meeting(self, wanted: Target, part: Part) -> Whose:
        if wanted.text == "møte.dato":
            return MeetingSubject(self.council, date.fromisoformat(part.value))
        if len(self.meetings) != 1:
            return _MEETINGS if self.meetings else _NO_MEETING
        return self.meetings[0]

    def _evaluation(self) -> Whose:
        years = values_of(self.table, self.line, "evaluering.år")
        carried_out = values_of(self.table, self.line, "evaluering.gjennomført")
        given = [one.column.year for one in self.table.of("evaluering.gjennomført") if one.column.year]
        if len(years) > 1 or len(carried_out) > 1 or not (years or carried_out or given):
            return _NO_EVALUATION
        year = int(years[0].value) if years else (given[0] if given else int(carried_out[0].value[:4]))
        subject = EvaluationSubject(self.council, year)
        if not years and year not in self._assumed:
            self._assumed.add(year)
            told = msg(
                "the evaluation carried out on {day} is assumed to be of {year}",
                year=year,
                day=carried_out[0].value if carried_out else "?",
            )
            self.gathered.claim(subject, ("år",), None, str(year), told)
        return subject

    # --- where in it -----------------------------------------------------------------------------------------------

    def _path(self, wanted: Target, whose: Subject, place: int) -> Path | Message:
        """The way to the value, or why there is none."""
        if wanted.route[0] == "forventninger_avklart":
            return ("forventninger_avklart", self.line.numbers[0]) if len(self.line.numbers) == 1 else _SEVERAL_PLACES
        if not wanted.list_at:
            return wanted.path()
        if not wanted.role:
            known_by: object = (id(self.table), self.line.row.number, place)
            return wanted.path(self.gathered.item_of(whose, wanted.list_at, known_by))
        names = [one.value for one in values_of(self.table, self.line, f"medlem({wanted.role}).navn")]
        if not names or (len(names) > 1 and wanted.key != "navn"):
            return _NO_MEMBER
        item = self.gathered.item_of(whose, wanted.list_at, (wanted.role, normal(names[min(place, len(names) - 1)])))
        self._claim_role(whose, wanted.role, item)
        return wanted.path(item)

    def _claim_role(self, whose: Subject, role: str, item: int) -> None:
        if (whose, ("medlemmer", item)) not in self.gathered.members:
            self.gathered.members[whose, ("medlemmer", item)] = role
            told = msg("{role} is the role that the mapping says", role=role)
            self.gathered.claim(whose, ("medlemmer", item, "rolle"), None, role, told)


def _merged(one: Named) -> Message:
    return msg("under “{heading}” a merged or a filled cell holds for several rows", heading=one.heading.name)


def unclaimed(table: Table, line: Line, numbers: frozenset[str]) -> Iterator[Told]:
    """A row whose municipality could not be read, cell by cell; ``numbers`` are the table's municipalities."""
    assert isinstance(line.found, NoPlace)
    for column, cell in line.row.cells.items():
        one = table.named.get(column)
        said = piece_of(table, line, column, cell.text)
        if one is None:
            continue
        if one.column.target.kind == MUNICIPALITY:
            yield Told(said, "unplaced", _why(line.found, numbers))
        elif one.column.target.text == "utelat":
            yield Told(said, "left_out")
        else:
            yield Told(said, "unplaced", msg("whose it is could not be read (row {row})", row=line.row.number))


def _why(found: NoPlace, numbers: frozenset[str]) -> Message:
    if found.successor and found.successor in numbers:
        return msg("{reason}, which has a row of its own", reason=found.reason)
    return found.reason
