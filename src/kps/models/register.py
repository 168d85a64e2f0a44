"""kps.yaml: the register itself."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from kps.language import mark
from kps.models.base import Model, Record, key
from kps.models.council import Function
from kps.models.places import districts
from kps.models.shapes import any_case, either
from kps.models.shared import Sender
from kps.models.times import Day
from kps.models.values import Many, MunicipalityNumber, Name, OneOf, OneOrMany, closed_term, whole
from kps.models.vocabulary import Term, Vocabulary, normal
from kps.source import Path


def _districts() -> Vocabulary[Term]:
    return Vocabulary(Term(name, {"nn": district.name_nynorsk}) for name, district in districts().items())


class _AllOr:
    """Marks a list of municipalities that may be the word ``alle``: then it is empty."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def listed(value: Any) -> Any:
            return ALL if isinstance(value, str) and normal(value) == "alle" else value

        return core_schema.no_info_before_validator_function(listed, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> Any:
        return either(any_case(["alle"]), {"enum": ["alle"]}, handler(schema))


ALL: list[str] = []


class Deadlines(Model):
    """The register's own numbers of days; the guideline gives none."""

    agenda: Annotated[int, whole(0, 365)] = key(
        "innkalling_dager", mark("Agenda sent at least so many days before the meeting."), default=10
    )
    minutes: Annotated[int, whole(0, 365)] = key(
        "referat_dager", mark("Minutes done at most so many days after the meeting."), default=14
    )
    notice: Annotated[int, whole(0, 3650)] = key(
        "varsel_dager", mark("How many days ahead a coming deadline is told of."), default=90
    )


class Arena(Model):
    """Where the district's contacts meet (5.2)."""

    meetings: OneOrMany[Day | None] = key("møter", mark("The days on which the contacts met."), default=())


class Charter(Record):
    """What a register covers, which edition of the guideline it follows, and its deadlines."""

    kind: Annotated[Literal["register"], OneOf()] = key("type", mark("What this file is."))
    name: Name = key("navn", mark("The register's name."))
    district: Annotated[str, closed_term(_districts)] = key(
        "politidistrikt", mark("One of the twelve police districts.")
    )
    municipalities: Annotated[OneOrMany[MunicipalityNumber], _AllOr()] = key(
        "kommuner", mark("alle: every municipality of the district; or a list of numbers.")
    )
    edition: Day | None = key("veileder", mark("The edition of the guideline that is followed."), default=None)
    applies_from: Day | None = key(
        "gjelder_fra", mark("Meetings, evaluations and contacts' starts before this day are not judged.")
    )
    written_form: Annotated[Literal["bokmål", "nynorsk"], OneOf()] | None = key(
        "målform", mark("For documents that belong to no single municipality."), default=None
    )
    language: Annotated[Literal["nb", "nn", "en"], OneOf()] | None = key(
        "språk", mark("What kps speaks to those who use this register: nb, nn or en."), default=None
    )
    deadlines: Deadlines = key(
        "frister", mark("The register's own deadlines, in days."), default=Deadlines.model_validate({})
    )
    arena: Arena | None = key("samhandlingsarena", mark("Where the district's contacts meet (5.2)."), default=None)
    sender: Sender | None = key("avsender", mark("What stands at the head of papers."), default=None)
    functions: Many[Function] = key(
        "funksjoner",
        mark("The district's functions, for all its councils: whom to turn to for what (5.3)."),
        default=(),
    )

    def judges(self, day: date) -> bool:
        """Whether what happened on ``day`` is judged: not before ``gjelder_fra``, nor while that is not known."""
        return self.applies_from is not None and day >= self.applies_from

    @property
    def covers_all(self) -> bool:
        """Whether the register covers every municipality of its district."""
        return not self.municipalities and not self.origin.covers(("kommuner",))

    @property
    def begun(self) -> date:
        """The first day that is judged; the last of all days while ``gjelder_fra`` is not known."""
        return self.applies_from or date.max

    def place_of(self, number: str) -> Path:
        """Where kps.yaml names the municipality: its place in the list, else the key itself."""
        if number in self.municipalities:
            return ("kommuner", self.municipalities.index(number))
        return ("kommuner",)
