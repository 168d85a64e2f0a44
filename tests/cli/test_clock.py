"""The day it is."""

from __future__ import annotations

from datetime import date

import pytest

from kps.cli.clock import today
from kps.workspace.errors import Wrong


def test_the_day_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPS_TODAY", "2026-03-12")
    assert today() == date(2026, 3, 12)
    monkeypatch.setenv("KPS_TODAY", "tomorrow")
    with pytest.raises(Wrong, match="tomorrow"):
        today()
