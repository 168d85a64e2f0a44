"""What of a paper is exempt from public disclosure: the cases that are marked, and all that may tell of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kps.intake.minutes.case import Case
from kps.intake.minutes.columns import columns_of
from kps.intake.minutes.draft import Draft
from kps.intake.minutes.exempt import all_marked, basis_of, cases_named, marked
from kps.intake.minutes.labelled import Entries
from kps.intake.minutes.layout import Layout
from kps.intake.minutes.lines import Grid, Line, lines_in
from kps.intake.minutes.starts import lines_of_start
from kps.language import msg

BASIS_IN_TEXT = msg("the legal basis stands in the case's own text")
_MAY_NAME_CASES = ("case_list", "action_list", "follow_up", "attachments")
"""Labels of the paper's head under which a closed case may be told of."""


@dataclass(frozen=True)
class Closing:
    """Closes each case that is marked anywhere; all of them where a mark stands in none and names none."""

    draft: Draft
    parts: Layout
    cases: Sequence[Case]
    entries: tuple[Entries, Entries]
    """What stands before the cases, and after them."""
    beside: Sequence[Line]

    def close(self, day: date) -> None:
        """All that is to be closed; ``day`` is the meeting's, by whose year cases are named."""
        for section, case in zip(self.parts.sections, self.cases, strict=True):
            case.lines += [line for entry in section.listed for line in lines_of_start(entry)]
        apart = list(self._of_no_case())
        loose = self._of_cases_or_loose({id(line) for line in apart}, day)
        some = any(case.exempt for case in self.cases) or any(marked(line.text) for line in apart)
        everything = all_marked(loose, some)
        for case in self.cases:
            case.exempt = case.exempt or everything
            if case.exempt:
                self.draft.close(case.lines)
        if some or everything:
            self._close_the_rest(everything)

    def _of_cases_or_loose(self, apart: set[int], day: date) -> list[Line]:
        """Marks the cases that a marked line is of, or names; gives the marked lines that are of none and name none."""
        for case in self.cases:
            case.exempt = case.exempt or any(marked(line.text) for line in case.lines)
        told = apart | {id(line) for case in self.cases for line in case.lines}
        by_number = {f"{case.start.number.number}/{day.year}": case for case in self.cases}
        loose: list[Line] = []
        for line in (one for one in self.draft.lines if not one.struck and marked(one.text)):
            named = [by_number[one] for one in cases_named(line.text) if one in by_number]
            for case in named:
                case.exempt = True
            if id(line) not in told and not named:
                loose.append(line)
        return loose

    def _of_no_case(self) -> Iterator[Line]:
        """Lines whose mark tells of themselves alone: of earlier meetings, of people, of rows that name a case."""
        for entry in self.parts.only_listed:
            yield from lines_of_start(entry)
        for grid in self._grids():
            columns = columns_of(grid)
            if columns and (columns.kind in ("follow_up", "people", "signature") or "number" in columns.places):
                yield from grid.lines

    def _grids(self) -> Iterable[Grid]:
        return (grid for entries in self.entries for grid in entries.grids)

    def _close_the_rest(self, everything: bool) -> None:
        """What stands in no case may be of a closed one: its words are not shown either."""
        self.draft.close(line for grid in self._grids() for line in grid.lines)
        self.draft.close(lines_in(self.parts.tail))
        self.draft.close((*self.beside, *(line for line in self.draft.lines if line.struck)))
        self.draft.close(line for entry in self.parts.only_listed for line in lines_of_start(entry))
        for entry in self.entries[0].found:
            if everything or entry.key in _MAY_NAME_CASES:
                self.draft.close(span.line for span in entry.values)
        self.draft.remarks.append(msg("something in it is exempt from public disclosure; in doubt it was closed"))


def claim_basis(case: Case, parts: Layout, beside: Sequence[Line]) -> None:
    """By which provision a closed case is exempt: as it says itself, else as the paper's head does."""
    path = (*case.path, "unntatt_offentlighet")
    basis = basis_of(case.lines) or basis_of(lines_in(parts.head)) or basis_of(beside)
    if case.basis:
        case.draft.claim((*path, "hjemmel"), case.basis.text, case.basis)
    elif basis:
        case.draft.claim((*path, "hjemmel"), basis, remark=BASIS_IN_TEXT)
    else:
        case.draft.claim(path, "ja", remark=msg("exempt by its words; which provision, is not told"))
