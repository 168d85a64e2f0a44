"""Public holidays, by their Norwegian names wherever kps is run."""

from __future__ import annotations

from datetime import date

import pytest

from kps.models.public_holidays import holiday


def test_public_holidays_are_known() -> None:
    assert holiday(date(2026, 5, 17))
    assert holiday(date(2026, 5, 14)) == "Kristi himmelfartsdag"
    assert not holiday(date(2026, 5, 13))


@pytest.mark.parametrize("machine", ["en_US.UTF-8", "th_TH.UTF-8", "nb_NO.UTF-8", "C"])
def test_their_names_are_not_the_machine_s(machine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, machine)
    assert holiday(date(2027, 5, 1)) == "Arbeidernes dag"
