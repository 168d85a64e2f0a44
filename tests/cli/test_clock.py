"""The day it is."""

from __future__ import annotations

from datetime import date

import pytest

from kps.cli.clock import made_by, today
from kps.workspace.errors import Wrong


def test_the_day_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPS_TODAY", "2026-03-12")
    assert today() == date(2026, 3, 12)
    monkeypatch.setenv("KPS_TODAY", "tomorrow")
    with pytest.raises(Wrong, match="tomorrow"):
        today()


def test_papers_are_made_by_today_or_by_the_day_that_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPS_TODAY", "2026-03-12")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert made_by() == date(2026, 3, 12)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert made_by() == date(2026, 1, 1)
    for wrong in ("tomorrow", "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        with pytest.raises(Wrong, match="SOURCE_DATE_EPOCH"):
            made_by()
