"""R: the council, its members and its plan (section 4 of the guideline)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kps.language import Message, msg
from kps.models.council import Council
from kps.models.places import municipalities
from kps.models.vocabulary import normal
from kps.register.tree import REGISTER_FILE
from kps.rules.context import Context
from kps.rules.finding import Remark
from kps.rules.rule import rule
from kps.rules.subjects import active_councils, covered_municipalities

MEMBERS = ("medlemmer",)

STANDING = ("status", "opprettet", "nedlagt", "grunn", "videreført_i")
"""The keys that tell whether a council is an answer to what becomes of its municipality."""


@rule("R401", cites="4a", on=covered_municipalities)
def in_no_council(number: str, context: Context) -> Iterator[Remark]:
    """A municipality that is in no council, and was never invited.

    A municipality that the register covers is in no council that is active, invitert or takket_nei, nor in
    one nedlagt with grunn: kommunens ønske, nor in one that is videreført_i an active one. In a council with
    several municipalities its own fra and til count, and it counts already from its invitert.

    Mend: Invite the municipality and write the invitation down: kps new-council makes the record, with
    status invitert and the date. A declined invitation is a complete answer: status takket_nei.
    """
    if not any(_answers(council, number, context) for council in context.register.councils_for(number)):
        yield Remark(
            REGISTER_FILE,
            context.charter.place_of(number),
            msg(
                "{number} {name} is in no council, and no invitation is recorded",
                number=number,
                name=municipalities()[number].name,
            ),
            numbers=(number,),
            rests_on=(
                *context.doubts(context.register.councils, "kommuner"),
                *context.doubts(context.register.councils_for(number), *STANDING),
            ),
        )


def _answers(council: Council, number: str, context: Context) -> bool:
    """Whether this council is an answer to what becomes of the municipality."""
    day = context.as_of
    if not any(
        _within(entry.start, entry.end, entry.invited, day)
        for entry in council.municipalities
        if entry.number == number
    ):
        return False
    if council.active(day) or council.status in ("invitert", "takket_nei"):
        return True
    if council.status != "nedlagt":
        return False
    heir = context.register.council_named.get(council.continued_in)
    return normal(council.reason) == "kommunens ønske" or (heir is not None and heir.active(day))


def _within(start: date | None, end: date | None, invited: date | None, day: date) -> bool:
    begun = min((one for one in (start, invited) if one), default=None)
    return (begun is None or begun <= day) and (end is None or day <= end)


@rule("R402", cites=("4.1.1a", "2.3e"), on=active_councils)
def no_political_leadership(council: Council, context: Context) -> Iterator[Remark]:
    """The council lacks the municipality's political leadership.

    No member on the day is ordfører, varaordfører, folkevalgt, leder av bydelsutvalg, byrådsleder or byråd,
    or has ledelse: politisk. A regional council is judged as a whole.

    Mend: Add the member to medlemmer, as {navn: Anne Berg, rolle: ordfører, fra: 2023-10-12}.
    """
    message = msg("the council has no member from the municipality's political leadership")
    yield from _lacks(council, "politisk", message, context)


@rule("R403", cites=("4.1.1b", "2.3e"), on=active_councils)
def no_administrative_leadership(council: Council, context: Context) -> Iterator[Remark]:
    """The council lacks the municipality's administrative leadership.

    No member on the day is kommunedirektør, rådmann, assisterende kommunedirektør, kommunalsjef,
    kommunaldirektør, bydelsdirektør, byrådsleder or byråd, or has ledelse: administrativ. A regional council
    is judged as a whole.

    Mend: Add the member to medlemmer, as {navn: Per Li, rolle: kommunedirektør}.
    """
    message = msg("the council has no member from the municipality's administrative leadership")
    yield from _lacks(council, "administrativ", message, context)


@rule("R404", cites=("4.1.1c", "2.3e"), on=active_councils)
def no_police_leadership(council: Council, context: Context) -> Iterator[Remark]:
    """The council lacks the local police's leadership.

    No member on the day is politimester, visepolitimester, driftsenhetsleder, tjenesteenhetsleder,
    tjenestestedsleder, politistasjonssjef, lensmann, regionlensmann or politiavdelingsleder, or has
    ledelse: politi.

    Mend: Add the member to medlemmer, as {navn: Ida Moe, rolle: tjenesteenhetsleder}.
    """
    message = msg("the council has no member from the local police's leadership")
    yield from _lacks(council, "politi", message, context)


def _lacks(council: Council, leadership: str, message: Message, context: Context) -> Iterator[Remark]:
    if not any(leadership in member.leadership for member in council.members_on(context.as_of)):
        yield Remark(council, MEMBERS, message)


@rule("R405", cites="4.1.1d", on=active_councils)
def contact_not_in_council(council: Council, context: Context) -> Iterator[Remark]:
    """The politikontakt does not take part in the council.

    The council names no politikontakt; or, for a municipality with active contacts, none of them is a member
    on the day or was present at one of the last two held meetings.

    Mend: Write the contact's id as politikontakt: kari-hansen, and add the contact to medlemmer with
    rolle: politikontakt.
    """
    if not council.contacts:
        yield Remark(council, ("politikontakt",), msg("the council names no politikontakt"))
        return
    names = {member.name for member in council.members_on(context.as_of)}
    meetings = context.held(council)[-2:]
    for meeting in meetings:
        names |= {guest.name for guest in meeting.present}
    for entry in council.municipalities:
        contacts = context.register.contacts_for(entry.number, context.as_of)
        if entry.covers(context.as_of) and contacts and not any(one.name in names for one in contacts):
            yield Remark(
                council,
                MEMBERS,
                msg(
                    "the politikontakt of {number} {name} ({contacts}) is no member, and was at neither of the "
                    "last two meetings",
                    number=entry.number,
                    name=municipalities()[entry.number].name if entry.number in municipalities() else "",
                    contacts=", ".join(one.name for one in contacts),
                ),
                numbers=(entry.number,),
                rests_on=(*context.doubts(meetings, "til_stede"), *context.doubts(contacts, "navn")),
            )


@rule("R406", cites="4e", on=active_councils)
def no_plan(council: Council, context: Context) -> Iterator[Remark]:
    """The council has no overall plan that holds.

    The council has no plan, or none of its plans covers the day.

    Mend: Write the plan with its file and its days, as
    plan: {tittel: Plan for politirådet 2024-2027, fil: plan.md, fra: 2024-01-01, til: 2027-12-31}.
    """
    if not council.plans:
        yield Remark(council, ("plan",), msg("the council has no overall plan"))
    elif not any(plan.covers(context.as_of) for plan in council.plans):
        yield Remark(council, ("plan",), msg("no plan of the council's covers {day}", day=context.as_of))


@rule("R414", cites="5.2b", on=active_councils)
def no_unit_head(council: Council, context: Context) -> Iterator[Remark]:
    """The head of the police service unit is not a member.

    No member on the day is tjenesteenhetsleder, politistasjonssjef, lensmann or regionlensmann. A hint where
    a driftsenhetsleder, visepolitimester or politimester is.

    Mend: Add the head of the unit to medlemmer, as {navn: Ida Moe, rolle: tjenesteenhetsleder}.
    """
    members = council.members_on(context.as_of)
    if not any(member.unit_head for member in members):
        yield Remark(
            council,
            MEMBERS,
            msg("the head of the police service unit is not a member of the council"),
            severity="hint" if any(member.district_head for member in members) else None,
        )
