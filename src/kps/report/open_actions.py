"""The actions that are open, across all meetings: what, who, by when, and how long it has been (4.1.4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kps.language import Words, compound, msg, msgn
from kps.models.council import Council
from kps.models.vocabulary import normal, words
from kps.register.actions import TrackedAction, track
from kps.register.index import Register
from kps.register.tree import shown_file
from kps.report.missed import OF_ACTIONS, marked, missed
from kps.report.table import Row, Table


@dataclass(frozen=True, slots=True)
class OpenAction:
    """An open action as a list shows it. Of an exempt case it shows the legal basis, not what it is (P004)."""

    id: str
    council: str
    folder: str
    file: str
    """The record of the meeting that set it, from the working directory."""
    what: str
    exempt: bool
    basis: str
    """The legal basis that it is exempt by."""
    responsible: tuple[str, ...]
    deadline: date | None
    status: str
    age: int
    """Days since the meeting that set it."""
    late: int
    """Days since the deadline; 0 while there is time left, or no deadline."""
    deferrals: int
    unread: bool
    """Whether a file that cannot be read may tell more of it, or of other actions of its council."""


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


def open_actions(registers: Sequence[Register], as_of: date, wanted: Wanted) -> tuple[OpenAction, ...]:
    """The open actions that are asked for, the most overdue first, then by deadline."""
    found = (
        _open(action, council, register, as_of)
        for register in registers
        for council in register.councils
        if wanted.council is None or wanted.council is council
        for action in track(register, council, as_of)
        if action.open
    )
    return tuple(sorted(filter(wanted.wants, found), key=_order))


def _order(action: OpenAction) -> tuple[date, str, str]:
    return action.deadline or date.max, action.file, action.id


def _open(action: TrackedAction, council: Council, register: Register, as_of: date) -> OpenAction:
    exempt = action.item.exempt is not None
    deadline = action.deadline
    return OpenAction(
        id=action.id,
        council=council.name,
        folder=council.folder,
        file=shown_file(register.label, action.meeting.origin.file),
        what="" if exempt else " ".join(action.action.what.split()),
        exempt=exempt,
        basis=" ".join(action.item.exempt.basis.split()) if action.item.exempt else "",
        responsible=() if exempt else action.responsible,
        deadline=deadline,
        status=action.status,
        age=(as_of - action.born).days,
        late=max(0, (as_of - deadline).days) if deadline else 0,
        deferrals=action.deferrals,
        unread=bool(missed((register,), OF_ACTIONS, council)),
    )


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
    age = msgn("{n} day", "{n} days", one.age)
    status = words().get(one.status) or one.status
    return one.id, marked(one.council, one.unread), _what(one), who, deadline, status, age


def _what(one: OpenAction) -> Words:
    """What is to be done; of an exempt case, that it is, and by which provision."""
    return exempted(one.basis) if one.exempt else one.what


def exempted(basis: str) -> Words:
    """That something is exempt from public disclosure, and by which provision."""
    if not basis:
        return msg("(exempt from public disclosure)")
    return msg("(exempt from public disclosure, {basis})", basis=basis)


def what_to_do(action: TrackedAction) -> Words:
    """What an action is, on one line; of an exempt case, that it is exempt, and by which provision."""
    exempt = action.item.exempt
    return " ".join(action.action.what.split()) if exempt is None else exempted(" ".join(exempt.basis.split()))


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
    )
    rows = (
        (
            one.id,
            one.council,
            _what(one),
            ", ".join(one.responsible),
            one.deadline,
            one.status,
            one.age,
            one.late,
            one.file,
            msg("yes") if one.unread else None,
        )
        for one in actions
    )
    return Table("tiltak", head, tuple(rows))
