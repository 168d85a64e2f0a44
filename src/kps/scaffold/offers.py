"""What a meeting may take up besides what comes by itself: new knowledge, items that wait, the council's year (4)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from kps.duties.year_plan import year_topics
from kps.models.council import Council, WaitingItem
from kps.models.date_arithmetic import last_of_month
from kps.models.knowledge import Knowledge
from kps.models.vocabulary import topics
from kps.register.index import Register
from kps.register.knowledge import products_seen_by
from kps.register.on_day import OnDay
from kps.register.written import WrittenForm


@dataclass(frozen=True, slots=True)
class Offers:
    """Each as one line; of what is exempt no more than its title for the public."""

    knowledge: tuple[str, ...]
    """The products that came since the last meeting: the id, and what it is called."""
    waiting: tuple[str, ...]
    """The items of the council's ``saksbank``; no word of one that is exempt and has no title for the public."""
    year: tuple[str, ...]
    """The topics that the council's ``årshjul`` has by the end of the month and no agenda of the year had."""


def offers(
    register: Register, council: Council, day: date, taken: Collection[WaitingItem], form: WrittenForm
) -> Offers:
    """What a meeting on ``day`` may take up, besides the waiting items that are ``taken`` in already."""
    return Offers(
        tuple(f"{one.origin.stem} ({_title(one)})" for one in _new(register, council, day)),
        tuple(one.shown_title for one in council.item_bank if (one.exempt or one.title) and one not in taken),
        tuple(_of_year(register, council, day, form)),
    )


def _new(register: Register, council: Council, day: date) -> Iterator[Knowledge]:
    """The products that the council sees and that came after the last meeting it held before the day."""
    held = (one.day for one in register.all_meetings_of(council) if one.status == "avholdt" and one.day)
    last = max((one for one in held if one < day), default=date.min)
    for product in products_seen_by(council, register).values():
        came = product.delivered or product.day
        if came and last < came <= day:
            yield product


def _of_year(register: Register, council: Council, day: date, form: WrittenForm) -> Iterator[str]:
    """Each topic once, though it may be owed for two months."""
    owed = year_topics(council, OnDay.of(register, day))
    end = last_of_month(day.year, day.month)
    for index in dict.fromkeys(int(one.path[1]) for one in owed if one.owed_by(end)):
        yield ", ".join(_named(topic, form) for topic in council.year_plan[index].topics if topic)


def _title(product: Knowledge) -> str:
    return (product.exempt.public_title if product.exempt else product.title) or "–"


def _named(topic: str, form: WrittenForm) -> str:
    known = topics().get(topic)
    return known.text(form) if known else topic
