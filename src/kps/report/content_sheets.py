"""What the councils know, want and achieve, as tables: what is shown of it in every format (1, 3, 4, 4.1.5, 7)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from kps.language import Words, compound, msg
from kps.register.goal_lines import Movement
from kps.report.content import Doing, GoalInForce
from kps.report.council_names import CouncilNames
from kps.report.open_actions import exempted
from kps.report.overviews import name
from kps.report.shape import Share
from kps.report.table import Cell, Row, Table
from kps.report.words import word
from kps.report.year_status import Status

MOVEMENTS: dict[Movement, Words] = {
    "wanted": msg("the way that is wanted"),
    "other": msg("the other way"),
    "none": msg("no change"),
}
"""How a measuring lies to the one before. Nothing is said of why."""

_WANTED: dict[str, Words] = {"opp": msg("up"), "ned": msg("down")}

_KINDS: dict[str, Words] = {
    "focus_area": msg("focus area"),
    "plan": msg("action plan"),
    "measure": msg("measure"),
    "action": msg("action"),
}


def content_tables(status: Status) -> tuple[Table, ...]:
    """The tables of knowledge, goals and preparedness; the empty ones left out."""
    found = (
        goals(status),
        _serving(status),
        _named_by_nothing(status),
        _without_goal(status),
        known(status),
        awaited(status),
        _preparedness(status),
        _exercises(status),
        _forums_considered(status),
    )
    return tuple(table for table in found if table.rows)


# --- knowledge (1, 2, 4.1.5) -----------------------------------------------------------------------------


def known(status: Status) -> Table:
    """What is known, by whom, and how old it is; of what is exempt its title for the public."""
    head = (
        msg("knowledge"),
        msg("council"),
        msg("from"),
        msg("kind"),
        msg("dated"),
        msg("months old"),
        msg("about the inhabitants"),
        msg("who answers for it"),
    )
    names = CouncilNames(status)
    rows = tuple(
        (
            exempt_title(one.title, one.basis) if one.exempt else one.title,
            names.of(one),
            _list(map(word, one.sources)),
            word(one.kind) if one.kind else None,
            one.day,
            one.age_months,
            msg("yes") if one.inhabitants else None,
            one.owner or None,
        )
        for one in status.content.knowledge
        if not one.awaited
    )
    return Table(msg("What is known"), head, rows)


def exempt_title(title: str, basis: str) -> Words:
    """What is shown of something exempt: its title for the public, and the provision."""
    return compound("{title} {exempt}", title=title, exempt=exempted(basis)) if title else exempted(basis)


def awaited(status: Status) -> Table:
    """What was ordered and is not delivered."""
    head = (
        msg("knowledge"),
        msg("council"),
        msg("from"),
        msg("ordered"),
        msg("ordered by"),
        msg("deadline"),
        msg("days late"),
    )
    names = CouncilNames(status)
    rows = tuple(
        (
            one.title,
            names.of(one),
            _list(map(word, one.sources)),
            one.ordered,
            one.ordered_by or None,
            one.deadline,
            one.late_days or None,
        )
        for one in status.content.knowledge
        if one.awaited
    )
    return Table(msg("Ordered and not delivered"), head, rows)


def _list(some: Iterable[Words]) -> Words:
    found = list(some)
    return compound("{some}", some=found) if found else ""


# --- goals (3, 4) ----------------------------------------------------------------------------------------


def goals(status: Status) -> Table:
    """A row a goal: what names it, and its latest measuring against the one before and the wanted direction."""
    head = (
        msg("goal"),
        msg("council"),
        msg("until"),
        msg("focus areas"),
        msg("action plans"),
        msg("measures and actions done"),
        msg("indicator"),
        msg("wanted"),
        msg("target"),
        msg("the one before"),
        msg("latest measuring"),
        msg("measured"),
        msg("since the one before"),
    )
    names = CouncilNames(status)
    return Table(msg("Goals, and what is measured"), head, tuple(_goal(one, names) for one in status.content.goals))


def _goal(one: GoalInForce, names: CouncilNames) -> Row:
    tasks = [doing for doing in one.serving if doing.status]
    values: list[Cell] = [number(reading.value) for reading in one.readings[-2:]]
    return (
        one.text,
        names.of(one),
        one.until,
        _named(one, "focus_area"),
        _named(one, "plan"),
        Share(count=sum(doing.status == "ferdig" for doing in tasks), of=len(tasks)),
        indicator(one) or None,
        _WANTED.get(one.wanted or ""),
        number(one.target) if one.target is not None else None,
        values[0] if len(values) > 1 else None,
        values[-1] if values else None,
        one.readings[-1].day if one.readings else None,
        moved(one),
    )


def goals_in_brief(status: Status) -> Table:
    """A row a goal, in few words, for a screen."""
    head = (msg("goal"), msg("named by"), msg("latest measuring"), msg("measured"), msg("since the one before"))
    rows = tuple(
        (
            one.text,
            len(one.serving),
            number(one.readings[-1].value) if one.readings else None,
            one.readings[-1].day if one.readings else None,
            moved(one),
        )
        for one in status.content.goals
    )
    return Table(msg("Goals"), head, rows)


def _named(goal: GoalInForce, kind: str) -> str | None:
    return "; ".join(dict.fromkeys(one.what for one in goal.serving if one.kind == kind)) or None


def indicator(goal: GoalInForce) -> str:
    """What is measured, and in what."""
    return f"{goal.indicator} ({goal.unit})" if goal.indicator and goal.unit else goal.indicator or goal.unit


def moved(goal: GoalInForce) -> Words | None:
    """How the latest measuring lies to the one before, and whether it is at the target."""
    found: list[Words] = [MOVEMENTS[goal.movement]] if goal.movement else []
    if goal.reached:
        found.append(msg("at the target"))
    return _list(found) or None


def number(value: float) -> Decimal:
    """A measured value with just the decimals it was written with."""
    return Decimal(repr(value))


def _serving(status: Status) -> Table:
    head = (msg("goal"), msg("what names it"), msg("what"), msg("who"), msg("deadline"), msg("state"))
    rows = tuple((one.text, *_doing(doing)) for one in status.content.goals for doing in one.serving)
    return Table(msg("What is agreed and done for each goal"), head, rows)


def _doing(one: Doing) -> Row:
    what = exempted(one.basis) if one.exempt else one.what
    state = word(one.status) if one.status else None
    return _KINDS[one.kind], what, ", ".join(one.responsible) or None, one.deadline, state


def _named_by_nothing(status: Status) -> Table:
    names = CouncilNames(status)
    rows = tuple((one.text, names.of(one), one.until) for one in status.content.goals if not one.serving)
    head = (msg("goal"), msg("council"), msg("until"))
    return Table(msg("Goals that no focus area, plan, measure or action names"), head, rows)


def _without_goal(status: Status) -> Table:
    names = CouncilNames(status)
    rows = tuple((names.of(one), *_doing(one.doing)) for one in status.content.without_goal)
    head = (msg("council"), msg("kind"), msg("what"), msg("who"), msg("deadline"), msg("state"))
    return Table(msg("What names no goal"), head, rows)


def readings(status: Status) -> tuple[Table, ...]:
    """What each indicator has shown over the years, a table each, the target last; they are drawn too."""
    return tuple(_readings(one) for one in status.content.goals if one.readings)


def _readings(goal: GoalInForce) -> Table:
    rows: list[Row] = [(one.day, number(one.value)) for one in goal.readings]
    if goal.target is not None:
        rows.append((msg("target"), number(goal.target)))
    measured = indicator(goal)
    title: Words = compound("{goal}: {indicator}", goal=goal.text, indicator=measured) if measured else goal.text
    if wanted := _WANTED.get(goal.wanted or ""):
        title = compound("{title}; {wanted}", title=title, wanted=msg("wanted: {direction}", direction=wanted))
    return Table(title, (msg("measured"), msg("value")), tuple(rows))


def measurings(status: Status) -> Table:
    """Every measuring, a row each, so that they can be drawn anew."""
    rows = tuple(
        (one.text, indicator(one) or None, reading.day, number(reading.value), reading.product or None)
        for one in status.content.goals
        for reading in one.readings
    )
    head = (msg("goal"), msg("indicator"), msg("measured"), msg("value"), msg("told by"))
    return Table(msg("Measurings"), head, rows)


# --- preparedness (4) ------------------------------------------------------------------------------------


def _preparedness(status: Status) -> Table:
    head = (
        msg("council"),
        msg("preparedness council"),
        msg("led by"),
        msg("last met"),
        msg("dealt with by"),
        msg("risk analysis adopted"),
        msg("exercises"),
        msg("latest exercise"),
    )
    names = CouncilNames(status)
    rows = tuple(
        (
            names.of(one),
            msg("yes") if one.has_council else None,
            one.leader or None,
            one.last_met,
            one.covered_by or None,
            one.risk_analysis,
            len(one.exercises),
            max((held.day for held in one.exercises if held.day), default=None),
        )
        for one in status.content.preparedness
    )
    return Table(msg("Rescue and preparedness"), head, rows)


def _exercises(status: Status) -> Table:
    names = CouncilNames(status)
    rows = tuple(
        (names.of(one), held.day, held.what, ", ".join(held.took_part) or None)
        for one in status.content.preparedness
        for held in one.exercises
    )
    return Table(msg("Exercises"), (msg("council"), msg("day"), msg("what"), msg("took part")), rows)


def _forums_considered(status: Status) -> Table:
    """That councils have considered which thematic forums they need (4.3)."""
    unread = {one.folder: name(one) for one in status.councils}
    rows = tuple(
        (unread.get(one.folder, one.name), one.forums_assessed, one.forums_conclusion or None)
        for one in status.total.work
        if one.forums_assessed or one.forums_conclusion
    )
    head = (msg("council"), msg("day"), msg("what was concluded"))
    return Table(msg("Which thematic forums are needed"), head, rows)
