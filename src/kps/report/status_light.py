"""What needs attention, and how much: a light for each municipality, what it lacks, and what changed in a year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from kps.language import Message, msg, msgn
from kps.report.figures import Figures
from kps.report.words import word
from kps.report.year_status import CouncilYear, MunicipalityYear, Status, StatusLine

Light = Literal["red", "yellow", "green"]

LIGHTS: dict[Light, Message] = {"red": msg("red"), "yellow": msg("yellow"), "green": msg("green")}
"""The lights by name, the most urgent first."""

MEANINGS: dict[Light, Message] = {
    "red": msg("a part of the cooperation is not there, or a record has an error"),
    "yellow": msg("something is behind, or there is a warning"),
    "green": msg("nothing is amiss; there may be hints"),
}
"""What each light means."""

AGREED = ("tilbudt", "inngått", "takket_nei")
"""What an agreement may be for the municipality not to lack one: an offer and any answer are enough (3)."""


def light(figures: Figures) -> Light:
    """Red where a part of the cooperation is not there at all, or a finding is an error; green where nothing is amiss.

    A hint alone does not take the green away.
    """
    if figures.findings.get("error") or any(_missing(figures)):
        return "red"
    return "yellow" if figures.findings.get("warning") or any(_behind(figures)) else "green"


def lacking(figures: Figures) -> Iterator[Message]:
    """What is not as it should be, the weightiest first."""
    yield from _missing(figures)
    yield from _behind(figures)
    for severity, count in figures.findings.items():
        if count and severity == "error":
            yield msgn("{n} error", "{n} errors", count)
        elif count and severity == "warning":
            yield msgn("{n} warning", "{n} warnings", count)


def has_agreement(figures: Figures) -> bool:
    """Whether a cooperation agreement is in force (3)."""
    return any(one.status == "inngått" for one in figures.cooperation_agreements)


def _missing(figures: Figures) -> Iterator[Message]:
    if isinstance(figures, CouncilYear) and figures.closed:
        return
    if not figures.councils:
        yield msg("neither council nor invitation")
    if not any(one.status in AGREED and one.kind != "skoleavtale" for one in figures.agreements):
        yield msg("neither agreement nor offer")
    if not figures.contacts:
        yield msg("no contact")


def _behind(figures: Figures) -> Iterator[Message]:
    if figures.meetings_held + figures.meetings.planned < figures.meetings_owed:
        held, owed = figures.meetings_held, figures.meetings_owed
        yield msgn("{held} of {n} meeting held", "{held} of {n} meetings held", owed, held=held)
    if figures.actions_overdue:
        yield msgn("{n} overdue action", "{n} overdue actions", figures.actions_overdue)


def attention(status: Status) -> tuple[tuple[MunicipalityYear, tuple[Message, ...]], ...]:
    """The municipalities that lack something, each with what it lacks; the red ones first, the most errors on top."""
    order = list(LIGHTS)
    worst = sorted(
        status.municipalities,
        key=lambda one: (
            order.index(light(one)), -one.findings.get("error", 0), -one.findings.get("warning", 0), one.number,
        ),
    )  # fmt: skip
    found = ((one, tuple(lacking(one))) for one in worst)
    return tuple((one, lacks) for one, lacks in found if lacks)


def changes(entry: StatusLine) -> Iterator[Message]:
    """What is otherwise than a year before: councils, agreements, contacts, evaluations."""
    now, then = entry, entry.previous
    names = {one.folder: one.name for one in (*then.work, *now.work)}
    yield from _states(
        {names.get(one.folder, one.folder): one.status for one in now.councils},
        {names.get(one.folder, one.folder): one.status for one in then.councils},
    )
    yield from _states(
        {one.file: one.status for one in now.agreements}, {one.file: one.status for one in then.agreements}
    )
    for name in now.contacts:
        if name not in then.contacts:
            yield msg("new contact: {name}", name=name)
    for name in then.contacts:
        if name not in now.contacts:
            yield msg("no longer contact: {name}", name=name)
    known = {one.file for one in then.evaluations}
    for one in now.evaluations:
        if one.file not in known:
            yield msg("evaluated on {day}: {council}", day=one.day, council=names.get(one.council, one.council))


def _states(now: dict[str, str | None], then: dict[str, str | None]) -> Iterator[Message]:
    for name, state in now.items():
        if name not in then:
            yield msg("new: {name} ({state})", name=name, state=word(state))
        elif then[name] != state:
            yield msg("{name}: {before}, now {state}", name=name, before=word(then[name]), state=word(state))
    for name in then:
        if name not in now:
            yield msg("no more: {name}", name=name)
