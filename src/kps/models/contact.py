"""politikontakt: the police's contact with one or more municipalities (5)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from kps.language import mark
from kps.models.base import Model, Record, key
from kps.models.shared import MunicipalityEntry
from kps.models.times import Day
from kps.models.values import Many, MunicipalityNumber, Name, OneOf, OneOrMany, Text, whole


class Training(Model):
    """Training and close follow-up of a new contact (5.2)."""

    day: Day | None = key("dato", mark("When."), default=None)
    what: Text = key("hva", mark("What the training was."), default="")


class RoleClarification(Model):
    """Who does what, settled with the preventive units (5.3)."""

    day: Day | None = key("dato", mark("When."), default=None)
    with_whom: Text = key("med", mark("With whom."), default="")


class Approval(Model):
    """Politidirektoratet's approval of more than three municipalities (5, note 15)."""

    day: Day | None = key("dato", mark("When it was given."), default=None)
    count: Annotated[int, whole(1, 50)] | None = key("antall", mark("For how many municipalities."), default=None)
    end: Day | None = key("til", mark("Its last day; without it, open."), default=None)

    def in_force(self, day: date) -> bool:
        """Whether the approval holds on ``day``."""
        return self.day is not None and self.day <= day and (self.end is None or day <= self.end)


class Contact(Record):
    """A politikontakt; the file's stem is the id that others refer to."""

    kind: Annotated[Literal["politikontakt"], OneOf()] = key("type", mark("What this file is."))
    name: Name = key("navn", mark("The contact's name."))
    unit: Name = key("enhet", mark("The geographic operating unit (GDE)."), default="")
    service_unit: Name = key("tjenesteenhet", mark("The police service unit."), default="")
    municipalities: OneOrMany[MunicipalityEntry] = key(
        "kommuner", mark("The municipalities, with dates where they differ from the contact's own.")
    )
    area: Name = key("område", mark("The part of a city, where several share it."), default="")
    phone: Name = key("telefon", mark("Telephone."), default="")
    email: Name = key("epost", mark("E-mail."), default="")
    start: Day | None = key("tiltrådt", mark("The first day in the role."))
    end: Day | None = key("fratrådt", mark("The last day in the role."), default=None)
    share: Annotated[int, whole(0, 100)] | None = key(
        "stillingsprosent", mark("The role's share of a full position, in per cent."), default=None
    )
    other_roles: OneOrMany[Name] = key("andre_roller", mark("Other roles the person has."), default=())
    authority_clarified: Day | None = key(
        "fullmakt_avklart", mark("When authority and power to decide were clarified (5.2)."), default=None
    )
    authority: Text = key(
        "fullmakt", mark("What the contact may decide alone, and who decides otherwise (5.2)."), default=""
    )
    training: Many[Training] = key("opplæring", mark("Training and follow-up (5.2)."), default=())
    role_clarification: RoleClarification | None = key(
        "rolleavklaring", mark("Who does what, settled with the preventive units (5.3)."), default=None
    )
    expectations_clarified: dict[MunicipalityNumber, Day | None] = key(
        "forventninger_avklart",
        mark("When each municipality's expectations were talked through (5.3)."),
        names=lambda: {"pattern": "^[0-9]{4}$"},
        default={},
    )
    approval: Approval | None = key(
        "godkjenning_pod",
        mark("Politidirektoratet's approval; only for more than three municipalities (5)."),
        default=None,
    )

    def active(self, day: date) -> bool:
        """Whether the contact is in the role on ``day``."""
        return self.start is not None and self.start <= day and (self.end is None or day <= self.end)

    def numbers(self, day: date) -> tuple[str, ...]:
        """The municipalities the contact answers for on ``day``, in the order given."""
        if not self.active(day):
            return ()
        return tuple(dict.fromkeys(entry.number for entry in self.municipalities if entry.number and entry.covers(day)))
