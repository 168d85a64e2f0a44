"""A: the agreement between municipality and police (section 3 of the guideline)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kps.checking.context import Context
from kps.checking.finding import Places, Remark, Severity
from kps.checking.phrases import named, quoted, sides
from kps.checking.rule import rule
from kps.checking.subjects import (
    agreements_in_force,
    cooperation_agreements,
    cooperation_agreements_in_force,
    covered_municipalities,
)
from kps.duties import agreement as duties
from kps.language import msg
from kps.models.agreement import OLDER_KINDS, Agreement, Signature
from kps.models.date_arithmetic import months_after
from kps.models.person import LEADING
from kps.models.places import municipalities
from kps.register.knowledge import products_named_in, sources
from kps.register.tree import REGISTER_FILE

PATIENCE = 180
"""Days that an offer may wait for its answer."""

SCHOOL_PARTS = ("forebygging", "beredskap", "sikkerhet")
"""What an agreement with an upper-secondary school covers (3)."""


def _revision_days(agreement: Agreement) -> Places:
    """What the day of the next revision is reckoned from."""
    return (*((agreement, ("revisjon", key)) for key in ("neste", "sist", "måneder")), (agreement, ("fra",)))


@rule("A301", cites="3a", on=covered_municipalities)
def never_offered(number: str, context: Context) -> Iterator[Remark]:
    """A municipality that was never offered an agreement.

    A municipality that the register covers has no `samarbeidsavtale` on record. An offer, with any answer or
    none, is enough, and so is an agreement of an older kind still in force.

    Mend: Write down the offer: `kps new-agreement` makes the record, with `status: tilbudt` and its date. If the
    municipality declined, that is a complete answer: `status: takket_nei`.
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
            "no cooperation agreement with {number} {name} is recorded, nor an offer of one",
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

    A `samarbeidsavtale` has been under offer (`status: tilbudt`) for more than 180 days and has no `svar`.

    Mend: Ask the municipality; write the day of its answer as `svar`, and `status: takket_nei` or, with the
    agreement's first day as `fra`, `status: inngått`.
    """
    offered = context.known(agreement.offered)
    if agreement.status != "tilbudt" or offered is None or context.known(agreement.answered):
        return
    days = (context.as_of - offered).days
    if days > PATIENCE:
        message = msg("the offer was made {days} days ago, and no answer is recorded", days=days)
        yield Remark(agreement, ("tilbudt",), message, rests_on=((agreement, ("svar",)),))


@rule("A303", cites="3d", on=cooperation_agreements_in_force)
def no_revision_plan(agreement: Agreement, context: Context) -> Iterator[Remark]:
    """The agreement has no plan for its revision.

    A `samarbeidsavtale` in force has no `revisjon`, or neither `måneder` nor `neste` in it, or no `ansvarlig`.

    Mend: Write when it is revised and who starts it, as
    `revisjon: {måneder: 24, sist: 2025-09-01, ansvarlig: Siv Aas}`.
    """
    revision = agreement.revision
    if revision is None:
        yield Remark(agreement, ("revisjon",), msg("no plan for the agreement's revision (`revisjon`) is recorded"))
        return
    timed = revision.months is not None or revision.next is not None
    if not timed and not revision.responsible:
        message = msg("the plan for the revision says neither when (`måneder` or `neste`) nor who (`ansvarlig`)")
        yield Remark(agreement, ("revisjon",), message, lacking=("måneder", "ansvarlig"))
    elif not timed:
        message = msg("the plan for the revision does not say when: `måneder` or `neste` is missing")
        rests_on = ((agreement, ("revisjon", "neste")),)
        yield Remark(agreement, ("revisjon", "måneder"), message, rests_on=rests_on)
    elif not revision.responsible:
        message = msg("the plan for the revision does not say who starts it: `ansvarlig` is missing")
        yield Remark(agreement, ("revisjon", "ansvarlig"), message)


@rule("A304", cites="3e", on=cooperation_agreements_in_force)
def revision_overdue(agreement: Agreement, context: Context) -> Iterator[Remark]:
    """The agreement's revision is overdue.

    The next revision of a `samarbeidsavtale` in force is before the day asked about. It is `neste`; or `sist`,
    else the agreement's `fra`, plus `måneder`.

    Mend: Revise the agreement, and write the day it was done as `sist` in `revisjon`. Where the plan has a day
    (`neste`), write the next one there.
    """
    duty = duties.revision(agreement, context)
    if duty and duty.overdue(context.as_of):
        yield Remark(
            agreement,
            duty.path,
            msg("the agreement was to be revised by {due}, and no revision since is recorded", due=duty.due),
            rests_on=_revision_days(agreement),
        )


@rule("A305", cites="3e", on=cooperation_agreements_in_force, severity="hint")
def revision_soon(agreement: Agreement, context: Context) -> Iterator[Remark]:
    """The agreement's revision comes up.

    The next revision of a `samarbeidsavtale` in force is on the day asked about, or within the days after it
    that `varsel_dager` in `kps.yaml` says: 90 unless the register has its own number.

    A hint: nothing is late yet.

    Mend: Put the revision on the next meeting's agenda; `kps new-meeting` does so by itself. When it is done,
    write the day as `sist` in `revisjon`, and where the plan has a day (`neste`), the next one there.
    """
    duty = duties.revision(agreement, context)
    if duty and duty.owed_by(context.horizon) and not duty.overdue(context.as_of):
        message = msg("the agreement is to be revised by {due}", due=duty.due)
        yield Remark(agreement, duty.path, message, rests_on=_revision_days(agreement))


@rule("A306", cites="3f", on=cooperation_agreements_in_force)
def focus_without_basis(agreement: Agreement, context: Context) -> Iterator[Remark]:
    """A focus area that does not rest on knowledge from both sides.

    A focus area of a `samarbeidsavtale` in force lacks a knowledge basis (`kunnskapsgrunnlag`) from the police or
    one from the municipality; those of its `revisjon` count for every area. No focus areas at all are one
    finding. A hint where the agreement has never been revised (no `sist`) and is less than two years old: the
    guideline speaks of the areas when they are revised.

    Mend: Name under `satsingsområder` what each area rests on, from each side, as
    `kunnskapsgrunnlag: [{kilde: politi, tittel: Situasjonsbilde}, {kilde: kommune, tittel: Ungdata}]`.
    """
    revision = agreement.revision
    revised = revision is not None and context.known(revision.last) is not None
    young = agreement.start is not None and context.as_of < months_after(agreement.start, 24)
    severity: Severity | None = "hint" if young and not revised else None
    if not agreement.focus_areas:
        message = msg("the agreement names no focus areas (`satsingsområder`)")
        yield Remark(agreement, ("satsingsområder",), message, severity)
    shared = sources(revision.bases, agreement, context.register) if revision else frozenset()
    for index, area in enumerate(agreement.focus_areas):
        delivered = shared | sources(area.bases, agreement, context.register)
        missing = [side for side in ("politi", "kommune") if side not in delivered]
        if missing:
            yield Remark(
                agreement,
                ("satsingsområder", index, "kunnskapsgrunnlag"),
                msg(
                    "no knowledge basis is recorded for the focus area “{area}” from: {missing}",
                    area=area.name,
                    missing=sides(missing),
                ),
                severity,
                rests_on=(
                    (agreement, ("revisjon", "kunnskapsgrunnlag")),
                    *context.doubts(products_named_in(agreement, context.register), "kilde"),
                ),
            )


@rule("A307", cites="3g", on=cooperation_agreements_in_force)
def no_long_term_goal(agreement: Agreement, context: Context) -> Iterator[Remark]:
    """The agreement has no goal for the long term.

    A `samarbeidsavtale` in force has no goal (`mål`) whose `til` is more than a year after the agreement's `fra`,
    and none without `til`.

    Mend: Write a strategic goal, as `mål: [{tekst: Færre unge i rusmiljøer, til: 2027-12-31}]`.
    """
    horizon = months_after(agreement.start, 12) if agreement.start else context.as_of
    if not any(goal.end is None or goal.end > horizon for goal in agreement.goals):
        yield Remark(agreement, ("mål",), msg("the agreement names no goal that reaches further than a year"))


@rule("A308", cites="3i", on=agreements_in_force)
def school_part_missing(agreement: Agreement, context: Context) -> Iterator[Remark]:
    """A school's agreement leaves something out.

    A `skoleavtale` in force does not say under `dekker` that it covers all three of prevention, preparedness and
    safety (`forebygging`, `beredskap`, `sikkerhet`).

    Mend: Agree on the part that is missing, and write all three: `dekker: [forebygging, beredskap, sikkerhet]`.
    """
    missing = [part for part in SCHOOL_PARTS if part not in agreement.parts]
    if agreement.agreement_kind == "skoleavtale" and missing:
        yield Remark(
            agreement,
            ("dekker",),
            msg("the agreement with the school does not say that it covers: {missing}", missing=quoted(missing)),
        )


@rule("A309", cites="3j", on=agreements_in_force)
def older_kind(agreement: Agreement, context: Context) -> Iterator[Remark]:
    """An agreement of an older kind is still in force.

    A `politirådsavtale` or a `tjenestetilbudsavtale` is in force on the day. Both are now gathered in one
    `samarbeidsavtale`; the older one is valid until it is replaced.

    Mend: Offer a `samarbeidsavtale` (`kps new-agreement`). When it is signed, give the older one
    `status: avsluttet` and its last day as `til`.
    """
    if agreement.agreement_kind in OLDER_KINDS:
        yield Remark(
            agreement,
            ("avtaletype",),
            msg(
                "an agreement of an older kind (`{kind}`) is in force; it is replaced by one `samarbeidsavtale`",
                kind=agreement.agreement_kind,
            ),
        )


@rule("A310", cites="3k", on=cooperation_agreements_in_force)
def no_evaluation_interval(agreement: Agreement, context: Context) -> Iterator[Remark]:
    """The agreement does not say how often the cooperation is evaluated.

    A `samarbeidsavtale` in force has no `evaluering` with `måneder`.

    Mend: Write how many months lie between, as `evaluering: {måneder: 12}`.
    """
    if agreement.evaluation is None or agreement.evaluation.months is None:
        yield Remark(
            agreement,
            ("evaluering", "måneder"),
            msg("the agreement does not say how often the cooperation is evaluated (`evaluering`)"),
        )


@rule("A311", cites="3l", on=cooperation_agreements_in_force)
def extended_council_undescribed(agreement: Agreement, context: Context) -> Iterator[Remark]:
    """The agreement does not describe the extended council.

    An active council that shares a municipality with a `samarbeidsavtale` in force has a member on the day from
    business, a voluntary organisation or an upper-secondary school, and the agreement's `utvidet_råd` is empty.

    Mend: Describe how they take part, as `utvidet_råd: Næringsforeningen deltar to ganger i året`.
    """
    extended = [
        council
        for council in context.councils_sharing(agreement)
        if any(member.extends for member in council.members_on(context.as_of))
    ]
    if extended and not agreement.extended_council:
        yield Remark(
            agreement,
            ("utvidet_råd",),
            msg(
                "others than municipality and police are members of {councils}; the agreement does not say how they "
                "take part (`utvidet_råd`)",
                councils=", ".join(council.name for council in extended),
            ),
            rests_on=context.doubts(extended, "medlemmer"),
        )


@rule("A312", cites="2.3b", on=cooperation_agreements_in_force)
def unsigned(agreement: Agreement, context: Context) -> Iterator[Remark]:
    """The agreement is not signed by a leader on each side.

    A `samarbeidsavtale` in force names under `underskrevet` nobody with political or administrative leadership in
    the municipality, or nobody with leadership in the police. Where those who signed for several municipalities each
    have a `kommune`, every municipality is asked for.

    Mend: Write who signed, of each side, as
    `underskrevet: [{navn: Anne Berg, rolle: ordfører}, {navn: Ida Moe, rolle: tjenesteenhetsleder}]`; where there are
    several municipalities, for each, as `{navn: Lars Vik, rolle: ordfører, kommune: "4206"}`.
    """
    signed = [one for one in agreement.signatures if one.day is None or context.known(one.day)]
    missing = [side for side, leadership in LEADING.items() if not any(one.leadership & leadership for one in signed)]
    absent = () if "kommune" in missing else _unsigned_for(agreement, signed, context)
    if missing or absent:
        of = [*sides(missing), *map(named, absent)]
        message = msg("no signature (`underskrevet`) is recorded of a leader from: {missing}", missing=of)
        yield Remark(agreement, ("underskrevet",), message, numbers=() if missing else absent)


def _unsigned_for(agreement: Agreement, signed: Iterable[Signature], context: Context) -> tuple[str, ...]:
    """The municipalities that no leader signed for, where each who did says for which."""
    stated = {one.municipality for one in signed if one.leadership & LEADING["kommune"]}
    return () if "" in stated else tuple(one for one in agreement.numbers_on(context.as_of) if one not in stated)
