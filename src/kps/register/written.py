"""Which of the two written forms of Norwegian a municipality's records and papers are in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from kps.models.places import municipalities
from kps.register.index import Register

WrittenForm = Literal["nb", "nn"]
"""The two written forms of Norwegian that records and papers are made in."""


def written_form(register: Register | None, numbers: Iterable[str]) -> WrittenForm:
    """The form that the municipalities write; where that is none or several, the register's, else bokmål."""
    written = {known.written_form for number in numbers if (known := municipalities().get(number))}
    own = written.pop() if len(written) == 1 else "nøytral"
    charter = register.charter if register else None
    chosen = own if own != "nøytral" else (charter and charter.written_form) or "bokmål"
    return "nn" if chosen == "nynorsk" else "nb"
