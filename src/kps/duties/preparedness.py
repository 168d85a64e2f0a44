"""What a council's record of rescue and preparedness leads to: a council that meets, an analysis, exercises (4)."""

from __future__ import annotations

from collections.abc import Iterator

from kps.duties.duty import Duty
from kps.models.council import Council
from kps.models.date_arithmetic import months_after
from kps.register.on_day import OnDay

MEETS_MONTHS = 12
"""How often a preparedness council is taken to meet; the guideline does not say."""

ANALYSIS_MONTHS = 48
"""How old the risk and vulnerability analysis may be: it follows the municipality's plan, an election at the latest."""

EXERCISE_MONTHS = 24
"""How often is exercised, as municipalities are to exercise their preparedness plan."""


def preparedness(council: Council, on_day: OnDay) -> Iterator[Duty]:
    """The next day of each thing that the record tells the last day of; of an exercise that is planned, its own day."""
    stated = council.preparedness
    if stated is None:
        return
    if stated.council and (met := on_day.known(stated.council.last)):
        path = ("beredskap", "beredskapsråd", "sist")
        yield Duty("preparedness_council", "4j", council, path, months_after(met, MEETS_MONTHS), last=met)
    if stated.analysis and (adopted := on_day.known(stated.analysis.adopted)):
        due = months_after(adopted, ANALYSIS_MONTHS)
        yield Duty("risk_analysis", "4j", council, ("beredskap", "ros", "vedtatt"), due, last=adopted)
    days = [one.day for one in stated.exercises if one.day]
    last = max((day for day in days if day <= on_day.as_of), default=None)
    planned = min((day for day in days if day > on_day.as_of), default=None)
    again = months_after(last, EXERCISE_MONTHS) if last else None
    if planned or again:
        yield Duty("exercise", "4j", council, ("beredskap", "øvelser"), planned or again, last=last)
