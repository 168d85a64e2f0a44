"""R: what the council works by: plans, bylaws, forums, SLT (sections 4 to 4.4 of the guideline)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kps.checking.context import Context
from kps.checking.finding import Remark
from kps.checking.phrases import named
from kps.checking.rule import rule
from kps.checking.subjects import CouncilCalendarYear, active_councils, past_years
from kps.duties.agendas import is_on_slt
from kps.duties.council import bylaws, forum_reports, not_stated
from kps.duties.duty import Duty
from kps.duties.focus import FocusInForce, focus_areas_in_force
from kps.language import Message, msg
from kps.models.council import Council, Forum
from kps.models.date_arithmetic import months_after
from kps.models.meeting import Item
from kps.register.attendance import attendance
from kps.rules.agreements.focus_areas import about


@rule("R407", cites="4f", on=focus_areas_in_force, severity="hint")
def focus_without_work(focus: FocusInForce, context: Context) -> Iterator[Remark]:
    """A focus area with neither an action plan nor an action.

    A focus area of a samarbeidsavtale has been in force for more than a year. No action plan on its topic
    covers the day, and no item on its topic at a held meeting since the area began has an action. It takes an
    active council that shares a municipality with the agreement; what any of them did counts.

    A hint, though the guideline recommends joint action plans: a year is the register's own number, and an action
    at a meeting may do as well as a plan.

    Mend: Write an action plan on the topic under the council's `handlingsplaner`, as
    `{tittel: Trygge skoler, tema: trygge skoler, fra: 2026-01-01, til: 2027-12-31}`; or agree on an action at a
    meeting, under an item with the same `tema`.
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
        counted = (*context.uncounted(*focus.councils), *context.uncertain_councils(focus.agreement))
        yield about(focus, message, (*doubts, *counted))


@rule("R408", cites="4g", on=active_councils)
def bylaws_unrevised(council: Council, context: Context) -> Iterator[Remark]:
    """The police bylaws are unknown, or old.

    The council says nothing of the municipality's `politivedtekter`, or not when they were revised (`revidert`),
    or that was more than four years ago. Not where `finnes: nei`. In a regional council's list each municipality is
    asked for.

    Mend: Write the day they were last revised, as `politivedtekter: {revidert: 2025-05-12}`; where the
    municipality has none, `politivedtekter: {finnes: nei}`. A regional council's list has an entry for each, as
    `{kommune: "4206", revidert: 2025-05-12}`. Bylaws that are older are to be revised first.
    """
    for duty in bylaws(council, context):
        if duty.overdue(context.as_of):
            entry = len(duty.path) > 1
            without = () if entry else not_stated(council, council.bylaws, context.as_of)
            rests_on = ((council, (*duty.path[:-1], "finnes")),) if entry else ()
            yield Remark(council, duty.path, _unrevised(duty, council, without), numbers=without, rests_on=rests_on)


def _unrevised(duty: Duty, council: Council, without: Sequence[str]) -> Message:
    """When the bylaws were revised, or of whom that is not known: in a list that names some others may be missing."""
    if duty.last:
        return msg("the police bylaws were last revised on {day}", day=duty.last)
    if council.bylaws and without:
        return msg("it is not known when the police bylaws of {of} were revised", of=list(map(named, without)))
    return msg("it is not known when the police bylaws were revised")


@rule("R409", cites="4.1.1e", on=active_councils)
def prevention_model_unknown(council: Council, context: Context) -> Iterator[Remark]:
    """It is not said whether SLT or another model is used.

    The council states no `modell` under `slt`; `slt`, `annen` and `ingen` are all answers. In a regional council's
    list each municipality is asked for.

    A hint where `annen` is used without a `navn`: which model a municipality uses, is its own choice.

    Mend: Write the model, as `slt: {modell: ingen}`, `slt: {modell: annen, navn: Trygg oppvekst}` or
    `slt: {modell: slt, koordinator: Siv Aas}`; who takes part is asked for by rules of its own. A regional council's
    list has an entry for each, as `{kommuner: "4206", modell: ingen}`.
    """
    without = not_stated(council, council.slt, context.as_of)
    if without or not council.slt:
        message = (
            msg("it is not said whether SLT or another model is used in {of}", of=list(map(named, without)))
            if council.slt
            else msg("it is not said whether SLT or another model is used")
        )
        yield Remark(council, ("slt",), message, numbers=without)
    for index, slt in council.slt_on(context.as_of):
        if slt.model is None:
            yield Remark(council, ("slt", index, "modell"), msg("it is not said whether SLT or another model is used"))
        elif slt.model == "annen" and not slt.name:
            message = msg("another model than SLT is used, but its `navn` is not given")
            yield Remark(council, ("slt", index, "navn"), message, severity="hint")


@rule("R411", cites="4.3a", on=active_councils, severity="hint")
def forum_without_leader_or_report(council: Council, context: Context) -> Iterator[Remark]:
    """A thematic forum without a leader, or without a recent report back.

    A forum under `temafora` has no `leder`, or no day under `rapportert` within 12 months; its `fra`, else the
    council's `opprettet`, counts as a report. A forum that has ended (`til`) is not asked for anything.

    A hint: the guideline asks the council to discuss its forums and keep a list of them; that each has a leader
    and reports once a year, is kps's own measure of it.

    Mend: Write who leads it, as `leder: Ida Moe`, and the day it reported to the council, as
    `rapportert: [2025-11-06]`; a later report is added to the list. A forum that is no more is given a `til`.
    """
    reports = {duty.path: duty for duty in forum_reports(council, context)}
    for index, forum in enumerate(council.forums):
        duty = reports.get(("temafora", index))
        lacks = dict(_forum_lacks(forum, reported=not duty.overdue(context.as_of))) if duty else {}
        if duty and lacks:
            name = forum.name or ", ".join(forum.topics) or str(index + 1)
            message = msg("the forum “{name}” {lacks}", name=name, lacks=list(lacks.values()))
            yield Remark(council, duty.path, message, lacking=tuple(lacks))


def _forum_lacks(forum: Forum, *, reported: bool) -> Iterator[tuple[str, Message]]:
    """The keys that the forum lacks, each with what is said of it."""
    if not forum.leader:
        yield "leder", msg("has no leader (`leder`)")
    if not reported:
        yield "rapportert", msg("has no report back (`rapportert`) in the last 12 months")


@rule("R412", cites="4.4b", on=active_councils)
def regional_without_ground(council: Council, context: Context) -> Iterator[Remark]:
    """A regional council does not say what it rests on.

    A council for several municipalities has no `grunnlag`.

    Mend: Write one or several of `felles_utfordringer`, `felles_handlingsplaner`, `interkommunalt_samarbeid` and
    `digitale_møter`, as `grunnlag: [felles_utfordringer]`.
    """
    if council.regional and not any(council.grounds):
        rests_on = ((council, ("kommuner",)),)
        yield Remark(
            council,
            ("grunnlag",),
            msg("the regional council does not say what it rests on (`grunnlag`)"),
            rests_on=rests_on,
        )


@rule("R415", cites="5.3c", on=active_councils)
def functions_unknown(council: Council, context: Context) -> Iterator[Remark]:
    """The municipality cannot see whom to turn to in the police for what.

    There is no `funksjoner` list: neither the council's own, nor the whole register's in kps.yaml.

    Mend: List the police's functions, as
    `funksjoner: [{funksjon: radikaliseringskontakt, navn: Jon Ro, gjelder: Bekymring for radikalisering}]`: in
    kps.yaml those that all councils share, in politirad.yaml what is this council's own.
    """
    if not council.functions and not context.charter.functions:
        yield Remark(
            council,
            ("funksjoner",),
            msg("neither the council nor kps.yaml lists whom to turn to for what (`funksjoner`)"),
            rests_on=((context.charter, ("funksjoner",)),),
        )


@rule("R416", cites="4.1.6a", on=past_years, severity="hint", yearly=True)
def police_process_not_tied(subject: CouncilCalendarYear, context: Context) -> Iterator[Remark]:
    """No item or action of a year shows that the police's processes were tied to the council's work.

    In a past year with held meetings, no item and no action stated a `prosess` (`tiltaksprosess` or
    `prioriteringsprosess`).

    A hint, though the guideline recommends to tie them together: that may have been done without being written
    down.

    Mend: Write which of the police's processes an item or an action belongs to, as `prosess: tiltaksprosess`, in
    this year's meetings, and in last year's where the minutes are not approved. Approved minutes are left as they
    are: for that year write a waiver in politirad.yaml, as
    `unntak: [{regel: R416, begrunnelse: Ikke ført i 2025, til: 2026-12-31}]`.
    """
    meetings = subject.held(context)
    if meetings and not any(_has_process(item) for meeting in meetings for item in meeting.items):
        message = msg("no item or action of {year} states a police process (`prosess`)", year=subject.year)
        rests_on = (*context.doubts(meetings, "saker"), *context.uncounted(subject.council))
        yield Remark(subject.council, (), message, day=subject.last_day, rests_on=rests_on)


def _has_process(item: Item) -> bool:
    return item.process is not None or any(action.process for action in item.actions)


@rule("R419", cites="4.1.1e", on=active_councils)
def prevention_model_left_out(council: Council, context: Context) -> Iterator[Remark]:
    """SLT, or the other model, is recorded neither on the agenda nor at the table.

    `modell` is `slt` or `annen`, and in the last 12 months the `koordinator` stands in `til_stede` at no held
    meeting (nor anybody for that member), and no item was on SLT (`tema: slt` or `fast_sak: slt`). The council
    began more than 12 months ago.

    Mend: Put SLT on the next agenda, with `fast_sak: slt`, or have the coordinator take part: the name in
    `til_stede` is to be the one that stands as `koordinator`.
    """
    since = months_after(context.as_of, -12)
    if council.founded is None or council.founded >= since:
        return
    meetings = [one for one in context.held(council) if one.day and one.day >= since]
    if any(is_on_slt(item) for meeting in meetings for item in meeting.items):
        return
    present = {
        person.name
        for meeting in meetings
        for one in attendance(meeting, context.register)
        for person in one.people
        if person.name
    }
    for index, slt in council.slt_on(context.as_of):
        if slt.model in ("slt", "annen") and slt.coordinator not in present:
            yield Remark(
                council,
                ("slt", index),
                msg(
                    "in the last 12 months SLT, or the other model, is recorded neither on the agenda nor at the table"
                ),
                rests_on=(*context.doubts(meetings, "saker", "til_stede"), *context.uncounted(council)),
            )
