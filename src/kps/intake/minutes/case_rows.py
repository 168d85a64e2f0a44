"""Rows of tables: a case that stands in one or several, and the action that a row tells."""

from __future__ import annotations

from collections.abc import Iterable

from kps.intake.minutes.actions import Action
from kps.intake.minutes.case import Case
from kps.intake.minutes.columns import Columns
from kps.intake.minutes.lines import Line, Row, spans
from kps.language import msg

_OF_ACTION = ("responsible", "deadline", "responsible_and_deadline")
_OWN_KEYS = ("kind", "raised_by", "introduced_by")

NO_WORDS = msg("it does not tell what is to be done")
NO_ONE_ACTION = msg("it tells who or by when, and not of which one action; write it in by hand")


def add_action(actions: list[Action], row: Row, above: Row, columns: Columns) -> None:
    """The action of a row; where its words stand over several rows, what the row tells more of it."""
    merged = frozenset(key for key in ("what", *_OF_ACTION) if _is_over(row, above, columns, key))
    told = {key: found for key in _OF_ACTION if (found := spans(columns.box(row, key)))}
    if "what" not in merged or not actions:
        actions.append(Action(spans(columns.box(row, "what")), told, merged=merged))
        return
    for key, found in told.items():
        if key not in merged:
            actions[-1].told[key] = [*actions[-1].told.get(key, ()), *found]


def _is_over(row: Row, above: Row, columns: Columns, key: str) -> bool:
    """Whether the row has a cell with the row above it."""
    box = columns.box(row, key)
    return box is not None and bool(box.lines) and box is columns.box(above, key)


def read_rows(case: Case) -> None:
    """A case that is a row of a table, or several: its texts, its conclusion and its actions stand in columns."""
    above: Row = ()
    for row in case.start.rows:
        _read_row(case, row, above)
        case.lines += [line for box in row for line in box.lines]
        above = row


def _read_row(case: Case, row: Row, above: Row) -> None:
    columns = case.start.columns
    if columns is None:
        return

    def lines(*keys: str) -> Iterable[Line]:
        new = (columns.box(row, key) for key in keys if not _is_over(row, above, columns, key))
        return [line for box in new if box for line in box.lines]

    opened = {id(case.start.number.span.line), *([id(case.start.title.line)] if case.start.title else ())}
    actions = len(case.actions)
    case.read(line for line in lines("number", "title") if id(line) not in opened)
    case.read(lines("text"))
    if conclusion := lines("conclusion"):
        case.texts.setdefault("konklusjon", []).extend(line.whole for line in conclusion)
    for key in _OWN_KEYS:
        for line in lines(key):
            case.keys.place(key, line.whole)
    if spans(columns.box(row, "what")):
        add_action(case.actions, row, above, columns)
    else:
        _tell(case, case.actions[actions:], row, columns)


def _tell(case: Case, actions: list[Action], row: Row, columns: Columns) -> None:
    """Who and by when, in columns: of the one action that the row's text tells, where there is just one."""
    for key in _OF_ACTION:
        found = spans(columns.box(row, key))
        if len(actions) == 1 and key not in actions[0].told and not actions[0].below:
            actions[0].told |= {key: found} if found else {}
        else:
            case.draft.unplaced(NO_ONE_ACTION, *found)
