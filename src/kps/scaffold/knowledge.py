"""The first text of a knowledge product: what is known of it, and how to go on (4.1.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kps.models.council import Council
from kps.models.layout import slug
from kps.register.index import Register
from kps.register.written import written_form
from kps.scaffold.draft import Draft, filled
from kps.scaffold.naming import within

Source = Literal["politi", "kommune", "andre"]

COMMON = "kunnskap"
"""The folder of what serves all the register's councils."""


@dataclass(frozen=True, slots=True)
class NewKnowledge:
    """A knowledge product as it is first written down: there already, or ordered on ``ordered`` and ``due``."""

    title: str
    source: Source
    day: date | None = None
    inhabitants: bool = False
    ordered: date | None = None
    due: date | None = None


def new_knowledge(register: Register, council: Council | None, new: NewKnowledge) -> Draft:
    """The record of a product of the council's own; without one, of the whole register's. Its file's stem is its id."""
    text = filled(
        written_form(register, council.numbers if council else ()),
        "kunnskapsgrunnlag.yaml",
        title=new.title,
        source=new.source,
        day=new.day,
        inhabitants=new.inhabitants,
        ordered=new.ordered,
        due=new.due,
    )
    name = f"{slug(new.title) or 'kunnskapsgrunnlag'}.yaml"
    return Draft(within(council, f"grunnlag/{name}") if council else f"{COMMON}/{name}", text)
