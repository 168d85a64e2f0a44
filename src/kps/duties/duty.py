"""What a duty is: something that somebody owes by a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kps.models.base import Record
from kps.register.actions import TrackedAction
from kps.register.measures import TrackedMeasure
from kps.source import Path

DutyKind = Literal[
    "agenda",
    "minutes",
    "revision",
    "agreement_end",
    "evaluation",
    "evaluation_taken_up",
    "forum_report",
    "legal_frame",
    "focus_area",
    "slt",
    "bylaws",
    "plan",
    "approval",
    "action",
    "order",
    "measuring",
    "measure",
    "forum_evaluation",
    "year_topic",
    "waiting_item",
    "preparedness_council",
    "risk_analysis",
    "exercise",
]


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that somebody owes by a day, and whether it was done, as known on the day asked about."""

    kind: DutyKind
    statement: str
    """The guideline's, by id."""
    record: Record
    path: Path
    """Where it is, or would be, written."""
    due: date | None
    """The last day that is in time; None where nothing tells one, and it is owed already."""
    met: date | None = None
    """The day it was done."""
    last: date | None = None
    """The day it was done the time before, where it comes back."""

    def overdue(self, day: date) -> bool:
        """Whether it is not done, and its day has gone by."""
        return self.met is None and (self.due is None or self.due < day)

    def owed_by(self, day: date) -> bool:
        """Whether it is not done, and has come due on ``day`` or before."""
        return self.met is None and (self.due is None or self.due <= day)

    @property
    def in_time(self) -> bool:
        """Whether it was done, and on its last day or before."""
        return self.met is not None and (self.due is None or self.met <= self.due)


@dataclass(frozen=True, slots=True)
class ActionDuty(Duty):
    """An action that a meeting decided on; ``action`` tells what became of it."""

    action: TrackedAction = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class MeasureDuty(Duty):
    """A measure of an action plan; ``measure`` tells what became of it."""

    measure: TrackedMeasure = field(kw_only=True)
