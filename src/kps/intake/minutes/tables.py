"""The tables that stand anywhere in a paper: of actions, of what became of earlier ones, and of the cases."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kps.intake.labels import labels
from kps.intake.minutes.actions import Actions
from kps.intake.minutes.case import NO_CASE, Case
from kps.intake.minutes.case_rows import NO_WORDS, add_action
from kps.intake.minutes.columns import Columns
from kps.intake.minutes.draft import Draft
from kps.intake.minutes.exempt import marked
from kps.intake.minutes.lines import Box, Grid, Span, spans
from kps.intake.minutes.starts import number_in
from kps.language import msg
from kps.models.vocabulary import normal
from kps.register.actions import TrackedAction, same_action

_ID = re.compile(r"(?P<id>\d{4}-\d{2}-\d{2}(?:-\d)?/\d+\.\d+)(?P<more>\s*\(.*\))?$")

NO_ACTION = msg("no open action has just these words")
MORE_ACTIONS = msg("more than one open action has these words")


def label_head(draft: Draft, grid: Grid) -> None:
    """The first row of a table tells what its columns are."""
    for box in dict.fromkeys(grid.rows[0]):
        draft.label(*spans(box))


@dataclass
class Tables:
    """Puts tables of actions and of follow-ups into the draft."""

    draft: Draft
    cases: Mapping[int, Case]
    """The paper's cases by their numbers in it."""
    earlier: Sequence[TrackedAction]
    """The actions that were open before the meeting."""
    exempt_ids: frozenset[str]
    """The ids of those of exempt cases."""
    actions: Actions
    _followed: int = 0

    def of_actions(self, grid: Grid, columns: Columns, inside: Case | None) -> None:
        """Each row's action into the case that its Sak column names, else the one that the table stands in."""
        label_head(self.draft, grid)
        above: tuple[Box, ...] = ()
        for row in grid.rows[1:]:
            self._action(row, above, columns, inside)
            above = row

    def _action(self, row: tuple[Box, ...], above: tuple[Box, ...], columns: Columns, inside: Case | None) -> None:
        what = spans(columns.box(row, "what"))
        if len(what) == 1 and self._told_above(what[0]):
            for box in dict.fromkeys(row):
                self.draft.label(*spans(box))
            return
        case = self._case(row, columns) or (inside if not spans(columns.box(row, "number")) else None)
        lines = [line for box in row for line in box.lines]
        if case is None or not what:
            reason = NO_CASE if what else NO_WORDS
            self.draft.unplaced(reason, *(span for box in dict.fromkeys(row) for span in spans(box)))
            return
        case.lines += lines
        case.exempt = case.exempt or any(marked(line.text) for line in lines)
        self.draft.label(*spans(columns.box(row, "number")))
        add_action(case.actions, row, above, columns)

    def _told_above(self, what: Span) -> bool:
        """Whether the cell is an action's own id: kps lists at the end what the cases have set."""
        return _ID.match(what.text) is not None

    def _case(self, row: tuple[Box, ...], columns: Columns) -> Case | None:
        cell = spans(columns.box(row, "number"))
        number = number_in(cell[0], self.actions.day) if len(cell) == 1 else None
        if number is None or (number.year is not None and number.year != self.actions.day.year):
            return None
        return self.cases.get(number.number)

    def of_follow_ups(self, grid: Grid, columns: Columns) -> None:
        """Each row to the one open action whose words it has, or whose id."""
        label_head(self.draft, grid)
        for row in grid.rows[1:]:
            self._follow_up(row, columns)

    def _follow_up(self, row: tuple[Box, ...], columns: Columns) -> None:
        what = spans(columns.box(row, "what"))
        by_id = what if len(what) == 1 and _ID.match(what[0].text) else []
        beside = spans(row[1]) if by_id and len(row) > 1 else []
        found = self._one(what)
        lines = [line for box in row for line in box.lines]
        if any(marked(line.text) for line in lines) or self._may_be_exempt(what, found):
            self.draft.close(lines)
        if found is None:
            several = len(self._fitting(what)) > 1
            reason = MORE_ACTIONS if several else NO_ACTION
            self.draft.unplaced(reason, *(span for box in dict.fromkeys(row) for span in spans(box)))
            return
        path = ("oppfølging", self._followed)
        self._followed += 1
        self.draft.claim((*path, "tiltak"), found.id, *(by_id or what))
        self._what_stands(found, by_id, beside)
        self._state(path, row, columns)
        self._rest(path, found, row, columns)

    def _may_be_exempt(self, what: Sequence[Span], found: TrackedAction | None) -> bool:
        """Whether the action is one of an exempt case; where none fits, whether the words hold those of such a one."""
        if found:
            return found.id in self.exempt_ids
        words = _compared(" ".join(span.text for span in what))
        closed = (_compared(one.task.what) for one in self.earlier if one.id in self.exempt_ids)
        return any(one in words or words in one for one in closed if one and words)

    def _what_stands(self, found: TrackedAction, by_id: list[Span], beside: list[Span]) -> None:
        """The action's words beside its id are those that its own record has."""
        if by_id:
            for span in beside:
                same = normal(span.text).startswith(normal(found.task.what).rstrip("."))
                if same or marked(span.text):
                    self.draft.label(span)

    def _one(self, what: Sequence[Span]) -> TrackedAction | None:
        fits = self._fitting(what)
        return fits[0] if len(fits) == 1 else None

    def _fitting(self, what: Sequence[Span]) -> list[TrackedAction]:
        words = " ".join(span.text for span in what)
        if found := _ID.match(words):
            return [one for one in self.earlier if one.id == same_action(found["id"])]
        wanted = _compared(words)
        return [one for one in self.earlier if wanted and _compared(one.task.what) == wanted]

    def _state(self, path: tuple[str | int, ...], row: tuple[Box, ...], columns: Columns) -> None:
        """The status by its words; what else stands there is the remark."""
        cell = spans(columns.box(row, "status"))
        remark = [span for key in ("remark", "text") for span in spans(columns.box(row, key))]
        status = labels("status").get(cell[0].text) if cell else None
        if status:
            self.draft.claim((*path, "status"), status, cell[0])
            remark = [*cell[1:], *remark]
        else:
            remark = [*cell, *remark]
        if remark:
            self.draft.claim((*path, "merknad"), "\n".join(span.text for span in remark), *remark)

    def _rest(self, path: tuple[str | int, ...], found: TrackedAction, row: tuple[Box, ...], columns: Columns) -> None:
        """Who is responsible and by when, where they are what the action's own record has already."""
        for span in spans(columns.box(row, "responsible")):
            names = [self.actions.whom(part.text)[0] for part in self.actions.parted(span)]
            if names == list(found.responsible):
                self.draft.label(span)
        for span in spans(columns.box(row, "deadline")):
            day = self.actions.day_in(span)
            if day == found.deadline and day is not None:
                self.draft.label(span)
            elif day is not None:
                self.actions.claim_day((*path, "frist"), span)
        self.draft.label(*spans(columns.box(row, "number")))


def _compared(text: str) -> str:
    return normal(re.sub(r"[\s.]+$", "", text))
