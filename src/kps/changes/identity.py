"""What records and the things in their lists are called, and what each is known by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kps.language import Language, Spoken
from kps.models.agreement import Agreement, FocusArea, Goal, Measuring, Signature
from kps.models.base import Model, Waiver
from kps.models.contact import Contact, Training
from kps.models.council import (
    ActionPlan,
    Bylaws,
    Council,
    Forum,
    Function,
    Measure,
    Member,
    Office,
    PlannedTopic,
    Slt,
    Steering,
    WaitingItem,
)
from kps.models.evaluation import Adjustment, Evaluation
from kps.models.knowledge import Knowledge
from kps.models.meeting import Action, Attachment, FollowUp, Guest, Item, Meeting, Recipient
from kps.models.places import municipalities
from kps.models.preparedness import Exercise
from kps.models.register import Charter
from kps.models.shared import MunicipalityEntry, NamedBasis, Participant, Plan, WrittenBasis
from kps.models.vocabulary import Term, term, terms


@dataclass(frozen=True, slots=True)
class New(Spoken):
    """The word new, said of a thing: in the gender that the thing has in the reader's tongue."""

    of: Term

    def text(self, language: Language) -> str:
        """The word in ``language``."""
        return term("new", self.of.gender(language)).text(language)


@dataclass(frozen=True, slots=True)
class Thing:
    """A kind of thing: the fields that it is known by."""

    known_by: tuple[str, ...]
    also: tuple[str, ...] = ()
    """Fields that are shown with what it is known by, and may be withheld."""
    lasting: bool = True
    """Whether another name is another thing, as with people; a text may be written otherwise and be the same."""


THINGS: dict[type[Model], Thing] = {
    Charter: Thing(("name",)),
    Council: Thing(("name",), lasting=False),
    Agreement: Thing(("municipalities", "school", "county"), lasting=False),
    Contact: Thing(("name",), lasting=False),
    Meeting: Thing(("day",), lasting=False),
    Evaluation: Thing(("subject", "year"), lasting=False),
    Knowledge: Thing(("title",), lasting=False),
    Waiver: Thing(("rule", "municipality")),
    MunicipalityEntry: Thing(("number",)),
    Member: Thing(("name",)),
    Office: Thing(("name",)),
    Plan: Thing(("title",), lasting=False),
    ActionPlan: Thing(("title",), lasting=False),
    Measure: Thing(("what",), lasting=False),
    Exercise: Thing(("day", "what"), lasting=False),
    PlannedTopic: Thing(("topics",), lasting=False),
    WaitingItem: Thing(("title",), lasting=False),
    Bylaws: Thing(("municipality",)),
    Forum: Thing(("name",), lasting=False),
    Slt: Thing(("municipalities",), lasting=False),
    Function: Thing(("function",), also=("name",)),
    Participant: Thing(("name",)),
    Steering: Thing(("name",)),
    Signature: Thing(("name",)),
    Goal: Thing(("text",), lasting=False),
    FocusArea: Thing(("name",), lasting=False),
    Measuring: Thing(("day",), lasting=False),
    WrittenBasis: Thing(("title",), lasting=False),
    NamedBasis: Thing(("id",)),
    Training: Thing(("what",), lasting=False),
    Guest: Thing(("name",)),
    Recipient: Thing(("name",)),
    Item: Thing(("number",), also=("title",), lasting=False),
    Attachment: Thing(("title",), lasting=False),
    Action: Thing(("what",), lasting=False),
    FollowUp: Thing(("action",)),
    Adjustment: Thing(("what",), lasting=False),
}
"""Every kind of record, and every kind of thing that stands in a list of one."""

_LONGEST = 70


@cache
def _by_class() -> Mapping[str, Term]:
    return {name: word for word in terms("thing").values() for name in word.code}


def word_for(kind: type[Model]) -> Term:
    """What a thing of this kind is called."""
    return _by_class()[kind.__name__]


def identity(model: Model) -> str:
    """What the thing is known by, in one line; empty where it has no name."""
    return " ".join(_values(model, THINGS[type(model)].known_by))


def called(model: Model) -> str:
    """What people are shown that the thing is called: what it is known by, and what else tells it; not too long."""
    thing = THINGS[type(model)]
    if isinstance(model, MunicipalityEntry) and model.number in municipalities():
        return f"{model.number} {municipalities()[model.number].name}"
    name = " ".join(_values(model, (*thing.known_by, *thing.also)))
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"


def _values(model: Model, attributes: tuple[str, ...]) -> Iterator[str]:
    for attribute in attributes:
        value = getattr(model, attribute)
        words = ", ".join(map(_word, value)) if isinstance(value, tuple) else str(value or "")
        if words:
            yield " ".join(words.split())


def _word(one: Model | str) -> str:
    return called(one) if isinstance(one, Model) else one
