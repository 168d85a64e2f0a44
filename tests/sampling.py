"""A sample of many cases for the suite, the whole of them for the thorough run (``just thorough``)."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from _pytest.mark import ParameterSet


def sampled(cases: Iterable[object], one_in: int) -> list[ParameterSet]:
    """The cases, of which the suite takes the first and then one in so many; a tuple is several arguments."""
    return [
        pytest.param(
            *(case if isinstance(case, tuple) else (case,)), marks=() if number % one_in == 0 else pytest.mark.thorough
        )
        for number, case in enumerate(cases)
    ]
