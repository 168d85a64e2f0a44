"""What is open across all meetings and action plans: what, who, by when, and how long it has been (4.1.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from kps.duties.knowledge import measures_judged
from kps.language import Words, compound, msg, msgn
from kps.models.council import Council
from kps.models.vocabulary import normal, words
from kps.register.actions import Tracked, TrackedAction
from kps.register.index import Register
from kps.register.measures import TrackedMeasure
from kps.register.on_day import OnDay
from kps.register.tree import shown_file
from kps.report.missed import OF_ACTIONS, marked, missed
from kps.report.table import Row, Table


@dataclass(frozen=True, slots=True)
class OpenAction:
    """An open action, or an open measure of an action plan, as a list shows it.

    Of an exempt case it shows the legal basis, not what it is (P004).
    """

    id: str
    council: str
    folder: str
    file: str
    """The record of the meeting that set it, or of the council whose plan has it, from the working directory."""
    what: str
    exempt: bool
    basis: str
    """The legal basis that it is exempt by."""
    responsible: tuple[str, ...]
    deadline: date | None
    status: str
    age: int | None
    """Days since the meeting that set it, or since the plan began; None where that is not known."""
    late: int
    """Days since the deadline; 0 while there is time left, or no deadline."""
    deferrals: int
    unread: bool
    """Whether a file that cannot be read may tell more of it, or of other actions of its council."""
    plan: str = ""
    """The action plan that it is a measure of; empty for what a meeting decided."""

    @property
    def kind(self) -> Literal["action", "measure"]:
        """Whether a meeting decided on it, or it is a plan's own."""
        return "measure" if self.plan else "action"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of the open actions are asked for."""

    council: Council | None = None
    owner: str = ""
    overdue: bool = False

    def wants(self, action: OpenAction) -> bool:
        """Whether the action is one of them."""
        owned = not self.owner or any(normal(self.owner) in normal(name) for name in action.responsible)
        return owned and (action.late > 0 or not self.overdue)

    def among(self, actions: Iterable[OpenAction]) -> tuple[OpenAction, ...]:
        """Those of some that are asked for, the most overdue first, then by deadline."""
        return tuple(sorted(filter(self.wants, actions), key=_order))


def open_actions(registers: Sequence[Register], as_of: date, wanted: Wanted) -> tuple[OpenAction, ...]:
    """The open actions that are asked for, the most overdue first, then by deadline."""
    return wanted.among(one for register in registers for one in open_in(register, as_of, wanted.council))


def open_in(register: Register, as_of: date, only: Council | None = None) -> Iterator[OpenAction]:
    """The open actions of a register, or of a neighbourhood of it; in no order."""
    on_day = OnDay.of(register, as_of)
    councils = (one for one in register.councils if only is None or only is one)
    yield from (one for council in councils for one in _open_ones(council, on_day))


def _open_ones(council: Council, on_day: OnDay) -> Iterator[OpenAction]:
    """The council's open actions; and, while it is active, the open measures of its plans that cover the day."""
    yield from (_action(one, council, on_day) for one in on_day.actions(council) if one.open)
    if council.active(on_day.as_of):
        yield from (_measure(one, council, on_day) for one in measures_judged(council, on_day))


def _order(action: OpenAction) -> tuple[date, str, str]:
    return action.deadline or date.max, action.file, action.id


def _action(action: TrackedAction, council: Council, on_day: OnDay) -> OpenAction:
    shown = _shown(action, council, on_day)
    exempt = action.item.exempt
    shown = replace(shown, file=shown_file(on_day.register.label, action.meeting.origin.file))
    return shown if exempt is None else replace(shown, what="", exempt=True, basis=_line(exempt.basis), responsible=())


def _measure(one: TrackedMeasure, council: Council, on_day: OnDay) -> OpenAction:
    return replace(_shown(one, council, on_day), plan=_line(one.plan.title) or one.plan.id)


def _shown(one: Tracked, council: Council, on_day: OnDay) -> OpenAction:
    """The task, as one of the council's own record that is open to all."""
    day = on_day.as_of
    return OpenAction(
        id=one.id,
        council=council.name,
        folder=council.folder,
        file=shown_file(on_day.register.label, council.origin.file),
        what=_line(one.task.what),
        exempt=False,
        basis="",
        responsible=one.responsible,
        deadline=one.deadline,
        status=one.status,
        age=(day - one.born).days if one.born and one.born <= day else None,
        late=max(0, (day - one.deadline).days) if one.deadline else 0,
        deferrals=one.deferrals,
        unread=bool(missed((on_day.register,), OF_ACTIONS, council)),
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def actions_table(actions: Iterable[OpenAction]) -> Table:
    """The list as people read it."""
    head = (msg("action"), msg("council"), msg("what"), msg("who"), msg("deadline"), msg("state"), msg("age"))
    return Table(msg("Open actions"), head, tuple(_row(one) for one in actions))


def _row(one: OpenAction) -> Row:
    deadline: Words = str(one.deadline or "–")
    if one.late:
        late = msgn("{n} day late", "{n} days late", one.late)
        deadline = compound("{day} ({late})", day=deadline, late=late)
    who = ", ".join(one.responsible) or "–"
    age: Words = msgn("{n} day", "{n} days", one.age) if one.age is not None else "–"
    status = words().get(one.status) or one.status
    return one.id, marked(one.council, one.unread), _what(one), who, deadline, status, age


def _what(one: OpenAction) -> Words:
    """What is to be done, and which plan's measure it is; of an exempt case, that it is, and by which provision."""
    if one.exempt:
        return exempted(one.basis)
    return msg("{what} (measure of the plan “{plan}”)", what=one.what, plan=one.plan) if one.plan else one.what


def exempted(basis: str) -> Words:
    """That something is exempt from public disclosure, and by which provision."""
    if not basis:
        return msg("(exempt from public disclosure)")
    return msg("(exempt from public disclosure, {basis})", basis=basis)


def what_to_do(action: TrackedAction) -> Words:
    """What an action is, on one line; of an exempt case, that it is exempt, and by which provision."""
    exempt = action.item.exempt
    return _line(action.action.what) if exempt is None else exempted(_line(exempt.basis))


def actions_csv_table(actions: Iterable[OpenAction]) -> Table:
    """The list for a spreadsheet, a value a column, under the records' own words."""
    head = (
        "tiltak",
        "politiråd",
        "hva",
        "ansvarlig",
        "frist",
        "status",
        "alder_dager",
        "over_frist_dager",
        "fil",
        "ulest",
        "handlingsplan",
    )
    rows = (
        (
            one.id,
            one.council,
            exempted(one.basis) if one.exempt else one.what,
            ", ".join(one.responsible),
            one.deadline,
            one.status,
            one.age,
            one.late,
            one.file,
            msg("yes") if one.unread else None,
            one.plan or None,
        )
        for one in actions
    )
    return Table("tiltak", head, tuple(rows))
