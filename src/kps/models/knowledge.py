"""kunnskapsgrunnlag: a knowledge product, what the services know, with an owner and a date (1, 2, 4.1.5)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from kps.language import mark
from kps.models.base import Model, NeedUnless, Record, Stretch, key
from kps.models.exemption import EXEMPT, Exempt
from kps.models.times import Day, MeetingStem
from kps.models.values import Flag, Name, OneOf, OneOrMany, Party, Text, Topic

KnowledgeKind = Annotated[
    Literal["situasjonsbilde", "undersøkelse", "statistikk", "ros", "evaluering", "annet"], OneOf()
]


class Order(Model):
    """What the council asked for, and by when it is to be there (4.1.5)."""

    day: Day | None = key("dato", mark("When it was ordered."), default=None)
    by: Text = key("av", mark("Who ordered it."), default="", examples=["politirådet"])
    meeting: MeetingStem = key("møte", mark("The meeting that ordered it, by its date."), default="")
    deadline: Day | None = key("frist", mark("By when it is to be delivered."), default=None)


class Knowledge(Record):
    """A knowledge product, made once and used by id: the stem of its file."""

    needs: ClassVar[tuple[NeedUnless, ...]] = (NeedUnless(("dato",), ordered="bestilt", delivered="levert"),)

    kind: Annotated[Literal["kunnskapsgrunnlag"], OneOf()] = key("type", mark("What this file is."))
    title: Text = key("tittel", mark("What it is called."), examples=["Ungdata 2025"])
    sources: OneOrMany[Party] = key("kilde", mark("Who made it: politi, kommune or andre; a list where together."))
    sort: KnowledgeKind | None = key(
        "slag", mark("situasjonsbilde, undersøkelse, statistikk, ros, evaluering or annet."), default=None
    )
    day: Day | None = key(
        "dato", mark("The day of the knowledge itself; what is ordered and not delivered has none yet."), default=None
    )
    covers: Stretch | None = key("gjelder", mark("The days that it tells of."), default=None)
    topics: OneOrMany[Topic] = key("tema", mark("What it is about; one or several topics (2)."), default=())
    inhabitants: Flag = key(
        "innbyggere", mark("Whether it tells of the inhabitants' own needs or experience (1, 2)."), default=False
    )
    owner: Name = key("eier", mark("Who answers for it."), default="")
    order: Order | None = key("bestilt", mark("That it was ordered: when, by whom, by when (4.1.5)."), default=None)
    delivered: Day | None = key("levert", mark("When it was delivered."), default=None)
    file: Name = key("fil", mark("The file, relative to this record's folder."), default="")
    link: Name = key("lenke", mark("Where it can be read."), default="")
    exempt: Exempt = key(EXEMPT, mark("Why it is exempt from public disclosure."), default=None)
    findings: Text = key("funn", mark("Its main findings, in a few lines; Markdown."), default="")
