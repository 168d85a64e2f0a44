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
from kps.rules.subjects import agreements_in_force, cooperation_agreements_in_force, covered_municipalities


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
        ("kommuner",),
        msg(
            "{number} {name} has no samarbeidsavtale, and no offer of one is recorded",
            number=number,
            name=municipalities()[number].name,
        ),
        numbers=(number,),
        rests_on=context.doubts(context.register.agreements, "kommuner", "avtaletype", "fra", "til"),
    )


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
        yield Remark(agreement, ("revisjon", "måneder"), message)
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
            ("revisjon", "neste" if agreement.revision and agreement.revision.next else "måneder"),
            msg("the agreement was to be revised by {due}", due=due),
        )


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
