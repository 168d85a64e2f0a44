"""Follow or explain (1.1): which findings are set aside, and by which waiver."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kps.checking.context import Context
from kps.checking.finding import Finding, Places, Remark
from kps.checking.mends import Mend
from kps.checking.rule import rules
from kps.language import Message
from kps.models.agreement import Agreement
from kps.models.base import Record, Waiver
from kps.models.council import Council
from kps.models.layout import REGISTER_FILE
from kps.models.register import Charter
from kps.source import Path

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
            and self.reaches(finding.file)
            and (not waiver.municipality or waiver.municipality in finding.numbers)
        )

    @property
    def bounded(self) -> bool:
        """Whether its municipality could be read, if it names one: else it would cover far more than was meant."""
        return not self.record.origin.covers(("unntak", self.index, "kommune"))

    def reaches(self, file: str) -> bool:
        """Whether what is found in a file lies in its scope: its own record, the council's folder, the register."""
        if isinstance(self.record, Charter) and self.record.origin.file == REGISTER_FILE:
            return True
        if isinstance(self.record, Council):
            return self.record.origin.folder == "." or file.startswith(self.record.origin.folder + "/")
        return file == self.record.origin.file

    @property
    def path(self) -> Path:
        """The way to it in its record."""
        return "unntak", self.index

    def remark(self, message: Message, *path: str, rests_on: Places = (), mends: tuple[Mend, ...] = ()) -> Remark:
        """A remark on this waiver, or on one of its keys."""
        return Remark(self.record, (*self.path, *path), message, rests_on=rests_on, mends=mends)


def placed_waivers(context: Context) -> Iterator[PlacedWaiver]:
    """Every waiver of the register, the narrowest scope first: a record's own, a council's, the register's."""
    yield from _placed(context.register.records)


def _placed(records: Iterable[Record]) -> Iterator[PlacedWaiver]:
    width: dict[type[Record], int] = {Council: 1, Charter: 2}
    for record in sorted(records, key=lambda one: width.get(type(one), 0)):
        for index, waiver in enumerate(record.waivers):
            yield PlacedWaiver(waiver, record, index)


def _complete(waivers: Iterable[PlacedWaiver]) -> Iterator[PlacedWaiver]:
    """Those of the waivers that can cover anything: a waivable rule, a reason, an end, and bounds that can be read."""
    for placed in waivers:
        known = rules().get(placed.waiver.rule)
        if known and known.waivable and placed.waiver.reason and placed.waiver.until and placed.bounded:
            yield placed


def waivers_judged(context: Context) -> Iterator[PlacedWaiver]:
    """Those of the complete waivers that are asked about: none of a council that is not active on the day."""
    for placed in _complete(placed_waivers(context)):
        council = None if isinstance(placed.record, Agreement) else context.register.council_of(placed.record)
        if council is None or council.active(context.as_of):
            yield placed


def waive(found: Iterable[Finding], context: Context) -> tuple[Finding, ...]:
    """The findings, each with the narrowest waiver that covers it; those of kps.yaml hold in every neighbourhood."""
    waivers = tuple(_complete(_placed((*context.register.records, *context.register.lent))))
    return tuple(
        replace(finding, waiver=next((one.waiver for one in waivers if one.covers(finding)), None))
        if waivers
        else finding
        for finding in found
    )
