"""What somebody is to do by when: from a table's rows and from lines, with those responsible and the deadline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from kps.intake.labels import labels
from kps.intake.minutes.attendance import People
from kps.intake.minutes.days import days_after
from kps.intake.minutes.draft import Draft
from kps.intake.minutes.lines import Span
from kps.intake.minutes.people import is_name, is_role, is_unit, name_form
from kps.language import Message, msg
from kps.models.vocabulary import normal

_PARTED = re.compile(r"[,;/\n]|\s&\s|(?<=\s)(?:og|samt)(?=\s)")
_AROUND = re.compile(
    r"(?:innen|innan|senest|seinast|frist|før|til|den|utgangen av|ute før møtet|i dag|kl\.?)\b\.?:?", re.IGNORECASE
)
"""What may stand about a deadline's day and says nothing more."""

NOBODY = msg("it is no whole name, and no one person who was there fits; write the name out")


@dataclass
class Action:
    """An action while it is read."""

    what: list[Span] = field(default_factory=list)
    responsible: list[Span] = field(default_factory=list)
    deadline: list[Span] = field(default_factory=list)
    step: Span | None = None
    resources: list[Span] = field(default_factory=list)


@dataclass(frozen=True)
class Actions:
    """Writes actions into the draft: ``day`` is the meeting's, ``next_meeting`` the day that the paper gives for it."""

    draft: Draft
    people: People
    day: date
    next_meeting: date | None

    def write(self, path: tuple[str | int, ...], action: Action) -> None:
        """The action, at its place in the record."""
        what, remark = " ".join(span.text for span in action.what), None
        spans = list(action.what)
        if kept := self._deadline(path, action.deadline):
            words = " ".join(span.text for span in kept)
            what = f"{what.rstrip('.')} (frist: {words})"
            remark = msg("the deadline is no day, and is kept in the words of the action")
            spans += kept
        self.draft.claim((*path, "hva"), what, *spans, remark=remark)
        self._responsible((*path, "ansvarlig"), action.responsible)
        if action.step:
            self._step((*path, "trinn"), action.step)
        if action.resources:
            words = " ".join(span.text for span in action.resources)
            self.draft.claim((*path, "ressurser"), words, *action.resources)

    def _step(self, path: tuple[str | int, ...], span: Span) -> None:
        number = re.match(r"([1-9])\b", span.raw)
        if number:
            self.draft.claim(path, number[1], span.within(0, 1))
            self.draft.label(span.within(1, len(span.raw)).without("–-.: "))
        else:
            self.draft.unplaced(msg("it is no step by its number"), span)

    def _deadline(self, path: tuple[str | int, ...], spans: Sequence[Span]) -> list[Span]:
        """Claims the day; the words that are no day are to be kept."""
        if len(spans) == 1 and self.day_in(spans[0]):
            self.claim_day((*path, "frist"), spans[0])
            return []
        return [] if all(span.text in ("-", "–") for span in spans) else list(spans)

    def day_in(self, span: Span) -> date | None:
        """The one day that a stretch tells, with nothing more."""
        found, _ = self._day(span)
        return found[1] if found else None

    def claim_day(self, path: tuple[str | int, ...], span: Span) -> None:
        """That day, at its place."""
        found, around = self._day(span)
        if found:
            self.draft.claim(path, found[1].isoformat(), found[0], remark=found[2])
            self.draft.label(*around)

    def _day(self, span: Span) -> tuple[tuple[Span, date, Message | None] | None, list[Span]]:
        found = days_after(span.raw, self.day)
        if len(found) == 1 and found[0].day:
            (one,) = found
            lead, trail = (
                span.within(0, one.start).without(",.()"),
                span.within(one.end, len(span.raw)).without(",.()–-"),
            )
            around = [part for part in (lead, trail) if part]
            if all(_AROUND.fullmatch(part.raw) for part in around):
                remark = msg("the year follows from the day of the meeting") if one.assumed else None
                return (span.within(one.start, one.end), found[0].day, remark), around
        if labels("soon").get(span.text) == "next_meeting" and self.next_meeting:
            remark = msg("the next meeting, by the day that the minutes give")
            return (span, self.next_meeting, remark), []
        return None, []

    def _responsible(self, path: tuple[str | int, ...], spans: Sequence[Span]) -> None:
        count = 0
        for span in spans:
            for part in self.parted(span):
                name, remark = self.whom(part.text)
                if name is None:
                    self.draft.unplaced(NOBODY, part)
                else:
                    self.draft.claim((*path, count), name, part, remark=remark)
                    count += 1

    def parted(self, span: Span) -> Iterator[Span]:
        """Those who stand in a cell or after a label, each by itself; what is one unit's name is not divided."""
        at, raw = 0, span.raw
        for sign in _PARTED.finditer(raw):
            first = span.within(at, sign.start()).without(".()")
            rest = span.within(sign.end(), len(raw)).without(".()")
            if sign[0].strip() == "/" and first.raw.casefold().endswith(" v"):
                continue  # the unit, and by whom: Politiet v/ Kari Hansen
            if sign[0] in ("og", "samt") and not (self._one(first) and self._one(rest)):
                continue
            if first:
                yield first
            at = sign.end()
        if last := span.within(at, len(raw)).without(".()"):
            yield last

    def _one(self, span: Span) -> bool:
        """Whether it begins with somebody by itself: a person, a role, or a side."""
        first = _PARTED.split(span.raw, maxsplit=1)[0].strip()
        name, _ = self.whom(first)
        return name is not None and (
            is_name(first) or is_role(first) or first in self.people.all or name != first or is_unit(first)
        )

    def whom(self, text: str) -> tuple[str | None, Message | None]:
        """Who is meant; None where it is no whole name, and not one person who was there fits."""
        people = self.people
        if any(name_form(one) == name_form(text) for one in people.all):
            return people.named(text), None
        if is_unit(text) or name_form(text) in people.units or is_role(text) or is_name(text):
            return text, None
        if len(text.split()) > 1:
            return self._with_role(text), None
        wanted = name_form(text.replace(".", ""))
        fits = [one for one in people.present if wanted in name_form(one).split() or _initials(one) == wanted]
        if len(fits) == 1:
            return fits[0], msg("read as {name}, who was there", name=fits[0])
        return None, None

    def _with_role(self, text: str) -> str:
        """The person's name where it is known, and only a role stands before it; else the words as they stand."""
        fits = [one for one in self.people.all if normal(text).endswith(f" {name_form(one)}")]
        return fits[0] if len(fits) == 1 and is_role(text[: -len(fits[0])].strip()) else text


def _initials(name: str) -> str:
    parts = [part for part in re.split(r"[\s-]+", name) if part[:1].isupper()]
    return normal("".join(part[0] for part in parts))
