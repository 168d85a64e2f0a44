"""What somebody is to do by when: from a table's rows and from lines, with those responsible and the deadline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from kps.intake.labels import labels
from kps.intake.minutes.attendance import People
from kps.intake.minutes.days import days_after
from kps.intake.minutes.draft import Draft
from kps.intake.minutes.lines import Span, parted
from kps.intake.minutes.people import is_name, is_role, is_unit, name_form
from kps.language import Message, msg
from kps.models.vocabulary import normal

_PARTED = re.compile(r"[,;/\n]|\s&\s|(?<=\s)(?:og|samt)(?=\s)")
_AROUND = re.compile(
    r"(?:innen|innan|senest|seinast|frist|før|til|den|utgangen av|ute før møtet|i dag|kl\.?)\b\.?:?", re.IGNORECASE
)
"""What may stand about a deadline's day and says nothing more."""
_AROUND_AT_END = re.compile(rf"(?:^|\s){_AROUND.pattern}\s*$", re.IGNORECASE)
_SIGNS = ",;/()–-."

MERGED = msg("from a cell that stands over several rows")
NOT_APART = msg("who is to do it and by when cannot be told apart in it; write them in by hand")
NOBODY = msg("it is no whole name, and no one person who was there fits; write the name out")


OF_ACTION = ("responsible", "deadline", "step", "resources")
"""What lines and columns tell of an action; ``responsible_and_deadline`` besides, of a column that tells both."""


@dataclass
class Action:
    """An action while it is read: its words, and by their keys what is told of it."""

    what: list[Span]
    told: dict[str, list[Span]] = field(default_factory=dict)
    below: bool = False
    """Whether any of that stood on lines of its own."""
    merged: frozenset[str] = frozenset()
    """What of it stands in a cell over several rows, and was told of the action above already."""


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
        apart = self._apart(action.told.get("responsible_and_deadline", ()))
        told = {key: [*apart.get(key, ()), *action.told.get(key, ())] for key in OF_ACTION}
        if kept := self._deadline(path, told["deadline"], merged="deadline" in action.merged):
            words = " ".join(span.text for span in kept)
            what = f"{what.rstrip('.')} (frist: {words})"
            remark = msg("the deadline is no day, and is kept in the words of the action")
            spans += kept
        self.draft.claim((*path, "hva"), what, *spans, remark=remark)
        self._responsible((*path, "ansvarlig"), told["responsible"], merged="responsible" in action.merged)
        for step in told["step"]:
            self._step((*path, "trinn"), step)
        if resources := told["resources"]:
            self.draft.claim((*path, "ressurser"), " ".join(span.text for span in resources), *resources)

    def _apart(self, spans: Iterable[Span]) -> dict[str, list[Span]]:
        """Who and by when, where both stand in one cell: ``Kari Hansen, 1.3.2026``."""
        found: dict[str, list[Span]] = {"responsible": [], "deadline": []}
        for span in spans:
            days = days_after(span.raw, self.day)
            if len(days) == 1 and days[0].day:
                before = span.within(0, days[0].start)
                about = _AROUND_AT_END.search(before.raw)
                who = (before.within(0, about.start()) if about else before, span.within(days[0].end, len(span.raw)))
                found["responsible"] += [one for part in who if (one := part.without(_SIGNS))]
                found["deadline"].append(span.within(about.start() if about else days[0].start, days[0].end))
            elif days:
                self.draft.unplaced(NOT_APART, span)
            else:
                for part in parted(span, r"[,;/]"):
                    soon = labels("soon").get(part.without(_SIGNS).text)
                    found["deadline" if soon else "responsible"].append(part.without(_SIGNS))
        return found

    def _step(self, path: tuple[str | int, ...], span: Span) -> None:
        number = re.match(r"([1-9])\b", span.raw)
        if number:
            self.draft.claim(path, number[1], span.within(0, 1))
            self.draft.label(span.within(1, len(span.raw)).without("–-.: "))
        else:
            self.draft.unplaced(msg("it is no step by its number"), span)

    def _deadline(self, path: tuple[str | int, ...], spans: Sequence[Span], *, merged: bool) -> list[Span]:
        """Claims the day; the words that are no day are to be kept."""
        if len(spans) == 1 and (day := self.day_in(spans[0])):
            if merged:
                self.draft.claim((*path, "frist"), day.isoformat(), remark=MERGED)
            else:
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

    def _responsible(self, path: tuple[str | int, ...], spans: Sequence[Span], *, merged: bool) -> None:
        count = 0
        for span in spans:
            for part in self.parted(span):
                name, remark = self.whom(part.text)
                if name is None:
                    self.draft.unplaced(NOBODY, part)
                elif merged:
                    self.draft.claim((*path, count), name, remark=MERGED)
                    count += 1
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
