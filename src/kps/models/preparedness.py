"""beredskap: what is ready for when something happens (4j)."""

from __future__ import annotations

from kps.language import mark
from kps.models.base import Model, key
from kps.models.times import Day
from kps.models.values import Name, OneOrMany, Text


class PreparednessCouncil(Model):
    """The municipality's preparedness council (4)."""

    leader: Name = key("leder", mark("Who leads it."), default="")
    last: Day | None = key("sist", mark("When it last met."), default=None)


class RiskAnalysis(Model):
    """The municipality's risk and vulnerability analysis (helhetlig ROS) (4)."""

    adopted: Day | None = key("vedtatt", mark("When it was adopted."), default=None)
    file: Name = key("fil", mark("The file, relative to this record's folder."), default="")


class Exercise(Model):
    """An exercise that the services held together (4)."""

    day: Day | None = key("dato", mark("When."), default=None)
    what: Text = key("hva", mark("What was exercised."), default="")
    took_part: OneOrMany[Name] = key("deltok", mark("Who took part."), default=())


class Preparedness(Model):
    """Rescue and preparedness: where it is dealt with, and what is exercised (4)."""

    council: PreparednessCouncil | None = key("beredskapsråd", mark("The preparedness council."), default=None)
    covered_by: Text = key("dekkes_av", mark("Where it is dealt with instead."), default="")
    analysis: RiskAnalysis | None = key("ros", mark("The risk and vulnerability analysis."), default=None)
    exercises: OneOrMany[Exercise] = key("øvelser", mark("What was exercised together."), default=())
