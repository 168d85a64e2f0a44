"""Minutes read in tests: the record that their claims make, and what became of each piece."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from kps.intake import minutes
from kps.intake.claim import Claim, MeetingSubject, Reading
from kps.intake.source import Source, Wanted
from kps.register.index import Register
from kps.register.memory import Texts
from kps.register.reading import load

TODAY = date(2026, 12, 1)
KPS = "type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: alle\ngjelder_fra: 2020-01-01\n"
COUNCIL = "politirad/4205-lindesnes"
HEAD = "type: politiråd\nnavn: Politirådet i Lindesnes\nkommuner: ['4205']\nstatus: aktivt\nopprettet: 2021-03-01\n"
MEMBERS = """\
medlemmer:
  - {navn: Anne Berg, rolle: ordfører, fra: 2023-10-12}
  - {navn: Per Li, rolle: kommunedirektør}
  - {navn: Ida Moe, rolle: tjenesteenhetsleder, vara: Nils Vik}
  - {navn: Kari Hansen, rolle: politikontakt}
  - {navn: Siv Aas, rolle: SLT-koordinator, sekretær: ja}
"""


def a_register(meetings: Mapping[str, str] | None = None, *, members: str = MEMBERS) -> Register:
    """The council of Lindesnes with five members, and meetings by their day."""
    files = {f"{COUNCIL}/moter/{day}.yaml": text for day, text in (meetings or {}).items()}
    return load(Texts({"kps.yaml": KPS, f"{COUNCIL}/politirad.yaml": HEAD + members, **files}))


def an_empty_register() -> Register:
    """One without councils."""
    return load(Texts({"kps.yaml": KPS}))


def read(data: bytes, register: Register, name: str = "Referat.docx", council: str = "") -> Reading:
    """What is made of a document."""
    wanted = Wanted(TODAY, council=council)
    return minutes.reading(minutes.apart(Source(name, data), wanted), register, wanted)


def record(reading: Reading) -> dict[str, Any]:
    """The record that the claims make, as kps reads YAML."""
    made: dict[Any, Any] = {}
    for claim in reading.claims:
        if isinstance(claim.subject, MeetingSubject):
            _put(made, claim)
    found = _lists(made)
    assert isinstance(found, dict)
    return found


def _put(made: dict[Any, Any], claim: Claim) -> None:
    at = made
    for key in claim.path[:-1]:
        at = at.setdefault(key, {})
    before = at.get(claim.path[-1], claim.value)
    assert before == claim.value, claim.path
    at[claim.path[-1]] = claim.value


def _lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if value and all(isinstance(key, int) for key in value):
        return [_lists(value[key]) for key in sorted(value)]
    return {key: _lists(one) for key, one in value.items()}


def unplaced(reading: Reading) -> list[str]:
    """The words that have no place."""
    return [one.piece.text for one in reading.told if one.fate == "unplaced"]


def fates(reading: Reading) -> Counter[str]:
    """How many pieces were placed, told others where to go, and have no place."""
    counted = Counter[str](one.fate for one in reading.told)
    counted["placed"] = sum(len(one.pieces) for one in reading.claims)
    return counted
