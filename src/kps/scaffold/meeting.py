"""The record of a council's next meeting (4.1.2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from typing import Literal

from kps.duties.knowledge import measures_judged
from kps.models.council import Council, Member, WaitingItem
from kps.models.places import municipalities
from kps.models.vocabulary import roles, shown
from kps.register.actions import Tracked, TrackedAction
from kps.register.index import Register
from kps.register.on_day import OnDay
from kps.register.written import WrittenForm, written_form
from kps.scaffold.agenda import agenda, open_actions, own_entries
from kps.scaffold.draft import Draft, filled
from kps.scaffold.naming import within
from kps.scaffold.offers import offers

FORMS = Literal["fysisk", "digitalt", "hybrid"]
"""How people meet."""


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """What is known of the meeting beforehand."""

    day: date
    begins: time | None = None
    ends: time | None = None
    place: str = ""
    form: str = ""
    """fysisk, digitalt or hybrid."""
    extended: bool = False
    items: tuple[str, ...] = ()
    """The titles of the items to add to those that come by themselves."""
    waiting: tuple[WaitingItem, ...] = ()
    """The items of the council's ``saksbank`` that are taken in."""


@dataclass(frozen=True, slots=True)
class _Invited:
    name: str
    role: str
    deputies: str


@dataclass(frozen=True, slots=True)
class _Open:
    """An open action, as the writer is told of it; nothing is told of an exempt item's."""

    id: str
    what: str
    exempt: bool
    basis: str
    """The legal basis that it is exempt by."""
    responsible: str
    deadline: date | None
    days: int | None
    """Its age on the day of the meeting, where that is known."""
    late: int
    """How many days its deadline has passed by then; 0 where it has not."""
    status: str
    plan: str = ""
    """The action plan that it is a measure of; empty for what a meeting decided."""


def new_meeting(register: Register, council: Council, plan: MeetingPlan) -> Draft:
    """The record of a planned meeting of the council, with what the guideline and the record itself put on it."""
    form = written_form(register, council.numbers_on(plan.day))
    text = filled(
        form,
        "mote.yaml",
        council=council,
        plan=plan,
        chair=_chair(council, plan.day),
        secretary=next((one.name for one in council.called_on(plan.day) if one.secretary), ""),
        invited=[_invited(one, council, form) for one in _called(council, plan)],
        actions=_all_open(register, council, plan.day, form),
        entries=agenda(register, council, plan.day, own_entries(plan.items, plan.waiting, form), form),
        offers=offers(register, council, plan.day, plan.waiting, form),
    )
    return Draft(within(council, f"moter/{new_stem(register, council, plan.day)}.yaml"), text)


def recorded_meeting(register: Register, council: Council, plan: MeetingPlan) -> str:
    """The text of a meeting that is written down afterwards: nobody called, and no item that was not there."""
    return filled(
        written_form(register, council.numbers_on(plan.day)),
        "mote.yaml",
        council=council,
        plan=plan,
        chair="",
        secretary="",
        invited=None,
        actions=None,
        entries=(),
        offers=None,
    )


def new_stem(register: Register, council: Council, day: date) -> str:
    """The stem of the file for one more meeting on ``day``: the date, with ``-2`` for the second."""
    there = sum(one.day == day for one in register.meetings_of(council))
    number = there + 1
    while _taken(register, council, stem := _stem(day, number)):
        number += 1
    return stem


def _stem(day: date, number: int) -> str:
    return day.isoformat() if number == 1 else f"{day.isoformat()}-{number}"


def _taken(register: Register, council: Council, stem: str) -> bool:
    beginning = within(council, f"moter/{stem}")
    return any(f"{beginning}{ending}" in register.files for ending in (".yaml", ".yml"))


def _chair(council: Council, day: date) -> str:
    """Who leads the council on the day."""
    return next((one.name for one in council.leading_on(day) if one.office == "leder"), "")


def _called(council: Council, plan: MeetingPlan) -> tuple[Member, ...]:
    """The members on the day, each once; those of the extended council only where it meets (4.2)."""
    members = (one for one in council.called_on(plan.day) if one.name and (plan.extended or not one.only_extended))
    return tuple({one.name: one for one in members}.values())


def _invited(member: Member, council: Council, form: WrittenForm) -> _Invited:
    labels = (known.text(form) if (known := roles().get(role)) else role for role in member.given_roles)
    parts = [member.title or ", ".join(filter(None, labels)), member.organisation]
    if council.regional and (place := municipalities().get(member.municipality)):
        parts.append(place.full_name)
    return _Invited(member.name, ", ".join(filter(None, parts)), ", ".join(filter(None, member.deputies)))


def _all_open(register: Register, council: Council, day: date, form: WrittenForm) -> list[_Open]:
    """What is open on the day: the actions of meetings, then the measures of the plans that cover it (4.1.4)."""
    judged = measures_judged(council, OnDay.of(register, day))
    measures = [replace(_open(one, day, form), plan=one.plan.title or one.plan.id) for one in judged]
    return [*(_of_meeting(one, day, form) for one in open_actions(register, council, day)), *measures]


def _of_meeting(action: TrackedAction, day: date, form: WrittenForm) -> _Open:
    told, exempt = _open(action, day, form), action.item.exempt
    return told if exempt is None else replace(told, what="", exempt=True, basis=exempt.provision, responsible="")


def _open(one: Tracked, day: date, form: WrittenForm) -> _Open:
    deadline = one.deadline
    return _Open(
        id=one.id,
        what=one.task.what,
        exempt=False,
        basis="",
        responsible=", ".join(one.responsible),
        deadline=deadline,
        days=(day - one.born).days if one.born else None,
        late=(day - deadline).days if deadline and one.overdue(day) else 0,
        status=shown(one.status, form),
    )
