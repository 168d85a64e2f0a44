"""What has come due for a council by a day: what belongs on the agenda of a meeting held then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kps.duties.agendas import of_year
from kps.duties.agreement import last_day, revision
from kps.duties.council import bylaws, forum_reports, legal_frame, slt
from kps.duties.evaluation import latest, months_of, named_meeting, next_evaluation, taken_up
from kps.duties.focus import focus_areas_in_force, on_an_agenda
from kps.guideline import statement
from kps.language import Message, msg
from kps.models.agreement import Agreement
from kps.models.council import Council
from kps.models.evaluation import Evaluation
from kps.models.meeting import Meeting
from kps.models.places import municipalities
from kps.models.vocabulary import normal
from kps.register.index import Register
from kps.register.on_day import OnDay

Kind = Literal["revisjon", "evaluering", "temafora", "juridiske_rammer", "satsingsområde", "slt", "politivedtekter"]


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
    on_day = OnDay.of(register, day)
    return (
        *_revisions(council, on_day),
        *_evaluations(council, on_day),
        *_forums(council, on_day),
        *_legal_frame(council, on_day),
        *_focus_areas(council, on_day),
        *_slt(council, on_day),
        *_bylaws(council, on_day),
    )


# --- the agreement ------------------------------------------------------------------------------------------


def _revisions(council: Council, on_day: OnDay) -> Iterator[Due]:
    for agreement in on_day.cooperation_agreements_in_force():
        if not set(agreement.numbers) & set(council.numbers):
            continue
        subject = _municipalities(agreement, council)
        revised, ends = revision(agreement, on_day), last_day(agreement, on_day)
        if revised and revised.due and revised.owed_by(on_day.horizon):
            why = (
                msg("The agreement was to be revised by {day}.", day=revised.due)
                if revised.overdue(on_day.as_of)
                else msg("The agreement is to be revised by {day}.", day=revised.due)
            )
            yield Due("revisjon", why, revised.statement, revised.due, subject)
        elif ends and ends.due and ends.owed_by(on_day.horizon):
            why = msg("The agreement's last day is {day}: shall it go on?", day=ends.due)
            yield Due("revisjon", why, ends.statement, ends.due, subject)


def _municipalities(agreement: Agreement, council: Council) -> str:
    """Which municipalities the agreement is with, where that does not go without saying."""
    if not council.regional:
        return ""
    known = (municipalities().get(number) for number in agreement.numbers if number in council.numbers)
    return ", ".join(one.name for one in known if one)


# --- the evaluation -----------------------------------------------------------------------------------------


def _evaluations(council: Council, on_day: OnDay) -> Iterator[Due]:
    coming = next_evaluation(council, on_day)
    if coming and coming.due and coming.owed_by(on_day.horizon):
        often = _every(months_of(coming.record))
        why = (
            msg(
                "The cooperation is evaluated {often}: the last time {last}, next by {by}.",
                often=often,
                last=coming.last,
                by=coming.due,
            )
            if coming.last
            else msg(
                "The cooperation is to be evaluated {often}, the first time by {by}.",
                often=often,
                by=coming.due,
            )
        )
        yield Due("evaluering", why, coming.statement, coming.due)
    made = latest(council, on_day)
    owed = taken_up(made, on_day) if made else None
    if made and made.carried_out and owed and not owed.met and not _on_an_agenda(made, on_day):
        why = msg("The evaluation of {day} has not been taken up by the council.", day=made.carried_out)
        yield Due("evaluering", why, owed.statement)


def _every(months: int) -> Message:
    """How often something is done, as people say it: of whole years, the year."""
    return {
        1: msg("every month"),
        12: msg("every year"),
        24: msg("every other year"),
        36: msg("every third year"),
        48: msg("every fourth year"),
        60: msg("every fifth year"),
    }.get(months) or msg("every {months} months", months=months)


def _on_an_agenda(evaluation: Evaluation, on_day: OnDay) -> bool:
    """Whether a meeting that was not cancelled is named as the one that takes the evaluation up."""
    named = named_meeting(evaluation, on_day)
    return named is not None and named.status != "avlyst"


# --- what the council works by ------------------------------------------------------------------------------


def _forums(council: Council, on_day: OnDay) -> Iterator[Due]:
    for duty in forum_reports(council, on_day):
        forum = council.forums[int(duty.path[1])]
        if forum.name and duty.overdue(on_day.as_of):
            why = (
                msg("“{forum}” last reported to the council on {day}.", forum=forum.name, day=duty.last)
                if duty.last
                else msg("“{forum}” has not reported to the council yet.", forum=forum.name)
            )
            topics = tuple(filter(None, forum.topics))
            yield Due("temafora", why, duty.statement, duty.due, forum.name, topics)


def _legal_frame(council: Council, on_day: OnDay) -> Iterator[Due]:
    duty = legal_frame(council, on_day)
    if not duty.overdue(on_day.as_of):
        return
    if duty.last is None:
        why = msg("The members have not yet gone through what information they may share.")
    elif duty.due:
        why = msg("The members last went through what information they may share on {day}.", day=duty.last)
    else:
        why = msg(
            "New members have joined since {day}, when what information may be shared was gone through.",
            day=duty.last,
        )
    yield Due("juridiske_rammer", why, duty.statement)


def _focus_areas(council: Council, on_day: OnDay) -> Iterator[Due]:
    year = on_day.as_of.year
    for focus in focus_areas_in_force(on_day):
        duty = on_an_agenda(focus, on_day)
        if council in focus.councils and not duty.met:
            why = msg(
                "“{area}” is a focus area of the agreement, and has been on no agenda in {year}.",
                area=focus.area.name,
                year=year,
            )
            yield Due("satsingsområde", why, duty.statement, None, focus.area.name, focus.area.topics)


def _slt(council: Council, on_day: OnDay) -> Iterator[Due]:
    duty, year = slt(council, on_day), on_day.as_of.year
    if duty is None or duty.met:
        return
    if any(one.steered_by_council for one in council.slt):
        why = msg("The council steers SLT, which has been on no agenda in {year}.", year=year)
        yield Due("slt", why, duty.statement)
    else:
        name = next((one.name for one in council.slt if one.model == "annen" and one.name), "SLT")
        why = msg("{name} is part of the council's work, and has been on no agenda in {year}.", name=name, year=year)
        yield Due("slt", why, duty.statement, None, "" if name == "SLT" else name)


def _bylaws(council: Council, on_day: OnDay) -> Iterator[Due]:
    if any("politivedtekt" in normal(item.title) for _, item in of_year(council, on_day)):
        return
    owed = [one for one in bylaws(council, on_day) if one.overdue(on_day.as_of)]
    if any(one.last is None for one in owed):
        yield Due("politivedtekter", msg("It is not known when the police bylaws were revised."), "4g")
    elif known := [(one.last, one) for one in owed if one.last]:
        last, oldest = min(known, key=lambda one: one[0])
        why = msg("The police bylaws were last revised on {day}.", day=last)
        yield Due("politivedtekter", why, oldest.statement, oldest.due)


def previous_meeting(register: Register, council: Council, day: date) -> Meeting | None:
    """The latest meeting up to ``day`` that was held; where none was, the latest that is planned."""
    before = [one for one in register.all_meetings_of(council) if one.day and one.day <= day]
    held = [one for one in before if one.status == "avholdt"]
    planned = [one for one in before if one.status == "planlagt"]
    return next(reversed(held or planned), None)
