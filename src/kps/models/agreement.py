"""avtale: an agreement between municipality and police (3)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from kps.language import mark
from kps.models.base import Model, Need, Record, key
from kps.models.date_arithmetic import months_after
from kps.models.person import Person, Roles
from kps.models.quantities import Number
from kps.models.shared import Basis, MunicipalityEntry
from kps.models.times import Day
from kps.models.values import Many, Name, OneOf, OneOrMany, Text, Topic, topic_of, whole

Months = Annotated[int, whole(1, 240)]
AgreementKind = Annotated[
    Literal[
        "samarbeidsavtale",
        "skoleavtale",
        "fylkeskommuneavtale",
        "politirådsavtale",
        "tjenestetilbudsavtale",
    ],
    OneOf(),
]
AgreementStatus = Annotated[Literal["tilbudt", "inngått", "takket_nei", "avsluttet"], OneOf()]
SchoolPart = Annotated[Literal["forebygging", "beredskap", "sikkerhet"], OneOf()]

OLDER_KINDS = ("politirådsavtale", "tjenestetilbudsavtale")
"""The two kinds that the samarbeidsavtale has replaced (3, note 6)."""


class Signature(Person):
    """Who signed, as what and when (2.3)."""

    given_roles: Roles = key("rolle", mark("As what; one or several."))
    day: Day | None = key("dato", mark("When."), default=None)


class Revision(Model):
    """When the agreement is revised, and by whom (3)."""

    months: Months | None = key("måneder", mark("Revised every so many months."), default=None)
    last: Day | None = key("sist", mark("When it was last revised."), default=None)
    next: Day | None = key("neste", mark("The next revision, instead of an interval."), default=None)
    responsible: Name = key("ansvarlig", mark("Who starts the revision."), default="")
    bases: OneOrMany[Basis] = key(
        "kunnskapsgrunnlag", mark("What the last revision rested on, for all focus areas."), default=()
    )


class EvaluationInterval(Model):
    """How often the cooperation is evaluated (7)."""

    months: Months | None = key("måneder", mark("Evaluated every so many months."), default=None)


class Indicator(Model):
    """What shows whether a goal comes nearer (3)."""

    name: Text = key("navn", mark("What is measured."), default="", examples=["Andel som har prøvd hasj"])
    unit: Name = key("enhet", mark("What it is counted in."), default="", examples=["prosent"])
    wanted: Annotated[Literal["opp", "ned"], OneOf()] | None = key(
        "ønsket", mark("The direction that is wanted: opp or ned."), default=None
    )
    target: Number | None = key("måltall", mark("The figure that is to be reached."), default=None)
    months: Months | None = key("måles", mark("Measured every so many months; 12 if none is stated."), default=None)


class Measuring(Model):
    """What an indicator showed on a day, and the knowledge product that tells it (3)."""

    day: Day | None = key("dato", mark("The day of the measuring."), default=None)
    value: Number | None = key("verdi", mark("What it showed."), default=None)
    product: Name = key("grunnlag", mark("The knowledge product that tells it, by its id."), default="")


class Goal(Model):
    """A strategic goal, and how it is seen whether it comes nearer (3)."""

    text: Text = key("tekst", mark("The goal."))
    id: Name = key("id", mark("What focus areas, plans and actions name it by."), default="", examples=["rus"])
    indicator: Indicator | None = key("indikator", mark("What shows whether it comes nearer."), default=None)
    measurings: OneOrMany[Measuring] = key("målinger", mark("What the indicator has shown."), default=())
    end: Day | None = key("til", mark("When it is to be reached; without it, for the long term."), default=None)


class FocusArea(Model):
    """A focus area (satsingsområde) and what it rests on (3)."""

    name: Text = key("navn", mark("The focus area."))
    given_topics: OneOrMany[Topic] = key("tema", mark("Its topic; the name itself if none is given."), default=())
    goals: OneOrMany[Name] = key("mål", mark("Which of the agreement's goals it serves, by their id."), default=())
    start: Day | None = key("fra", mark("From when; else the agreement's own start."), default=None)
    end: Day | None = key("til", mark("Its last day, where it ends before the agreement."), default=None)
    bases: OneOrMany[Basis] = key("kunnskapsgrunnlag", mark("What it rests on, from both sides."), default=())

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics; the name stands for one where none is given."""
        return self.given_topics or (topic_of(self.name),)


class Agreement(Record):
    """An agreement, offered, made, declined or ended."""

    needs: ClassVar[tuple[Need, ...]] = (
        Need(
            "avtaletype",
            ("samarbeidsavtale", "skoleavtale", "politirådsavtale", "tjenestetilbudsavtale"),
            ("kommuner",),
        ),
        Need("avtaletype", ("skoleavtale",), ("skole",)),
        Need("avtaletype", ("fylkeskommuneavtale",), ("fylkeskommune",)),
        Need("status", ("inngått",), ("fra",)),
        Need("status", ("avsluttet",), ("fra", "til")),
        Need("status", ("tilbudt", "takket_nei"), ("tilbudt",)),
    )

    kind: Annotated[Literal["avtale"], OneOf()] = key("type", mark("What this file is."))
    agreement_kind: AgreementKind | None = key("avtaletype", mark("The kind of agreement."))
    municipalities: OneOrMany[MunicipalityEntry] = key("kommuner", mark("The municipalities."), default=())
    school: Name = key("skole", mark("The upper-secondary school."), default="")
    county: Name = key("fylkeskommune", mark("The county."), default="")
    status: AgreementStatus | None = key("status", mark("Offered, made, declined or ended."))
    offered: Day | None = key("tilbudt", mark("When the police offered it."), default=None)
    answered: Day | None = key("svar", mark("When the municipality answered."), default=None)
    start: Day | None = key("fra", mark("The first day."), default=None)
    end: Day | None = key("til", mark("The last day; without it, until ended."), default=None)
    signatures: Many[Signature] = key("underskrevet", mark("Who signed."), default=())
    revision: Revision | None = key("revisjon", mark("The plan for its revision."), default=None)
    evaluation: EvaluationInterval | None = key(
        "evaluering", mark("How often the cooperation is evaluated."), default=None
    )
    goals: Many[Goal] = key("mål", mark("The strategic goals."), default=())
    focus_areas: Many[FocusArea] = key("satsingsområder", mark("The focus areas."), default=())
    extended_council: Text = key(
        "utvidet_råd", mark("How schools, business and voluntary organisations take part (4.2)."), default=""
    )
    parts: OneOrMany[SchoolPart] = key("dekker", mark("What a school agreement covers (3)."), default=())
    cooperation: Text = key(
        "samarbeid", mark("Forms of cooperation, tasks, what each contributes; Markdown."), default=""
    )

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of the municipalities."""
        return tuple(dict.fromkeys(entry.number for entry in self.municipalities if entry.number))

    @property
    def partner(self) -> str:
        """The school or the county that a skoleavtale or a fylkeskommuneavtale is with; empty for other kinds."""
        return {"skoleavtale": self.school, "fylkeskommuneavtale": self.county}.get(self.agreement_kind or "", "")

    def numbers_on(self, day: date) -> tuple[str, ...]:
        """The numbers of those that take part on ``day``; where it has run out by then, on its last day."""
        day = min(max(day, self.start or day), self.end or date.max)
        return tuple(dict.fromkeys(entry.number for entry in self.municipalities if entry.number and entry.covers(day)))

    def in_force(self, day: date) -> bool:
        """Whether the agreement binds on ``day``; both ends count."""
        return (
            self.status in ("inngått", "avsluttet")
            and self.start is not None
            and self.start <= day
            and (self.end is None or day <= self.end)
        )

    def ran_out(self, day: date) -> bool:
        """Whether the agreement was made, and its last day lies before ``day``."""
        return self.status in ("inngått", "avsluttet") and self.end is not None and self.end < day

    def next_revision(self, as_of: date) -> date | None:
        """The day of the next revision: as given, or counted from the last one by ``as_of``, else from fra."""
        if self.revision is None:
            return None
        if self.revision.next:
            return self.revision.next
        last = self.revision.last
        begun = last if last is not None and last <= as_of else self.start
        if begun is None or self.revision.months is None:
            return None
        return months_after(begun, self.revision.months)
