"""What those who took part in evaluations answered, 1 to 5 by question: over the years, and in the district (7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kps.duties.evaluation import latest
from kps.models.council import Council
from kps.models.evaluation import Evaluation
from kps.register.on_day import OnDay


@dataclass(frozen=True, slots=True)
class Given:
    """The scores of an evaluation; ``subject`` is empty of the council itself, else SLT or a forum's name."""

    evaluation: Evaluation
    subject: str
    day: date
    scores: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class InDistrict:
    """The sum of the councils' latest scores by question, and of how many councils each is."""

    sums: Mapping[str, int]
    councils: Mapping[str, int]


def given(evaluation: Evaluation) -> dict[str, int]:
    """The scores that were given, by question."""
    return {key: score for key, score in evaluation.assessment.items() if score is not None}


def scored(council: Council, on_day: OnDay) -> Iterator[Given]:
    """The evaluations with scores that were carried out by the day, the earliest first."""
    for one in on_day.register.evaluations_of(council):
        day, scores = on_day.known(one.carried_out), given(one)
        if day and scores:
            subject = "" if one.is_of(council.name) else " ".join(one.subject.split())
            yield Given(one, subject, day, scores)


def in_district(on_day: OnDay) -> InDistrict:
    """The latest scores of all the register's councils together."""
    return on_day.register.once(("scores", on_day.as_of), lambda: _in_district(on_day))


def _in_district(on_day: OnDay) -> InDistrict:
    sums, councils = Counter[str](), Counter[str]()
    for council in on_day.register.councils:
        evaluation = latest(council, on_day)
        scores = given(evaluation) if evaluation else {}
        sums.update(scores)
        councils.update(dict.fromkeys(scores, 1))
    return InDistrict(dict(sums), dict(councils))
