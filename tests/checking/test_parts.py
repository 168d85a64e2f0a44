"""The parts of records by their kind: those that are of it, and no others, in their order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kps.checking.context import Context
from kps.models.council import Council, Member
from kps.models.person import Person
from kps.register.reading import load
from kps.register.tree import Folder

EXAMPLE = Path(__file__).parents[2] / "examples" / "agder"


def test_the_parts_of_some_kinds_are_those_of_them_in_the_order_of_all() -> None:
    context = Context.of(load(Folder(EXAMPLE)), date(2026, 11, 23))
    found = list(context.parts_of(Council | Person))
    assert found == [one for one in context.parts if isinstance(one[2], Council | Person)]
    assert {Council, Member} < {type(part) for _, _, part in found}  # a kind's own kinds too
