"""The cases of a meeting as its papers show them to those in the council; what the public sees is in public_cases."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from posixpath import normpath
from typing import ClassVar, Self
from urllib.parse import quote

from kps.documents.dates import WrittenDay, written_or_none
from kps.documents.people import side, sides
from kps.language import msg
from kps.models.exemption import Exemption
from kps.models.meeting import Item, Meeting
from kps.models.vocabulary import shown, staircase, term, topics
from kps.register.actions import action_id
from kps.register.index import Register
from kps.register.knowledge import Grounds, grounds
from kps.register.written import WrittenForm


@dataclass(frozen=True, slots=True)
class Exempted:
    """That something is exempt from public disclosure: by which provision, and why."""

    basis: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """An attachment or a knowledge basis."""

    withheld: ClassVar[bool] = False

    title: str
    file: str = ""
    source: str = ""
    """Who delivered a knowledge basis, in the paper's language."""
    exempt: Exempted | None = None
    findings: str = ""
    """The main findings of a knowledge product."""
    number: int = 0
    """Of an attachment: its place among those of all cases, from 1."""
    link: str = ""
    """Of an attachment: its file from the register's folder, after a /; a paper leads there from where it is."""


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """An action as it was set, in every edition: what, by whom, by when (4.1.2)."""

    id: str
    case: str
    """The number of the case it was set in."""
    what: str
    responsible: str
    deadline: WrittenDay | None
    step: str
    """The step of the coordination staircase, in words (2.3)."""
    resources: str

    @classmethod
    def all_of(cls, meeting: Meeting, item: Item, form: WrittenForm) -> tuple[Self, ...]:
        """The actions that a case set."""
        return tuple(
            cls(
                id=action_id(meeting, item, place),
                case=item.number,
                what=action.what,
                responsible=", ".join(filter(None, action.responsible)),
                deadline=written_or_none(action.deadline, form),
                step=_step(action.step, form),
                resources=action.resources,
            )
            for place, action in enumerate(item.actions, start=1)
        )


@dataclass(frozen=True, slots=True)
class Task(TaskFacts):
    """An action."""

    exempt: Exempted | None = None
    """That the case it was set in is exempt."""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """The texts of a case, in every edition that shows it."""

    withheld: ClassVar[bool] = False

    number: str
    title: str
    standing: str = ""
    """Which standing item it is, by its key in the records."""
    kind: str = ""
    topics: str = ""
    raised_by: str = ""
    introduced_by: str = ""
    background: str = ""
    discussion: str = ""
    conclusion: str = ""
    outcome: str = ""
    sent_to: str = ""

    @classmethod
    def of(cls, item: Item, form: WrittenForm) -> Self:
        """The case's texts."""
        outcome = _OUTCOMES.get(item.outcome or "")
        return cls(
            number=item.number,
            title=item.title,
            standing=item.standing,
            kind=shown(item.kind, form) if item.kind else "",
            topics=topic_names(item.topics, form),
            raised_by=side(item.raised_by, form),
            introduced_by=", ".join(filter(None, item.introduced_by)),
            background=item.background,
            discussion=item.discussion,
            conclusion=item.decision,
            outcome=outcome.text(form) if outcome else "",
            sent_to=item.sent_to,
        )


@dataclass(frozen=True, slots=True)
class Case(CaseFacts):
    """A case, whole."""

    exempt: Exempted | None = None
    bases: tuple[Attached, ...] = ()
    attachments: tuple[Attached, ...] = ()
    tasks: tuple[Task, ...] = ()

    @property
    def in_agenda(self) -> bool:
        """Whether an agenda has more to say of the case than its line in the list."""
        return bool(self.background or self.bases or self.attachments or self.exempt)


_OUTCOMES = {"utsatt": msg("The case is postponed."), "trukket": msg("The case is withdrawn.")}


def exempt_words(form: WrittenForm) -> str:
    """What stands where something is withheld."""
    return term("paper", "unntatt offentlighet").text(form)


def untitled(form: WrittenForm) -> str:
    """What an attachment is called that has no title."""
    return term("paper", "vedlegg uten tittel").text(form)


def cases(register: Register, meeting: Meeting, form: WrittenForm) -> tuple[Case, ...]:
    """The cases in the record's order."""
    count = itertools.count(1)
    return tuple(_case(register, meeting, item, form, count) for item in meeting.items)


def _case(register: Register, meeting: Meeting, item: Item, form: WrittenForm, count: Iterator[int]) -> Case:
    by = Exempted(item.exempt.provision) if item.exempt else None
    return replace(
        Case.of(item, form),
        exempt=_exempted(item.exempt),
        bases=knowledge(grounds(item.bases, meeting, register), form),
        attachments=tuple(
            Attached(
                one.title or untitled(form),
                one.file,
                exempt=_exempted(one.exempt),
                number=next(count),
                link=_link(one.file, meeting),
            )
            for one in item.attachments
        ),
        tasks=tuple(replace(one, exempt=by) for one in Task.all_of(meeting, item, form)),
    )


def _link(file: str, meeting: Meeting) -> str:
    """The address of a file beside the record, from the register's folder, after a /; none of one outside it."""
    place = normpath(f"{meeting.origin.folder}/{file}") if file else ".."
    inside = not place.startswith(("..", "/")) and ":" not in place
    return quote(f"/{place}") if inside else ""


def _exempted(exemption: Exemption | None) -> Exempted | None:
    return Exempted(exemption.provision, exemption.reason) if exemption else None


def knowledge(bases: Iterable[Grounds], form: WrittenForm) -> tuple[Attached, ...]:
    """What something rests on, and who delivered it."""
    return tuple(
        Attached(one.title, one.file, sides(one.sources, form), _exempted(one.exemption), one.findings) for one in bases
    )


def topic_names(names: Iterable[str], form: WrittenForm) -> str:
    """The topics in the paper's language."""
    known = ((name, topics().get(name)) for name in names if name)
    return ", ".join(topic.text(form) if topic else name for name, topic in known)


def _step(number: int | None, form: WrittenForm) -> str:
    known = staircase().get(str(number)) if number else None
    return f"{number} – {known.text(form)}" if known else ""
