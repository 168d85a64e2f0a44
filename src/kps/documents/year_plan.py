"""A council's own year (årshjul), as its papers show it (4)."""

from __future__ import annotations

from dataclasses import dataclass

from kps.documents.cases import topic_names
from kps.models.council import Council
from kps.models.vocabulary import terms
from kps.register.written import WrittenForm


@dataclass(frozen=True, slots=True)
class YearTopic:
    """What the council itself takes up in a month."""

    month: str
    topics: str
    introduced_by: str


def year_plan(council: Council, form: WrittenForm) -> tuple[YearTopic, ...]:
    """What the council itself takes up, by month."""
    if not council.year_plan:
        return ()
    # Imported here: babel's data takes time to load, and most commands make no paper.
    from babel.dates import get_month_names

    names = get_month_names("wide", locale=form)
    planned = ((month, one) for one in council.year_plan for month in one.months if month and any(one.topics))
    return tuple(
        YearTopic(names[month], topic_names(one.topics, form), ", ".join(_who(who, form) for who in one.introduced_by))
        for month, one in sorted(planned, key=lambda pair: pair[0])
    )


def _who(who: str, form: WrittenForm) -> str:
    """A side in the paper's language, or a name as it stands."""
    side = terms("side").get(who)
    return side.text(form) if side else who
