"""M: the cases on the agenda and what they rest on (sections 4 and 4.1 of the guideline)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from kps.checking.context import Context
from kps.checking.finding import Remark
from kps.checking.rule import rule
from kps.checking.subjects import (
    CouncilCalendarYear,
    meetings_judged,
    meetings_of_any_council,
    minuted_meetings,
    past_years,
)
from kps.duties.agendas import is_on_slt
from kps.language import msg, msgn
from kps.models.council import Slt
from kps.models.date_arithmetic import months_after
from kps.models.meeting import Item, Meeting
from kps.register.attendance import attendance, members_at
from kps.register.index import Register
from kps.register.knowledge import products_named_in, sources
from kps.register.responsible import sides_of

HANDBOOK_MEETINGS = 4
"""Meetings a year that the SLT handbook asks of SLT's steering level; the guideline does not."""


@rule("M406", cites="4.1.2c", on=minuted_meetings)
def nothing_decided(meeting: Meeting, context: Context) -> Iterator[Remark]:
    """A case for decision has neither a conclusion nor an action.

    Once the minutes are done or due: an item with `sakstype: vedtak` has neither `konklusjon` (or `vedtak`) nor
    `tiltak`, and its `utfall` is not `utsatt` or `trukket`.

    Mend: Write what was concluded under the item, as `konklusjon: Rådet støtter planen.`, and who does what as
    `tiltak`; if it was put off or taken off, write `utfall: utsatt` or `utfall: trukket`. Approved minutes are left
    as they are: then write a waiver in the meeting's record, as
    `unntak: [{regel: M406, begrunnelse: Konklusjonen falt ut av referatet, til: 2026-12-31}]`.
    """
    for index, item in enumerate(meeting.items):
        if (
            item.kind == "vedtak"
            and not item.decision
            and not item.actions
            and item.outcome not in ("utsatt", "trukket")
        ):
            yield Remark(
                meeting,
                ("saker", index, "konklusjon"),
                msg(
                    "case {number} was for decision, and neither a conclusion nor an action is recorded",
                    number=item.number,
                ),
                rests_on=tuple((meeting, ("saker", index, key)) for key in ("vedtak", "tiltak", "utfall")),
            )


@rule("M415", cites="4.1.5b", on=minuted_meetings, severity="hint")
def no_basis(meeting: Meeting, context: Context) -> Iterator[Remark]:
    """A case for decision names no knowledge that it rests on.

    Once the minutes are done or due: an item with `sakstype: vedtak`, standing items (`fast_sak`) excepted, has no
    `kunnskapsgrunnlag`.

    A hint: the guideline recommends that decisions rest on knowledge from both services; that each single case
    names its own, is kps's measure of it.

    Mend: Name what it rests on under the item, as
    `kunnskapsgrunnlag: [{kilde: politi, tittel: Situasjonsbilde uke 8}]`. Approved minutes are left as they are:
    then write a waiver in the meeting's record, as
    `unntak: [{regel: M415, begrunnelse: Grunnlaget ble gitt muntlig, til: 2026-12-31}]`.
    """
    for index, item in enumerate(meeting.items):
        if item.kind == "vedtak" and not item.standing and not item.bases:
            yield Remark(
                meeting,
                ("saker", index, "kunnskapsgrunnlag"),
                msg("case {number} was for decision, and names no knowledge basis", number=item.number),
                rests_on=((meeting, ("saker", index, "fast_sak")),),
            )


@rule("M416", cites=("2.1b", "4.1.5b"), on=past_years, yearly=True)
def year_without_knowledge(subject: CouncilCalendarYear, context: Context) -> Iterator[Remark]:
    """A year in which no knowledge from both sides is recorded.

    In a past year with a held meeting, no case shows that the police delivered a `kunnskapsgrunnlag`, raised an
    item (`meldt_av: politi`) or introduced one (`innleder` is a member or guest of the police). That the police
    contribute is a directive to them.

    A warning where the police did one of these, but no `kunnskapsgrunnlag` has `kilde: politi`, or none has
    `kilde: kommune`: that both services are asked for one, is a recommendation.

    Mend: Ask both sides for a knowledge basis before each meeting, and name it under the item, as
    `kunnskapsgrunnlag: [{kilde: politi, tittel: Situasjonsbilde uke 8}, {kilde: kommune, tittel: Ungdata 2025}]`;
    for last year too, where it was given and the minutes are not approved. Approved minutes are left as they are:
    for that year write a waiver in politirad.yaml, as
    `unntak: [{regel: M416, begrunnelse: Grunnlaget ble gitt muntlig i 2025, til: 2026-12-31}]`.
    """
    cases = [(meeting, item) for meeting in subject.held(context) for item in meeting.items]
    if not subject.held(context):
        return
    delivered = {side for meeting, item in cases for side in sources(item.bases, meeting, context.register)}
    missing = [side for side in ("politi", "kommune") if side not in delivered]
    silent = "politi" in missing and not any(_from_police(item, meeting, context.register) for meeting, item in cases)
    rests_on = (
        *context.doubts(subject.held(context), "saker"),
        *context.uncounted(subject.council),
        *(
            one
            for meeting in subject.held(context)
            for one in context.doubts(products_named_in(meeting, context.register), "kilde")
        ),
    )
    if silent:
        rests_on = (*rests_on, *context.doubts([subject.council], "medlemmer"))
        message = msg("no case of {year} shows a contribution from the police", year=subject.year)
        yield Remark(subject.council, (), message, day=subject.last_day, rests_on=rests_on)
    elif missing:
        message = msg(
            "no case of {year} names a knowledge basis with: {missing}",
            year=subject.year,
            missing=", ".join(f"`kilde: {side}`" for side in missing),
        )
        yield Remark(subject.council, (), message, severity="warning", day=subject.last_day, rests_on=rests_on)


def _from_police(item: Item, meeting: Meeting, register: Register) -> bool:
    """Whether the police raised the item, or somebody of theirs introduced it."""
    if item.raised_by == "politi":
        return True
    police = {one.guest.name for one in attendance(meeting, register) if "politi" in one.parties}
    police |= {member.name for member in members_at(meeting, register) if "politi" in member.parties}
    return any(name in police for name in item.introduced_by)


@rule("M419", cites="6d", on=past_years, severity="hint", yearly=True)
def slt_on_no_agenda(subject: CouncilCalendarYear, context: Context) -> Iterator[Remark]:
    """The council steers SLT, and no case of a year was on it.

    Under `slt`, `styrende` is `politirådet`, and no item of a past year's held meetings was on SLT (`tema: slt` or
    `fast_sak: slt`).

    Mend: Put SLT on this year's agenda, with `fast_sak: slt`; `kps new-meeting` proposes it. For a past year, write
    `tema: slt` under an item that was on it where the minutes are not approved. Approved minutes are left as they
    are: then write a waiver in politirad.yaml, as
    `unntak: [{regel: M419, begrunnelse: SLT var i egne møter i 2025, til: 2026-12-31}]`.
    """
    steered = _steered(subject)
    if steered and not any(is_on_slt(item) for meeting in subject.held(context) for item in meeting.items):
        message = msg("the council steers SLT, and no case of {year} was on it", year=subject.year)
        rests_on = (*context.doubts(subject.held(context), "saker"), *context.uncounted(subject.council))
        yield Remark(subject.council, (), message, day=subject.last_day, numbers=_with(steered), rests_on=rests_on)


@rule("M420", cites="6d", on=past_years, severity="hint", yearly=True)
def too_seldom_for_slt(subject: CouncilCalendarYear, context: Context) -> Iterator[Remark]:
    """The council steers SLT, and met fewer than four times in a year.

    Under `slt`, `styrende` is `politirådet`, and fewer than four meetings were held in a past year. Four is what the
    SLT handbook asks of the steering level; this guideline does not ask it.

    Mend: Plan four meetings a year. If others steer SLT, name them, as `styrende: [Anne Berg, Per Li, Ida Moe]`.
    What is past stands: for that year write a waiver in politirad.yaml, as
    `unntak: [{regel: M420, begrunnelse: Rådet holder seg til to møter i året, til: 2026-12-31}]`.
    """
    count = len(subject.held(context))
    steered = _steered(subject)
    if steered and count < HANDBOOK_MEETINGS:
        message = msgn(
            "the council steers SLT, and held {n} meeting in {year}; the SLT handbook asks four, "
            "this guideline does not",
            "the council steers SLT, and held {n} meetings in {year}; the SLT handbook asks four, "
            "this guideline does not",
            count,
            year=subject.year,
        )
        rests_on = context.uncounted(subject.council)
        yield Remark(subject.council, (), message, day=subject.last_day, numbers=_with(steered), rests_on=rests_on)


def _steered(subject: CouncilCalendarYear) -> tuple[Slt, ...]:
    """The SLT whose steering level the council was: in a regional one there may be several."""
    return tuple(one for _, one in subject.council.slt_on(subject.last_day) if one.steered_by_council)


def _with(steered: Iterable[Slt]) -> tuple[str, ...]:
    """The municipalities that they say they are for; none where one is for all."""
    numbers = tuple(one.municipalities for one in steered)
    return tuple(dict.fromkeys(chain.from_iterable(numbers))) if all(numbers) else ()


@rule("M421", cites="4b", on=meetings_of_any_council)
def individual_case(meeting: Meeting, context: Context) -> Iterator[Remark]:
    """A case about a single person or a single case.

    An item of a planned or held meeting is marked `enkeltsak: ja`; of a council that is not active too.

    Mend: Take the case to those who deal with it, and take the item off the agenda of a planned meeting; if it is in
    fact a general matter, write `enkeltsak: nei`. What a meeting has dealt with is left in its minutes: then write a
    waiver in the meeting's record, as `unntak: [{regel: M421, begrunnelse: Sendt til rette sted, til: 2026-12-31}]`.
    """
    if meeting.status == "avlyst":
        return
    for index, item in enumerate(meeting.items):
        if item.individual_case:
            yield Remark(
                meeting,
                ("saker", index, "enkeltsak"),
                msg(
                    "case {number} is about a single person or case; it does not belong in the council",
                    number=item.number,
                ),
            )


@rule("M422", cites="4.1.6b", on=meetings_judged, severity="hint")
def municipality_not_involved(meeting: Meeting, context: Context) -> Iterator[Remark]:
    """It is not recorded from when the municipality was involved in a process.

    An item of a planned meeting, or of one that was held in the last 12 months and has no `godkjent`, has a `prosess`,
    its own or an action's, and names an actor in the municipality: somebody responsible for one of its actions, or
    `meldt_av: kommune`. Neither the item nor that action says `kommunen_med_fra`.

    A hint, though the guideline gives the police a directive to involve the municipality from the outset: whether it
    was, only people can judge, and the evaluation asks them; kps reminds those who write the item.

    Mend: Write on the item or the action the day from which the municipality took part, as
    `kommunen_med_fra: 2026-01-10`.
    """
    if not _may_be_written(meeting, context):
        return
    for index, item in enumerate(meeting.items):
        if _process_with_municipality(item, meeting, context):
            message = msg(
                "case {number} is part of a police process with the municipality, and does not say from when that was "
                "involved (`kommunen_med_fra`)",
                number=item.number,
            )
            place = ("saker", index, "kommunen_med_fra")
            councils = context.register.councils_in(meeting)
            lists = context.doubts(councils, "medlemmer", "slt", "funksjoner", "temafora")
            own = (("saker", index, "tiltak"), ("til_stede",), ("referat",), ("felles_med",))
            rests_on = (*((meeting, key) for key in own), *lists)
            yield Remark(meeting, place, message, rests_on=rests_on)


def _may_be_written(meeting: Meeting, context: Context) -> bool:
    """Whether the meeting is planned, or was held of late and has minutes that nobody has approved."""
    if meeting.status == "planlagt":
        return True
    recent = meeting.day is not None and meeting.day >= months_after(context.as_of, -12)
    return meeting.held(context.as_of) and recent and not context.known(meeting.approved)


def _process_with_municipality(item: Item, meeting: Meeting, context: Context) -> bool:
    """Whether the item is of a police process that names the municipality, and not from when it was involved."""
    in_process = [action for action in item.actions if item.process or action.process]
    of_municipality = [
        action
        for action in item.actions
        if any("kommune" in sides_of(name, meeting, context.register) for name in action.responsible if name)
    ]
    if not (item.process or in_process) or not (of_municipality or item.raised_by == "kommune"):
        return False
    days = (item.municipality_joined, *(one.municipality_joined for one in (*in_process, *of_municipality)))
    return not any(map(context.known, days))
