"""The cases of a meeting as its papers show them; of an exempt one a public paper shows next to nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kps.documents.dates import WrittenDay, written_day
from kps.documents.people import side
from kps.models.meeting import Attachment, Exemption, Item, Meeting
from kps.models.shared import Basis
from kps.models.vocabulary import staircase, topics
from kps.register.actions import action_id
from kps.register.written import WrittenForm


@dataclass(frozen=True, slots=True)
class Exempted:
    """That something is exempt from public disclosure, and by which provision."""

    basis: str
    reason: str = ""
    """Why; never in a public paper."""


@dataclass(frozen=True, slots=True)
class Attached:
    """An attachment or a knowledge basis."""

    title: str
    file: str = ""
    """Its file; never in a public paper."""
    source: str = ""
    """Who delivered a knowledge basis, in the paper's language."""
    exempt: Exempted | None = None
    withheld: bool = False
    """Whether this is an exempt attachment in a public paper: no more than the provision is told."""


@dataclass(frozen=True, slots=True)
class Task:
    """An action as it was set: what, by whom, by when (4.1.2)."""

    id: str
    case: str
    """The number of the case it was set in."""
    what: str
    responsible: str
    deadline: WrittenDay | None
    step: str
    """The step of the coordination staircase, in words (2.3)."""
    resources: str
    exempt: Exempted | None = None
    """That the case it was set in is exempt."""


@dataclass(frozen=True, slots=True)
class Case:
    """A case. In a public paper, a withheld one has a number, a title for the public and the provision only."""

    number: str
    title: str
    exempt: Exempted | None = None
    withheld: bool = False
    standing: str = ""
    """Which standing item it is, by its key in the records."""
    kind: str = ""
    topics: str = ""
    raised_by: str = ""
    introduced_by: str = ""
    bases: tuple[Attached, ...] = ()
    attachments: tuple[Attached, ...] = ()
    background: str = ""
    discussion: str = ""
    conclusion: str = ""
    outcome: str = ""
    sent_to: str = ""
    tasks: tuple[Task, ...] = ()

    @property
    def in_agenda(self) -> bool:
        """Whether an agenda has more to say of the case than its line in the list."""
        return bool(self.background or self.bases or self.attachments) or (
            self.exempt is not None and not self.withheld
        )


_WORDS: dict[WrittenForm, dict[str, str]] = {
    "nb": {
        "orientering": "orientering",
        "drøfting": "drøfting",
        "vedtak": "vedtak",
        "utsatt": "Saken er utsatt.",
        "trukket": "Saken er trukket.",
        "exempt": "Unntatt offentlighet",
        "attachment": "Vedlegg uten tittel",
    },
    "nn": {
        "orientering": "orientering",
        "drøfting": "drøfting",
        "vedtak": "vedtak",
        "utsatt": "Saka er utsett.",
        "trukket": "Saka er trekt.",
        "exempt": "Unnateke offentlegheit",
        "attachment": "Vedlegg utan tittel",
    },
}


def exempt_words(form: WrittenForm) -> str:
    """What stands where something is withheld."""
    return _WORDS[form]["exempt"]


def cases(meeting: Meeting, form: WrittenForm, public: bool) -> tuple[Case, ...]:
    """The cases in the record's order, the exempt ones withheld from the public."""
    return tuple(
        _withheld(item, item.exempt, form) if public and item.exempt else _case(meeting, item, form, public)
        for item in meeting.items
    )


def exempted(exemption: Exemption, public: bool) -> Exempted:
    """The provision; the reason for those who may read it."""
    return Exempted(exemption.provision, "" if public else exemption.reason)


def _withheld(item: Item, exemption: Exemption, form: WrittenForm) -> Case:
    return Case(
        number=item.number,
        title=exemption.public_title or exempt_words(form),
        exempt=exempted(exemption, public=True),
        withheld=True,
    )


def _case(meeting: Meeting, item: Item, form: WrittenForm, public: bool) -> Case:
    words = _WORDS[form]
    return Case(
        number=item.number,
        title=item.title,
        exempt=exempted(item.exempt, public) if item.exempt else None,
        standing=item.standing,
        kind=words.get(item.kind or "", ""),
        topics=topic_names(item.topics, form),
        raised_by=side(item.raised_by, form),
        introduced_by=", ".join(filter(None, item.introduced_by)),
        bases=knowledge(item.bases, form, public),
        attachments=tuple(_attachment(one, form, public) for one in item.attachments),
        background=item.background,
        discussion=item.discussion,
        conclusion=item.decision,
        outcome=words.get(item.outcome or "", ""),
        sent_to=item.sent_to,
        tasks=tuple(_tasks(meeting, item, form)),
    )


def _attachment(paper: Attachment, form: WrittenForm, public: bool) -> Attached:
    exempt = exempted(paper.exempt, public) if paper.exempt else None
    if public and paper.exempt:
        return Attached(paper.exempt.public_title or exempt_words(form), exempt=exempt, withheld=True)
    if public:
        return Attached(paper.title or _WORDS[form]["attachment"])
    return Attached(paper.title or paper.file, paper.file, exempt=exempt)


def _tasks(meeting: Meeting, item: Item, form: WrittenForm) -> list[Task]:
    return [
        Task(
            id=action_id(meeting, item, place),
            case=item.number,
            what=action.what,
            responsible=", ".join(filter(None, action.responsible)),
            deadline=written_day(action.deadline, form) if action.deadline else None,
            step=_step(action.step, form),
            resources=action.resources,
            exempt=Exempted(item.exempt.provision) if item.exempt else None,
        )
        for place, action in enumerate(item.actions, start=1)
    ]


def knowledge(bases: Iterable[Basis], form: WrittenForm, public: bool) -> tuple[Attached, ...]:
    """What something rests on, and who delivered it."""
    return tuple(Attached(one.title, "" if public else one.file, side(one.source, form)) for one in bases)


def topic_names(names: Iterable[str], form: WrittenForm) -> str:
    """The topics in the paper's language."""
    known = ((name, topics().get(name)) for name in names if name)
    return ", ".join(term.text(form) if term else name for name, term in known)


def _step(number: int | None, form: WrittenForm) -> str:
    known = staircase().get(str(number)) if number else None
    return f"{number} – {known.text(form)}" if known else ""
