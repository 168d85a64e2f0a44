"""People with roles: members, guests, those who sign."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Literal

from pydantic import AfterValidator, ValidationInfo

from kps.language import mark, msg
from kps.models.base import Model, key
from kps.models.typed import wrong
from kps.models.values import MunicipalityNumber, Name, OneOf, OneOrMany, Party, RoleName
from kps.models.vocabulary import Role, normal, roles

LEADING = {"kommune": frozenset({"politisk", "administrativ"}), "politi": frozenset({"politi"})}
"""The kinds of leadership that lead each side."""

Leadership = Annotated[Literal["politisk", "administrativ", "politi"], OneOf()]


def _in_the_table(given: str, info: ValidationInfo) -> str:
    """A role outside the guideline's table needs its side stated."""
    stated = info.data.get("given_party") or info.data.get("party")
    if given and not roles().get(given) and not stated:
        raise wrong(
            msg("“{value}” is not a role that kps knows, and has no part: to tell its side", value=given),
            lambda: roles().nearest(given),
        )
    return given


Roles = OneOrMany[Annotated[RoleName, AfterValidator(_in_the_table)]]
"""One or several roles; checked against ``part:``, which is read before it."""


# Kept by what was written, not by the person: thousands of people have the same few roles.
@lru_cache(maxsize=4096)
def _known_roles(names: tuple[str, ...]) -> tuple[Role, ...]:
    return tuple(role for name in names if (role := roles().get(name)))


@lru_cache(maxsize=4096)
def _leadership(given: tuple[str, ...], names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(given).union(*(role.leadership for role in _known_roles(names)))


@lru_cache(maxsize=4096)
def _role_names(names: tuple[str, ...]) -> tuple[str, ...]:
    return (*names, *(name for role in _known_roles(names) for name in role.spellings))


class Person(Model):
    """Somebody with a role: the party and the leadership follow from it, or are stated."""

    name: Name = key("navn", mark("The person's name."))
    given_party: Party | None = key("part", mark("The side, for a role of your own."), default=None)
    given_roles: Roles = key("rolle", mark("The role; one or several."), default=())
    title: Name = key("tittel", mark("The title as it is to be printed."), default="")
    organisation: Name = key(
        "virksomhet", mark("The organisation, for others than police and municipality."), default=""
    )
    municipality: MunicipalityNumber = key("kommune", mark("The municipality, in a regional council."), default="")
    given_leadership: OneOrMany[Leadership] = key(
        "ledelse", mark("The kind of leadership, for a role of your own."), default=()
    )

    @property
    def known_roles(self) -> tuple[Role, ...]:
        """The roles that stand in the guideline's table."""
        return _known_roles(self.given_roles)

    @property
    def role_names(self) -> tuple[str, ...]:
        """The roles as written, and those of the table in bokmål and nynorsk."""
        return _role_names(self.given_roles)

    @property
    def parties(self) -> frozenset[str]:
        """The sides the person belongs to; what is stated wins."""
        if self.given_party:
            return frozenset({self.given_party})
        return frozenset(role.party for role in self.known_roles)

    @property
    def leadership(self) -> frozenset[str]:
        """The kinds of leadership the person holds: politisk, administrativ, politi."""
        return _leadership(self.given_leadership, self.given_roles)

    def has_role(self, *names: str) -> bool:
        """Whether one of the person's roles is one of ``names``."""
        wanted = {normal(name) for name in names}
        return any(normal(role) in wanted for role in self.given_roles)

    @property
    def unit_head(self) -> bool:
        """Whether the person leads a police service unit (5.2)."""
        return any(role.unit_head for role in self.known_roles)

    @property
    def extends(self) -> bool:
        """Whether the person makes the council an extended one: business, a voluntary organisation, a school (4.2)."""
        return any(role.extends for role in self.known_roles)

    @property
    def district_head(self) -> bool:
        """Whether the person leads the police above the service units: driftsenhetsleder and up."""
        return any(role.district_head for role in self.known_roles)
