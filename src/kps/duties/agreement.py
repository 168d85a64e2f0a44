"""What an agreement in force owes: its revision, and an answer to what comes after its last day (3)."""

from __future__ import annotations

from kps.duties.duty import Duty
from kps.models.agreement import OLDER_KINDS, Agreement
from kps.register.on_day import OnDay


def revision(agreement: Agreement, on_day: OnDay) -> Duty | None:
    """The next revision of an agreement in force, with a municipality, a school or a county; of no older kind."""
    if agreement.agreement_kind in OLDER_KINDS or not agreement.in_force(on_day.as_of):
        return None
    plan, due = agreement.revision, agreement.next_revision(on_day.as_of)
    if plan is None or due is None:
        return None
    path = ("revisjon", "neste" if plan.next else "måneder")
    return Duty("revision", "3e", agreement, path, due, last=on_day.known(plan.last))


def last_day(agreement: Agreement, on_day: OnDay) -> Duty | None:
    """The last day of an agreement in force, by which it is settled whether it goes on."""
    if agreement.end is None or not agreement.in_force(on_day.as_of):
        return None
    return Duty("agreement_end", "3e", agreement, ("til",), agreement.end)
