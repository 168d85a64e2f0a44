"""The lists of registers: what is open, what comes when, what is to be done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kps.models.council import Council
from kps.register.index import Register
from kps.report.next_steps import Step, next_steps
from kps.report.open_actions import OpenAction, open_in
from kps.report.year_calendar import Coming, coming
from kps.workspace.listed_in_parts import Listing


def of_actions(as_of: date) -> Listing[OpenAction]:
    """The open actions."""
    return Listing("actions", as_of, OpenAction, lambda register, council: open_in(register, as_of, council))


def of_coming(as_of: date, until: date) -> Listing[Coming]:
    """What comes by a day; without the meetings' own records."""

    def entries(register: Register, council: Council | None) -> Iterator[Coming]:
        return (replace(one, meeting=None) for one in coming(register, as_of, until, council))

    return Listing(f"calendar {until}", as_of, Coming, entries)


def of_steps(as_of: date) -> Listing[Step]:
    """All there is to do."""
    return Listing("steps", as_of, Step, lambda register, council: next_steps(register, as_of, council))
