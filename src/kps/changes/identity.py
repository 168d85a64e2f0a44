"""What records and the things in their lists are called, and what each is known by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kps.language import mark
from kps.models.agreement import Agreement, FocusArea, Goal, Signature
from kps.models.base import Model, Waiver
from kps.models.contact import Contact, Training
from kps.models.council import ActionPlan, Bylaws, Council, Forum, Function, Member, Office, Slt, Steering
from kps.models.evaluation import Adjustment, Evaluation
from kps.models.meeting import Action, Attachment, FollowUp, Guest, Item, Meeting
from kps.models.places import municipalities
from kps.models.register import Charter
from kps.models.shared import Basis, MunicipalityEntry, Participant, Plan


@dataclass(frozen=True, slots=True)
class Thing:
    """A kind of thing: its word, how a new one is told of, and the fields that it is known by."""

    word: str
    new: str
    known_by: tuple[str, ...]
    also: tuple[str, ...] = ()
    """Fields that are shown with what it is known by, and may be withheld."""
    lasting: bool = True
    """Whether another name is another thing, as with people; a text may be written otherwise and be the same."""


THINGS: dict[type[Model], Thing] = {
    Charter: Thing(mark("register"), mark("new register: {name}"), ("name",)),
    Council: Thing(mark("council"), mark("new council: {name}"), ("name",), lasting=False),
    Agreement: Thing(
        mark("agreement"), mark("new agreement: {name}"), ("municipalities", "school", "county"), lasting=False
    ),
    Contact: Thing(mark("contact"), mark("new contact: {name}"), ("name",), lasting=False),
    Meeting: Thing(mark("meeting"), mark("new meeting: {name}"), ("day",), lasting=False),
    Evaluation: Thing(mark("evaluation"), mark("new evaluation: {name}"), ("subject", "year"), lasting=False),
    Waiver: Thing(mark("waiver"), mark("new waiver: {name}"), ("rule", "municipality")),
    MunicipalityEntry: Thing(mark("municipality"), mark("new municipality: {name}"), ("number",)),
    Member: Thing(mark("member"), mark("new member: {name}"), ("name",)),
    Office: Thing(mark("office"), mark("new in office: {name}"), ("name",)),
    Plan: Thing(mark("plan"), mark("new plan: {name}"), ("title",), lasting=False),
    ActionPlan: Thing(mark("action plan"), mark("new action plan: {name}"), ("title",), lasting=False),
    Bylaws: Thing(mark("police bylaws"), mark("new police bylaws: {name}"), ("municipality",)),
    Forum: Thing(mark("forum"), mark("new forum: {name}"), ("name",), lasting=False),
    Slt: Thing(mark("SLT model"), mark("new SLT model: {name}"), ("municipalities",), lasting=False),
    Function: Thing(mark("function"), mark("new function: {name}"), ("function",), also=("name",)),
    Participant: Thing(mark("participant"), mark("new participant: {name}"), ("name",)),
    Steering: Thing(mark("participant"), mark("new participant: {name}"), ("name",)),
    Signature: Thing(mark("signature"), mark("new signature: {name}"), ("name",)),
    Goal: Thing(mark("goal"), mark("new goal: {name}"), ("text",), lasting=False),
    FocusArea: Thing(mark("focus area"), mark("new focus area: {name}"), ("name",), lasting=False),
    Basis: Thing(mark("knowledge basis"), mark("new knowledge basis: {name}"), ("title",), lasting=False),
    Training: Thing(mark("training"), mark("new training: {name}"), ("what",), lasting=False),
    Guest: Thing(mark("present"), mark("newly present: {name}"), ("name",)),
    Item: Thing(mark("case"), mark("new case: {name}"), ("number",), also=("title",), lasting=False),
    Attachment: Thing(mark("attachment"), mark("new attachment: {name}"), ("title",), lasting=False),
    Action: Thing(mark("action"), mark("new action: {name}"), ("what",), lasting=False),
    FollowUp: Thing(mark("follow-up of action"), mark("new follow-up of action: {name}"), ("action",)),
    Adjustment: Thing(mark("adjustment"), mark("new adjustment: {name}"), ("what",), lasting=False),
}
"""Every kind of record, and every kind of thing that stands in a list of one."""

_LONGEST = 70


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
