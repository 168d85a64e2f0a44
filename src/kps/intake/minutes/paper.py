"""A paper read against a register: its parts, each put into the draft, and what is closed kept closed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from kps.documents.followups import exempt_bases
from kps.intake.claim import MeetingSubject, Reading
from kps.intake.labels import labels, plain
from kps.intake.minutes.actions import Actions
from kps.intake.minutes.attendance import People, units_of
from kps.intake.minutes.attendance_tables import AttendanceTables
from kps.intake.minutes.case import NO_CASE, Case
from kps.intake.minutes.case_rows import read_rows
from kps.intake.minutes.closing import Closing, claim_basis
from kps.intake.minutes.columns import columns_of
from kps.intake.minutes.days import days_after
from kps.intake.minutes.draft import Draft
from kps.intake.minutes.exempt import marked
from kps.intake.minutes.frame import PEOPLE, Frame
from kps.intake.minutes.labelled import Entries, Entry
from kps.intake.minutes.layout import Layout, Section
from kps.intake.minutes.lines import Grid, Line, Span, lines_in, spans
from kps.intake.minutes.new_council import open_council
from kps.intake.minutes.standing import standing_item
from kps.intake.minutes.starts import Start, boxes_of, lines_of_start, number_in
from kps.intake.minutes.tables import Tables
from kps.intake.minutes.whose import Whose
from kps.language import Message, msg, msgn
from kps.models.council import Council
from kps.models.places import municipalities
from kps.models.vocabulary import normal
from kps.register.index import Register
from kps.register.written import in_form, written_form
from kps.scaffold.agenda import open_actions

NAMING = ("council", "municipality", "", "minutes")
"""The labels under which a paper tells whose it is; most tell it in their titles."""
OTHERWISE_LISTED = msg("the list of cases calls it something else")
ONLY_LISTED = msg("it stands in the list of cases only")
ASSUMED_HELD = msg("held, since there are minutes of it")
YEAR_ASSUMED = msg("the year is the meeting's")
YEAR_FIRST = msg("read with the year first")


@dataclass
class Paper:
    """The parts of a paper while they are put into a draft."""

    draft: Draft
    parts: Layout
    day: date
    whose: Whose
    register: Register
    beside: Sequence[Line]
    """The lines of headers, footers, comments and footnotes."""
    head: Entries = field(default_factory=lambda: Entries(PEOPLE))
    tail: Entries = field(default_factory=lambda: Entries(PEOPLE, after_cases=True))
    cases: list[Case] = field(default_factory=list)

    def read(self) -> Reading:
        """Everything that the paper says, each at its place or told."""
        self.head.read(self.parts.head)
        self.tail.read(self.parts.tail)
        council = self.whose.council
        people = People(self.draft, council.members_on(self.day) if council else (), units_of(council))
        frame = Frame(self.draft, people, self.day, self._names(council))
        if council is None and self.whose.subject:
            titles = [span for entry in self.head.found if entry.key in NAMING for span in entry.values]
            open_council(self.draft, self.whose.subject, titles)
        frame.place(self.head.found, self.tail.found, [*self.head.under, *self.tail.under])
        self._day_of_the_name()
        self.cases = [self._case(index, one) for index, one in enumerate(self.parts.sections)]
        self._next_by_its_case(frame)
        councils = self._councils(council, frame.joint_with)
        tables = self._tables(councils, Actions(self.draft, people, self.day, frame.next_meeting))
        self._grids(tables, people)
        closing = Closing(self.draft, self.parts, self.cases, (self.head, self.tail), self.beside)
        closing.close(self.day)
        for section, case in zip(self.parts.sections, self.cases, strict=True):
            self._write(section, case, tables.actions)
        self._numbers()
        self._lists()
        self._held()
        self._beside()
        assert self.whose.subject is not None
        return self.draft.reading(MeetingSubject(self.whose.subject, self.day), about=self._about())

    def _about(self) -> Message:
        return msgn("{n} case", "{n} cases", len(self.cases))

    def _names(self, council: Council | None) -> frozenset[str]:
        subject = self.whose.subject
        folder = subject.folder.rpartition("/")[2].split("-") if subject else []
        numbers = (*(subject.numbers if subject else ()), *folder)
        places = [municipalities()[one] for one in numbers if one in municipalities()]
        names = [*(one.name for one in places), *(one.district for one in places), *folder]
        names += [council.name] if council else []
        return frozenset(word for name in names for word in plain(name).split())

    def _case(self, index: int, section: Section) -> Case:
        case = Case(self.draft, section.start, index)
        case.lines += [section.start.number.span.line]
        case.read_rest()
        read_rows(case)
        case.read(section.items)
        return case

    def _day_of_the_name(self) -> None:
        if not any(wish.path == ("dato",) for wish in self.draft.wishes):
            self.draft.claim(("dato",), self.day.isoformat(), remark=msg("the day of the file's name"))

    def _next_by_its_case(self, frame: Frame) -> None:
        for case in self.cases:
            title = case.title
            if title is None or standing_item(title.text) != "neste_møte":
                continue
            found = [one for line in case.lines for one in days_after(line.text, self.day)]
            if len({one.day for one in found}) == 1:
                frame.next_is(found[0])

    def _councils(self, own: Council | None, joint_with: Sequence[str]) -> list[Council]:
        """The council, and those that it met with."""
        wanted = {normal(name) for name in joint_with}
        met = [one for one in self.register.councils if normal(one.name) in wanted]
        return list(dict.fromkeys((*([own] if own else ()), *met)))

    def _tables(self, councils: Sequence[Council], actions: Actions) -> Tables:
        before = self.day - timedelta(days=1)
        earlier = {one.id: one for council in councils for one in open_actions(self.register, council, before)}
        meetings = [meeting for council in councils for meeting in self.register.all_meetings_of(council)]
        by_number = {case.start.number.number: case for case in self.cases}
        return Tables(self.draft, by_number, tuple(earlier.values()), frozenset(exempt_bases(meetings)), actions)

    def _grids(self, tables: Tables, people: People) -> None:
        for case in self.cases:
            for key, parts in list(case.texts.items()):
                case.texts[key] = [part for part in parts if not self._grid(part, tables, people, case)]
            case.texts = {key: parts for key, parts in case.texts.items() if parts}
        for grid in (*self.head.grids, *self.tail.grids):
            self._grid(grid, tables, people, None)

    def _grid(self, grid: object, tables: Tables, people: People, inside: Case | None) -> bool:
        """Puts a table where its head tells that it belongs; False where it is a table of its own kind."""
        columns = columns_of(grid) if isinstance(grid, Grid) else None
        if columns is None or not isinstance(grid, Grid):
            return False
        match columns.kind:
            case "actions":
                tables.of_actions(grid, columns, inside)
            case "follow_up":
                tables.of_follow_ups(grid, columns)
            case "people" if inside is None:
                above = self.head.above.get(id(grid)) or self.tail.above.get(id(grid))
                AttendanceTables(people).of_columns(grid, columns, above)
            case "signature":
                self._signatures(grid, people)
            case _:
                return False
        return True

    def _signatures(self, grid: Grid, people: People) -> None:
        for line in grid.lines:
            if labels("line").get(line.text) or normal(line.text) in {normal(one) for one in people.all}:
                self.draft.label(line.whole)

    def _write(self, section: Section, case: Case, actions: Actions) -> None:
        listed = [entry.title for entry in section.listed if entry.title]
        used = listed[0] if case.title is None and listed else None
        if not case.write_title(used):
            number = case.start.number.span.text or str(case.start.number.number)
            why = msg(
                "case {number} has no title; write one in the source and take it over again, or write the case by hand",
                number=number,
            )
            self.draft.unplaced(why, *(line.whole for line in dict.fromkeys(case.lines)))
            return
        self._number(case)
        case.write(actions)
        self._listed(section, case, used)
        if case.exempt:
            claim_basis(case, self.parts, self.beside)

    def _number(self, case: Case) -> None:
        number = case.start.number
        if case.start.label:
            self.draft.label(case.start.label)
        if number.year is None and self._each_from_one:
            return  # they are numbered on through the year when they are settled
        remark = YEAR_ASSUMED if number.year is None else YEAR_FIRST if number.turned else None
        self.draft.claim((*case.path, "nr"), f"{number.number}/{self.day.year}", number.span, remark=remark)

    def _numbers(self) -> None:
        """The numbers that the paper gives its cases from one on are kept in the record's note."""
        numbers = [one.start.number for one in self.parts.sections if one.start.number.year is None]
        if numbers and self._each_from_one:
            form = written_form(self.register, self.whose.subject.numbers if self.whose.subject else ())
            told = ", ".join(f"{one.number}" for one in numbers)
            words = in_form("[[Sakene er nummerert slik i kilden|Sakene er nummererte slik i kjelda]]", form)
            self.draft.claim(("notat",), f"{words}: {told}.", *(one.span for one in numbers))

    @property
    def _each_from_one(self) -> bool:
        """Whether the paper numbers its own cases from one, and not on through the year."""
        return any(one.start.number.number == 1 for one in self.parts.sections)

    def _listed(self, section: Section, case: Case, used: Span | None) -> None:
        """An entry of the list before the cases is the same case: what it says more is told."""
        title = normal(case.title.text) if case.title else ""
        for entry in section.listed:
            if entry.label:
                self.draft.label(entry.label)
            self.draft.label(entry.number.span)
            if entry.title and entry.title is not used:
                same = title.startswith(normal(entry.title.text).rstrip(".…"))
                if same:
                    self.draft.label(entry.title)
                else:
                    self.draft.unplaced(OTHERWISE_LISTED, entry.title)
            if entry.rows:
                self._listed_row(entry)

    def _listed_row(self, entry: Start) -> None:
        taken = {id(entry.number.span.line), *({id(entry.title.line)} if entry.title else ())}
        for box in boxes_of(entry):
            self.draft.unplaced(OTHERWISE_LISTED, *(span for span in spans(box) if id(span.line) not in taken))

    def _lists(self) -> None:
        """The lists before the cases: their heads, and entries without a number that are the cases' titles."""
        for start in self.parts.only_listed:
            self.draft.unplaced(ONLY_LISTED, *(line.whole for line in lines_of_start(start)))
        titles = {normal(case.title.text): case for case in self.cases if case.title}
        for entry in (*self.head.found, *self.tail.found):
            if entry.key == "case_list":
                self._titles(entry.values, titles)
            elif entry.key in ("action_list", "follow_up"):
                self.draft.unplaced(NO_CASE, *entry.values)
            elif entry.key == "attachments":
                self._attachments(entry)
        seen: set[int] = set()
        for section in self.parts.sections:
            for start in (section.start, *section.listed):
                self._head_of(start, seen)

    def _head_of(self, start: Start, seen: set[int]) -> None:
        if start.columns is None or start.grid is None or id(start.grid) in seen:
            return
        seen.add(id(start.grid))
        for box in dict.fromkeys(start.grid.rows[0]):
            self.draft.label(*spans(box))

    def _titles(self, values: Iterable[Span], titles: dict[str, Case]) -> None:
        for span in values:
            case = titles.get(normal(span.text).rstrip(".")) or self._numbered(span)
            if case is None:
                self.draft.unplaced(ONLY_LISTED, span)
                continue
            self.draft.label(span)
            if case.exempt:
                self.draft.close([span.line])

    def _numbered(self, span: Span) -> Case | None:
        """The case that an entry of a list names by its number and its title."""
        number = number_in(span, self.day)
        title = span.within(number.span.end - span.start, len(span.raw)).without(":–-.") if number else span
        found = (one for one in self.cases if number and one.start.number.number == number.number and one.title)
        return next((one for one in found if one.title and normal(one.title.text) == normal(title.text)), None)

    def _attachments(self, entry: Entry) -> None:
        known = {normal(str(wish.value)) for wish in self.draft.wishes if "vedlegg" in wish.path}
        for span in entry.values:
            if normal(span.text) in known:
                self.draft.label(span)

    def _held(self) -> None:
        if not any(wish.path == ("status",) and wish.of is None for wish in self.draft.wishes):
            self.draft.claim(("status",), "avholdt", remark=ASSUMED_HELD)

    def _beside(self) -> None:
        """Page headers that say no more than the paper's own head, and page numbers."""
        head = (word for line in lines_in(self.parts.head) for word in line.text.replace(",", " ").split())
        words = {*map(plain, head), *self._names(self.whose.council)}
        for line in self.beside:
            if line.place.part in ("header", "footer") and (
                marked(line.text)
                or all(
                    plain(word) in words or word.isdigit() or labels("filler").get(word)
                    for word in line.text.replace(",", " ").split()
                )
            ):
                self.draft.label(line.whole)
