"""Months and numbers as people type them: ``mars`` and ``3``, ``4.2`` and ``4,2``."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated

from kps.language import msg
from kps.models.day_meant import MONTHS
from kps.models.shapes import choice, either
from kps.models.typed import Typed, scalar, wrong
from kps.models.vocabulary import nearest, normal


def _month(value: object) -> int:
    text = scalar(value)
    if re.fullmatch(r"0?[1-9]|1[0-2]", text, re.ASCII):
        return int(text)
    if normal(text) in MONTHS:
        return MONTHS.index(normal(text)) + 1
    raise wrong(msg("“{value}” is not a month; write its name, or 1 to 12", value=text), lambda: nearest(text, MONTHS))


Month = Annotated[
    int,
    Typed(
        _month,
        lambda: either(
            {"type": "integer"},
            {"type": "integer", "minimum": 1, "maximum": 12},
            choice(dict.fromkeys(MONTHS, ""), also=[f"{zero}{one}" for one in range(1, 13) for zero in ("", "0")]),
        ),
    ),
]
"""A month of the year, by its name or its number."""


_NUMBER = r"[-+]?\d{1,12}([.,]\d{1,6})?"


def _number(value: object) -> Decimal:
    text = scalar(value)
    if not re.fullmatch(_NUMBER, text, re.ASCII):
        raise wrong(msg("“{value}” is not a number; write it as 4.2", value=text))
    return Decimal(text.replace(",", "."))


Number = Annotated[
    Decimal,
    Typed(
        _number,
        lambda: {
            "if": {"type": "string"},
            "then": {"type": "string", "pattern": rf"^\s*{_NUMBER}\s*$"},
            "else": {"type": "number"},
        },
    ),
]
"""A number, with decimals after a point or a comma."""
