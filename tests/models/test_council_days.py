"""When a council works: its first and its last day count."""

from __future__ import annotations

from datetime import date

import pytest

from kps.models.council import Council
from kps.models.parse import parse

FOLDER = "politirad/4205-lindesnes/politirad.yaml"


def _council(**more: str) -> Council:
    record, misfits = parse({"type": "politiråd", "navn": "R", "kommuner": ["4205"], **more}, FOLDER)
    assert isinstance(record, Council)
    assert misfits == ()
    return record


@pytest.mark.parametrize("status", ["aktivt", "nedlagt"])
def test_the_first_and_the_last_day_count(status: str) -> None:
    council = _council(status=status, opprettet="2024-03-01", nedlagt="2026-05-31")
    days = ("2024-02-29", "2024-03-01", "2026-05-31", "2026-06-01")
    assert [council.active(date.fromisoformat(day)) for day in days] == [False, True, True, False]


def test_without_a_last_day_only_an_active_one_works_on() -> None:
    day = date(2026, 5, 31)
    assert _council(status="aktivt", opprettet="2024-03-01").active(day)
    assert not _council(status="invitert", invitert="2024-03-01", opprettet="2024-03-01").active(day)
    assert not _council(status="takket_nei", invitert="2024-03-01").active(day)
