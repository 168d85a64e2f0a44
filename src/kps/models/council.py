"""politiråd: a council, local or regional (4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from kps.language import mark
from kps.models.base import Model, Need, Record, Stretch, key
from kps.models.exemption import EXEMPT, Exempt
from kps.models.layout import slug
from kps.models.person import Person, Roles
from kps.models.places import municipalities
from kps.models.preparedness import Preparedness
from kps.models.quantities import Month
from kps.models.shared import Basis, MunicipalityEntry, Participant, Plan, Sender
from kps.models.task import ActionStatus, Task
from kps.models.times import Day
from kps.models.values import (
    Flag,
    FunctionName,
    Many,
    MunicipalityNumber,
    Name,
    OneOf,
    OneOrMany,
    Party,
    Reason,
    Text,
    Topic,
    closed_term,
    whole,
)
from kps.models.vocabulary import grounds, normal

Ground = Annotated[str, closed_term(grounds)]
CouncilStatus = Annotated[Literal["invitert", "aktivt", "takket_nei", "nedlagt"], OneOf()]


class Member(Person):
    """A member of the council, from a day to a day."""

    given_roles: Roles = key("rolle", mark("The role; one or several."))
    start: Day | None = key("fra", mark("The first day as a member."), default=None)
    end: Day | None = key("til", mark("The last day as a member."), default=None)
    reelected: Day | None = key("gjenvalgt", mark("When elected again, after an election."), default=None)
    deputies: OneOrMany[Name] = key("vara", mark("Who meets instead; one or several."), default=())
    phone: Name = key("telefon", mark("Telephone."), default="")
    email: Name = key("epost", mark("E-mail."), default="")
    secretary: Flag = key("sekretær", mark("Whether this is the council's secretary."), default=False)
    takes_part: Annotated[Literal["utvidet", "alltid"], OneOf()] = key(
        "deltar", mark("utvidet: only at meetings of the extended council."), default="alltid"
    )

    def on(self, day: date) -> bool:
        """Whether the person is a member on ``day``; both ends count."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    @property
    def only_extended(self) -> bool:
        """Whether the member is expected at extended meetings only."""
        return self.takes_part == "utvidet"


class Office(Stretch):
    """Who leads the council."""

    name: Name = key("navn", mark("Who."), default="")
    office: Annotated[Literal["leder", "nestleder"], OneOf()] | None = key(
        "verv", mark("leder or nestleder."), default="leder"
    )


class Measure(Task):
    """One of an action plan's own measures; the latest word on it in a meeting's oppfølging is its state (4)."""

    status: ActionStatus | None = key(
        "status", mark("Its state, until a meeting's oppfølging tells another."), default=None
    )


class ActionPlan(Plan):
    """A joint action plan for a topic, with the measures that it is carried out by (4)."""

    topics: OneOrMany[Topic] = key("tema", mark("What it is about; one or several topics."), default=())
    given_id: Name = key(
        "id",
        mark("What meetings name it by; else its title in a file name's letters."),
        default="",
        examples=["trygt-uteliv"],
    )
    goals: OneOrMany[Name] = key("mål", mark("Which of the agreement's goals it serves, by their id."), default=())
    bases: OneOrMany[Basis] = key("kunnskapsgrunnlag", mark("What it rests on (4.1.5)."), default=())
    measures: OneOrMany[Measure] = key("tiltak", mark("The plan's own measures."), default=())

    @property
    def id(self) -> str:
        """What meetings name it by: as stated, else its title in a file name's letters."""
        return self.given_id or slug(self.title)

    def measure_id(self, place: int) -> str:
        """What meetings name a measure by; its ``place`` in the plan counts from 0."""
        return f"{self.id}/{place + 1}"


class Bylaws(Model):
    """The municipality's police bylaws (politivedtekter) (4)."""

    municipality: MunicipalityNumber = key("kommune", mark("The municipality, in a regional council."), default="")
    exist: Flag = key("finnes", mark("nei: the municipality has none."), default=True)
    revised: Day | None = key("revidert", mark("When last revised."), default=None)

    @property
    def municipalities(self) -> tuple[str, ...]:
        """The municipality that they are said to be of, if any."""
        return (self.municipality,) if self.municipality else ()

    def is_of(self, numbers: Iterable[str]) -> bool:
        """Whether they are of one of the municipalities; those that name none are of all in the council."""
        return not self.municipalities or not set(self.municipalities).isdisjoint(numbers)


class Extension(Model):
    """The assessment of partners in business and the voluntary sector (4.1.3, 4.2)."""

    assessed: Day | None = key("vurdert", mark("When."), default=None)
    by: OneOrMany[Party] = key("av", mark("Which sides made it: kommune, politi."), default=())
    conclusion: Text = key("konklusjon", mark("What was concluded."), default="")


class Forum(Stretch):
    """A thematic forum under the council (4.3)."""

    name: Name = key("navn", mark("The forum's name."), default="")
    topics: OneOrMany[Topic] = key("tema", mark("What it is about."), default=())
    leader: Name = key("leder", mark("Who leads it."), default="")
    reported: OneOrMany[Day | None] = key("rapportert", mark("When it reported back to the council."), default=())


class Steering(Participant):
    """Somebody on SLT's steering level: a name, or a name with a role (6)."""

    given_roles: Roles = key("rolle", mark("The role; one or several."), default=())


class Slt(Model):
    """SLT or a like model (4.1.1, 6)."""

    municipalities: OneOrMany[MunicipalityNumber] = key(
        "kommuner", mark("The municipality or municipalities, in a regional council."), default=()
    )
    model: Annotated[Literal["slt", "annen", "ingen"], OneOf()] | None = key(
        "modell", mark("slt, annen or ingen."), default=None
    )
    name: Name = key("navn", mark("The other model's name."), default="")
    participants: Many[Participant] = key("deltakere", mark("Who takes part in the other model."), default=())
    target_group: Text = key("målgruppe", mark("Whom it is for."), default="")
    coordinator: Name = key("koordinator", mark("The coordinator's name."), default="")
    steering: OneOrMany[Steering] = key("styrende", mark("The steering level: politirådet, or names."), default=())
    coordinating: OneOrMany[Participant] = key("koordinerende", mark("The coordinating level."), default=())
    executing: OneOrMany[Participant] = key("utførende", mark("The executing level."), default=())

    def is_of(self, numbers: Iterable[str]) -> bool:
        """Whether it is of one of the municipalities; one that names none is of all in the council."""
        return not self.municipalities or not set(self.municipalities).isdisjoint(numbers)

    @property
    def steered_by_council(self) -> bool:
        """Whether the council itself is the steering level."""
        return self.model == "slt" and any(normal(one.name) == "politirådet" for one in self.steering)


class ForumsAssessment(Model):
    """That the council has considered which thematic forums it needs (4.3)."""

    day: Day | None = key("dato", mark("When."), default=None)
    conclusion: Text = key("konklusjon", mark("What was concluded."), default="")


class PlannedTopic(Model):
    """What the council itself will take up, and in which months (årshjul)."""

    months: OneOrMany[Month | None] = key("måned", mark("The month, by name or number; one or several."), default=())
    topics: OneOrMany[Topic] = key("tema", mark("The topic; one or several."), default=())
    introduced_by: OneOrMany[Name] = key("innleder", mark("Who introduces it: a side, or a name."), default=())


class WaitingItem(Model):
    """An item that waits for a meeting (saksbank)."""

    title: Text = key("tittel", mark("The title."), default="")
    raised_by: Party | None = key("meldt_av", mark("The side that raised it."), default=None)
    day: Day | None = key("dato", mark("When it was raised."), default=None)
    topics: OneOrMany[Topic] = key("tema", mark("What it is about; one or several topics (2)."), default=())
    exempt: Exempt = key(EXEMPT, mark("Why it is exempt from public disclosure."), default=None)

    @property
    def shown_title(self) -> str:
        """What any list may show of it: its title, and of what is exempt the public one alone, if it has one."""
        return self.exempt.public_title if self.exempt else self.title


class Function(Model):
    """Whom the municipality turns to in the police for what (5.3)."""

    function: FunctionName = key(
        "funksjon", mark("The function."), default="", examples=["radikaliseringskontakt", "næringslivskontakt"]
    )
    name: Name = key("navn", mark("Who has it."), default="")
    concerns: Text = key("gjelder", mark("What to turn to this function for."), default="")
    phone: Name = key("telefon", mark("Telephone."), default="")
    email: Name = key("epost", mark("E-mail."), default="")


class Council(Record):
    """A council: members, plan, forums, SLT. Its folder's name is its id."""

    needs: ClassVar[tuple[Need, ...]] = (
        Need("status", ("aktivt", "nedlagt"), ("opprettet",)),
        Need("status", ("nedlagt",), ("nedlagt",)),
        Need("status", ("invitert", "takket_nei"), ("invitert",)),
    )

    kind: Annotated[Literal["politiråd"], OneOf()] = key("type", mark("What this file is."))
    name: Name = key("navn", mark("The council's name."))
    municipalities: OneOrMany[MunicipalityEntry] = key(
        "kommuner", mark("The municipality's number; several make a regional council (4.4).")
    )
    status: CouncilStatus | None = key("status", mark("Invited, active, declined or closed."))
    invited: Day | None = key("invitert", mark("When the police invited the municipality."), default=None)
    answered: Day | None = key("svar", mark("When the municipality answered."), default=None)
    founded: Day | None = key("opprettet", mark("The council's first day."), default=None)
    closed: Day | None = key("nedlagt", mark("The council's last day."), default=None)
    reason: Reason = key("grunn", mark("Why it was closed."), examples=["kommunens ønske"], default="")
    continued_in: Name = key("videreført_i", mark("The folder of the council that goes on."), default="")
    other_cooperation: Text = key(
        "annen_samarbeidsform", mark("What a municipality that declined does instead (4)."), default=""
    )
    contacts: OneOrMany[Name] = key("politikontakt", mark("The contact's id; one or several."), default=())
    meetings_per_year: Annotated[int, whole(2, 52)] | None = key(
        "møter_per_år", mark("The council's own aim, never less than two."), default=None
    )
    offices: OneOrMany[Office] = key("ledelse", mark("Who leads the council."), default=())
    members: Many[Member] = key("medlemmer", mark("The members, those of the past too."), default=())
    plans: OneOrMany[Plan] = key("plan", mark("The council's overall plan (4)."), default=())
    action_plans: OneOrMany[ActionPlan] = key("handlingsplaner", mark("Joint action plans (4)."), default=())
    bylaws: OneOrMany[Bylaws] = key("politivedtekter", mark("The police bylaws (4)."), default=())
    extension: Extension | None = key(
        "utvidelse", mark("The assessment of partners outside police and municipality (4.2)."), default=None
    )
    forums: Many[Forum] = key("temafora", mark("Thematic forums (4.3)."), default=())
    forums_assessed: ForumsAssessment | None = key(
        "temafora_vurdert", mark("The assessment of which thematic forums are needed (4.3)."), default=None
    )
    preparedness: Preparedness | None = key(
        "beredskap", mark("Rescue and preparedness: where it is dealt with (4)."), default=None
    )
    year_plan: OneOrMany[PlannedTopic] = key(
        "årshjul", mark("What the council itself will take up, and when."), default=()
    )
    item_bank: OneOrMany[WaitingItem] = key("saksbank", mark("Items that wait for a meeting."), default=())
    slt: OneOrMany[Slt] = key("slt", mark("SLT or a like model (6)."), default=())
    functions: Many[Function] = key("funksjoner", mark("Whom to turn to for what (5.3)."), default=())
    grounds: OneOrMany[Ground] = key("grunnlag", mark("What a regional council rests on (4.4)."), default=())
    sender: Sender | None = key(
        "avsender", mark("What stands at the head of papers, where it differs from the register's."), default=None
    )
    district_part: Name = key("bydel", mark("The part of a city the council is for."), default="")

    @property
    def folder(self) -> str:
        """The folder's name, by which others refer to the council."""
        return self.origin.folder.rpartition("/")[2]

    @property
    def regional(self) -> bool:
        """Whether the council is for several municipalities (4.4)."""
        return len({entry.number for entry in self.municipalities}) > 1

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of all its municipalities, of any time."""
        return self.numbers_on(None)

    def numbers_on(self, day: date | None) -> tuple[str, ...]:
        """The numbers of its municipalities on ``day``; of all of them where the day is not known."""
        here = (one for one in self.municipalities if day is None or one.covers(day))
        return tuple(dict.fromkeys(one.number for one in here if one.number))

    def bylaws_on(self, day: date) -> tuple[tuple[int, Bylaws], ...]:
        """The police bylaws of those in the council on ``day``, each with its place in the list."""
        return tuple((place, one) for place, one in enumerate(self.bylaws) if self._is_meant(one, day))

    def slt_on(self, day: date) -> tuple[tuple[int, Slt], ...]:
        """The SLT of those in the council on ``day``, each with its place in the list."""
        return tuple((place, one) for place, one in enumerate(self.slt) if self._is_meant(one, day))

    def _is_meant(self, one: Bylaws | Slt, day: date) -> bool:
        # Where its municipalities cannot all be read, any may be one of them.
        return self.origin.covers(("kommuner",)) or one.is_of(self.numbers_on(day))

    def active(self, day: date) -> bool:
        """Whether the council works on ``day``; the first and the last day count.

        A closed one whose last day is not known works no more.
        """
        if self.founded is None or self.founded > day:
            return False
        if self.closed is None:
            return self.status == "aktivt"
        return self.status in ("aktivt", "nedlagt") and day <= self.closed

    def members_on(self, day: date) -> tuple[Member, ...]:
        """The members on ``day``, in the file's order."""
        return tuple(member for member in self.members if member.on(day))

    def numbers_from(self, day: date) -> frozenset[str]:
        """The numbers of its municipalities on ``day``, and of those that are to join later."""
        return frozenset(one.number for one in self.municipalities if one.end is None or one.end >= day)

    def called_on(self, day: date) -> tuple[Member, ...]:
        """The members on ``day`` but for those whose municipality is not in the council then."""
        here = set(self.numbers_on(day))
        # A number that kps does not know, and that is not the council's own, is a slip of the pen, and told as such.
        elsewhere = (set(self.numbers) | set(municipalities())) - here
        return tuple(member for member in self.members_on(day) if member.municipality not in elsewhere)

    def leading_on(self, day: date) -> tuple[Office, ...]:
        """Who leads on ``day``, but for those whose municipality is in the council at another time only."""
        called = {member.name for member in self.called_on(day)}
        left = {member.name for member in self.members} - called
        return tuple(one for one in self.offices if one.name and one.covers(day) and one.name not in left)

    def member(self, name: str) -> Member | None:
        """A member of any time, by name."""
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> dict[str, Member]:
        return {member.name: member for member in reversed(self.members) if member.name}

    def parties_of(self, one: Participant) -> frozenset[str]:
        """The sides of somebody who takes part: as stated, else as a member of any time."""
        if one.party:
            return frozenset({one.party})
        member = self.member(one.name)
        return member.parties if member else frozenset()
