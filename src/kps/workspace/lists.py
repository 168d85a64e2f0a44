"""The lists of whole registers: what is open, what comes when, what is to be done; made part by part, and kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kps.register.index import Register
from kps.report.next_steps import Step, next_steps, urgency
from kps.report.open_actions import OpenAction, Wanted, chosen, open_in
from kps.report.year_calendar import Coming, coming, in_order
from kps.workspace.cache.parts import KeptFindings
from kps.workspace.listed_in_parts import Listing, listed_of_all
from kps.workspace.listening import Listener
from kps.workspace.opening import Workspace


def of_actions(as_of: date) -> Listing[OpenAction]:
    """The open actions of a register."""
    return Listing("actions", as_of, OpenAction, lambda register: open_in(register, as_of))


def of_coming(as_of: date, until: date) -> Listing[Coming]:
    """What comes by a day in a register; without the meetings' own records."""

    def entries(register: Register) -> Iterator[Coming]:
        return (replace(one, meeting=None) for one in coming(register, as_of, until))

    return Listing(f"calendar {until}", as_of, Coming, entries)


def of_steps(as_of: date) -> Listing[Step]:
    """All there is to do in a register."""
    return Listing("steps", as_of, Step, lambda register: next_steps(register, as_of))


# Each takes a workspace that was opened in outline, and gives it back as far as it was read.


def actions_listed(
    workspace: Workspace, kept: KeptFindings | None, listener: Listener, *, as_of: date, wanted: Wanted
) -> tuple[tuple[OpenAction, ...], Workspace]:
    """The open actions of all councils that are asked for."""
    found = listed_of_all(workspace, of_actions(as_of), kept, listener)
    return chosen(found.entries, wanted), found.workspace


def coming_listed(
    workspace: Workspace, kept: KeptFindings | None, listener: Listener, *, as_of: date, until: date
) -> tuple[tuple[tuple[str, Coming], ...], Workspace]:
    """What comes by a day in each register, by its label."""
    found = listed_of_all(workspace, of_coming(as_of, until), kept, listener)
    return tuple((label, one) for label, some in found.by_label for one in in_order(some)), found.workspace


def steps_listed(
    workspace: Workspace, kept: KeptFindings | None, listener: Listener, *, as_of: date
) -> tuple[tuple[Step, ...], Workspace]:
    """All there is to do, the most urgent first."""
    found = listed_of_all(workspace, of_steps(as_of), kept, listener)
    return tuple(sorted(found.entries, key=urgency)), found.workspace
