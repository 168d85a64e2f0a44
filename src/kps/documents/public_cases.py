"""The cases of a meeting as the public sees them; of an exempt one next to nothing."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from kps.documents.cases import Attached, Case, CaseFacts, Exempted, Task, TaskFacts, exempt_words, untitled
from kps.documents.editions import public_of
from kps.documents.people import sides
from kps.models.exemption import Exemption
from kps.models.meeting import Attachment, Item, Meeting
from kps.register.index import Register
from kps.register.knowledge import Grounds, grounds
from kps.register.written import WrittenForm


@public_of(Exempted)
@dataclass(frozen=True, slots=True)
class Provision:
    """By which provision something is exempt, and not why."""

    basis: str


@public_of(Attached)
@dataclass(frozen=True, slots=True)
class PublicAttached:
    """An attachment or a knowledge basis that anybody may know of; its file is nobody's but the council's."""

    withheld: ClassVar[bool] = False

    title: str
    source: str = ""
    """Who delivered a knowledge basis, in the paper's language."""
    findings: str = ""
    """The main findings of a knowledge product."""
    number: int = 0
    """Of an attachment: its place among those of all open cases, from 1."""


@public_of(Attached)
@dataclass(frozen=True, slots=True)
class WithheldAttachment:
    """An exempt attachment or knowledge product: no more than a title for the public and the provision."""

    withheld: ClassVar[bool] = True

    title: str
    exempt: Provision
    number: int = 0


@public_of(Task)
@dataclass(frozen=True, slots=True)
class PublicTask(TaskFacts):
    """An action of a case that anybody may know of."""


@public_of(Case)
@dataclass(frozen=True, slots=True)
class PublicCase(CaseFacts):
    """A case that anybody may know of."""

    bases: tuple[PublicAttached | WithheldAttachment, ...] = ()
    attachments: tuple[PublicAttached | WithheldAttachment, ...] = ()
    tasks: tuple[PublicTask, ...] = ()

    @property
    def in_agenda(self) -> bool:
        """Whether an agenda has more to say of the case than its line in the list."""
        return bool(self.background or self.bases or self.attachments)


@public_of(Case)
@dataclass(frozen=True, slots=True)
class WithheldCase:
    """An exempt case: a number, a title for the public and the provision."""

    withheld: ClassVar[bool] = True
    in_agenda: ClassVar[bool] = False

    number: str
    title: str
    exempt: Provision


def public_cases(register: Register, meeting: Meeting, form: WrittenForm) -> tuple[PublicCase | WithheldCase, ...]:
    """The cases in the record's order, the exempt ones withheld."""
    count = itertools.count(1)
    return tuple(
        WithheldCase(item.number, _title(item.exempt, form), Provision(item.exempt.provision))
        if item.exempt
        else _case(register, meeting, item, form, count)
        for item in meeting.items
    )


def _case(register: Register, meeting: Meeting, item: Item, form: WrittenForm, count: Iterator[int]) -> PublicCase:
    return replace(
        PublicCase.of(item, form),
        bases=public_knowledge(grounds(item.bases, meeting, register), form),
        attachments=tuple(_attachment(one, form, next(count)) for one in item.attachments),
        tasks=PublicTask.all_of(meeting, item, form),
    )


def _attachment(paper: Attachment, form: WrittenForm, number: int) -> PublicAttached | WithheldAttachment:
    if paper.exempt:
        return WithheldAttachment(_title(paper.exempt, form), Provision(paper.exempt.provision), number)
    return PublicAttached(paper.title or untitled(form), number=number)


def _title(exemption: Exemption, form: WrittenForm) -> str:
    return exemption.public_title or exempt_words(form)


def public_knowledge(bases: Iterable[Grounds], form: WrittenForm) -> tuple[PublicAttached | WithheldAttachment, ...]:
    """What something rests on, and who delivered it; of an exempt product a title for the public and the provision."""
    return tuple(
        WithheldAttachment(_title(one.exemption, form), Provision(one.exemption.provision))
        if one.exemption
        else PublicAttached(one.title, sides(one.sources, form), one.findings)
        for one in bases
    )
