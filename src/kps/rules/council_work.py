"""R: what the council works by: plans, bylaws, partners, forums (sections 4 to 4.4 of the guideline)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kps.language import Message, msg
from kps.models.calendar import months_after
from kps.models.council import Council, Forum
from kps.models.meeting import Item
from kps.models.person import Person
from kps.models.vocabulary import normal
from kps.register.attendance import attendance
from kps.rules.context import Context
from kps.rules.finding import Remark
from kps.rules.focus import FocusInForce, focus_areas_in_force
from kps.rules.rule import rule
from kps.rules.subjects import CouncilYear, active_councils, past_years

PARTNERS = ("næringsliv", "frivillig organisasjon")
"""Local actors that councils are asked to involve (4.1.3)."""

ELECTIONS_FROM, ELECTION_PERIOD = 2023, 4
ELECTED = ("ordfører", "varaordfører", "folkevalgt")


@rule("R407", cites="4f", on=focus_areas_in_force, severity="hint")
def focus_without_work(focus: FocusInForce, context: Context) -> Iterator[Remark]:
    """A focus area with neither an action plan nor an action.

    A focus area of a samarbeidsavtale has been in force for more than a year. No action plan on its topic
    covers the day, and no item on its topic at a held meeting since the area began has an action. It takes an
    active council that shares a municipality with the agreement; what any of them did counts.

    Mend: Make an action plan (handlingsplaner) for the topic, or agree on an action at a meeting.
    """
    if focus.start is None or months_after(focus.start, 12) >= context.as_of:
        return
    planned = any(
        plan.covers(context.as_of) and focus.is_about(plan.topics)
        for council in focus.councils
        for plan in council.action_plans
    )
    meetings = [one for one in focus.meetings(context) if one.day and one.day >= focus.start]
    acted = any(item.actions and focus.is_about(item.topics) for meeting in meetings for item in meeting.items)
    if not planned and not acted:
        message = msg("the focus area “{area}” has neither an action plan nor an action", area=focus.area.name)
        doubts = (*context.doubts(focus.councils, "handlingsplaner"), *context.doubts(meetings, "saker"))
        yield focus.remark(message, doubts)


@rule("R408", cites="4g", on=active_councils)
def bylaws_unrevised(council: Council, context: Context) -> Iterator[Remark]:
    """The police bylaws are unknown, or old.

    The council says nothing of the municipality's politivedtekter, or they were revised more than four years
    ago. Not where finnes: nei.

    Mend: Write when they were last revised, as politivedtekter: {revidert: 2022-05-12}; or finnes: nei.
    """
    if not council.bylaws:
        yield Remark(council, ("politivedtekter",), msg("it is not known when the police bylaws were revised"))
    for index, bylaws in enumerate(council.bylaws):
        path = ("politivedtekter", index, "revidert")
        revised = context.known(bylaws.revised)
        if not bylaws.exist:
            continue
        rests_on = ((council, ("politivedtekter", index, "finnes")),)
        if revised is None:
            message = msg("it is not known when the police bylaws were revised")
            yield Remark(council, path, message, rests_on=rests_on)
        elif months_after(revised, 48) < context.as_of:
            message = msg("the police bylaws were last revised on {day}", day=revised)
            yield Remark(council, path, message, rests_on=rests_on)


@rule("R409", cites="4.1.1e", on=active_councils)
def prevention_model_unknown(council: Council, context: Context) -> Iterator[Remark]:
    """It is not said whether SLT or another model is used.

    The council states no slt.modell; slt, annen and ingen are all answers. A hint where annen is used without a
    navn.

    Mend: Write the model, as slt: {modell: slt, ...}, {modell: annen, navn: ...} or {modell: ingen}.
    """
    if not council.slt:
        yield Remark(council, ("slt",), msg("it is not said whether SLT or another model is used"))
    for index, slt in enumerate(council.slt):
        if slt.model is None:
            yield Remark(council, ("slt", index, "modell"), msg("it is not said whether SLT or another model is used"))
        elif slt.model == "annen" and not slt.name:
            message = msg("another model than SLT is used, but it is not named")
            yield Remark(council, ("slt", index, "navn"), message, severity="hint")


@rule("R410", cites=("4.1.3b", "4.2a"), on=active_councils)
def partners_not_considered(council: Council, context: Context) -> Iterator[Remark]:
    """Partners in business and the voluntary sector are neither involved nor considered.

    Nobody from næringsliv or frivillig organisasjon was a member, or a guest at a held meeting, in the last
    12 months, and no assessment (utvidelse.vurdert) was made within 24 months.

    Mend: Consider who could take part, and write it down, as
    utvidelse: {vurdert: 2025-03-04, av: [kommune, politi], konklusjon: ...}.
    """
    since = months_after(context.as_of, -12)
    people: list[Person] = [
        one
        for one in council.members
        if (one.start is None or one.start <= context.as_of) and (one.end is None or one.end >= since)
    ]
    meetings = [one for one in context.held(council) if one.day and one.day >= since]
    for meeting in meetings:
        people.extend(meeting.present)
    assessed = context.known(council.extension.assessed) if council.extension else None
    if any(one.has_role(*PARTNERS) for one in people):
        return
    if assessed is None or assessed < months_after(context.as_of, -24):
        yield Remark(
            council,
            ("utvidelse", "vurdert"),
            msg("nobody from business or a voluntary organisation takes part, and no recent assessment says why"),
            rests_on=((council, ("medlemmer",)), *context.doubts(meetings, "til_stede")),
        )


@rule("R411", cites="4.3a", on=active_councils, severity="hint")
def forum_without_leader_or_report(council: Council, context: Context) -> Iterator[Remark]:
    """A thematic forum without a leader, or that has not reported back.

    A forum in temafora has no leder, or is not rapportert within 12 months; its fra, else the council's
    opprettet, counts as a report.

    Mend: Write who leads it, and the day it reported to the council, as rapportert: [2025-11-06].
    """
    since = months_after(context.as_of, -12)
    for index, forum in enumerate(council.forums):
        if not forum.covers(context.as_of):
            continue
        lacks = list(_forum_lacks(forum, council.founded, since, context))
        if lacks:
            yield Remark(
                council,
                ("temafora", index),
                msg("the forum “{name}” {lacks}", name=forum.name, lacks=lacks),
            )


def _forum_lacks(forum: Forum, founded: date | None, since: date, context: Context) -> Iterator[Message]:
    if not forum.leader:
        yield msg("has no leader")
    days = [context.known(day) for day in forum.reported] + [forum.start or founded]
    if not any(day is not None and day >= since for day in days):
        yield msg("has not reported back for 12 months")


@rule("R412", cites="4.4b", on=active_councils)
def regional_without_ground(council: Council, context: Context) -> Iterator[Remark]:
    """A regional council does not say what it rests on.

    A council for several municipalities has no grunnlag.

    Mend: Write one or several of felles_utfordringer, felles_handlingsplaner, interkommunalt_samarbeid and
    digitale_møter, as grunnlag: [felles_utfordringer].
    """
    if council.regional and not any(council.grounds):
        rests_on = ((council, ("kommuner",)),)
        yield Remark(
            council, ("grunnlag",), msg("the regional council does not say what it rests on"), rests_on=rests_on
        )


@rule("R413", cites=("4.3c", "4.1.5a"), on=active_councils, severity="hint")
def legal_frame_not_taken_up(council: Council, context: Context) -> Iterator[Remark]:
    """The members have not been made acquainted with the legal frame.

    The council began more than 12 months ago. The standing item juridiske_rammer was at no held meeting
    within 48 months, or at none since the newest of those members who joined more than 12 months ago.

    Mend: Put the item on the next agenda, with fast_sak: juridiske_rammer; kps new-meeting does so by itself.
    """
    year_ago = months_after(context.as_of, -12)
    if council.founded is None or council.founded >= year_ago:
        return
    since = months_after(context.as_of, -48)
    meetings = [one for one in context.held(council) if one.day and one.day >= since]
    taken_up = [
        meeting.day
        for meeting in meetings
        if meeting.day and any(item.standing == "juridiske_rammer" for item in meeting.items)
    ]
    joined = [one.start for one in council.members_on(context.as_of) if one.start and one.start < year_ago]
    newest = max(joined, default=date.min)
    last = max(taken_up, default=date.min)
    if last < since or last < newest:
        message = msg("the legal frame (juridiske_rammer) has not been on the agenda as it should")
        yield Remark(council, (), message, rests_on=context.doubts(meetings, "saker"))


@rule("R415", cites="5.3c", on=active_councils)
def functions_unknown(council: Council, context: Context) -> Iterator[Remark]:
    """The municipality cannot see whom to turn to in the police for what.

    The council has no funksjoner.

    Mend: List the police's functions, as funksjoner:
    [{funksjon: radikaliseringskontakt, navn: Jon Ro, gjelder: Bekymring for radikalisering}].
    """
    if not council.functions:
        yield Remark(council, ("funksjoner",), msg("the council does not list whom to turn to for what"))


@rule("R416", cites="4.1.6a", on=past_years, severity="hint", yearly=True)
def police_process_not_tied(subject: CouncilYear, context: Context) -> Iterator[Remark]:
    """The police's processes were not tied to the council's work in a year.

    In a past year with held meetings, no item and no action stated a prosess (tiltaksprosess or
    prioriteringsprosess).

    Mend: Say which of the police's processes an item or an action belongs to, as prosess: tiltaksprosess.
    """
    meetings = subject.held(context)
    if meetings and not any(_has_process(item) for meeting in meetings for item in meeting.items):
        message = msg("no item or action of {year} states a police process (prosess)", year=subject.year)
        yield Remark(subject.council, (), message, day=subject.last_day, rests_on=context.doubts(meetings, "saker"))


def _has_process(item: Item) -> bool:
    return item.process is not None or any(action.process for action in item.actions)


@rule("R417", cites="4.2c", on=active_councils)
def extension_not_assessed_together(council: Council, context: Context) -> Iterator[Remark]:
    """The council is extended without an assessment that both sides made.

    A member on the day is from næringsliv, frivillig organisasjon or videregående skole, and utvidelse.vurdert
    is missing, or its av lacks kommune or politi.

    Mend: Make the assessment together, and write it, as
    utvidelse: {vurdert: 2025-03-04, av: [kommune, politi], konklusjon: ...}.
    """
    if not any(member.extends for member in council.members_on(context.as_of)):
        return
    extension = council.extension
    if extension is None or context.known(extension.assessed) is None:
        yield Remark(council, ("utvidelse", "vurdert"), msg("the council is extended, but no assessment is recorded"))
    elif not {"kommune", "politi"} <= set(extension.by):
        yield Remark(council, ("utvidelse", "av"), msg("the assessment of the extension was not made by both sides"))


@rule("R418", cites="4.1.1a", on=active_councils, severity="hint")
def elected_before_the_election(council: Council, context: Context) -> Iterator[Remark]:
    """An elected member may not have been elected again.

    It is after 31 October of the latest election year, and a member on the day who is ordfører, varaordfører
    or folkevalgt has neither fra nor gjenvalgt on or after 1 September of that year.

    Mend: Give the one who left a til, and add the successor; for one who was elected again, write gjenvalgt.
    """
    year = ELECTIONS_FROM + (context.as_of.year - ELECTIONS_FROM) // ELECTION_PERIOD * ELECTION_PERIOD
    if context.as_of <= date(year, 10, 31):
        year -= ELECTION_PERIOD
    if year < ELECTIONS_FROM:
        return
    since = date(year, 9, 1)
    for index, member in enumerate(council.members):
        if not member.on(context.as_of) or not member.has_role(*ELECTED):
            continue
        days = (context.known(member.start), context.known(member.reelected))
        if not any(day is not None and day >= since for day in days):
            message = msg(
                "was {name} elected again in {year}? Neither fra nor gjenvalgt says so", name=member.name, year=year
            )
            yield Remark(council, ("medlemmer", index), message)


@rule("R419", cites="4.1.1e", on=active_councils)
def prevention_model_left_out(council: Council, context: Context) -> Iterator[Remark]:
    """SLT, or the other model, has no part in the council.

    modell is slt or annen, and in the last 12 months neither was its coordinator present at a held meeting
    nor was there an item on slt. The council began more than 12 months ago.

    Mend: Put SLT on the agenda (fast_sak: slt), and let the coordinator take part.
    """
    since = months_after(context.as_of, -12)
    if council.founded is None or council.founded >= since:
        return
    meetings = [one for one in context.held(council) if one.day and one.day >= since]
    if any(is_on_slt(item) for meeting in meetings for item in meeting.items):
        return
    present = {one.guest.name for meeting in meetings for one in attendance(meeting, context.register)}
    for index, slt in enumerate(council.slt):
        if slt.model in ("slt", "annen") and slt.coordinator not in present:
            yield Remark(
                council,
                ("slt", index),
                msg("SLT, or the other model, has been neither on the agenda nor at the table for 12 months"),
                rests_on=context.doubts(meetings, "saker", "til_stede"),
            )


def is_on_slt(item: Item) -> bool:
    """Whether the item is about SLT, by its topic or as a standing item."""
    return item.standing == "slt" or any(normal(topic) == "slt" for topic in item.topics)
