"""evaluering: how the cooperation is judged by those in it (7)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from kps.guideline import questions
from kps.language import mark, msg
from kps.models.base import Model, Record, key
from kps.models.shapes import choice
from kps.models.shared import Participant
from kps.models.times import Day, MeetingStem
from kps.models.typed import Typed, wrong
from kps.models.values import Many, Name, OneOf, Text, whole
from kps.models.vocabulary import nearest_key, normal

Method = Annotated[Literal["hovedspørsmål", "gll", "ks", "annet"], OneOf()]
Score = Annotated[int, whole(1, 5)]


def _question(value: object) -> str:
    keys = {normal(question.key): question.key for question in questions()}
    text = value if isinstance(value, str) else ""
    if normal(text) not in keys:
        choices = ", ".join(keys.values())
        raise wrong(
            msg("“{value}” is not one of the questions: {choices}", value=text, choices=choices),
            lambda: nearest_key(text, keys.values()),
        )
    return keys[normal(text)]


def _questions() -> dict[str, Any]:
    return choice({question.key: question.text("nb") for question in questions()})


QuestionKey = Annotated[str, Typed(_question, _questions)]
"""The key of one of the guideline's questions."""


class Adjustment(Model):
    """What is changed in the cooperation (7)."""

    what: Text = key("hva", mark("What is changed."), default="")
    responsible: Name = key("ansvarlig", mark("Who sees to it."), default="")
    deadline: Day | None = key("frist", mark("By when."), default=None)
    done: Day | None = key("gjennomført", mark("When it was done."), default=None)


class Evaluation(Record):
    """An evaluation of the council or of a thematic forum."""

    kind: Annotated[Literal["evaluering"], OneOf()] = key("type", mark("What this file is."))
    subject: Name = key("gjelder", mark("politirådet (or the council's name), SLT, or a forum's name."))
    year: Annotated[int, whole(1990, 2200)] | None = key("år", mark("The year evaluated."))
    carried_out: Day | None = key("gjennomført", mark("When it was carried out."))
    method: Method | None = key("metode", mark("The method: hovedspørsmål, gll, ks or annet (7)."))
    participants: Many[Participant] = key("deltakere", mark("Who took part, from both sides."), default=())
    answers: dict[Name, Text] = key("svar", mark("The answers, question by question; Markdown."), default={})
    assessment: dict[QuestionKey, Score | None] = key(
        "vurdering",
        mark("The participants' scores, 1 to 5."),
        default={},
        names=_questions,
    )
    adjustments: Many[Adjustment] = key("justeringer", mark("What is changed, by whom and when."), default=())
    no_adjustment: Text = key("ingen_justering", mark("Why nothing needs to be changed."), default="")
    taken_up: MeetingStem = key("behandlet", mark("The meeting that took it up, by its date."), default="")

    @property
    def is_of_slt(self) -> bool:
        """Whether SLT is evaluated."""
        return normal(self.subject) == "slt"

    def is_of(self, council: str) -> bool:
        """Whether the council of this name is itself evaluated, and not one of its forums."""
        return normal(self.subject) == "politirådet" or self.subject == council != ""
