"""R: the council, its members and its plan (section 4 of the guideline)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kps.checking.context import Context
from kps.checking.finding import Remark
from kps.checking.rule import rule
from kps.checking.subjects import active_councils, covered_municipalities
from kps.duties.council import missing_plan
from kps.language import Message, msg
from kps.models.council import Council
from kps.models.places import municipalities
from kps.models.shared import MunicipalityEntry
from kps.models.vocabulary import normal
from kps.register.tree import REGISTER_FILE

MEMBERS = ("medlemmer",)

STANDING = ("status", "opprettet", "nedlagt", "grunn", "videreført_i")
"""The keys that tell whether a council is an answer to what becomes of its municipality."""


@rule("R401", cites="4a", on=covered_municipalities)
def in_no_council(number: str, context: Context) -> Iterator[Remark]:
    """A municipality is in no council, and no invitation is recorded.

    A municipality that the register covers is in no council that is active or has `status: invitert` or
    `status: takket_nei`, in none that was closed with `grunn: kommunens ønske`, and in none that is
    `videreført_i` an active one. In a council with several municipalities its own `fra` and `til` count, and it
    counts already from its `invitert`.

    Mend: Invite the municipality and write the invitation down: `kps new-council` makes the record, with
    `status: invitert` and the day under `invitert`. One that said no has answered: write `status: takket_nei`.
    One that is to join a council with others stands in that council's `kommuner`, as
    `{nr: "4205", fra: 2027-01-01, invitert: 2026-05-02}`. If its own council was closed, write there
    `grunn: kommunens ønske` where that was why, or the folder of the council that goes on, as
    `videreført_i: lister`.
    """
    councils = context.register.councils_for(number)
    if not any(_answers(council, number, context.as_of, context) for council in councils):
        yield Remark(
            REGISTER_FILE,
            context.charter.place_of(number),
            _in_none(number, councils, context.as_of),
            numbers=(number,),
            rests_on=(
                *context.doubts(context.register.councils, "kommuner"),
                *context.doubts((*councils, *_heirs(councils, context)), *STANDING),
            ),
        )


def _answers(council: Council, number: str, day: date, context: Context) -> bool:
    """Whether this council is an answer to what becomes of the municipality."""
    closed = council.closed is not None and council.closed < day
    last = council.closed if closed else day
    if not any(_within(entry, last) for entry in council.municipalities if entry.number == number):
        return False
    if council.active(day) or council.status in ("invitert", "takket_nei"):
        return True
    if not closed and (council.status != "nedlagt" or council.closed is not None):
        return False
    return normal(council.reason) == "kommunens ønske" or any(one.active(day) for one in _heirs((council,), context))


def _heirs(councils: Iterable[Council], context: Context) -> tuple[Council, ...]:
    """The councils that these are continued in."""
    found = (context.register.council_named.get(one.continued_in) for one in councils)
    return tuple(one for one in found if one)


def _within(entry: MunicipalityEntry, day: date | None) -> bool:
    """Whether the municipality is in the council on the day, or invited to be."""
    if day is None or entry.covers(day):
        return True
    return entry.invited is not None and entry.invited <= day and (entry.end is None or day <= entry.end)


def _in_none(number: str, councils: tuple[Council, ...], day: date) -> Message:
    """That the municipality is in no council, and which it was in last."""
    words: dict[str, object] = {"number": number, "name": municipalities()[number].name}
    were_in = [
        (last, council)
        for council in councils
        for entry in council.municipalities
        if entry.number == number
        and (last := min(entry.end or date.max, council.closed or date.max)) < day
        and council.active(last)
    ]
    if not were_in:
        return msg("{number} {name} is in no council, and no invitation is recorded", **words)
    last, council = max(were_in, key=lambda one: one[0])
    words |= {"council": council.name or council.folder, "day": last}
    if last == council.closed:
        return msg(
            "{number} {name} is in no council, and no invitation is recorded; the last day of {council} was {day}",
            **words,
        )
    return msg(
        "{number} {name} is in no council, and no invitation is recorded; it was in {council} until {day}", **words
    )


@rule("R402", cites=("4.1.1a", "2.3e"), on=active_councils)
def no_political_leadership(council: Council, context: Context) -> Iterator[Remark]:
    """The council lacks the municipality's political leadership.

    No member on the day has the role `ordfører`, `varaordfører`, `folkevalgt`, `leder av bydelsutvalg`,
    `byrådsleder` or `byråd`, or `ledelse: politisk`. A regional council is judged as a whole.

    Mend: Add the member under `medlemmer`, as `{navn: Anne Berg, rolle: ordfører, fra: 2023-10-12}`. A role of
    the municipality's own is written with `part: kommune` and `ledelse: politisk`.
    """
    message = msg("no member from the municipality's political leadership is recorded")
    yield from _lacks(council, "politisk", message, context)


@rule("R403", cites=("4.1.1b", "2.3e"), on=active_councils)
def no_administrative_leadership(council: Council, context: Context) -> Iterator[Remark]:
    """The council lacks the municipality's administrative leadership.

    No member on the day has the role `kommunedirektør`, `rådmann`, `assisterende kommunedirektør`,
    `kommunalsjef`, `kommunaldirektør`, `bydelsdirektør`, `byrådsleder` or `byråd`, or `ledelse: administrativ`. A
    regional council is judged as a whole.

    Mend: Add the member under `medlemmer`, as `{navn: Per Li, rolle: kommunedirektør}`. A role of the
    municipality's own is written with `part: kommune` and `ledelse: administrativ`.
    """
    message = msg("no member from the municipality's administrative leadership is recorded")
    yield from _lacks(council, "administrativ", message, context)


@rule("R404", cites=("4.1.1c", "2.3e"), on=active_councils)
def no_police_leadership(council: Council, context: Context) -> Iterator[Remark]:
    """The council lacks the local police's leadership.

    No member on the day has the role `politimester`, `visepolitimester`, `driftsenhetsleder`,
    `tjenesteenhetsleder`, `tjenestestedsleder`, `politistasjonssjef`, `lensmann`, `regionlensmann` or
    `politiavdelingsleder`, or `ledelse: politi`.

    Mend: Add the member under `medlemmer`, as `{navn: Ida Moe, rolle: tjenesteenhetsleder}`. A role of the
    police's own is written with `part: politi` and `ledelse: politi`.
    """
    message = msg("no member from the local police's leadership is recorded")
    yield from _lacks(council, "politi", message, context)


def _lacks(council: Council, leadership: str, message: Message, context: Context) -> Iterator[Remark]:
    if not any(leadership in member.leadership for member in council.members_on(context.as_of)):
        yield Remark(council, MEMBERS, message)


@rule("R405", cites="4.1.1d", on=active_councils)
def contact_not_in_council(council: Council, context: Context) -> Iterator[Remark]:
    """The politikontakt is not recorded as taking part in the council.

    The council names no `politikontakt`; or, of a municipality with active contacts, none of them is a member on
    the day or stands in `til_stede` at one of the last two held meetings. One finding names every municipality
    of which that is so.

    Mend: Write the contact's id, as `politikontakt: kari-hansen`, and add the contact under `medlemmer`, as
    `{navn: Kari Hansen, rolle: politikontakt, epost: kari.hansen@politiet.example}`; the name is to be written as
    in the contact's own record, and the mails go to the `epost` that stands here.
    """
    if not council.contacts:
        yield Remark(council, ("politikontakt",), msg("the council names no `politikontakt`"))
        return
    meetings = context.held(council)[-2:]
    names = {member.name for member in council.members_on(context.as_of)}
    names |= {guest.name for meeting in meetings for guest in meeting.present}
    absent = {
        entry.number: contacts
        for entry in council.municipalities
        if entry.covers(context.as_of)
        and (contacts := context.register.contacts_for(entry.number, context.as_of))
        and not any(one.name in names for one in contacts)
    }
    if absent:
        of = ", ".join(
            f"{_named(number)} ({', '.join(one.name for one in contacts)})" for number, contacts in absent.items()
        )
        yield Remark(
            council,
            MEMBERS,
            msg("no politikontakt of {of} is a member, or is recorded as present at the last two meetings", of=of),
            numbers=tuple(absent),
            rests_on=(
                *context.doubts(meetings, "til_stede"),
                *context.uncounted(council),
                *context.doubts(context.register.contacts, "kommuner"),
                *context.doubts(
                    (one for number in council.numbers for one in context.register.contacts_naming(number)),
                    "navn",
                    "tiltrådt",
                    "fratrådt",
                ),
            ),
        )


def _named(number: str) -> str:
    return f"{number} {municipalities()[number].name}" if number in municipalities() else number


@rule("R406", cites="4e", on=active_councils)
def no_plan(council: Council, context: Context) -> Iterator[Remark]:
    """The council has no overall plan that holds.

    The council has no `plan`, or none of its plans covers the day.

    Mend: Write the plan with its first and last day, as
    `plan: {tittel: Plan for politirådet 2024-2027, fra: 2024-01-01, til: 2027-12-31}`, and its file under `fil`
    where it lies in the council's folder. A plan that still holds is given a later `til`; several plans are
    written as a list.
    """
    if duty := missing_plan(council, context):
        message = (
            msg("no plan of the council's covers {day}", day=context.as_of)
            if council.plans
            else msg("no overall plan (`plan`) of the council's is recorded")
        )
        yield Remark(council, duty.path, message)


@rule("R414", cites="5.2b", on=active_councils)
def no_unit_head(council: Council, context: Context) -> Iterator[Remark]:
    """The head of the police service unit is not a member.

    No member on the day has the role `tjenesteenhetsleder`, `politistasjonssjef`, `lensmann` or
    `regionlensmann`.

    A hint where a `driftsenhetsleder`, `visepolitimester` or `politimester` is a member: then the police lead at
    a higher level than the guideline names.

    Mend: Add the head of the unit under `medlemmer`, as `{navn: Ida Moe, rolle: tjenesteenhetsleder}`; somebody
    who has another role too is written with both, as `rolle: [politikontakt, politistasjonssjef]`.
    """
    members = council.members_on(context.as_of)
    if not any(member.unit_head for member in members):
        yield Remark(
            council,
            MEMBERS,
            msg("the head of the police service unit is not recorded as a member of the council"),
            severity="hint" if any(member.district_head for member in members) else None,
        )
