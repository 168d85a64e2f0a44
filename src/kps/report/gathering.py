"""What the records of a register tell of knowledge, goals, preparedness and evaluations, gathered for the status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kps.checking.context import Context
from kps.duties.scores import in_district, scored
from kps.models.agreement import FocusArea
from kps.models.council import ActionPlan, Council
from kps.models.date_arithmetic import months_after, months_between
from kps.models.knowledge import Knowledge
from kps.models.preparedness import Preparedness
from kps.register.actions import TrackedAction
from kps.register.goal_lines import GoalLine, Serving, goal_lines, is_told, without_goal
from kps.register.knowledge import is_awaited, is_known, products_seen_by
from kps.register.measures import TrackedMeasure
from kps.report.content import (
    Content,
    ContentFigures,
    DistrictScores,
    Doing,
    Exercised,
    GoalInForce,
    Prepared,
    Product,
    Reading,
    Scored,
    WithoutGoal,
)
from kps.report.part import Part
from kps.report.standing import council_on

FRESH_MONTHS = 36
"""How old knowledge of the inhabitants may be (R422)."""


def content(whole: Part, context: Context) -> Content:
    """What the councils of a part know, want and achieve on the context's day."""
    councils = tuple(one for one in whole.councils if council_on(one, (), context.as_of))
    return Content.of_known(
        knowledge=tuple(_products(whole, councils, context)),
        goals=tuple(_goal(one, whole.district, context) for one in _lines(whole, context)),
        without_goal=tuple(_unserving(whole, councils, context)),
        preparedness=tuple(
            _prepared(one, one.preparedness, whole.district, context) for one in councils if one.preparedness
        ),
        scores=tuple(one for council in councils for one in _scored(council, whole.district, context)),
        district_scores=(_district_scores(whole.district, context),),
    )


def content_figures(part: Part, councils: Iterable[Council], year: int, context: Context) -> ContentFigures:
    """How much that is, of the councils that were there on the day."""
    councils = tuple(councils)
    products = tuple(_seen(councils, context).values())
    lines = tuple(_lines(part, context))
    compared = [one.movement for one in lines if one.movement]
    prepared = [one.preparedness for one in councils if one.preparedness]
    days = [context.known(one.day) for some in prepared for one in some.exercises]
    known = [one for one in products if is_known(one, context.as_of)]
    return ContentFigures.of_known(
        products=len(known),
        about_inhabitants=sum(one.inhabitants and _fresh(one.day, context.as_of) for one in known),
        awaited=sum(is_awaited(one, context.as_of) for one in products),
        goals=len(lines),
        unserved=sum(not one.serving.anything for one in lines),
        measured=sum(bool(one.readings) for one in lines),
        compared=len(compared),
        wanted_way=compared.count("wanted"),
        preparedness=sum(bool(one.council or one.covered_by) for one in prepared),
        exercises=sum(day is not None and day.year == year for day in days),
    )


# --- knowledge -------------------------------------------------------------------------------------------


def _seen(councils: Iterable[Council], context: Context) -> dict[str, Knowledge]:
    """The products that the councils may name, by file: their own, and those of the whole register."""
    register = context.register
    return {one.origin.file: one for council in councils for one in products_seen_by(council, register).values()}


def _fresh(day: date | None, as_of: date) -> bool:
    return day is not None and as_of <= months_after(day, FRESH_MONTHS)


def _products(whole: Part, councils: tuple[Council, ...], context: Context) -> Iterator[Product]:
    own = () if whole.scope == "council" else context.register.products_in(None)
    seen = {one.origin.file: one for one in own} | _seen(councils, context)
    for product in (seen[file] for file in sorted(seen)):
        awaited = is_awaited(product, context.as_of)
        if not awaited and not is_known(product, context.as_of):
            continue
        council = context.register.council_of(product)
        placed = {"district": whole.district, "councils": (council.folder,) if council else ()}
        if product.exempt is None:
            yield Product.of_known(**placed, **_told(product, awaited, context))
        elif not awaited:  # that it is awaited is more than its title tells
            exempt = product.exempt
            yield Product.of_known(
                **placed, title=_line(exempt.public_title), exempt=True, basis=_line(exempt.provision)
            )


def _told(product: Knowledge, awaited: bool, context: Context) -> dict[str, object]:
    order, as_of = product.order, context.as_of
    deadline = order.deadline if order else None
    return {
        "title": _line(product.title),
        "sources": tuple(filter(None, product.sources)),
        "kind": product.sort,
        "day": None if awaited else product.day,
        "age_months": None if awaited or product.day is None else months_between(product.day, as_of),
        "topics": tuple(filter(None, product.topics)),
        "inhabitants": product.inhabitants,
        "owner": product.owner,
        "ordered": order.day if order else None,
        "ordered_by": _line(order.by) if order else "",
        "deadline": deadline,
        "delivered": context.known(product.delivered),
        "awaited": awaited,
        "late_days": max(0, (as_of - deadline).days) if awaited and deadline else 0,
        "findings": product.findings,
    }


# --- goals -----------------------------------------------------------------------------------------------


def _lines(part: Part, context: Context) -> Iterator[GoalLine]:
    """The lines of the goals that the part shares, worked out once for all parts."""
    every = context.register.once(("goal lines", context.as_of), lambda: tuple(goal_lines(context)))
    numbers = set(part.numbers)
    yield from (
        one
        for one in every
        if is_told(one) and (part.scope == "register" or numbers & set(one.stated.agreement.numbers))
    )


def _goal(line: GoalLine, district: str, context: Context) -> GoalInForce:
    agreement, goal, indicator = line.stated.agreement, line.stated.goal, line.indicator
    seen = products_seen_by(agreement, context.register)
    return GoalInForce.of_known(
        district=district,
        councils=tuple(one.folder for one in context.councils_sharing(agreement)),
        agreement=agreement.origin.file,
        id=goal.id,
        text=_line(goal.text),
        until=goal.end,
        indicator=_line(indicator.name) if indicator else "",
        unit=indicator.unit if indicator else "",
        wanted=indicator.wanted if indicator else None,
        target=float(indicator.target) if indicator and indicator.target is not None else None,
        serving=tuple(_doings(line.serving)),
        readings=tuple(
            Reading.of_known(day=one.day, value=float(one.value), product=_title(seen.get(one.product)))
            for one in line.readings
        ),
        movement=line.movement,
        reached=line.reached,
    )


def _title(product: Knowledge | None) -> str:
    if product is None:
        return ""
    return _line(product.exempt.public_title if product.exempt else product.title)


def _unserving(whole: Part, councils: Iterable[Council], context: Context) -> Iterator[WithoutGoal]:
    """What serves no goal; a focus area of an agreement that several councils share is told once."""
    told: dict[Doing, list[str]] = {}
    for council in councils:
        for doing in _doings(without_goal(council, context)):
            told.setdefault(doing, []).append(council.folder)
    for doing, folders in told.items():
        yield WithoutGoal.of_known(district=whole.district, councils=tuple(folders), doing=doing)


def _doings(serving: Serving) -> Iterator[Doing]:
    yield from (_area(one) for one in serving.focus_areas)
    yield from (_plan(one) for one in serving.plans)
    yield from (_measure(one) for one in serving.measures)
    yield from (_action(one) for one in serving.actions)


def _area(area: FocusArea) -> Doing:
    return Doing.of_known(kind="focus_area", what=_line(area.name))


def _plan(plan: ActionPlan) -> Doing:
    return Doing.of_known(kind="plan", id=plan.id, what=_line(plan.title) or plan.id, deadline=plan.end)


def _measure(one: TrackedMeasure) -> Doing:
    return Doing.of_known(
        kind="measure",
        id=one.id,
        what=_line(one.measure.what),
        responsible=one.responsible,
        deadline=one.deadline,
        status=one.status,
    )


def _action(one: TrackedAction) -> Doing:
    exempt = one.item.exempt
    if exempt is not None:
        return Doing.of_known(
            kind="action", id=one.id, what="", exempt=True, basis=_line(exempt.provision), deadline=one.deadline,
            status=one.status,
        )  # fmt: skip
    return Doing.of_known(
        kind="action",
        id=one.id,
        what=_line(one.action.what),
        responsible=one.responsible,
        deadline=one.deadline,
        status=one.status,
    )


# --- preparedness and evaluations ------------------------------------------------------------------------


def _prepared(council: Council, preparedness: Preparedness, district: str, context: Context) -> Prepared:
    own, analysis = preparedness.council, preparedness.analysis
    held = (one for one in preparedness.exercises if one.day is None or one.day <= context.as_of)
    return Prepared.of_known(
        district=district,
        councils=(council.folder,),
        leader=own.leader if own else "",
        has_council=own is not None,
        last_met=context.known(own.last) if own else None,
        covered_by=_line(preparedness.covered_by),
        risk_analysis=context.known(analysis.adopted) if analysis else None,
        exercises=tuple(
            Exercised.of_known(day=one.day, what=_line(one.what), took_part=tuple(filter(None, one.took_part)))
            for one in sorted(held, key=lambda one: one.day or date.min)
        ),
    )


def _scored(council: Council, district: str, context: Context) -> Iterator[Scored]:
    """The evaluations with scores that were carried out by the day, of the council, its forums and SLT."""
    for one in scored(council, context):
        yield Scored.of_known(
            district=district,
            councils=(council.folder,),
            subject=one.subject,
            file=one.evaluation.origin.file,
            day=one.day,
            scores=one.scores,
        )


def _district_scores(district: str, context: Context) -> DistrictScores:
    """The latest scores of all the register's councils, whatever is asked about."""
    found = in_district(context)
    return DistrictScores.of_known(district=district, sums=found.sums, councils=found.councils)


def _line(text: str) -> str:
    return " ".join(text.split())
