"""K: the police's contacts (section 5 of the guideline)."""

from __future__ import annotations

from collections.abc import Iterator

from kps.language import msg
from kps.models.contact import Contact
from kps.models.places import municipalities
from kps.models.vocabulary import normal
from kps.register.tree import REGISTER_FILE
from kps.rules.context import Context
from kps.rules.finding import Remark
from kps.rules.rule import rule
from kps.rules.subjects import active_contacts, covered_municipalities

MOST = 3
"""How many municipalities a contact answers for, as a main rule (5)."""


@rule("K501", cites="5a", on=covered_municipalities)
def no_contact(number: str, context: Context) -> Iterator[Remark]:
    """A municipality without a politikontakt.

    No contact in the role on the day answers for a municipality that the register covers.

    Mend: Make the contact's record with kps new-contact, or add the municipality to kommuner of the one who
    answers for it.
    """
    if not context.register.contacts_for(number, context.as_of):
        yield Remark(
            REGISTER_FILE,
            ("kommuner",),
            msg(
                "{number} {name} has no politikontakt on {day}",
                number=number,
                name=municipalities()[number].name,
                day=context.as_of,
            ),
            numbers=(number,),
            rests_on=context.doubts(context.register.contacts, "kommuner", "tiltrådt", "fratrådt"),
        )


@rule("K502", cites=("5b", "5c"), on=active_contacts)
def too_many_municipalities(contact: Contact, context: Context) -> Iterator[Remark]:
    """A contact with more than three municipalities and no approval.

    The contact answers for more than three municipalities on the day, and no godkjenning_pod for at least
    that number is in force (dato on or before the day, til on or after it; without til it is open).

    Mend: Write Politidirektoratet's approval, as godkjenning_pod: {dato: 2025-01-20, antall: 4}, or let
    another contact take over a municipality.
    """
    count = len(set(contact.numbers(context.as_of)))
    approval = contact.approval
    approved = approval.count or 0 if approval and approval.in_force(context.as_of) else 0
    if count > MOST and approved < count:
        yield Remark(
            contact,
            ("godkjenning_pod",) if approval else ("kommuner",),
            msg(
                "{name} answers for {count} municipalities without approval for so many; three is the main rule",
                name=contact.name,
                count=count,
            ),
            rests_on=((contact, ("godkjenning_pod",)),),
        )


@rule("K504", cites="5.3a", on=active_contacts, severity="hint")
def not_the_only_role(contact: Contact, context: Context) -> Iterator[Remark]:
    """Contact is not the person's only role.

    stillingsprosent is below 100, or andre_roller is not empty. tjenestestedsleder as the one other role is
    no deviation (5.3).

    Mend: Nothing needs to be written where this is the choice made; a waiver in the record (unntak) says why.
    """
    if [normal(role) for role in contact.other_roles] == ["tjenestestedsleder"]:
        return
    if contact.share is not None and contact.share < 100:
        yield Remark(
            contact,
            ("stillingsprosent",),
            msg("{name} is contact in {share} per cent of a position", name=contact.name, share=contact.share),
        )
    elif contact.other_roles:
        yield Remark(
            contact,
            ("andre_roller",),
            msg(
                "{name} has other roles as well: {roles}",
                name=contact.name,
                roles=", ".join(contact.other_roles),
            ),
        )
