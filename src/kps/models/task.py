"""What somebody is to do: the part that a meeting's action and an action plan's measure share (2.3, 4.1.2)."""

from __future__ import annotations

from typing import Annotated, Literal

from kps.language import mark
from kps.models.base import Model, key
from kps.models.times import Day
from kps.models.values import Name, OneOf, OneOrMany, Text, whole

ActionStatus = Annotated[Literal["ikke_påbegynt", "pågår", "forsinket", "ferdig", "bortfalt"], OneOf()]

CLOSED: tuple[ActionStatus, ...] = ("ferdig", "bortfalt")
"""The states in which a task is no longer open."""


class Task(Model):
    """What somebody is to do by when (4.1.2), on a step of the coordination staircase (2.3), for which goals (3)."""

    what: Text = key("hva", mark("What is to be done."))
    responsible: OneOrMany[Name] = key("ansvarlig", mark("Who; members, a guest, or a unit of a party."), default=())
    deadline: Day | None = key("frist", mark("By when."), default=None)
    step: Annotated[int, whole(1, 4)] | None = key(
        "trinn", mark("The step of the coordination staircase, 1 to 4 (2.3)."), default=None
    )
    resources: Text = key("ressurser", mark("What is set aside for it (2.3)."), default="")
    goals: OneOrMany[Name] = key("mål", mark("Which of the agreement's goals it serves, by their id."), default=())
