"""What a council owes by its own record: reports, a plan, bylaws, SLT, the legal frame (4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kps.duties.agendas import agendas, is_on_slt, of_year
from kps.duties.duty import Duty
from kps.models.council import Bylaws, Council, Forum, Slt
from kps.models.date_arithmetic import last_day_within, months_after
from kps.register.on_day import OnDay

LEGAL_FRAME_MONTHS = 48
"""How long the members are taken to remember the legal frame (4.1.5)."""

BYLAWS_MONTHS = 48
"""How old the police bylaws may be (4)."""

FORUM_MONTHS = 12
"""How often a thematic forum is to report back (4.3)."""


def forum_reports(council: Council, on_day: OnDay) -> Iterator[Duty]:
    """The next report of each of the council's forums; that it began counts as one."""
    for index, forum in enumerate(council.forums):
        if forum.covers(on_day.as_of):
            yield _report(forum, ("temafora", index), council, on_day)


def _report(forum: Forum, path: tuple[str, int], council: Council, on_day: OnDay) -> Duty:
    last = max((day for one in forum.reported if (day := on_day.known(one))), default=None)
    begun = max((day for day in (last, forum.start or council.founded) if day), default=None)
    due = last_day_within(begun, FORUM_MONTHS) if begun else None
    return Duty("forum_report", "4.3a", council, path, due, last=last)


def legal_frame(council: Council, on_day: OnDay) -> Duty:
    """That the members go through what may be shared; owed already where it never was, or members have joined since."""
    taken_up = [day for day, item in agendas(council, on_day) if item.standing == "juridiske_rammer"]
    last = max((day for day in taken_up if day <= on_day.as_of), default=None)
    joined = max((one.start for one in council.members_on(on_day.as_of) if one.start), default=date.min)
    due = months_after(last, LEGAL_FRAME_MONTHS) if last else None
    if last and due and due >= on_day.as_of and joined > last:
        due = None
    return Duty("legal_frame", "4.1.5a", council, (), due, last=last)


def bylaws(council: Council, on_day: OnDay) -> Iterator[Duty]:
    """The next revision of the police bylaws; owed already where it is not known when they were revised."""
    if not council.bylaws or not_stated(council, council.bylaws, on_day.as_of):
        yield Duty("bylaws", "4g", council, ("politivedtekter",), None)
    for index, one in council.bylaws_on(on_day.as_of):
        if one.exist:
            last = on_day.known(one.revised)
            due = months_after(last, BYLAWS_MONTHS) if last else None
            yield Duty("bylaws", "4g", council, ("politivedtekter", index, "revidert"), due, last=last)


def not_stated(council: Council, stated: Iterable[Bylaws | Slt], day: date) -> tuple[str, ...]:
    """The municipalities in the council on the day of which nothing is stated; what names none is of all."""
    return tuple(number for number in council.numbers_on(day) if not any(one.is_of((number,)) for one in stated))


def slt(council: Council, on_day: OnDay) -> Duty | None:
    """That SLT, or the other model that is used, is on an agenda this year; where the council steers it, by 6d."""
    used = [index for index, one in council.slt_on(on_day.as_of) if one.model in ("slt", "annen")]
    if not used:
        return None
    steered = any(council.slt[index].steered_by_council for index in used)
    met = min((day for day, item in of_year(council, on_day) if is_on_slt(item)), default=None)
    due = date(on_day.as_of.year, 12, 31)
    return Duty("slt", "6d" if steered else "4.1.1e", council, ("slt", used[0]), due, met)


def missing_plan(council: Council, on_day: OnDay) -> Duty | None:
    """The overall plan that should hold on the day, where none does."""
    if any(plan.covers(on_day.as_of) for plan in council.plans):
        return None
    ended = max((one.end for one in council.plans if one.end and one.end < on_day.as_of), default=None)
    return Duty("plan", "4e", council, ("plan",), ended)


def plans_to_renew(council: Council, on_day: OnDay) -> Iterator[Duty]:
    """The last day of each plan that has not run out."""
    for key, plans in (("plan", council.plans), ("handlingsplaner", council.action_plans)):
        for index, plan in enumerate(plans):
            if plan.end and plan.end >= on_day.as_of:
                yield Duty("plan", "4e" if key == "plan" else "4f", council, (key, index), plan.end)
