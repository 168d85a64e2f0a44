"""Tables of people: a row a person, who was there or not by a tick, a word or the label above."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kps.intake.labels import labels
from kps.intake.minutes.attendance import INSTEAD, NO_PERSON, UNKNOWN_LABEL, WHERE, People
from kps.intake.minutes.columns import Columns
from kps.intake.minutes.days import days_in
from kps.intake.minutes.labelled import Entry
from kps.intake.minutes.lines import Box, Grid, Row, Span, spans
from kps.intake.minutes.people import Named, read_people
from kps.intake.parties import PARTY

_OF_MEETING = re.compile(r"medlem|\bmøt|forfall|fravær|fråvær|til\s?sta?e?de", re.IGNORECASE)
_TICKED = ("present", "apologies", "absent")


@dataclass(frozen=True)
class AttendanceTables:
    """Puts tables of people into the draft."""

    people: People

    def of_columns(self, grid: Grid, columns: Columns, above: Entry | None) -> None:
        """A table by the ticks under Til stede and Forfall; with no such column by the label ``above`` it."""
        draft = self.people.draft
        for box in dict.fromkeys(grid.rows[0]):
            draft.label(*spans(box))
        if not {*_TICKED, "status"} & columns.places.keys():
            self._by_label(grid.rows[1:], columns, above)
            return
        met = _deputies_met(grid.rows[1:], columns)
        for row in grid.rows[1:]:
            draft.unplaced(PARTY, *spans(columns.box(row, "party")))
            self._row(row, columns, met=met)

    def _by_label(self, rows: Iterable[Row], columns: Columns, above: Entry | None) -> None:
        """Those of a table that says of nobody whether they were there: by the label above it, where that is known."""
        for row in rows:
            self.people.draft.unplaced(PARTY, *spans(columns.box(row, "party")))
            one = None if above and _is_unknown(above) else self._named(row, columns)
            if one is None:
                self.people.draft.unplaced(UNKNOWN_LABEL, *(span for box in dict.fromkeys(row) for span in spans(box)))
            else:
                self.people.add(WHERE.get(above.key if above else "", "til_stede"), one)

    def without_head(self, key: str, grid: Grid) -> None:
        """A table under a label: a row a person, with what the person is in another cell."""
        for row in grid.rows:
            named: list[Named] = []
            others: list[Span] = []
            for box in dict.fromkeys(row):
                read = read_people(spans(box), self.people.known, a_line_each=True)
                named += read.people
                others += read.others
            if len(named) == 1:
                named[0].roles += others
            for one in named:
                self.people.add(WHERE[key], one)
            if len(named) != 1:
                self.people.draft.unplaced(NO_PERSON, *others)

    def _row(self, row: Row, columns: Columns, *, met: bool) -> None:
        where = _ticked(row, columns)
        one = self._named(row, columns)
        deputy = self._deputy(row, columns)
        if one is None:
            return  # what stands in the row is left, and told as such
        if deputy and met:
            self._met_instead(deputy, one, where, row, columns)
        elif where is not None:
            self.people.add(where, one)
        else:
            return
        for key in (*_TICKED, "status"):
            self.people.draft.label(*spans(columns.box(row, key)))
        cell = spans(columns.box(row, "deputy"))
        self.people.draft.label(*(span for span in cell if labels("answer").get(span.text)))
        self.people.draft.unplaced(INSTEAD, *cell)

    def _named(self, row: Row, columns: Columns) -> Named | None:
        """The one person of the row, with the role and whom the person met for; None where it is not one."""
        name, role = columns.box(row, "name") or columns.box(row, "role"), columns.box(row, "role")
        read = read_people(spans(name), self.people.known, a_line_each=True)
        if len(read.people) != 1:
            return None
        (one,) = read.people
        self.people.draft.unplaced(NO_PERSON, *read.others)
        for span in spans(role) if role is not name else ():
            deputy = labels("part").get(span.text) == "deputy_alone"
            (one.signs if deputy else one.roles).append(span)
        one.organisations = spans(columns.box(row, "organisation"))
        if met_for := spans(columns.box(row, "deputy_for")):
            one.deputy_for = met_for[0]
        return one

    def _deputy(self, row: Row, columns: Columns) -> Named | None:
        """Who stands in the row as the deputy."""
        read = read_people(spans(columns.box(row, "deputy")), self.people.known, a_line_each=True)
        return read.people[0] if len(read.people) == 1 and not read.others else None

    def _met_instead(self, deputy: Named, member: Named, where: str | None, row: Row, columns: Columns) -> None:
        """A deputy who was there for the member of the row; that the member was away is said by its own cell."""
        deputy.deputy_for = member.name
        self.people.add("til_stede", deputy)
        self.people.draft.label(*member.roles, *member.signs)
        said = [span for key in (*_TICKED, "status") for span in spans(columns.box(row, key))]
        if where is not None and said:
            self.people.away_is(where, self.people.named(member.name.text), *said)


def _is_unknown(above: Entry) -> bool:
    """Whether what stands above a table may say who they are, and is no label that is known: no title of the paper."""
    line = above.line
    if above.key or line is None or line.title or days_in(line.text):
        return False
    return line.stands_out or line.text.rstrip().endswith(":") or _OF_MEETING.search(line.text) is not None


def _deputies_met(rows: Iterable[Row], columns: Columns) -> bool:
    """Whether a column of deputies tells who came: no member who was there has one; else it lists each one's own."""
    ticked = [(_ticked(row, columns) == "til_stede", spans(columns.box(row, "deputy"))) for row in rows]
    named = [there for there, deputy in ticked if any(labels("answer").get(span.text) is None for span in deputy)]
    return any(there for there, _ in ticked) and not any(named)


def _ticked(row: Row, columns: Columns) -> str | None:
    """Where somebody is to stand by the ticks of the row; None where there is none, or more than one."""
    if not set(_TICKED) & columns.places.keys():
        return _by_status(columns.box(row, "status"))
    found = []
    for key in _TICKED:
        box = columns.box(row, key)
        answer = labels("answer").get(box.text) if box and box.text else None
        if answer == "apologies":
            found.append("forfall")
        elif answer == "yes":
            found.append(WHERE[key])
    return found[0] if len(found) == 1 else None


def _by_status(box: Box | None) -> str | None:
    """Where somebody is to stand by a column of states; where there is none, the table is of those who were there."""
    if box is None:
        return "til_stede"
    if labels("answer").get(box.text) == "yes":
        return "til_stede"
    return WHERE.get(labels("line").get(box.text) or "")
