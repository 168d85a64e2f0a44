"""Norway's municipalities, of today and of yesterday, and its police districts: facts, read once.

Numbers, names and inhabitants (1 January 2024) are Statistics Norway's; which district a municipality lies in
is partly derived from its county, so a register's own list of municipalities always wins.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import StringIO
from types import MappingProxyType
from typing import Literal

from kps.language import Language
from kps.models.vocabulary import normal
from kps.resources import text_in

WrittenForm = Literal["bokmål", "nynorsk", "nøytral"]


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality of today; ``inhabitants`` is a head count, ``written_form`` its målform.

    ``official`` is Statistics Norway's name where it says more: Sámi and Kven names, or the county.
    """

    number: str
    name: str
    county: str
    district: str
    written_form: WrittenForm
    inhabitants: int
    designation: str
    official: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """All that people may call it: Tana, Tana kommune, Deatnu, Deatnu - Tana."""
        return (self.name, self.full_name, *filter(None, (self.official, *self.official.split(" - "))))

    @property
    def full_name(self) -> str:
        """The name with what it calls itself: Lindesnes kommune, Voss herad."""
        return f"{self.name} {self.designation}"


@dataclass(frozen=True, slots=True)
class FormerMunicipality:
    """A number that is no more: its last day, and the numbers of today that it went into, the main one first."""

    number: str
    name: str
    until: date
    successors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class District:
    """A police district, and where its headquarters are."""

    name: str
    name_nynorsk: str
    seat: str

    def full_name(self, language: Language) -> str:
        """The name as it is printed: Sør-Øst politidistrikt, Sør-Aust politidistrikt."""
        return f"{self.name_nynorsk if language == 'nn' else self.name} politidistrikt"


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text_in("tables", name))))


@cache
def municipalities() -> Mapping[str, Municipality]:
    """The 357 municipalities, by number."""
    return MappingProxyType(
        {
            row["number"]: Municipality(
                row["number"],
                row["name"],
                row["county"],
                row["district"],
                row["written_form"],  # type: ignore[arg-type]  # the data's test holds it to the three
                int(row["inhabitants"]),
                row["designation"],
                row["official"],
            )
            for row in _rows("municipalities.csv")
        }
    )


@cache
def former() -> Mapping[str, FormerMunicipality]:
    """The numbers that are no more, by number."""
    return MappingProxyType(
        {
            row["number"]: FormerMunicipality(
                row["number"], row["name"], date.fromisoformat(row["until"]), tuple(row["successors"].split())
            )
            for row in _rows("former_municipalities.csv")
        }
    )


@cache
def districts() -> Mapping[str, District]:
    """The twelve police districts, by name."""
    return MappingProxyType({row["name"]: District(**row) for row in _rows("districts.csv")})


def find_district(text: str) -> District | None:
    """The district of this name, in either written form, in any case, with or without ``politidistrikt``."""
    wanted = normal(text).removesuffix(" politidistrikt")
    names = {normal(name): one for one in districts().values() for name in (one.name, one.name_nynorsk)}
    return names.get(wanted)


@cache
def of_district(name: str) -> tuple[Municipality, ...]:
    """The municipalities of a district, by number."""
    return tuple(one for one in municipalities().values() if one.district == name)


def find_municipality(text: str) -> tuple[Municipality, ...]:
    """The municipalities with this number or this name, in any case; several where a name is shared."""
    return _municipalities_called().get(normal(text), ())


@cache
def _municipalities_called() -> Mapping[str, tuple[Municipality, ...]]:
    found: dict[str, tuple[Municipality, ...]] = {}
    for one in municipalities().values():
        for name in dict.fromkeys((one.number, *map(normal, one.names))):
            found[name] = (*found.get(name, ()), one)
    return MappingProxyType(found)


def find_former(text: str) -> tuple[FormerMunicipality, ...]:
    """The municipalities that are no more with this number or this name, in any case; the last to end first."""
    wanted = normal(text)
    found = (one for one in former().values() if wanted.removesuffix(" kommune") in (one.number, normal(one.name)))
    return tuple(sorted(found, key=lambda one: (one.until, one.number), reverse=True))
