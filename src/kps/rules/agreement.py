"""A: the agreement between municipality and police (section 3 of the guideline)."""

from __future__ import annotations

from collections.abc import Iterator

from kps.language import msg
from kps.models.agreement import OLDER_KINDS, Agreement
from kps.models.calendar import months_after
from kps.models.places import municipalities
from kps.register.tree import REGISTER_FILE
from kps.rules.context import Context
from kps.rules.finding import Remark, Severity
from kps.rules.rule import rule
from kps.rules.subjects import (
    agreements_in_force,
    cooperation_agreements,
    cooperation_agreements_in_force,
    councils_sharing,
    covered_municipalities,
)
from kps.source import Path

PATIENCE = 180
"""Days that an offer may wait for its answer."""

SCHOOL_PARTS = ("forebygging", "beredskap", "sikkerhet")
"""What an agreement with an upper-secondary school covers (3)."""


def _revision_key(agreement: Agreement) -> Path:
    """Where the day of the next revision is written."""
    stated = agreement.revision is not None and agreement.revision.next is not None
    return ("revisjon", "neste" if stated else "måneder")


@rule("A301", cites="3a", on=covered_municipalities)
def never_offered(number: str, context: Context) -> Iterator[Remark]:
    """A municipality that was never offered an agreement.

    A municipality that the register covers has no samarbeidsavtale record at all. One that is tilbudt, with
    any answer or none, is enough, and so is an agreement of an older kind still in force.

    Mend: Write down the offer: kps new-agreement makes the record, with status tilbudt and the date. If the
    municipality declined, that is a complete answer: status takket_nei.
    """
    for agreement in context.register.agreements_for(number):
        if agreement.agreement_kind == "samarbeidsavtale":
            return
        if agreement.agreement_kind in OLDER_KINDS and agreement.in_force(context.as_of):
            return
    yield Remark(
        REGISTER_FILE,
        context.charter.place_of(number),
        msg(
            "{number} {name} has no samarbeidsavtale, and no offer of one is recorded",
            number=number,
            name=municipalities()[number].name,
        ),
        numbers=(number,),
        rests_on=(
            *context.doubts(context.register.agreements, "kommuner"),
            *context.doubts(context.register.agreements_for(number), "avtaletype", "status", "fra"),
        ),
    )


@rule("A302", cites="3b", on=cooperation_agreements)
def offer_unanswered(agreement: Agreement, context: Context) -> Iterator[Remark]:
    """An offer without an answer.

    A samarbeidsavtale was tilbudt more than 180 days ago and has no svar.

    Mend: Ask the municipality; write the answer's day as svar, and status inngått or takket_nei.
    """
    offered = context.known(agreement.offered)
    if agreement.status != "tilbudt" or offered is None or context.known(agreement.answered):
        return
    days = (context.as_of - offered).days
    if days > PATIENCE:
        yield Remark(agreement, ("tilbudt",), msg("the offer has had no answer for {days} days", days=days))


@rule("A303", cites="3d", on=cooperation_agreements_in_force)
def no_revision_plan(agreement: Agreement, context: Context) -> Iterator[Remark]:
    """The agreement has no plan for its revision.

    A samarbeidsavtale in force has no revisjon, or neither måneder nor neste in it, or no ansvarlig.

    Mend: Write when it is revised and who starts it, as
    revisjon: {måneder: 24, sist: 2025-09-01, ansvarlig: Siv Aas}.
    """
    revision = agreement.revision
    if revision is None:
        yield Remark(agreement, ("revisjon",), msg("the agreement has no plan for its revision (revisjon)"))
        return
    timed = revision.months is not None or revision.next is not None
    if not timed and not revision.responsible:
        message = msg("the plan for the revision says neither when (måneder or neste) nor who (ansvarlig)")
        yield Remark(agreement, ("revisjon",), message)
    elif not timed:
        message = msg("the plan for the revision does not say when: måneder or neste is missing")
        rests_on = ((agreement, ("revisjon", "neste")),)
        yield Remark(agreement, ("revisjon", "måneder"), message, rests_on=rests_on)
    elif not revision.responsible:
        message = msg("the plan for the revision does not say who starts it: ansvarlig is missing")
        yield Remark(agreement, ("revisjon", "ansvarlig"), message)


@rule("A304", cites="3e", on=cooperation_agreements_in_force)
def revision_overdue(agreement: Agreement, context: Context) -> Iterator[Remark]:
    """The agreement's revision is overdue.

    The next revision of a samarbeidsavtale in force is before the day asked about. It is neste; or sist,
    else the agreement's fra, plus måneder.

    Mend: Revise the agreement and write the day in revisjon.sist; where a new day was agreed, write it in
    revisjon.neste.
    """
    due = agreement.next_revision(context.as_of)
    if due is not None and due < context.as_of:
        yield Remark(
            agreement,
            _revision_key(agreement),
            msg("the agreement was to be revised by {due}", due=due),
        )


@rule("A305", cites="3e", on=cooperation_agreements_in_force, severity="hint")
def revision_soon(agreement: Agreement, context: Context) -> Iterator[Remark]:
    """The agreement's revision comes up.

    The next revision of a samarbeidsavtale in force is on the day asked about, or at most the register's
    varsel_dager after it (90 unless it says otherwise).

    Mend: Put the revision on the next meeting's agenda; kps new-meeting does so by itself.
    """
    due = agreement.next_revision(context.as_of)
    if due is not None and 0 <= (due - context.as_of).days <= context.deadlines.notice:
        yield Remark(agreement, _revision_key(agreement), msg("the agreement is to be revised by {due}", due=due))


@rule("A306", cites="3f", on=cooperation_agreements_in_force)
def focus_without_basis(agreement: Agreement, context: Context) -> Iterator[Remark]:
    """A focus area that does not rest on knowledge from both sides.

    A focus area of a samarbeidsavtale in force lacks a kunnskapsgrunnlag from politi or one from kommune;
    those of revisjon.kunnskapsgrunnlag count for every area. No focus areas at all are one finding. A hint
    where the agreement was never revised (no sist) and is less than two years old.

    Mend: Name what the focus area rests on, from each side, as
    kunnskapsgrunnlag: [{kilde: politi, tittel: ...}, {kilde: kommune, tittel: ...}].
    """
    revision = agreement.revision
    revised = revision is not None and context.known(revision.last) is not None
    young = agreement.start is not None and context.as_of < months_after(agreement.start, 24)
    severity: Severity | None = "hint" if young and not revised else None
    if not agreement.focus_areas:
        message = msg("the agreement names no focus areas (satsingsområder)")
        yield Remark(agreement, ("satsingsområder",), message, severity)
    shared = {basis.source for basis in revision.bases} if revision else set()
    for index, area in enumerate(agreement.focus_areas):
        sources = shared | {basis.source for basis in area.bases}
        missing = [side for side in ("politi", "kommune") if side not in sources]
        if missing:
            yield Remark(
                agreement,
                ("satsingsområder", index, "kunnskapsgrunnlag"),
                msg(
                    "the focus area “{area}” has no kunnskapsgrunnlag from: {missing}",
                    area=area.name,
                    missing=", ".join(missing),
                ),
                severity,
                rests_on=((agreement, ("revisjon", "kunnskapsgrunnlag")),),
            )


@rule("A307", cites="3g", on=cooperation_agreements_in_force)
def no_long_term_goal(agreement: Agreement, context: Context) -> Iterator[Remark]:
    """The agreement has no goal for the long term.

    A samarbeidsavtale in force has no mål whose til is more than a year after the agreement's fra, and none
    without til.

    Mend: Write a strategic goal, as mål: [{tekst: Færre unge i rusmiljøer, til: 2027-12-31}].
    """
    horizon = months_after(agreement.start, 12) if agreement.start else context.as_of
    if not any(goal.end is None or goal.end > horizon for goal in agreement.goals if goal.text):
        yield Remark(agreement, ("mål",), msg("the agreement has no goal that reaches further than a year"))


@rule("A308", cites="3i", on=agreements_in_force)
def school_part_missing(agreement: Agreement, context: Context) -> Iterator[Remark]:
    """A school's agreement leaves something out.

    A skoleavtale in force does not say in dekker that it covers forebygging, beredskap and sikkerhet.

    Mend: Agree on the part that is missing, and write all three: dekker: [forebygging, beredskap, sikkerhet].
    """
    missing = [part for part in SCHOOL_PARTS if part not in agreement.parts]
    if agreement.agreement_kind == "skoleavtale" and missing:
        yield Remark(
            agreement,
            ("dekker",),
            msg("the agreement with the school does not cover: {missing}", missing=", ".join(missing)),
        )


@rule("A309", cites="3j", on=agreements_in_force)
def older_kind(agreement: Agreement, context: Context) -> Iterator[Remark]:
    """An agreement of an older kind is still in force.

    A politirådsavtale or a tjenestetilbudsavtale is in force on the day. Both are now gathered in one
    samarbeidsavtale; the older one is valid until it is replaced.

    Mend: Offer a samarbeidsavtale (kps new-agreement), and give the older one status avsluttet and its last
    day (til) when it is signed.
    """
    if agreement.agreement_kind in OLDER_KINDS:
        yield Remark(
            agreement,
            ("avtaletype",),
            msg(
                "a {kind} is an older kind; it is replaced by one samarbeidsavtale",
                kind=agreement.agreement_kind,
            ),
        )


@rule("A310", cites="3k", on=cooperation_agreements_in_force)
def no_evaluation_interval(agreement: Agreement, context: Context) -> Iterator[Remark]:
    """The agreement does not say how often the cooperation is evaluated.

    A samarbeidsavtale in force has no evaluering with måneder.

    Mend: Write how often, as evaluering: {måneder: 12}.
    """
    if agreement.evaluation is None or agreement.evaluation.months is None:
        yield Remark(
            agreement,
            ("evaluering", "måneder"),
            msg("the agreement does not say how often the cooperation is evaluated (evaluering)"),
        )


@rule("A311", cites="3l", on=cooperation_agreements_in_force)
def extended_council_undescribed(agreement: Agreement, context: Context) -> Iterator[Remark]:
    """The agreement does not describe the extended council.

    An active council that shares a municipality with a samarbeidsavtale in force has a member on the day from
    næringsliv, frivillig organisasjon or videregående skole, and the agreement's utvidet_råd is empty.

    Mend: Describe how they take part, as utvidet_råd: Næringsforeningen deltar to ganger i året.
    """
    extended = [
        council
        for council in councils_sharing(agreement, context)
        if any(member.extends for member in council.members_on(context.as_of))
    ]
    if extended and not agreement.extended_council:
        yield Remark(
            agreement,
            ("utvidet_råd",),
            msg(
                "others than municipality and police are members of {council}; the agreement does not say how they "
                "take part",
                council=extended[0].name,
            ),
            rests_on=context.doubts(extended, "medlemmer"),
        )


@rule("A312", cites="2.3b", on=cooperation_agreements_in_force)
def unsigned(agreement: Agreement, context: Context) -> Iterator[Remark]:
    """The agreement is not signed by a leader on each side.

    underskrevet of a samarbeidsavtale in force names nobody with political or administrative leadership in
    the municipality, or nobody with leadership in the police.

    Mend: Write who signed, as underskrevet: [{navn: Anne Berg, rolle: ordfører, dato: 2023-08-28}].
    """
    signed: set[str] = set()
    for signature in agreement.signatures:
        if signature.day is None or context.known(signature.day):
            signed |= signature.leadership
    missing = [
        side
        for side, leadership in (("kommune", {"politisk", "administrativ"}), ("politi", {"politi"}))
        if not signed & leadership
    ]
    if missing:
        yield Remark(
            agreement,
            ("underskrevet",),
            msg("the agreement is not signed by a leader from: {missing}", missing=", ".join(missing)),
        )


@rule("A313", cites="3e", on=cooperation_agreements)
def run_out(agreement: Agreement, context: Context) -> Iterator[Remark]:
    """An agreement has run out and nothing has followed.

    A samarbeidsavtale, inngått or avsluttet, has its til before the day asked about, and no samarbeidsavtale
    with that municipality is in force, or has been offered or answered since. Told at the last one to run out.

    Mend: Offer a new agreement (kps new-agreement), or write down the municipality's answer.
    """
    ended = agreement.end
    if agreement.status not in ("inngått", "avsluttet") or ended is None or ended >= context.as_of:
        return
    bare = [number for number in agreement.numbers if not _followed(agreement, number, context)]
    if bare:
        yield Remark(
            agreement,
            ("til",),
            msg(
                "the agreement with {numbers} ran out on {ended}, and no new one is offered",
                numbers=", ".join(bare),
                ended=ended,
            ),
            numbers=tuple(bare),
        )


def _followed(agreement: Agreement, number: str, context: Context) -> bool:
    """Whether another agreement with the municipality is in force, or came, or was to come, after this one."""
    ended = agreement.end
    for other in context.register.agreements_for(number):
        if other is agreement or other.agreement_kind != "samarbeidsavtale" or ended is None:
            continue
        if other.in_force(context.as_of):
            return True
        since = (context.known(other.offered), context.known(other.answered))
        outlasts = context.known(other.start) is not None and other.end is not None and other.end > ended
        if outlasts or any(day is not None and day > ended for day in since):
            return True
        if other.end == ended and other.origin.file > agreement.origin.file:
            return True
    return False
