"""What needs attention, and how much: a light for each municipality, what it lacks, and what changed in a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from kps.language import Message, Words, msg, msgn
from kps.report.figures import Figures
from kps.report.words import agreement_title, word
from kps.report.year_status import CouncilYear, StatusLine

Light = Literal["red", "yellow", "green"]

LIGHTS: dict[Light, Message] = {"red": msg("red"), "yellow": msg("yellow"), "green": msg("green")}
"""The lights by name, the most urgent first."""

MEANINGS: dict[Light, Message] = {
    "red": msg("a part of the cooperation is not there, or a record has an error"),
    "yellow": msg("something is behind, or there is a warning"),
    "green": msg("nothing is amiss; there may be hints"),
}
"""What each light means."""

TOO_FEW, OVERDUE = "M401", "M412"
"""The rules that ask for enough meetings in a year, and for actions done by their deadlines."""

AGREED = ("tilbudt", "inngått", "takket_nei")
"""What an agreement may be for the municipality not to lack one: an offer and any answer are enough (3)."""


def light(figures: Figures) -> Light:
    """Red where a part of the cooperation is not there at all, or a finding is an error; green where nothing is amiss.

    A hint alone does not take the green away.
    """
    if figures.findings.get("error") or any(missing(figures)):
        return "red"
    return "yellow" if figures.findings.get("warning") or any(behind(figures)) else "green"


def lacking(figures: Figures) -> Iterator[Message]:
    """What is not there, and what is behind, the weightiest first."""
    yield from (words for _, words in (*missing(figures), *behind(figures)))


def counted(figures: Figures) -> Iterator[Message]:
    """How many errors and warnings there are."""
    for severity, count in figures.findings.items():
        if count and severity == "error":
            yield msgn("{n} error", "{n} errors", count)
        elif count and severity == "warning":
            yield msgn("{n} warning", "{n} warnings", count)


def has_agreement(figures: Figures) -> bool:
    """Whether a cooperation agreement is in force (3)."""
    return any(one.status == "inngått" for one in figures.cooperation_agreements)


def missing(figures: Figures) -> Iterator[tuple[str, Message]]:
    """What is not there at all, each with the code of the rule that asks for it."""
    if isinstance(figures, CouncilYear) and figures.closed:
        return
    if not figures.councils:
        yield "R401", msg("neither council nor invitation")
    if not any(one.status in AGREED and one.kind != "skoleavtale" for one in figures.agreements):
        yield "A301", msg("neither agreement nor offer")
    if not figures.contacts:
        yield "K501", msg("no contact")


def behind(figures: Figures) -> Iterator[tuple[str, Message]]:
    """What is late, or too little, each with the code of the rule that asks for it."""
    if figures.meetings_held + figures.meetings.planned < figures.meetings_owed:
        held, owed = figures.meetings_held, figures.meetings_owed
        yield TOO_FEW, msgn("{held} of {n} meeting held", "{held} of {n} meetings held", owed, held=held)
    if figures.actions_overdue:
        yield OVERDUE, msgn("{n} overdue action", "{n} overdue actions", figures.actions_overdue)


def changes(entry: StatusLine) -> Iterator[Message]:
    """What is otherwise than a year before: councils, agreements, contacts, evaluations."""
    now, then = entry, entry.previous
    names = {one.folder: one.name for one in (*then.work, *now.work)}
    yield from _states(
        {one.folder: one.status for one in now.councils}, {one.folder: one.status for one in then.councils}, names
    )
    titles = {one.file: agreement_title(one) for one in (*then.agreements, *now.agreements)}
    yield from _states(
        {one.file: one.status for one in now.agreements}, {one.file: one.status for one in then.agreements}, titles
    )
    people = {one.contact: one.name for one in (*then.positions, *now.positions)}
    for id in now.contacts:
        if id not in then.contacts:
            yield msg("new contact: {name}", name=people.get(id) or "?")
    for id in then.contacts:
        if id not in now.contacts:
            yield msg("no longer contact: {name}", name=people.get(id) or "?")
    known = {one.file for one in then.evaluations}
    for one in now.evaluations:
        if one.file not in known:
            yield msg("evaluated on {day}: {council}", day=one.day, council=names.get(one.council, one.council))


def _states(
    now: Mapping[str, str | None], then: Mapping[str, str | None], names: Mapping[str, Words]
) -> Iterator[Message]:
    for id, state in now.items():
        name = names.get(id, id)
        if id not in then:
            yield msg("new: {name} ({state})", name=name, state=word(state))
        elif then[id] != state:
            yield msg("{name}: {before}, now {state}", name=name, before=word(then[id]), state=word(state))
    for id in then:
        if id not in now:
            yield msg("no more: {name}", name=names.get(id, id))
