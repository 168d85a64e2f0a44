"""Headings that say nothing alone, as «Telefon», «Fra» and «Dato»: what they mean by the columns beside them."""

from __future__ import annotations

from collections.abc import Sequence

from kps.intake.tables.headings import SAID_OF, Meanings

_OF_MEETINGS = {"status": "møte.status", "notat": "møte.notat", "dato": "møte.dato"}
_OF_PEOPLE = ("telefon", "epost", "navn")
_WITH_STATUS = ("råd", "avtale", "skoleavtale")


def by_neighbours(name: str, about: str, person: str, *, of_meetings: bool) -> str:
    """The target that ``*.telefon`` and the like stand for; nothing where the columns beside do not tell.

    ``about`` is what the column to the left is about, ``person`` whom the nearest name to the left is of.
    """
    said = name.removeprefix("*.")
    if said in _OF_PEOPLE:
        return f"{person}.{said}" if person else ""
    if of_meetings and said in _OF_MEETINGS:
        return _OF_MEETINGS[said]
    if said == "notat":
        return "råd.notat"
    if said in ("status", "svar"):
        return f"{about if about in _WITH_STATUS else 'råd'}.{said}"
    if said == "dato" and about not in _WITH_STATUS:
        return ""
    key = SAID_OF["til" if said == "til" else "fra"].get(about.partition("(")[0])
    return f"{about}.{key}" if key else ""


def is_of_meetings(found: Sequence[Meanings | None], municipalities: Sequence[str]) -> bool:
    """Whether each row is a meeting, by what the headings mean and the municipalities below."""
    meant = [one.targets for one in found if one]
    days = [one for one in meant if one in (("møte.dato",), ("*.dato",))]
    if len(days) != 1:
        return False
    of_meetings = sum(one[0].startswith("møte.") and one != ("møte.dato",) for one in meant)
    others = any(one[0].startswith(("råd.", "avtale.", "skoleavtale.", "kontakt.")) for one in meant)
    repeated = len(municipalities) > len(set(municipalities))
    return of_meetings > 1 or not others or (repeated and ("møte.dato",) in days)
