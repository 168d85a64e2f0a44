"""U: waivers that cover nothing, have run out, or are for no rule (follow or explain, 1.1)."""

from __future__ import annotations

from collections.abc import Iterator

from kps.checking.context import Context
from kps.checking.finding import Places, Remark
from kps.checking.mends import to_nearest, without_waiver
from kps.checking.rule import rule, rules
from kps.checking.waiving import PlacedWaiver, placed_waivers, waivers_judged
from kps.language import msg
from kps.models.register import Charter
from kps.models.vocabulary import nearest


@rule("U901", cites="1.1a", on=waivers_judged, severity="warning")
def waiver_covers_nothing(placed: PlacedWaiver, context: Context) -> Iterator[Remark]:
    """A waiver that covers nothing.

    The waiver holds on the day, but no finding in its scope is covered by it. A waiver in a record covers that
    record, one in `politirad.yaml` the council's whole folder, one in `kps.yaml` the register; with `kommune` only
    what is about that municipality. It is not asked of a council that is not active, for little of it is judged.

    Mend: Take the waiver away; the recommendation is followed. If it was meant for something else, correct
    the rule's code or move it to the record it is about.
    """
    until = placed.waiver.until
    if until and until >= context.as_of and not _covered(placed, context):
        yield placed.remark(
            msg(
                "the waiver for `{rule}` covers nothing: there is no such finding in its scope",
                rule=placed.waiver.rule,
            ),
            rests_on=_what_is_judged(placed, context),
            mends=without_waiver(placed.path),
        )


@rule("U902", cites="1.1a", on=waivers_judged, severity="warning")
def waiver_run_out(placed: PlacedWaiver, context: Context) -> Iterator[Remark]:
    """A waiver that has run out.

    The waiver's last day has passed and there is nothing from before it that it still covers. What it once
    covered is reported again.

    Mend: Take the waiver away. If the reason still holds, decide so anew and give it a new last day (`til`).
    """
    until = placed.waiver.until
    if until and until < context.as_of and not _covered(placed, context):
        yield placed.remark(
            msg(
                "the waiver for `{rule}` ran out on {until}, and covers nothing any more",
                rule=placed.waiver.rule,
                until=until,
            ),
            "til",
            rests_on=_what_is_judged(placed, context),
            mends=without_waiver(placed.path),
        )


@rule("U903", cites="1.1a", on=placed_waivers, severity="error")
def waiver_for_no_rule(placed: PlacedWaiver, context: Context) -> Iterator[Remark]:
    """A waiver for a rule that does not exist, or that cannot be set aside.

    The code is unknown, or it is one of the rules about the records themselves (D), personal data (P, but for P003),
    waivers (U) or kps itself (X). Only what the guideline asks, and a missing legal basis, may be set aside.

    Mend: Write the code of the rule as it stands in the finding, as `regel: M401`. A waiver for a rule that cannot be
    set aside is taken away, and what the rule points at is mended.
    """
    code = placed.waiver.rule
    if not code:
        return
    if code not in rules():
        near = nearest(code, [one.code for one in rules().values() if one.waivable])
        known = msg("`{rule}` is not a rule; did you mean `{near}`?", rule=code, near=near)
        told = known if near else msg("`{rule}` is not a rule", rule=code)
        yield placed.remark(told, "regel", mends=to_nearest((*placed.path, "regel"), near, safe=True))
    elif not rules()[code].waivable:
        yield placed.remark(msg("`{rule}` cannot be set aside; what it points at must be mended", rule=code), "regel")


def _what_is_judged(placed: PlacedWaiver, context: Context) -> Places:
    """The keys without which much is left unjudged, and a waiver may seem to cover nothing: kps.yaml's, its scope's."""
    bounds: Places = ((context.charter, ("gjelder_fra",)), (context.charter, ("kommuner",)))
    if isinstance(placed.record, Charter):
        return bounds
    within = (one for one in context.register.records if one.origin.faulty and placed.reaches(one.origin.file))
    return (*bounds, *context.doubts(within, *_LIVES))


_LIVES = ("status", "dato", "opprettet", "nedlagt", "fra", "til", "gjennomført", "tiltrådt", "fratrådt")
"""The keys that tell whether a record is judged on a day."""


def _covered(placed: PlacedWaiver, context: Context) -> bool:
    return any(placed.covers(finding) for finding in context.found)
