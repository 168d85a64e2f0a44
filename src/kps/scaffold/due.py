"""What has come due for a council by a day: what belongs on the agenda of a meeting held then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kps.guideline import statement
from kps.language import Message, msg
from kps.models.agreement import Agreement
from kps.models.calendar import months_after
from kps.models.council import Council, Forum
from kps.models.evaluation import Evaluation
from kps.models.meeting import Item, Meeting
from kps.models.places import municipalities
from kps.models.register import Charter
from kps.models.vocabulary import normal
from kps.register.index import Register
from kps.rules.context import Context
from kps.rules.council_work import is_on_slt
from kps.rules.evaluation import NextEvaluation, next_evaluation
from kps.rules.focus import FocusInForce, focus_areas_in_force
from kps.rules.subjects import cooperation_agreements_in_force, councils_sharing

Kind = Literal["revisjon", "evaluering", "temafora", "juridiske_rammer", "satsingsområde", "slt", "politivedtekter"]

LEGAL_FRAME_MONTHS = 48
"""How long the members are taken to remember the legal frame (4.1.5)."""

BYLAWS_MONTHS = 48
"""How old the police bylaws may be (4)."""

FORUM_MONTHS = 12
"""How often a thematic forum is to report back (4.3)."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that has come due: why, and the statement of the guideline it rests on.

    ``by`` is the day it was or is due, where there is one; ``subject`` which forum, focus area or municipality
    it is about, and ``topics`` that one's topics.
    """

    kind: Kind
    why: Message
    cites: str
    by: date | None = None
    subject: str = ""
    topics: tuple[str, ...] = ()

    @property
    def section(self) -> str:
        """The guideline's section."""
        return statement(self.cites).section


def due(register: Register, council: Council, day: date) -> tuple[Due, ...]:
    """What has come due for the council by ``day``, in the order it is put on an agenda.

    Agreements are revised and the cooperation evaluated in time: what runs out within the register's notice
    counts. Planned meetings count as agendas, cancelled ones and items put off do not.
    """
    context = Context(register, register.charter or Charter.model_construct(), day)
    return (
        *_revisions(council, context),
        *_evaluations(council, context),
        *_forums(council, day),
        *_legal_frame(council, context),
        *_focus_areas(council, context),
        *_slt(council, context),
        *_bylaws(council, context),
    )


def in_digits(day: date) -> str:
    """The day as both written forms write it: 12.03.2026."""
    return f"{day:%d.%m}.{day.year:04}"


def _horizon(context: Context) -> date:
    """The last day that counts as coming up."""
    return min(context.as_of, date.max - timedelta(days=3650)) + timedelta(days=context.deadlines.notice)


def _agreements(council: Council, context: Context) -> Iterator[Agreement]:
    """The cooperation agreements in force that share a municipality with the council."""
    for agreement in cooperation_agreements_in_force(context):
        if set(agreement.numbers) & set(council.numbers):
            yield agreement


def _agendas(council: Council, register: Register) -> Iterator[tuple[date, Item]]:
    """The items of all meetings, held or planned, that were not put off."""
    for meeting in register.all_meetings_of(council):
        if meeting.day and meeting.status != "avlyst":
            yield from ((meeting.day, item) for item in meeting.items if item.outcome in (None, "behandlet"))


def _of_year(council: Council, context: Context) -> Iterator[Item]:
    """The items on the year's agendas."""
    year = context.as_of.year
    yield from (item for day, item in _agendas(council, context.register) if day.year == year)


# --- the agreement ------------------------------------------------------------------------------------------


def _revisions(council: Council, context: Context) -> Iterator[Due]:
    for agreement in _agreements(council, context):
        subject = _municipalities(agreement, council)
        by = agreement.next_revision(context.as_of)
        if by is not None and by <= _horizon(context):
            why = (
                msg("The agreement was to be revised by {day}.", day=in_digits(by))
                if by < context.as_of
                else msg("The agreement is to be revised by {day}.", day=in_digits(by))
            )
            yield Due("revisjon", why, "3e", by, subject)
        elif agreement.end is not None and agreement.end <= _horizon(context):
            why = msg("The agreement's last day is {day}: shall it go on?", day=in_digits(agreement.end))
            yield Due("revisjon", why, "3e", agreement.end, subject)


def _municipalities(agreement: Agreement, council: Council) -> str:
    """Which municipalities the agreement is with, where that does not go without saying."""
    if not council.regional:
        return ""
    known = (municipalities().get(number) for number in agreement.numbers if number in council.numbers)
    return ", ".join(one.name for one in known if one)


# --- the evaluation -----------------------------------------------------------------------------------------


def _evaluations(council: Council, context: Context) -> Iterator[Due]:
    if (coming := _next_evaluation(council, context)) and coming.by and coming.by <= _horizon(context):
        why = (
            msg(
                "The cooperation is evaluated every {months} months: the last time {last}, next by {by}.",
                months=coming.months,
                last=in_digits(coming.last),
                by=in_digits(coming.by),
            )
            if coming.last
            else msg(
                "The cooperation is to be evaluated every {months} months, the first time by {by}.",
                months=coming.months,
                by=in_digits(coming.by),
            )
        )
        yield Due("evaluering", why, "7a", coming.by)
    of_council = [one for one in context.register.evaluations_of(council) if one.is_of(council.name)]
    latest = next((one for one in reversed(of_council) if context.known(one.carried_out)), None)
    day = latest.carried_out if latest else None
    if latest and day and context.charter.judges(day) and _not_taken_up(latest, council, context):
        why = msg("The evaluation of {day} has not been taken up by the council.", day=in_digits(day))
        yield Due("evaluering", why, "7f")


def _next_evaluation(council: Council, context: Context) -> NextEvaluation | None:
    """The council's next evaluation by each of its agreements, the earliest of them; without one, by its own age."""
    agreements = [
        next_evaluation(one, councils_sharing(one, context) or (council,), context)
        for one in _agreements(council, context)
    ]
    found = agreements or [next_evaluation(None, (council,), context)]
    return min((one for one in found if one.by), key=lambda one: one.by or date.max, default=None)


def _not_taken_up(evaluation: Evaluation, council: Council, context: Context) -> bool:
    """Whether no meeting, held or to come, is named as the one that takes the evaluation up."""
    stems = {one.origin.stem: one for one in context.register.all_meetings_of(council)}
    named = stems.get(evaluation.taken_up)
    return named is None or named.status == "avlyst"


# --- what the council works by ------------------------------------------------------------------------------


def _forums(council: Council, day: date) -> Iterator[Due]:
    for forum in council.forums:
        if forum.covers(day) and forum.name:
            yield from _report(forum, council, day)


def _report(forum: Forum, council: Council, day: date) -> Iterator[Due]:
    last = max((one for one in forum.reported if one and one <= day), default=None)
    begun = last or forum.start or council.founded
    by = months_after(begun, FORUM_MONTHS) if begun else None
    if by is not None and by >= day:
        return
    why = (
        msg("“{forum}” last reported to the council on {day}.", forum=forum.name, day=in_digits(last))
        if last
        else msg("“{forum}” has not reported to the council yet.", forum=forum.name)
    )
    yield Due("temafora", why, "4.3a", by, forum.name, tuple(filter(None, forum.topics)))


def _legal_frame(council: Council, context: Context) -> Iterator[Due]:
    day = context.as_of
    taken_up = [
        when
        for when, item in _agendas(council, context.register)
        if item.standing == "juridiske_rammer" and when <= day
    ]
    last = max(taken_up, default=None)
    joined = [one.start for one in council.members_on(day) if one.start]
    if last is None:
        why = msg("The members have not yet gone through what information they may share.")
    elif months_after(last, LEGAL_FRAME_MONTHS) < day:
        why = msg("The members last went through what information they may share on {day}.", day=in_digits(last))
    elif max(joined, default=date.min) > last:
        why = msg(
            "New members have joined since {day}, when what information may be shared was gone through.",
            day=in_digits(last),
        )
    else:
        return
    yield Due("juridiske_rammer", why, "4.1.5a")


def _focus_areas(council: Council, context: Context) -> Iterator[Due]:
    for focus in focus_areas_in_force(context):
        if council in focus.councils and not any(
            focus.is_about(item.topics) for one in focus.councils for item in _of_year(one, context)
        ):
            yield _focus(focus, context.as_of.year)


def _focus(focus: FocusInForce, year: int) -> Due:
    why = msg(
        "“{area}” is a focus area of the agreement, and has been on no agenda in {year}.",
        area=focus.area.name,
        year=year,
    )
    return Due("satsingsområde", why, "4.1.3a", None, focus.area.name, focus.area.topics)


def _slt(council: Council, context: Context) -> Iterator[Due]:
    used = [one for one in council.slt if one.model in ("slt", "annen")]
    steered = any(one.steered_by_council for one in used)
    if not used or any(is_on_slt(item) for item in _of_year(council, context)):
        return
    year = context.as_of.year
    if steered:
        yield Due("slt", msg("The council steers SLT, which has been on no agenda in {year}.", year=year), "6d")
    else:
        name = next((one.name for one in used if one.model == "annen" and one.name), "SLT")
        why = msg("{name} is part of the council's work, and has been on no agenda in {year}.", name=name, year=year)
        yield Due("slt", why, "4.1.1e", None, "" if name == "SLT" else name)


def _bylaws(council: Council, context: Context) -> Iterator[Due]:
    if any("politivedtekt" in normal(item.title) for item in _of_year(council, context)):
        return
    revised = [context.known(one.revised) for one in council.bylaws if one.exist]
    if not council.bylaws or None in revised:
        yield Due("politivedtekter", msg("It is not known when the police bylaws were revised."), "4g")
        return
    oldest = min(_days(revised), default=None)
    if oldest and months_after(oldest, BYLAWS_MONTHS) < context.as_of:
        why = msg("The police bylaws were last revised on {day}.", day=in_digits(oldest))
        yield Due("politivedtekter", why, "4g", months_after(oldest, BYLAWS_MONTHS))


def _days(days: Iterable[date | None]) -> Iterator[date]:
    yield from (day for day in days if day)


def previous_meeting(register: Register, council: Council, day: date) -> Meeting | None:
    """The latest meeting up to ``day`` that was held; where none was, the latest that is planned."""
    before = [one for one in register.all_meetings_of(council) if one.day and one.day <= day]
    held = [one for one in before if one.status == "avholdt"]
    planned = [one for one in before if one.status == "planlagt"]
    return next(reversed(held or planned), None)
