"""What a council tells the elected people of its municipality of a year: themes, what was agreed and done, what is
known and shows, the evaluation's lessons, and the year to come (1, 4, 7). Nothing exempt is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kps.documents.achievements import (
    Awaited,
    GoalSeen,
    Known,
    Prepared,
    WithheldKnowledge,
    awaited,
    goals,
    knowledge,
    preparedness,
)
from kps.documents.cases import topic_names
from kps.documents.dates import WrittenDay, written_day, written_or_none
from kps.documents.evaluation_view import Adjusted, adjusted
from kps.documents.people import Somebody, municipality_name
from kps.documents.year_plan import YearTopic, year_plan
from kps.duties.evaluation import latest, next_evaluation
from kps.models.council import Council, WaitingItem
from kps.models.evaluation import Evaluation
from kps.models.meeting import Item, Meeting
from kps.models.vocabulary import shown
from kps.register.actions import TrackedAction
from kps.register.goal_lines import agreements_shared
from kps.register.index import Register
from kps.register.on_day import OnDay
from kps.register.written import WrittenForm

LEARNT, ONWARDS = ("læring", "lært"), ("videre", "lurt")
"""The questions of the methods that ask what was learnt, and what is to come of it (7)."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A topic of the year, and the cases about it; empty where they have none."""

    name: str
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreed:
    """A case and what the council came to."""

    number: str
    title: str
    day: WrittenDay
    conclusion: str


@dataclass(frozen=True, slots=True)
class Done:
    """An action of the year, or an older one that was still open in it."""

    what: str
    responsible: str
    deadline: WrittenDay | None
    status: str
    done: bool
    overdue: bool


@dataclass(frozen=True, slots=True)
class Lessons:
    """What the latest evaluation taught, and what is changed."""

    day: WrittenDay
    in_the_year: bool
    learnt: str
    onwards: str
    changes: tuple[Adjusted, ...]
    no_change: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """What the council is to do next."""

    meetings: tuple[WrittenDay, ...]
    topics: tuple[YearTopic, ...]
    waiting: tuple[str, ...]
    """The items that wait for a meeting."""
    plans: tuple[str, ...]
    revision: WrittenDay | None
    """By when the agreement is to be revised."""
    evaluation: WrittenDay | None
    """By when the cooperation is to be evaluated."""


@dataclass(frozen=True, slots=True)
class MunicipalReportView:
    """What a report to the municipal council may show: each field is a name that its template can use."""

    language: WrittenForm
    council: str
    municipalities: tuple[str, ...]
    year: int
    as_of: WrittenDay
    whole: bool
    """Whether the year is over."""
    founded: WrittenDay | None
    leaders: tuple[Somebody, ...]
    members: int
    meetings: tuple[WrittenDay, ...]
    extended: int
    """How many of them were of the extended council."""
    cancelled: int
    cases: int
    withheld: int
    """How many cases were exempt: nothing else is told of them."""
    themes: tuple[Theme, ...]
    agreed: tuple[Agreed, ...]
    actions: tuple[Done, ...]
    knowledge: tuple[Known | WithheldKnowledge, ...]
    awaited: tuple[Awaited, ...]
    goals: tuple[GoalSeen, ...]
    preparedness: Prepared | None
    lessons: Lessons | None
    ahead: Ahead


def municipal_report_view(register: Register, council: Council, as_of: date, form: WrittenForm) -> MunicipalReportView:
    """The view of a council's year, the year of ``as_of``, as known on that day."""
    on_day = OnDay.of(register, as_of)
    held = on_day.held_in(council, as_of.year)
    items = [(one, item) for one in held for item in one.items if item.outcome in (None, "behandlet")]
    public = [(one, item) for one, item in items if item.exempt is None and not item.standing]
    return MunicipalReportView(
        language=form,
        council=council.name,
        municipalities=tuple(municipality_name(number) for number in council.numbers_on(as_of)),
        year=as_of.year,
        as_of=written_day(as_of, form),
        whole=(as_of.month, as_of.day) == (12, 31),
        founded=written_or_none(council.founded, form),
        leaders=tuple(Somebody(one.name, shown(one.office or "leder", form)) for one in council.leading_on(as_of)),
        members=sum(not one.only_extended for one in council.called_on(as_of)),
        meetings=tuple(written_day(one.day, form) for one in held if one.day),
        extended=sum(one.extended for one in held),
        cancelled=sum(_was_cancelled(one, as_of) for one in register.meetings_of_year(council, as_of.year)),
        cases=len(public),
        withheld=sum(item.exempt is not None for _, item in items),
        themes=_themes([item for _, item in public], form),
        agreed=tuple(_agreed(public, form)),
        actions=tuple(_done(one, as_of, form) for one in on_day.actions(council) if _is_told(one, as_of.year)),
        knowledge=knowledge(council, on_day, form),
        awaited=awaited(council, on_day, form),
        goals=goals(council, on_day, form),
        preparedness=preparedness(council, on_day, form),
        lessons=_lessons(council, on_day, form),
        ahead=_ahead(council, on_day, form),
    )


def _was_cancelled(meeting: Meeting, as_of: date) -> bool:
    return meeting.status == "avlyst" and meeting.day is not None and meeting.day <= as_of


def _themes(items: list[Item], form: WrittenForm) -> tuple[Theme, ...]:
    """The topics, those of most cases first; the cases without one last."""
    found: dict[str, list[str]] = {}
    for item in items:
        for name in [topic_names((one,), form) for one in item.topics if one] or [""]:
            found.setdefault(name, []).append(item.title)
    order = sorted(found, key=lambda name: (not name, -len(found[name])))
    return tuple(Theme(name, tuple(found[name])) for name in order)


def _agreed(items: list[tuple[Meeting, Item]], form: WrittenForm) -> Iterator[Agreed]:
    for meeting, item in items:
        if item.decision and meeting.day:
            yield Agreed(item.number, item.title, written_day(meeting.day, form), item.decision)


def _is_told(action: TrackedAction, year: int) -> bool:
    """Whether it was set or closed in the year, or is open still; one of an exempt case never is."""
    return action.item.exempt is None and (action.born.year == year or action.closed_in(year) or action.open)


def _done(action: TrackedAction, as_of: date, form: WrittenForm) -> Done:
    return Done(
        what=action.action.what,
        responsible=", ".join(action.responsible),
        deadline=written_or_none(action.deadline, form),
        status=shown(action.status, form),
        done=action.status == "ferdig",
        overdue=action.overdue(as_of),
    )


def _lessons(council: Council, on_day: OnDay, form: WrittenForm) -> Lessons | None:
    evaluation = latest(council, on_day)
    if evaluation is None or evaluation.carried_out is None:
        return None
    return Lessons(
        day=written_day(evaluation.carried_out, form),
        in_the_year=evaluation.carried_out.year == on_day.as_of.year,
        learnt=_answers(evaluation, LEARNT),
        onwards=_answers(evaluation, ONWARDS),
        changes=adjusted(evaluation, on_day.as_of, form),
        no_change=evaluation.no_adjustment,
    )


def _answers(evaluation: Evaluation, keys: Iterable[str]) -> str:
    return "\n\n".join(text for key in keys if (text := evaluation.answers.get(key, "")).strip())


def _waits(item: WaitingItem, day: date) -> bool:
    """Whether it waited on the day, and may be told of."""
    return item.exempt is None and (item.day is None or item.day <= day)


def _plans_beyond(day: date, council: Council) -> Iterator[str]:
    """The titles of the plans that do not end by the day."""
    for plan in (*council.plans, *council.action_plans):
        if plan.title and (plan.end is None or plan.end > day):
            yield plan.title


def _ahead(council: Council, on_day: OnDay, form: WrittenForm) -> Ahead:
    day = on_day.as_of
    planned = (one.day for one in on_day.register.all_meetings_of(council) if one.status == "planlagt" and one.day)
    revisions = (one.next_revision(day) for one in agreements_shared((council,), on_day))
    evaluation = next_evaluation(council, on_day)
    return Ahead(
        meetings=tuple(written_day(one, form) for one in sorted(planned) if one > day),
        topics=year_plan(council, form),
        waiting=tuple(one.title for one in council.item_bank if one.title and _waits(one, day)),
        plans=tuple(_plans_beyond(day, council)),
        revision=written_or_none(min((one for one in revisions if one), default=None), form),
        evaluation=written_or_none(evaluation.due if evaluation else None, form),
    )
