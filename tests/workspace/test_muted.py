"""What a library writes to the error stream past Python is kept off it for as long as was asked, and no longer."""

from __future__ import annotations

import os

import pytest

from kps.workspace.muted import muted


def test_nothing_gets_through_meanwhile_and_all_afterwards(capfd: pytest.CaptureFixture[str]) -> None:
    with muted():
        os.write(2, b"panicked")
    os.write(2, b"told")
    with pytest.raises(ValueError, match="x"), muted():
        raise ValueError("x")
    os.write(2, b", and again")
    assert capfd.readouterr().err == "told, and again"
