"""Pieces that several record kinds hold: municipalities, participants, knowledge bases, documents."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from kps.language import mark
from kps.models.base import Model, Stretch, key
from kps.models.shapes import SCALAR, either
from kps.models.times import Day
from kps.models.values import MunicipalityNumber, Name, Party, Text


class Shorthand(Model):
    """A mapping that may be written as one text: the value of its first key."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {next(iter(cls.model_fields.values())).alias: value}
        return value

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        mapping = handler.resolve_ref_schema(handler(schema))
        return either({"type": "object"}, mapping, next(iter(mapping["properties"].values())))


class MunicipalityEntry(Shorthand):
    """A municipality in a council, an agreement or a contact's area, with dates of its own where it has any."""

    number: MunicipalityNumber = key("nr", mark("The municipality's four-digit number."), default="", examples=["4205"])
    start: Day | None = key("fra", mark("The first day for this municipality."), default=None)
    end: Day | None = key("til", mark("The last day for this municipality."), default=None)
    invited: Day | None = key("invitert", mark("When this municipality was invited."), default=None)
    answered: Day | None = key("svar", mark("When this municipality answered."), default=None)

    def covers(self, day: date) -> bool:
        """Whether the municipality takes part on ``day`` by its own dates."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class Participant(Shorthand):
    """Somebody, or a unit, that takes part on one side."""

    name: Name = key("navn", mark("The person's or the unit's name."), default="")
    party: Party | None = key("part", mark("The side: politi, kommune or andre."), default=None)


class WrittenBasis(Model):
    """A knowledge basis (kunnskapsgrunnlag) written out: who delivered it and what it is (3, 4.1.5)."""

    source: Party | None = key("kilde", mark("Who delivered it: politi, kommune or andre."))
    title: Text = key("tittel", mark("What it is called."), examples=["Ungdata 2025"])
    file: Name = key("fil", mark("The file, relative to this record's folder."), default="")


class NamedBasis(Shorthand):
    """A knowledge basis named by the id of a knowledge product, the stem of its file (4.1.5)."""

    id: Name = key("id", mark("The knowledge product's id."), default="", examples=["ungdata-2025"])


class _NamedOrWritten:
    """Marks a basis: a text is the id of a knowledge product; keys with values are one written out."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def which(value: Any) -> str:
            return "named" if isinstance(value, str | NamedBasis) and value else "written"

        choices = {"named": handler(NamedBasis), "written": handler(WrittenBasis)}
        return core_schema.tagged_union_schema(choices, which)

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return either({"type": "object"}, handler(schema["choices"]["written"]), dict(SCALAR))


Basis = Annotated[WrittenBasis | NamedBasis, _NamedOrWritten()]
"""A knowledge basis, by the id of a knowledge product or written out."""


class Sender(Model):
    """What stands at the head of papers; what a council writes wins over the register's, key by key."""

    name: Name = key("navn", mark("Who the papers are from."), default="")
    logo: Name = key(
        "logo", mark("The file of the logo, relative to this record's folder."), default="", examples=["logo.svg"]
    )
    address: Text = key("adresse", mark("The address."), default="")
    phone: Name = key("telefon", mark("Telephone."), default="")
    email: Name = key("epost", mark("E-mail."), default="")
    website: Name = key("nettside", mark("The website."), default="")


class Plan(Stretch):
    """A plan with its file and the days it covers (4)."""

    title: Text = key("tittel", mark("The plan's title."), default="")
    file: Name = key("fil", mark("The file, relative to this record's folder."), default="")
