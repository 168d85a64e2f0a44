"""Minutes that were written in Word, taken over into a meeting's record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kps.intake.claim import Reading
from kps.intake.minutes.days import days_of_name
from kps.intake.minutes.draft import Draft
from kps.intake.minutes.frame import PEOPLE, days_told
from kps.intake.minutes.labelled import Entries
from kps.intake.minutes.layout import Layout, layout
from kps.intake.minutes.lines import Item, Line, flow, lines_in, lines_of, struck_of
from kps.intake.minutes.paper import NAMING, Paper
from kps.intake.minutes.whose import whose
from kps.intake.readers.blocks import paragraphs
from kps.intake.readers.document_kinds import is_word, other_kind
from kps.intake.readers.word import document
from kps.intake.source import Source, Unreadable, Wanted
from kps.language import Message, msg
from kps.register.index import Register


@dataclass(frozen=True, slots=True)
class Apart:
    """Minutes taken apart: their text, and the day that they tell."""

    name: str
    items: tuple[Item, ...]
    beside: tuple[Line, ...]
    struck: tuple[Line, ...]
    """What is struck out."""
    day: date | None
    wrong: Message | None = None
    """Why nothing of it can be written: no day, or two that disagree, or no minutes at all."""
    remarks: tuple[Message, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """All that is written in it."""
        return (*lines_in(self.items), *self.beside, *self.struck)


def is_one(source: Source) -> bool:
    """Whether a source is minutes, by its content: those in a form that is not read too, to be told what to save as."""
    return is_word(source.data) or other_kind(source.data, source.ending) is not None


def apart(source: Source, wanted: Wanted) -> Apart:
    """The minutes taken apart; Unreadable where they cannot be."""
    del wanted
    if wrong := other_kind(source.data, source.ending):
        raise Unreadable(wrong)
    read = document(source.data)
    items = flow(read.body)
    beside = tuple(line for paragraph in read.beside for line in lines_of(paragraph))
    day, disagree = _day(items, source.stem)
    macros = (msg("it holds macros, which were not looked at"),) if read.macros else ()
    struck = struck_of(paragraphs(read.body))
    return Apart(source.name, items, beside, struck, day, disagree or _no_minutes(items, day), macros)


def reading(apart: Apart, register: Register, wanted: Wanted) -> Reading:
    """What the minutes want to stand where, in a register as it is after the sources before them."""
    draft = Draft(apart.lines, remarks=list(apart.remarks))
    if apart.wrong or apart.day is None:
        return draft.refused(apart.wrong or NO_DAY)
    parts = layout(apart.items, apart.day)
    found = whose(*_telling(apart, parts), register, wanted.council)
    if found.subject is None:
        return draft.refused(found.wrong or NO_DAY)
    return Paper(draft, parts, apart.day, found, register, apart.beside).read()


def suggestion(apart: Apart, register: Register, wanted: Wanted) -> str:
    """Nothing: minutes have no mapping."""
    del apart, register, wanted
    return ""


NO_DAY = msg("it does not tell the day of the meeting; write it in the paper or in the file's name, as 2026-03-12")


def _head(items: tuple[Item, ...]) -> Entries:
    head = Entries(PEOPLE)
    head.read(layout(items, None).head)
    return head


def _day(items: tuple[Item, ...], stem: str) -> tuple[date | None, Message | None]:
    """The meeting's day, or why it is none."""
    told = [(span, day) for span, day in days_told(_head(items).found) if day]
    named = set(days_of_name(stem))
    days = list(dict.fromkeys(day for _, day in told))
    if len(days) > 1:
        why = msg(
            "it tells two days of the meeting, {first} and {second}; correct the one that is wrong",
            first=days[0],
            second=days[1],
        )
        return None, why
    if days and named and days[0] not in named:
        why = msg(
            "it says {first}, and the file's name {second}; correct the one that is wrong",
            first=days[0],
            second=min(named),
        )
        return None, why
    if not days and len(named) != 1:
        return None, NO_DAY
    return (days or list(named))[0], None


def _no_minutes(items: tuple[Item, ...], day: date | None) -> Message | None:
    """Why a paper is no minutes: its first lines call it an agenda."""
    first = [line.text.casefold() for line in list(lines_in(items))[:4]]
    agenda = any("innkalling" in text for text in first)
    minutes = any(word in text for text in first for word in ("referat", "protokoll", "møtebok"))
    if day is not None and agenda and not minutes:
        return msg("it is an agenda and no minutes, by its first lines")
    return None


def _telling(apart: Apart, parts: Layout) -> tuple[list[str], list[str]]:
    """The texts that may tell whose minutes they are: those that a label says to, and others, the best first."""
    head = Entries(PEOPLE)
    head.read(parts.head)
    by_key = {key: [span.text for entry in head.found if entry.key == key for span in entry.values] for key in NAMING}
    beside = [line.text for line in apart.beside if line.place.part in ("header", "footer")]
    labelled = [*by_key["council"], *by_key["municipality"]]
    return labelled, [*by_key[""], *by_key["minutes"], *beside, apart.name.replace("_", " ")]
