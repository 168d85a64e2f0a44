"""Follow or explain (1.1): which findings are set aside and by which waiver, and what waivers fall short of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kps.language import Message, msg
from kps.models.agreement import Agreement
from kps.models.base import Record, Waiver
from kps.models.council import Council
from kps.models.register import Charter
from kps.models.vocabulary import nearest
from kps.rules.context import Context
from kps.rules.finding import Finding, Places, Remark
from kps.rules.rule import rule, rules

EMPTY_WAIVERS = ("U901", "U902")
"""The rules about waivers that cover nothing, or nothing any more."""


@dataclass(frozen=True, slots=True)
class PlacedWaiver:
    """A waiver, the record it stands in and its place there."""

    waiver: Waiver
    record: Record
    index: int

    def covers(self, finding: Finding) -> bool:
        """Whether the waiver sets the finding aside: by its rule, its scope, its last day, its municipality."""
        waiver = self.waiver
        return (
            waiver.rule == finding.code
            and finding.code in rules()
            and rules()[finding.code].waivable
            and bool(waiver.reason)
            and waiver.until is not None
            and finding.day <= waiver.until
            and self._reaches(finding.file)
            and (not waiver.municipality or waiver.municipality in finding.numbers)
        )

    @property
    def bounded(self) -> bool:
        """Whether its municipality could be read, if it names one: else it would cover far more than was meant."""
        return not self.record.origin.covers(("unntak", self.index, "kommune"))

    def _reaches(self, file: str) -> bool:
        if isinstance(self.record, Charter):
            return True
        if isinstance(self.record, Council):
            return self.record.origin.folder == "." or file.startswith(self.record.origin.folder + "/")
        return file == self.record.origin.file

    def remark(self, message: Message, *path: str, rests_on: Places = ()) -> Remark:
        """A remark on this waiver, or on one of its keys."""
        return Remark(self.record, ("unntak", self.index, *path), message, rests_on=rests_on)


def placed_waivers(context: Context) -> Iterator[PlacedWaiver]:
    """Every waiver of the register, the narrowest scope first: a record's own, a council's, the register's."""
    width: dict[type[Record], int] = {Council: 1, Charter: 2}
    for record in sorted(context.register.records, key=lambda one: width.get(type(one), 0)):
        for index, waiver in enumerate(record.waivers):
            yield PlacedWaiver(waiver, record, index)


def complete_waivers(context: Context) -> Iterator[PlacedWaiver]:
    """Those of the waivers that can cover anything: a waivable rule, a reason, an end, and bounds that can be read."""
    for placed in placed_waivers(context):
        known = rules().get(placed.waiver.rule)
        if known and known.waivable and placed.waiver.reason and placed.waiver.until and placed.bounded:
            yield placed


def waivers_judged(context: Context) -> Iterator[PlacedWaiver]:
    """Those of the complete waivers that are asked about: none of a council that is not active on the day."""
    for placed in complete_waivers(context):
        council = None if isinstance(placed.record, Agreement) else context.register.council_of(placed.record)
        if council is None or council.active(context.as_of):
            yield placed


def waive(found: Iterable[Finding], context: Context) -> tuple[Finding, ...]:
    """The findings, each with the narrowest waiver that covers it."""
    waivers = tuple(complete_waivers(context))
    return tuple(
        replace(finding, waiver=next((one.waiver for one in waivers if one.covers(finding)), None))
        if waivers
        else finding
        for finding in found
    )


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
            rests_on=_what_is_judged(context),
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
            rests_on=_what_is_judged(context),
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
        yield placed.remark(known if near else msg("`{rule}` is not a rule", rule=code), "regel")
    elif not rules()[code].waivable:
        yield placed.remark(msg("`{rule}` cannot be set aside; what it points at must be mended", rule=code), "regel")


def _what_is_judged(context: Context) -> Places:
    """The keys of kps.yaml without which much is left unjudged, and a waiver may seem to cover nothing."""
    return ((context.charter, ("gjelder_fra",)), (context.charter, ("kommuner",)))


def _covered(placed: PlacedWaiver, context: Context) -> bool:
    return any(placed.covers(finding) for finding in context.found)
