"""All that is owed in a register, or by one council."""

from __future__ import annotations

from collections.abc import Iterator

from kps.duties import actions, agreement, contact, council, evaluation, knowledge, meeting, preparedness, year_plan
from kps.duties.duty import Duty
from kps.duties.focus import focus_areas_in_force, on_an_agenda
from kps.models.council import Council
from kps.register.on_day import OnDay


def of(on_day: OnDay) -> Iterator[Duty]:
    """All duties in a register on a day: of its active councils, its agreements in force, its contacts."""
    for one in on_day.active_councils():
        yield from of_council(one, on_day)
    for made in on_day.agreements_in_force():
        yield from _known(agreement.revision(made, on_day), agreement.last_day(made, on_day))
        yield from _known(evaluation.of_partner(made, on_day))
        yield from knowledge.measurings(made, on_day)
    yield from knowledge.orders(on_day)
    yield from evaluation.evaluations(on_day)
    yield from (on_an_agenda(focus, on_day) for focus in focus_areas_in_force(on_day))
    for person in on_day.active_contacts():
        yield from _known(contact.approval(person, on_day))


def of_council(of: Council, on_day: OnDay) -> Iterator[Duty]:
    """What a council owes by its own records: its meetings, its evaluations and itself."""
    for held in on_day.register.meetings_of(of):
        yield from _known(meeting.agenda(held, on_day), meeting.minutes(held, on_day))
    for made in on_day.register.evaluations_of(of):
        yield from _known(evaluation.taken_up(made, on_day))
    yield from evaluation.of_forums(of, on_day)
    yield from council.forum_reports(of, on_day)
    yield council.legal_frame(of, on_day)
    yield from council.bylaws(of, on_day)
    yield from _known(council.slt(of, on_day), council.missing_plan(of, on_day))
    yield from council.plans_to_renew(of, on_day)
    yield from actions.actions(of, on_day)
    yield from knowledge.plan_measures(of, on_day)
    yield from year_plan.year_topics(of, on_day)
    yield from year_plan.waiting_items(of, on_day)
    yield from preparedness.preparedness(of, on_day)


def _known(*duties: Duty | None) -> Iterator[Duty]:
    yield from (one for one in duties if one)
