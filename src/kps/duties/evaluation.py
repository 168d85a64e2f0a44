"""How often the cooperation is evaluated, and that the council takes up what came of it (7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kps.duties.duty import Duty
from kps.models.agreement import Agreement
from kps.models.base import Record
from kps.models.council import Council
from kps.models.date_arithmetic import last_day_within, months_after
from kps.models.evaluation import Evaluation
from kps.models.meeting import Meeting
from kps.register.evaluated import evaluations_named
from kps.register.on_day import OnDay
from kps.source import Path

DEFAULT_MONTHS = 24
"""The interval where no agreement in force states one."""

FORUM_MONTHS = 36
"""How long a thematic forum may work before it is evaluated."""

TAKEN_UP_MONTHS = 6
"""How long an evaluation may wait for the council."""


def stated_months(agreement: Agreement) -> int | None:
    """The interval that an agreement states."""
    return agreement.evaluation.months if agreement.evaluation else None


def evaluations(on_day: OnDay) -> Iterator[Duty]:
    """The next evaluation under each samarbeidsavtale that an active council shares, and of each council without one.

    What any of the councils did counts.
    """
    with_agreement: set[str] = set()
    for agreement in on_day.cooperation_agreements_in_force():
        councils = on_day.councils_sharing(agreement)
        with_agreement.update(one.origin.file for one in councils)
        if councils:
            yield by_agreement(agreement, councils, on_day)
    for council in on_day.active_councils():
        if council.origin.file not in with_agreement:
            yield by_age(council, on_day)


def by_agreement(agreement: Agreement, councils: Sequence[Council], on_day: OnDay) -> Duty:
    """The councils' next evaluation under an agreement; counted from its start where it states the interval."""
    stated = stated_months(agreement)
    begun = [agreement.start] if stated else [one.founded for one in councils]
    return _next(agreement, ("evaluering",), councils, begun, on_day)


def by_age(council: Council, on_day: OnDay) -> Duty:
    """The next evaluation of a council that has no agreement; counted from when it began."""
    return _next(council, (), (council,), [council.founded], on_day)


def months_of(record: Record) -> int:
    """The interval of the evaluations that an agreement, or a council without one, owes."""
    return (stated_months(record) if isinstance(record, Agreement) else None) or DEFAULT_MONTHS


def _next(
    record: Agreement | Council,
    path: Path,
    councils: Sequence[Council],
    begun: Sequence[date | None],
    on_day: OnDay,
) -> Duty:
    months = months_of(record)
    of_councils = (one for each in councils for one in on_day.register.evaluations_of(each) if one.is_of(each.name))
    last = max((day for one in of_councils if (day := on_day.known(one.carried_out))), default=None)
    due = max((months_after(day, months) for day in (*begun, last) if day), default=None)
    return Duty("evaluation", "7a", record, path, due, last=last)


def next_evaluation(council: Council, on_day: OnDay) -> Duty | None:
    """The council's next evaluation by each of its agreements, the earliest of them; without one, by its own age."""
    found = [
        by_agreement(one, on_day.councils_sharing(one) or (council,), on_day)
        for one in on_day.cooperation_agreements_in_force()
        if set(one.numbers) & set(council.numbers)
    ]
    return min((one for one in found or [by_age(council, on_day)] if one.due), key=_due, default=None)


def _due(duty: Duty) -> date:
    return duty.due or date.min


def of_forums(council: Council, on_day: OnDay) -> Iterator[Duty]:
    """The first evaluation of each of the council's forums that has a name and a beginning."""
    made = on_day.register.evaluations_of(council)
    for index, forum in enumerate(council.forums):
        begun = forum.start or council.founded
        if forum.name and begun and forum.covers(on_day.as_of):
            days = [day for one in made if one.subject == forum.name and (day := on_day.known(one.carried_out))]
            due = last_day_within(begun, FORUM_MONTHS)
            yield Duty("forum_evaluation", "7b", council, ("temafora", index), due, min(days, default=None))


def of_partner(agreement: Agreement, on_day: OnDay) -> Duty | None:
    """The next evaluation of the cooperation with a school or a county, where its agreement in force says how often.

    An evaluation that has the school's or the county's name counts, whichever council made it.
    """
    months = stated_months(agreement)
    if not agreement.partner or months is None or agreement.start is None or not agreement.in_force(on_day.as_of):
        return None
    made = evaluations_named(agreement.partner, on_day.register)
    last = max((day for one in made if (day := on_day.known(one.carried_out))), default=None)
    due = months_after(max(filter(None, (agreement.start, last))), months)
    return Duty("evaluation", "7a", agreement, ("evaluering",), due, last=last)


def taken_up(evaluation: Evaluation, on_day: OnDay) -> Duty | None:
    """That the council takes up an evaluation that was carried out: at the meeting named, else within six months.

    It is owed already where that meeting was cancelled, and overdue when its day passed and it was not held.
    """
    carried_out, council = on_day.known(evaluation.carried_out), on_day.register.council_of(evaluation)
    if carried_out is None or council is None or not on_day.charter.judges(carried_out):
        return None
    due: date | None = months_after(carried_out, TAKEN_UP_MONTHS)
    met = None
    if meeting := named_meeting(evaluation, on_day):
        if meeting.status == "avlyst":
            due = None
        elif meeting.held(on_day.as_of):
            met = meeting.day
        elif meeting.day is None or meeting.status is None:
            return None  # when it is, or whether, cannot be told
        else:
            due = meeting.day
    return Duty("evaluation_taken_up", "7f", evaluation, ("behandlet",), due, met)


def latest(council: Council, on_day: OnDay) -> Evaluation | None:
    """The council's latest evaluation of itself, of those carried out by the day."""
    of_council = [one for one in on_day.register.evaluations_of(council) if one.is_of(council.name)]
    return next((one for one in reversed(of_council) if on_day.known(one.carried_out)), None)


def named_meeting(evaluation: Evaluation, on_day: OnDay) -> Meeting | None:
    """The meeting, of any status, that is named as the one that takes the evaluation up."""
    council = on_day.register.council_of(evaluation)
    meetings = on_day.register.all_meetings_of(council) if council and evaluation.taken_up else ()
    return next((one for one in reversed(meetings) if one.origin.stem == evaluation.taken_up), None)
