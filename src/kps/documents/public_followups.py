"""What became of earlier actions, as the public sees it: of one of an exempt case, that there is one (4.1.4)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from kps.documents.cases import exempt_words
from kps.documents.editions import public_of
from kps.documents.followups import (
    ActionFacts,
    Followed,
    concerned,
    exempt_bases,
    lines_of,
    measures_named,
    meetings_of,
    slips,
)
from kps.models.meeting import Meeting
from kps.register.actions import same_action
from kps.register.index import Register
from kps.register.written import WrittenForm

_ID = re.compile(r"\d{4}-\d{2}-\d{2}(-\d+)?/\d+\.\d+", re.ASCII)


@public_of(Followed)
@dataclass(frozen=True, slots=True)
class PublicFollowed(ActionFacts):
    """An earlier action that anybody may know of."""


@public_of(Followed)
@dataclass(frozen=True, slots=True)
class WithheldAction:
    """An action of an exempt case: its id and the legal basis."""

    withheld: ClassVar[bool] = True
    exempt: ClassVar[bool] = True
    known: ClassVar[bool] = True

    id: str
    what: str
    """That it is exempt, in words."""
    basis: str


@public_of(Followed)
@dataclass(frozen=True, slots=True)
class UnknownAction:
    """A slip in the record's ``oppfølging``, as the public sees it: what it was about is not known."""

    withheld: ClassVar[bool] = True
    known: ClassVar[bool] = False
    what: ClassVar[str] = ""

    id: str
    """Empty where it does not look like an action's id: anything may have been written there."""


PublicAction = PublicFollowed | WithheldAction | UnknownAction


def publicly_followed(meeting: Meeting, register: Register, as_of: date, form: WrittenForm) -> tuple[PublicAction, ...]:
    """The same actions for the public: of one of an exempt case, that there is one."""
    lines = lines_of(meeting)
    exempt = exempt_bases(meetings_of(register, register.councils_in(meeting)))
    found = [
        WithheldAction(one.id, exempt_words(form), exempt[id])
        if id in exempt
        else PublicFollowed.of(one, lines.get(id, []), meeting, form)
        for one in concerned(meeting, register, as_of)
        for id in (same_action(one.id),)
    ]
    found += [
        PublicFollowed.of(one, lines[same_action(one.id)], meeting, form)
        for one in measures_named(meeting, register, as_of)
    ]
    unknown = (line.action for line in slips(meeting, (one.id for one in found)))
    return (*found, *(UnknownAction(id if _ID.fullmatch(id) else "") for id in unknown))
