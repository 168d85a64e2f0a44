"""A313: agreements that have run out, with nothing after them (section 3 of the guideline)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kps.checking.context import Context
from kps.checking.finding import Places, Remark
from kps.checking.phrases import named
from kps.checking.rule import rule
from kps.language import msg
from kps.models.agreement import Agreement
from kps.models.places import municipalities


def ended_agreements(context: Context) -> Iterator[Agreement]:
    """Every agreement that was made and whose last day lies before the day."""
    yield from (one for one in context.register.agreements if one.ran_out(context.as_of))


@rule("A313", cites="3e", on=ended_agreements)
def run_out(agreement: Agreement, context: Context) -> Iterator[Remark]:
    """An agreement has run out, and nothing has followed.

    A `samarbeidsavtale`, `inngått` or `avsluttet`, has its `til` before the day asked about, and none with that
    municipality is in force, under offer (`tilbudt`), or has been offered or answered since. It is told at the last
    one to run out, and not of a municipality that is no more. A `skoleavtale` or a `fylkeskommuneavtale` likewise,
    for its school or county, as a hint: whether there is to be one is for the parties there to decide.

    Mend: Offer a new agreement (`kps new-agreement`), or write down what was answered.
    """
    if agreement.agreement_kind == "samarbeidsavtale":
        yield from _with_municipalities(agreement, context)
    elif agreement.school or agreement.county:
        yield from _with_school_or_county(agreement, context)


def _with_municipalities(agreement: Agreement, context: Context) -> Iterator[Remark]:
    bare = []
    rests_on: Places = context.doubts(context.register.agreements, "kommuner")
    for number in agreement.numbers:
        others = context.register.agreements_for(number)
        rests_on += _doubts(others, context)
        if number in municipalities() and not _followed(agreement, others, context):
            bare.append(number)
    if bare:
        message = msg(
            "the agreement with {municipalities} ran out on {ended}, and no new one is recorded as offered",
            municipalities=[named(number) for number in bare],
            ended=agreement.end,
        )
        yield Remark(agreement, ("til",), message, numbers=tuple(bare), rests_on=rests_on)


def _with_school_or_county(agreement: Agreement, context: Context) -> Iterator[Remark]:
    party = (agreement.school, agreement.county)
    others = [one for one in context.register.agreements if (one.school, one.county) == party]
    if not _followed(agreement, others, context):
        message = msg(
            "the agreement with {party} ran out on {ended}, and no new one is recorded as offered",
            party=agreement.school or agreement.county,
            ended=agreement.end,
        )
        rests_on = (
            *context.doubts(context.register.agreements, "skole", "fylkeskommune"),
            *_doubts(others, context),
        )
        yield Remark(agreement, ("til",), message, severity="hint", rests_on=rests_on)


def _doubts(others: Iterable[Agreement], context: Context) -> Places:
    return context.doubts(others, "avtaletype", "status", "tilbudt", "svar", "fra", "til")


def _followed(agreement: Agreement, others: Iterable[Agreement], context: Context) -> bool:
    """Whether another of the kind is in force or under offer, or came, or was to come, after this one."""
    return any(
        _follows(other, agreement, context)
        for other in others
        if other is not agreement and other.agreement_kind == agreement.agreement_kind
    )


def _follows(other: Agreement, agreement: Agreement, context: Context) -> bool:
    ended = agreement.end
    if ended is None or other.in_force(context.as_of):
        return True
    if other.status == "tilbudt" and (other.offered is None or other.offered <= context.as_of):
        return True
    since = (context.known(other.offered), context.known(other.answered))
    made = other.status in ("inngått", "avsluttet") and context.known(other.start) is not None
    outlasts = other.end is not None and (other.end, other.origin.file) > (ended, agreement.origin.file)
    return (made and outlasts) or any(day is not None and day > ended for day in since)
