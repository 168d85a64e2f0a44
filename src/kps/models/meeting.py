"""møte: a meeting, its agenda and its minutes in one file (4.1)."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property, lru_cache
from typing import Annotated, Literal

from kps.language import mark
from kps.models.base import Model, Record, key
from kps.models.exemption import EXEMPT, Exempt
from kps.models.person import Person
from kps.models.shared import Basis, Shorthand
from kps.models.task import ActionStatus, Task
from kps.models.times import Clock, Day
from kps.models.values import Flag, Many, Name, OneOf, OneOrMany, Party, Text, Topic, closed_term
from kps.models.vocabulary import standing_items

MeetingStatus = Annotated[Literal["planlagt", "avholdt", "avlyst"], OneOf()]
ItemKind = Annotated[Literal["orientering", "drøfting", "vedtak"], OneOf()]
Process = Annotated[Literal["tiltaksprosess", "prioriteringsprosess"], OneOf()]


class Guest(Shorthand, Person):
    """Somebody present: a member by name, a deputy ``for`` a member, or a guest with a role."""

    deputy_for: Name = key("for", mark("The member this person meets for."), default="")
    items: OneOrMany[Name] = key("saker", mark("The items a guest was there for."), default=())
    phone: Name = key("telefon", mark("Telephone."), default="")
    email: Name = key("epost", mark("E-mail."), default="")


class Recipient(Shorthand):
    """Somebody who gets a copy of the papers: always the public edition."""

    name: Name = key("navn", mark("The person or the organisation."), default="")
    email: Name = key("epost", mark("E-mail."), default="")


class Attachment(Model):
    """A paper that goes with an item."""

    title: Text = key("tittel", mark("The title."), default="")
    file: Name = key("fil", mark("The file, relative to this record's folder."), default="")
    exempt: Exempt = key(EXEMPT, mark("Why it is exempt from public disclosure."), default=None)


class Action(Task):
    """What a meeting decided that somebody is to do by when (4.1.2)."""

    plan_measure: Name = key(
        "plan_tiltak",
        mark("The action plan's measure that it carries out, by its id."),
        default="",
        examples=["trygt-uteliv/1"],
    )
    process: Process | None = key("prosess", mark("The police process it belongs to (4.1.6)."), default=None)
    municipality_joined: Day | None = key(
        "kommunen_med_fra", mark("From when the municipality was involved (4.1.6)."), default=None
    )


class Item(Model):
    """A case on the agenda."""

    number: Name = key("nr", mark("The case number through the year."), examples=["3/2026"])
    title: Text = key("tittel", mark("The title."))
    kind: ItemKind | None = key("sakstype", mark("orientering, drøfting or vedtak."), default=None)
    standing: Annotated[str, closed_term(standing_items)] = key(
        "fast_sak", mark("The standing item it is."), default=""
    )
    topics: OneOrMany[Topic] = key("tema", mark("What it is about; one or several topics (2)."), default=())
    raised_by: Party | None = key("meldt_av", mark("The side that raised it."), default=None)
    introduced_by: OneOrMany[Name] = key("innleder", mark("Who introduces it."), default=())
    process: Process | None = key("prosess", mark("The police process it belongs to (4.1.6)."), default=None)
    municipality_joined: Day | None = key(
        "kommunen_med_fra", mark("From when the municipality was involved (4.1.6)."), default=None
    )
    individual_case: Flag = key(
        "enkeltsak",
        mark("About one person or one case; such do not belong in the council (4)."),
        default=False,
    )
    bases: OneOrMany[Basis] = key("kunnskapsgrunnlag", mark("What the item rests on (4.1.5)."), default=())
    attachments: Many[Attachment] = key("vedlegg", mark("Papers that go with it."), default=())
    background: Text = key("saksframlegg", mark("Background, for the agenda; Markdown."), default="")
    discussion: Text = key("referat", mark("What was said, for the minutes; Markdown."), default="")
    conclusion: Text = key("konklusjon", mark("What was concluded; Markdown."), default="")
    resolution: Text = key("vedtak", mark("Another name for konklusjon."), default="")
    outcome: Annotated[Literal["behandlet", "utsatt", "trukket"], OneOf()] | None = key(
        "utfall", mark("behandlet, utsatt or trukket."), default=None
    )
    sent_to: Text = key("oversendt", mark("Who the matter was sent on to."), default="")
    actions: Many[Action] = key("tiltak", mark("What somebody is to do."), default=())
    exempt: Exempt = key(EXEMPT, mark("Why it is exempt from public disclosure."), default=None)

    @property
    def decision(self) -> str:
        """The conclusion, under either of its names; both, where both are written."""
        return "\n\n".join(text for text in (self.conclusion, self.resolution) if text)

    @property
    def case(self) -> tuple[int, int] | None:
        """The number and the year of the case number; ``1/2026``, ``1/26`` and ``01/26`` are the same."""
        return case_number(self.number)

    @property
    def ordinal(self) -> str:
        """The number by which an action's id names the item: without the year, without leading zeros."""
        case = self.case
        return str(case[0]) if case else self.number


@lru_cache(maxsize=8192)  # the same few hundred numbers, asked for again and again
def case_number(text: str) -> tuple[int, int] | None:
    """The number and the year of ``3/2026`` or ``3/26``; None where it is not a case number."""
    found = re.fullmatch(r"0*(\d{1,6})\s*/\s*(\d{4}|\d{2})", text.strip(), re.ASCII)
    if not found:
        return None
    year = int(found[2])
    return int(found[1]), year if year >= 100 else 2000 + year


class FollowUp(Model):
    """What became of an earlier meeting's action (4.1.4)."""

    action: Name = key("tiltak", mark("The action's id."), examples=["2026-03-12/3.1"])
    status: ActionStatus | None = key("status", mark("Its state."), default=None)
    day: Day | None = key("dato", mark("The day it happened."), default=None)
    deadline: Day | None = key("frist", mark("A new deadline."), default=None)
    responsible: OneOrMany[Name] = key(
        "ansvarlig", mark("Who takes it on, where the minutes named nobody, or another."), default=()
    )
    remark: Text = key("merknad", mark("What was done, or why not."), default="")


class Summons(Model):
    """The agenda as it was sent (4.1.2)."""

    sent: Day | None = key("sendt", mark("When the agenda was sent."), default=None)


class Minutes(Model):
    """The minutes: when done, when approved (4.1.2)."""

    done: Day | None = key("ferdig", mark("When the minutes were done."), default=None)
    approved: Day | None = key("godkjent", mark("When they were approved."), default=None)
    approved_by: Name = key("godkjent_av", mark("Who approved them."), default="")
    seal: Name = key("segl", mark("Written by kps approve."), default="")


class Cancellation(Model):
    """Why a meeting was cancelled."""

    day: Day | None = key("dato", mark("When it was cancelled."), default=None)
    reason: Text = key("grunn", mark("Why."), default="")
    new_meeting: Day | None = key("nytt_møte", mark("The meeting held instead."), default=None)


class Meeting(Record):
    """A meeting of a council: planned, held or cancelled. Its file is named by its date."""

    kind: Annotated[Literal["møte"], OneOf()] = key("type", mark("What this file is."))
    day: Day | None = key("dato", mark("The day of the meeting."))
    begins: Clock | None = key("start", mark("When it begins."), default=None)
    ends: Clock | None = key("slutt", mark("When it ends."), default=None)
    place: Name = key("sted", mark("Where; may be missing when digital."), default="")
    form: Annotated[Literal["fysisk", "digitalt", "hybrid"], OneOf()] | None = key(
        "form", mark("fysisk, digitalt or hybrid."), default=None
    )
    link: Name = key("lenke", mark("The link to a digital meeting; never in a public document."), default="")
    open: Flag = key("åpent", mark("Open to the public."), default=False)
    extended: Flag = key("utvidet", mark("A meeting of the extended council (4.2)."), default=False)
    extraordinary: Flag = key("ekstraordinært", mark("Called at short notice."), default=False)
    joint_with: OneOrMany[Name] = key(
        "felles_med", mark("Held together with: another council's folder or name, or free text."), default=()
    )
    status: MeetingStatus | None = key("status", mark("planlagt, avholdt or avlyst."))
    cancellation: Cancellation | None = key("avlysning", mark("Why it was cancelled."), default=None)
    summons: Summons | None = key("innkalling", mark("The agenda as sent."), default=None)
    minutes: Minutes | None = key("referat", mark("The minutes: done and approved."), default=None)
    chair: Name = key("møteleder", mark("Who led the meeting."), default="")
    secretary: Name = key("referent", mark("Who wrote the minutes."), default="")
    present: Many[Guest] = key("til_stede", mark("Who was present."), default=())
    apologies: Many[Name] = key("forfall", mark("Who had sent apologies."), default=())
    absent: Many[Name] = key("ikke_møtt", mark("Who did not come."), default=())
    copies: OneOrMany[Recipient] = key(
        "kopi", mark("Who gets a copy of the papers: always the public edition."), default=()
    )
    follow_ups: Many[FollowUp] = key("oppfølging", mark("What became of open actions."), default=())
    items: Many[Item] = key("saker", mark("The cases."), default=())
    next_meeting: Day | None = key("neste_møte", mark("The next meeting."), default=None)

    @property
    def sent(self) -> date | None:
        """When the agenda was sent."""
        return self.summons.sent if self.summons else None

    @property
    def done(self) -> date | None:
        """When the minutes were done."""
        return self.minutes.done if self.minutes else None

    @property
    def approved(self) -> date | None:
        """When the minutes were approved."""
        return self.minutes.approved if self.minutes else None

    def held(self, as_of: date) -> bool:
        """Whether the meeting has been held by ``as_of``."""
        return self.status == "avholdt" and self.day is not None and self.day <= as_of

    def ahead(self, as_of: date) -> bool:
        """Whether the meeting is still to come on ``as_of``: planned, or held on a later day."""
        if self.day is None or self.day < as_of:
            return False
        return self.status == "planlagt" or (self.status == "avholdt" and self.day > as_of)

    @cached_property
    def order(self) -> tuple[date, int, str]:
        """What meetings are sorted by: their day, then the file's suffix."""
        suffix = re.fullmatch(r"\d{4}-\d{2}-\d{2}-(\d+)", self.origin.stem)
        return self.day or date.max, int(suffix[1]) if suffix else 1, self.origin.file
