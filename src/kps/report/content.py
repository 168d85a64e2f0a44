"""What the councils know, want and achieve, as figures: knowledge, goals, preparedness, and what evaluations scored.

What was done and what was measured stand side by side; nothing here says that the one came of the other. Of exempt
knowledge there is its public title and the provision, of an exempt case's action the provision alone (P004).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import Field

from kps.register.goal_lines import Movement
from kps.report.shape import Shape


class Placed(Shape):
    """Something of a council, or of several; of none where it is the whole register's."""

    district: str
    councils: tuple[str, ...] = Field(description="The councils' folders; empty where it serves the whole register.")


class Product(Placed):
    """A knowledge product that was there on the day, or was ordered and not delivered (1, 4.1.5)."""

    title: str = Field(description="Of an exempt one its title for the public; empty where it has none.")
    exempt: bool = Field(False, description="Exempt from public disclosure: nothing but title and basis is told.")
    basis: str = Field("", description="The legal basis that it is exempt by.")
    sources: tuple[str, ...] = ()
    kind: str | None = None
    day: date | None = None
    age_months: int | None = Field(None, description="Whole months from its day to the day asked about.")
    topics: tuple[str, ...] = ()
    inhabitants: bool = Field(False, description="Whether it tells of the inhabitants' own needs or experience.")
    owner: str = ""
    ordered: date | None = None
    ordered_by: str = ""
    deadline: date | None = None
    delivered: date | None = None
    awaited: bool = Field(False, description="Ordered, and not delivered by the day.")
    late_days: int = Field(0, description="Days since the deadline of what is awaited.")
    findings: str = ""


class Reading(Shape):
    """What a goal's indicator showed on a day, and the knowledge product that tells it."""

    day: date
    value: float
    product: str = Field("", description="The product's title; of an exempt one its title for the public.")


class Doing(Shape):
    """Something that is agreed or done: a focus area, an action plan, a plan's measure, a meeting's action."""

    kind: Literal["focus_area", "plan", "measure", "action"]
    id: str = ""
    what: str = Field(description="Empty where it is an exempt case's action.")
    exempt: bool = False
    basis: str = Field("", description="The legal basis that it is exempt by.")
    responsible: tuple[str, ...] = ()
    deadline: date | None = None
    status: str | None = Field(None, description="Of a measure and an action, its state.")


class GoalInForce(Placed):
    """A goal of an agreement in force, what names it, and what was measured (3, 4)."""

    agreement: str = Field(description="The agreement's file.")
    id: str
    text: str
    until: date | None
    indicator: str
    unit: str
    wanted: str | None = Field(description="The direction that is wanted: opp or ned.")
    target: float | None
    serving: tuple[Doing, ...] = Field(description="What names the goal; empty where nothing does.")
    readings: tuple[Reading, ...] = Field(description="By day, the latest last.")
    movement: Movement | None = Field(
        description="The latest reading against the one before: the wanted way, the other, or none (no change)."
    )
    reached: bool | None = Field(description="Whether the latest reading is at the target or past it.")


class WithoutGoal(Placed):
    """What names no goal, where the agreement has goals that could be named."""

    doing: Doing


class Exercised(Shape):
    """An exercise that the services held together."""

    day: date | None
    what: str
    took_part: tuple[str, ...]


class Prepared(Placed):
    """What a council has written of rescue and preparedness (4)."""

    leader: str = Field(description="Who leads the preparedness council.")
    has_council: bool
    last_met: date | None
    covered_by: str
    risk_analysis: date | None = Field(description="When the risk and vulnerability analysis was adopted.")
    exercises: tuple[Exercised, ...]


class Scored(Placed):
    """What those who took part in an evaluation answered, from 1 to 5 by question (7)."""

    subject: str = Field(description="Empty of the council itself; else SLT, or a forum's name.")
    file: str
    day: date = Field(alias="carried_out")
    scores: Mapping[str, int]


class DistrictScores(Shape):
    """The sum of the councils' latest scores in a district by question, and of how many councils each is."""

    district: str
    sums: Mapping[str, int]
    councils: Mapping[str, int]


class Content(Shape):
    """What the councils know, want and achieve on the day, one by one."""

    knowledge: tuple[Product, ...] = ()
    goals: tuple[GoalInForce, ...] = ()
    without_goal: tuple[WithoutGoal, ...] = ()
    preparedness: tuple[Prepared, ...] = ()
    scores: tuple[Scored, ...] = ()
    district_scores: tuple[DistrictScores, ...] = ()

    @property
    def by_district(self) -> Content:
        """It all with the districts in order, whichever register was read first."""
        kept = {name: tuple(sorted(getattr(self, name), key=lambda one: one.district)) for name in Content.model_fields}
        return Content.of_known(**kept)

    def of(self, district: str) -> Content:
        """What is of one district."""
        kept = {
            name: tuple(one for one in getattr(self, name) if one.district == district) for name in Content.model_fields
        }
        return Content.of_known(**kept)


class ContentFigures(Shape):
    """How much is known, wanted and measured (1, 3, 4.1.5), and what is exercised (4)."""

    products: int = Field(0, description="Knowledge products that were there on the day, exempt ones too.")
    about_inhabitants: int = Field(0, description="Of these, those about the inhabitants not older than 36 months.")
    awaited: int = Field(0, description="Ordered, and not delivered by the day.")
    goals: int = Field(0, description="Goals with an id or an indicator, of agreements in force.")
    unserved: int = Field(0, description="Goals that no focus area, plan, measure or action names.")
    measured: int = Field(0, description="Goals with a measuring by the day.")
    compared: int = Field(0, description="Goals with two measurings and a wanted direction.")
    wanted_way: int = Field(0, description="Of these, those whose latest measuring went the way that is wanted.")
    preparedness: int = Field(0, description="Councils that say where preparedness is dealt with.")
    exercises: int = Field(0, description="Exercises in the year.")
