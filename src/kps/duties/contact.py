"""What a police contact owes: a new approval before the one for several municipalities runs out (5)."""

from __future__ import annotations

from kps.duties.duty import Duty
from kps.models.contact import Contact
from kps.register.on_day import OnDay


def approval(contact: Contact, on_day: OnDay) -> Duty | None:
    """The last day of Politidirektoratet's approval, while it is in force and the contact in the role."""
    given, day = contact.approval, on_day.as_of
    if given is None or given.end is None or not contact.active(day) or not given.in_force(day):
        return None
    return Duty("approval", "5c", contact, ("godkjenning_pod", "til"), given.end)
