"""What a council knows, wants and achieves, as its papers show it to anybody (1, 3, 4, 4.1.5, 7).

Of exempt knowledge there is a title for the public and the provision; of exempt cases and their actions nothing. What
was done and what was measured stand side by side: nothing says that the one came of the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from kps.documents.cases import exempt_words, topic_names
from kps.documents.dates import WrittenDay, written_day, written_or_none
from kps.documents.people import sides
from kps.documents.public_cases import Provision
from kps.duties.scores import Given, in_district, scored
from kps.guideline import questions
from kps.models.council import Council
from kps.models.date_arithmetic import months_between
from kps.models.knowledge import Knowledge
from kps.models.preparedness import Exercise, Preparedness
from kps.models.vocabulary import shown
from kps.register.goal_lines import GoalLine, goal_lines, is_told
from kps.register.knowledge import is_awaited, is_known, products_seen_by
from kps.register.measures import TrackedMeasure
from kps.register.on_day import OnDay
from kps.register.written import WrittenForm


@dataclass(frozen=True, slots=True)
class Known:
    """A knowledge product that was there on the day."""

    withheld: ClassVar[bool] = False

    title: str
    sources: str
    kind: str
    topics: str
    day: WrittenDay
    months: int
    """How many whole months old it is."""
    inhabitants: bool
    """Whether it tells of the inhabitants' own needs or experience."""
    findings: str


@dataclass(frozen=True, slots=True)
class WithheldKnowledge:
    """An exempt knowledge product: a title for the public and the provision."""

    withheld: ClassVar[bool] = True
    findings: ClassVar[str] = ""

    title: str
    exempt: Provision


@dataclass(frozen=True, slots=True)
class Awaited:
    """A knowledge product that was ordered and is not delivered."""

    title: str
    sources: str
    ordered: WrittenDay | None
    deadline: WrittenDay | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What an indicator showed on a day."""

    day: WrittenDay
    value: str


@dataclass(frozen=True, slots=True)
class PlanMeasure:
    """A measure of an action plan with its state."""

    what: str
    plan: str
    responsible: str
    deadline: WrittenDay | None
    status: str
    done: bool


@dataclass(frozen=True, slots=True)
class GoalSeen:
    """A goal: what names it, and what its indicator has shown, the earliest first."""

    text: str
    until: WrittenDay | None
    focus_areas: tuple[str, ...]
    plans: tuple[str, ...]
    measures: tuple[PlanMeasure, ...]
    actions: int
    """How many of the meetings' actions name it, those of exempt cases left out."""
    actions_done: int
    named: bool
    """Whether anything at all names it."""
    indicator: str
    unit: str
    wanted: str
    """opp, ned, or empty."""
    target: str
    readings: tuple[Shown, ...]
    movement: str
    """The latest against the one before: wanted, other, none; empty where there is no answer."""
    reached: bool
    """Whether the latest is at the target, or past it."""


@dataclass(frozen=True, slots=True)
class Exercised:
    """An exercise that was held."""

    day: WrittenDay | None
    what: str
    took_part: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """Where rescue and preparedness is dealt with, and what was exercised."""

    has_council: bool
    leader: str
    last_met: WrittenDay | None
    covered_by: str
    risk_analysis: WrittenDay | None
    exercises: tuple[Exercised, ...]


@dataclass(frozen=True, slots=True)
class ScoresOf:
    """What those in the council, a forum or SLT answered, by question, the latest evaluation first."""

    subject: str
    """The forum's name, or SLT; empty for the council itself."""
    days: tuple[WrittenDay, ...]
    rows: tuple[ScoreRow, ...]
    beside: bool
    """Whether the district's mean is known of any question."""


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A question, its score in each evaluation (empty where it was not answered), and the district's mean."""

    question: str
    scores: tuple[str, ...]
    district: str


EVALUATIONS = 4
"""How many evaluations stand side by side."""


def knowledge(council: Council, on_day: OnDay, form: WrittenForm) -> tuple[Known | WithheldKnowledge, ...]:
    """What the council may use, the newest first, the exempt ones last."""
    products = products_seen_by(council, on_day.register).values()
    found = [one for one in products if is_known(one, on_day.as_of)]
    found.sort(key=lambda one: (one.exempt is None, one.day or date.min), reverse=True)
    return tuple(_known(one, on_day.as_of, form) for one in found)


def _known(product: Knowledge, day: date, form: WrittenForm) -> Known | WithheldKnowledge:
    if product.exempt:
        return WithheldKnowledge(product.exempt.public_title or exempt_words(form), Provision(product.exempt.provision))
    dated = product.day or day
    return Known(
        title=product.title,
        sources=sides(filter(None, product.sources), form),
        kind=shown(product.sort, form) if product.sort and product.sort != "annet" else "",
        topics=topic_names(product.topics, form),
        day=written_day(dated, form),
        months=months_between(dated, day),
        inhabitants=product.inhabitants,
        findings=product.findings,
    )


def awaited(council: Council, on_day: OnDay, form: WrittenForm) -> tuple[Awaited, ...]:
    """What was ordered and is not delivered; of what is exempt nothing."""
    products = products_seen_by(council, on_day.register).values()
    return tuple(
        Awaited(
            one.title,
            sides(filter(None, one.sources), form),
            written_or_none(one.order.day, form),
            written_or_none(one.order.deadline, form),
            one.order.deadline is not None and one.order.deadline < on_day.as_of,
        )
        for one in products
        if one.order and one.exempt is None and is_awaited(one, on_day.as_of)
    )


def goals(council: Council, on_day: OnDay, form: WrittenForm) -> tuple[GoalSeen, ...]:
    """The goals of the agreements in force that the council shares, and what names and shows them."""
    return tuple(_goal(one, form) for one in goal_lines(on_day, (council,)) if is_told(one))


def _goal(line: GoalLine, form: WrittenForm) -> GoalSeen:
    goal, indicator, serving = line.stated.goal, line.indicator, line.serving
    actions = [one for one in serving.actions if one.item.exempt is None]
    return GoalSeen(
        text=goal.text,
        until=written_or_none(goal.end, form),
        focus_areas=tuple(one.name for one in serving.focus_areas if one.name),
        plans=tuple(one.title or one.id for one in serving.plans),
        measures=tuple(_measure(one, form) for one in serving.measures),
        actions=len(actions),
        actions_done=sum(one.status == "ferdig" for one in actions),
        named=serving.anything,
        indicator=indicator.name if indicator else "",
        unit=indicator.unit if indicator else "",
        wanted=(indicator.wanted or "") if indicator else "",
        target=_number(indicator.target) if indicator else "",
        readings=tuple(Shown(written_day(one.day, form), _number(one.value)) for one in line.readings),
        movement=line.movement or "",
        reached=bool(line.reached),
    )


def _measure(one: TrackedMeasure, form: WrittenForm) -> PlanMeasure:
    return PlanMeasure(
        what=one.measure.what,
        plan=one.plan.title or one.plan.id,
        responsible=", ".join(one.responsible),
        deadline=written_or_none(one.deadline, form),
        status=shown(one.status, form),
        done=one.status == "ferdig",
    )


def _number(value: Decimal | None) -> str:
    """A measured value as Norwegian writes it, with the decimals it was measured with."""
    return f"{value:f}".replace(".", ",").replace("-", "\N{MINUS SIGN}") if value is not None else ""


def preparedness(council: Council, on_day: OnDay, form: WrittenForm) -> Prepared | None:
    """What the council has written of rescue and preparedness."""
    found = council.preparedness
    if found is None:
        return None
    own, analysis = found.council, found.analysis
    return Prepared(
        has_council=own is not None,
        leader=own.leader if own else "",
        last_met=written_or_none(on_day.known(own.last), form) if own else None,
        covered_by=found.covered_by,
        risk_analysis=written_or_none(on_day.known(analysis.adopted), form) if analysis else None,
        exercises=tuple(_exercise(one, form) for one in _held(found, on_day)),
    )


def _held(found: Preparedness, on_day: OnDay) -> Iterator[Exercise]:
    """The exercises that had been held by the day, the latest first."""
    held = (one for one in found.exercises if one.day is None or one.day <= on_day.as_of)
    yield from sorted(held, key=lambda one: one.day or date.min, reverse=True)


def _exercise(one: Exercise, form: WrittenForm) -> Exercised:
    return Exercised(written_or_none(one.day, form), one.what, ", ".join(filter(None, one.took_part)))


def scores(council: Council, on_day: OnDay, form: WrittenForm) -> tuple[ScoresOf, ...]:
    """The scores of the council's evaluations over the years; of the council itself beside its district's mean."""
    found: dict[str, list[Given]] = {}
    for one in scored(council, on_day):
        found.setdefault(one.subject, []).insert(0, one)
    return tuple(_scores(subject, some[:EVALUATIONS], on_day, form) for subject, some in found.items())


def _scores(subject: str, some: list[Given], on_day: OnDay, form: WrittenForm) -> ScoresOf:
    district = in_district(on_day)
    rows = tuple(
        ScoreRow(
            question.text(form),
            tuple(str(one.scores.get(question.key, "")) for one in some),
            "" if subject else _mean(district.sums.get(question.key, 0), district.councils.get(question.key, 0)),
        )
        for question in questions()
        if any(question.key in one.scores for one in some)
    )
    return ScoresOf(subject, tuple(written_day(one.day, form) for one in some), rows, any(one.district for one in rows))


def _mean(points: int, councils: int) -> str:
    """The mean of at least two councils, with one decimal."""
    return f"{points / councils:.1f}".replace(".", ",") if councils > 1 else ""
