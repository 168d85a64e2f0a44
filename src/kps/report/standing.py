"""How councils, agreements and meetings stood on a day: what is dated after it had not happened yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from kps.checking.context import Context
from kps.models.agreement import Agreement
from kps.models.base import Record
from kps.models.council import Council
from kps.models.meeting import Meeting
from kps.models.shared import MunicipalityEntry


@dataclass(frozen=True, slots=True)
class Standing:
    """That something was there on a day, and its status then; None where the record tells no status."""

    status: str | None


def council_on(council: Council, entries: Sequence[MunicipalityEntry], day: date) -> Standing | None:
    """The council's standing on ``day`` towards the municipalities of ``entries``; None where it had none (4).

    A municipality that takes part from a later day is invited until then; one that has left has no council there.
    """
    standing = _council(council, day)
    if standing is None or not entries or any(entry.covers(day) for entry in entries):
        return standing
    if any(entry.start and day < entry.start and _known(entry.invited, day) for entry in entries):
        return Standing("invitert")
    return None


def _council(council: Council, day: date) -> Standing | None:
    if not _known(_first(council.invited, council.founded), day, missing=True):
        return None
    match council.status:
        case "aktivt" | "nedlagt" if council.founded and council.founded > day:
            return Standing("invitert")
        case "nedlagt" if council.closed and council.closed >= day:
            return Standing("aktivt")
        case "takket_nei" if council.answered and council.answered > day:
            return Standing("invitert")
    return Standing(council.status)


def agreement_on(agreement: Agreement, day: date) -> Standing | None:
    """The agreement's standing on ``day``; None where it was not yet offered, nor made (3)."""
    signed = (one.day for one in agreement.signatures)
    agreed = _first(agreement.answered, agreement.start, *signed)
    if not _known(_first(agreement.offered, agreed), day, missing=True):
        return None
    if not _known(agreed, day, missing=True):
        return Standing("tilbudt")
    if agreement.ran_out(day):
        return Standing("avsluttet")
    return Standing("inngått" if agreement.status == "avsluttet" and agreement.end else agreement.status)


def _first(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)


def _known(event: date | None, day: date, *, missing: bool = False) -> bool:
    """Whether an event had come by ``day``; ``missing`` is the answer where its day is not told."""
    return event <= day if event else missing


def still_to_come(context: Context) -> Context:
    """The register as it was seen on the day: a meeting that was held later stands as planned."""
    records = tuple(_as_planned(one, context.as_of) for one in context.register.records)
    return replace(context, register=replace(context.register, records=records))


def _as_planned(record: Record, day: date) -> Record:
    if isinstance(record, Meeting) and record.status == "avholdt" and record.ahead(day):
        return record.model_copy(update={"status": "planlagt"})
    return record
