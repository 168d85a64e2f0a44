"""K: the police's contacts (section 5 of the guideline)."""

from __future__ import annotations

from collections.abc import Iterator

from kps.checking.context import Context
from kps.checking.finding import Remark
from kps.checking.phrases import named
from kps.checking.rule import rule
from kps.checking.subjects import active_contacts, covered_municipalities, new_contacts, the_register
from kps.duties import contact as duties
from kps.language import msg
from kps.models.contact import Contact
from kps.models.date_arithmetic import months_after
from kps.models.vocabulary import roles
from kps.register.index import Register
from kps.register.tree import REGISTER_FILE

MOST = 3
"""How many municipalities a contact answers for, as a main rule (5)."""

SETTLING = 30
"""Days after the start by which a contact's authority is to be clarified."""


@rule("K501", cites="5a", on=covered_municipalities)
def no_contact(number: str, context: Context) -> Iterator[Remark]:
    """A municipality without a police contact.

    No contact in the role on the day is recorded for a municipality that the register covers.

    Mend: Make the contact's record with `kps new-contact`, or add the municipality to `kommuner` of the one who
    answers for it.
    """
    if not context.register.contacts_for(number, context.as_of):
        yield Remark(
            REGISTER_FILE,
            context.charter.place_of(number),
            msg(
                "no police contact is recorded for {municipality} on {day}",
                municipality=named(number),
                day=context.as_of,
            ),
            numbers=(number,),
            rests_on=(
                *context.doubts(context.register.contacts, "kommuner"),
                *context.doubts(context.register.contacts_naming(number), "tiltrådt"),
            ),
        )


@rule("K502", cites=("5b", "5c"), on=active_contacts)
def too_many_municipalities(contact: Contact, context: Context) -> Iterator[Remark]:
    """A contact with more than three municipalities and no approval.

    The contact answers for more than three municipalities on the day, and no approval (`godkjenning_pod`) for at
    least that number is in force: `dato` on or before the day, `til` on or after it; without `til` it is open.

    Mend: Write Politidirektoratet's approval, as `godkjenning_pod: {dato: 2025-01-20, antall: 4}`, or let
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
                "{name} answers for {count} municipalities, and no approval for so many is recorded; three is the main "
                "rule",
                name=contact.name,
                count=count,
            ),
            rests_on=((contact, ("godkjenning_pod",)),),
            lacking=("dato", "antall") if approval else (),
        )


@rule("K503", cites="5c", on=active_contacts, severity="hint")
def approval_runs_out(contact: Contact, context: Context) -> Iterator[Remark]:
    """An approval for more than three municipalities runs out.

    The contact answers for more than three municipalities on the day, the approval for them is in force, and its
    `til` lies within the days that `varsel_dager` in `kps.yaml` says: 90 unless the register has its own number.

    A hint: the approval still holds.

    Mend: Ask Politidirektoratet for a new approval, and write its `dato` and `til`; or let another contact take
    over a municipality.
    """
    count = len(set(contact.numbers(context.as_of)))
    duty = duties.approval(contact, context)
    given = contact.approval.count if contact.approval else None
    if duty and MOST < count <= (given or 0) and duty.owed_by(context.horizon):
        yield Remark(
            contact,
            duty.path,
            msg("the approval for {count} runs out on {end}", count=count, end=duty.due),
        )


@rule("K504", cites="5.3a", on=active_contacts, severity="hint")
def not_the_only_role(contact: Contact, context: Context) -> Iterator[Remark]:
    """Contact is not the person's only role.

    `stillingsprosent` is below 100, or `andre_roller` is not empty. The role `tjenestestedsleder` as the one other
    is no deviation (5.3). A hint: the guideline calls it a factor of success, and what the district has weighed is
    not in the records.

    Mend: Where this is the choice made, say why in a waiver in the record, as
    `unntak: [{regel: K504, begrunnelse: Distriktets valg, til: 2027-12-31}]`; else correct `stillingsprosent` and
    `andre_roller`.
    """
    others = [known.key if (known := roles().get(role)) else role for role in contact.other_roles]
    if others == ["tjenestestedsleder"]:
        return
    if contact.share is not None and contact.share < 100:
        yield Remark(
            contact,
            ("stillingsprosent",),
            msg("{name} is police contact in {share} per cent of a position", name=contact.name, share=contact.share),
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


@rule("K505", cites="5.2a", on=new_contacts)
def authority_unclarified(contact: Contact, context: Context) -> Iterator[Remark]:
    """The contact's authority is not clarified.

    `fullmakt_avklart` is missing 30 days or more after the contact began (`tiltrådt`). The 30 days are kps's own.

    Mend: Settle what the contact may decide, and write the day, as `fullmakt_avklart: 2025-02-14`, and what it is under
    `fullmakt`.
    """
    if contact.start is None or context.known(contact.authority_clarified):
        return
    days = (context.as_of - contact.start).days
    if days >= SETTLING:
        yield Remark(
            contact,
            ("fullmakt_avklart",),
            msg(
                "{name} began {days} days ago, and no day is recorded when the authority was clarified",
                name=contact.name,
                days=days,
            ),
        )


@rule("K506", cites="5.2c", on=new_contacts)
def no_training(contact: Contact, context: Context) -> Iterator[Remark]:
    """A new contact without training.

    No training (`opplæring`) is dated from `tiltrådt` to six months after it; a hint until those have passed. The
    six months are kps's own.

    Mend: Write the training with its day, as `opplæring: [{dato: 2025-03-05, hva: Innføring}]`; where there was none
    in time, say why in a waiver in the record.
    """
    if contact.start is None:
        return
    end = months_after(contact.start, 6)
    days = [context.known(one.day) for one in contact.training]
    if not any(day is not None and contact.start <= day <= end for day in days):
        yield Remark(
            contact,
            ("opplæring",),
            msg("no training of {name} is recorded from the first six months", name=contact.name),
            severity="hint" if context.as_of <= end else None,
        )


@rule("K507", cites="5.2d", on=the_register)
def contacts_do_not_meet(register: Register, context: Context) -> Iterator[Remark]:
    """The district's contacts have not met.

    The register has two or more active contacts, and no day under `møter` in `samhandlingsarena` lies within the
    last 12 months.

    Mend: Write in `kps.yaml` the day when they met, as `samhandlingsarena: {møter: [2025-09-17]}`.
    """
    if REGISTER_FILE not in register.files:
        return  # it is another neighbourhood's
    arena = context.charter.arena
    days = [context.known(day) for day in arena.meetings] if arena else []
    since = months_after(context.as_of, -12)
    several = register.surroundings.has_several_contacts(context.as_of)
    if several and not any(day is not None and day >= since for day in days):
        yield Remark(
            context.charter,
            ("samhandlingsarena", "møter"),
            msg("no meeting of the contacts is recorded in the last 12 months"),
        )


@rule("K508", cites="5.3c", on=new_contacts)
def roles_not_settled(contact: Contact, context: Context) -> Iterator[Remark]:
    """Who does what is not settled with the preventive units.

    The contact has no `rolleavklaring`.

    Mend: Settle it, and write when and with whom, as
    `rolleavklaring: {dato: 2025-03-20, med: Forebyggende enhet}`.
    """
    settled = contact.role_clarification
    if settled is None or not (context.known(settled.day) or (settled.day is None and settled.with_whom)):
        yield Remark(
            contact,
            ("rolleavklaring",),
            msg(
                "it is not recorded for {name} that who does what is settled with the preventive units",
                name=contact.name,
            ),
        )


@rule("K509", cites="5.3b", on=active_contacts)
def expectations_unknown(contact: Contact, context: Context) -> Iterator[Remark]:
    """What a municipality expects has not been talked through with it.

    A municipality that the contact answers for on the day is not under `forventninger_avklart`. One finding names
    them all.

    Mend: Talk with the municipality about what it expects of the police and needs, and write the day, as
    `forventninger_avklart: {"4205": 2025-03-01}`.
    """
    clarified = {number for number, day in contact.expectations_clarified.items() if context.known(day)}
    missing = tuple(number for number in contact.numbers(context.as_of) if number not in clarified)
    if missing:
        yield Remark(
            contact,
            ("forventninger_avklart",),
            msg(
                "no talk is recorded about what these municipalities expect of the police contact: {municipalities}",
                municipalities=[named(number) for number in missing],
            ),
            numbers=missing,
            lacking=missing,
        )


@rule("K510", cites="5d", on=active_contacts, severity="hint")
def share_unknown(contact: Contact, context: Context) -> Iterator[Remark]:
    """The contact's share of a position is not stated.

    `stillingsprosent` is missing. A hint: the guideline asks for time and capacity, and the share is how kps can
    see it.

    Mend: Write the role's share of a full position, as `stillingsprosent: 100`.
    """
    if contact.share is None:
        yield Remark(
            contact, ("stillingsprosent",), msg("the share of a position is not stated for {name}", name=contact.name)
        )


@rule("K511", cites="5.2f", on=active_contacts, severity="hint")
def authority_not_written_down(contact: Contact, context: Context) -> Iterator[Remark]:
    """What the contact may decide is not written down, and there is no head of the unit to turn to.

    `fullmakt_avklart` says that the authority is clarified, but `fullmakt` does not say what it is; and no active
    council of the contact's municipalities has a member on the day with the role `tjenesteenhetsleder`,
    `politistasjonssjef`, `lensmann` or `regionlensmann`.

    A hint, though the guideline recommends that the contact has authority enough, or that it is secured through the
    head of the unit: kps sees what is written down, not what has been agreed.

    Mend: Write what the contact may decide alone, and who decides otherwise, as
    `fullmakt: Kan avtale møter og tiltak uten egne kostnader; ellers avgjør tjenesteenhetsleder.`; or add the head of
    the unit to the council's `medlemmer`, as `{navn: Ida Moe, rolle: tjenesteenhetsleder}`.
    """
    if contact.authority or not context.known(contact.authority_clarified):
        return
    numbers = contact.numbers(context.as_of)
    named_in = {one.origin.file: one for number in numbers for one in context.register.councils_for(number)}.values()
    active = (
        one
        for one in named_in
        if one.active(context.as_of) and not set(numbers).isdisjoint(one.numbers_on(context.as_of))
    )
    if any(member.unit_head for council in active for member in council.members_on(context.as_of)):
        return
    yield Remark(
        contact,
        ("fullmakt",),
        msg(
            "the authority of {name} is clarified, but not written down (`fullmakt`), and no council has a head of the "
            "police service unit to turn to",
            name=contact.name,
        ),
        rests_on=(
            *context.doubts(named_in, "medlemmer", "status", "opprettet", "nedlagt"),
            *context.doubts(context.register.councils, "kommuner"),
            *context.doubts([contact], "kommuner"),
        ),
    )
