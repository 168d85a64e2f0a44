"""What those who took part in evaluations answered, as tables: by question over the years, beside the district (7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from kps.guideline import Question, questions
from kps.language import Words, compound, msg
from kps.report.content import Scored
from kps.report.council_names import CouncilNames
from kps.report.table import Head, Row, Table
from kps.report.year_status import Status

YEARS_OF_SCORES = 4
"""How many evaluations stand side by side, the latest first."""


def scores(status: Status) -> tuple[Table, ...]:
    """What each council's own people think of it, by question over the years, beside the district (7)."""
    return tuple(_scores(some, status) for some in _by_subject(status))


def _by_subject(status: Status) -> Iterator[list[Scored]]:
    """The evaluations of each council, forum and SLT, the latest first."""
    found: dict[tuple[str, tuple[str, ...], str], list[Scored]] = {}
    for one in status.content.scores:
        found.setdefault((one.district, one.councils, one.subject), []).insert(0, one)
    yield from found.values()


def _scores(some: list[Scored], status: Status) -> Table:
    latest = some[0]
    shown = some[:YEARS_OF_SCORES]
    means = _means(latest, status)
    asked = [one for one in questions() if any(one.key in evaluation.scores for evaluation in shown)]
    beside = any(one.key in means for one in asked)
    title = msg("{council}: how far those who took part agree, from 1 to 5", council=_evaluated(latest, status))
    days = [one.day for one in shown]
    head: tuple[Head, ...] = (*days, *([msg("the district")] if beside else []), msg("question"))
    rows = tuple(_asked(one, shown, [means.get(one.key)] if beside else []) for one in asked)
    return Table(title, head, rows, named_by=len(head) - 1)


def _asked(question: Question, evaluations: Iterable[Scored], district: Iterable[Decimal | None]) -> Row:
    return (*(one.scores.get(question.key) for one in evaluations), *district, question)


def _evaluated(one: Scored, status: Status) -> Words:
    council = CouncilNames(status).of(one)
    return compound("{council}, {subject}", council=council, subject=one.subject) if one.subject else council


def _means(evaluation: Scored, status: Status) -> dict[str, Decimal]:
    """The mean of the latest scores in the district by question, where at least two councils gave one."""
    if evaluation.subject:
        return {}
    here = [one for one in status.content.district_scores if one.district == evaluation.district]
    found = {}
    for key in {key for one in here for key in one.sums}:
        councils = sum(one.councils.get(key, 0) for one in here)
        if councils > 1:
            mean = Decimal(sum(one.sums.get(key, 0) for one in here)) / councils
            found[key] = mean.quantize(Decimal("0.1"))
    return found


def all_scores(status: Status) -> Table:
    """Every score, a row each, so that they can be put together anew."""
    asked = {one.key: one for one in questions()}
    rows = tuple(
        (_evaluated(one, status), one.day, asked[key], score, _means(one, status).get(key))
        for one in status.content.scores
        for key, score in one.scores.items()
        if key in asked
    )
    head = (msg("council"), msg("carried out"), msg("question"), msg("score, 1 to 5"), msg("the district"))
    return Table(msg("Scores"), head, rows)
