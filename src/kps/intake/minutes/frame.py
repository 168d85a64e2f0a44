"""What stands about the cases of a paper: when and where, who was there, the next meeting, and its signature."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kps.intake.labels import labels, plain
from kps.intake.minutes.attendance import OF_PEOPLE, WHERE, People
from kps.intake.minutes.attendance_tables import AttendanceTables
from kps.intake.minutes.days import Found, days_after, days_in, hours_in
from kps.intake.minutes.draft import Draft
from kps.intake.minutes.exempt import marked
from kps.intake.minutes.labelled import Entry
from kps.intake.minutes.lines import Grid, Span, parted
from kps.intake.minutes.people import read_people
from kps.language import msg
from kps.models.vocabulary import normal

PEOPLE = frozenset((*OF_PEOPLE, "case_list", "action_list", "follow_up", "signature", "attachments", "copies"))
"""The labels under which any number of lines may stand."""
_DONE = re.compile(r"Referatet var ferdig (?P<day>.+?)\.?$")
_APPROVED = re.compile(r"Referatet ble?i? godkjent (?P<day>.+?)(?: av (?P<by>.+?))?\.?$")
_CANCELLED = re.compile(r"Møtet (?:er|ble|blei) (?:avlyst|avlyste)\.?", re.IGNORECASE)
_WORD = re.compile(r"[\w/-]+")


def _yes(text: str) -> str | None:
    return "ja" if normal(text) == "ja" else None


_ONE_VALUE: Mapping[str, tuple[tuple[str, ...], Callable[[str], str | None]]] = {
    "place": (("sted",), str),
    "form": (("form",), lambda text: labels("form").get(text)),
    "extended": (("utvidet",), lambda text: "ja" if normal(text).startswith("utvid") else None),
    "extraordinary": (("ekstraordinært",), _yes),
    "open": (("åpent",), _yes),
    "link": (("lenke",), lambda text: text.strip("<>")),
    "archive_municipality": (("arkivref", "kommune"), str),
    "archive_police": (("arkivref", "politi"), str),
    "done": ((), str),
    "ends": ((), str),
}
"""Labels of one value: where it is to stand, and how it is read; None where it says nothing that stands there."""

TWO_NEXT = msg("the paper gives more than one day for the next meeting")
THERE_OR_NOT = msg("it stands after those who were not there, and does not say whether these were")
OF_NEXT = msg("the next meeting's own record says when and where")
NO_DAY = msg("no day with its year is found in it")


def days_told(entries: Sequence[Entry]) -> list[tuple[Span, date | None]]:
    """The days that the paper's head tells of the meeting: in its title, its first lines and its labels."""
    found: list[tuple[Span, date | None]] = []
    attended = False
    for entry in entries:
        attended = attended or entry.key in WHERE
        if entry.key in ("day", "hours", "day_and_place", "minutes", "council") or (not entry.key and not attended):
            for span in entry.values:
                found += [(span.within(one.start, one.end), one.day) for one in days_in(span.raw)]
    return found


@dataclass
class Frame:
    """Puts what stands about the cases into the draft."""

    draft: Draft
    people: People
    day: date
    names: frozenset[str]
    """Words that name the council, in the form that words are compared in."""
    next_meeting: date | None = None
    joint_with: list[str] = field(default_factory=list)

    def place(self, head: Sequence[Entry], tail: Sequence[Entry], under: Sequence[tuple[str, Grid]]) -> None:
        """All that stands under labels, and titles; people first, so that names that stand alone are known."""
        entries = (*head, *tail)
        for entry in entries:
            if entry.key in WHERE:
                self._label(entry)
                self.people.place(entry.key, entry.values)
        for key, grid in under:
            if key in WHERE:
                AttendanceTables(self.people).without_head(key, grid)
        for entry in entries:
            if entry.key not in WHERE:
                self._place(entry)
        for entry in tail:
            # After the cases such a line is a signature.
            self.draft.label(*(span for span in entry.values if not entry.key and self._signs(span)))

    def _label(self, entry: Entry) -> None:
        if entry.label:
            self.draft.label(entry.label)

    def _place(self, entry: Entry) -> None:
        self._label(entry)
        match entry.key:
            case key if key in _ONE_VALUE:
                for span in entry.values[:1]:
                    self._single(key, span)
            case "chair" | "secretary":
                self.people.task(entry.key, entry.values)
            case "next_meeting":
                self._next(entry.values)
            case "copies" | "joint_with":
                self._list(entry.key, [part for span in entry.values for part in parted(span, "[,;]")])
            case key:
                for span in entry.values:
                    self._each(key, span)

    def _each(self, key: str, span: Span) -> None:
        match key:
            case "day" | "hours" | "day_and_place":
                self._when(span, place=key == "day_and_place")
            case "signature":
                self._signature(span)
            case "next_details":
                self.draft.unplaced(OF_NEXT, span)
            case "side":
                self.draft.unplaced(THERE_OR_NOT, span)
            case "" | "minutes" | "council" | "municipality" | "district":
                self._title(span, known=key not in ("", "minutes"))

    def _list(self, key: str, parts: Sequence[Span]) -> None:
        """Who gets a copy; whom it was held together with."""
        for number, part in enumerate(parts):
            if key == "joint_with":
                self.joint_with.append(part.text)
            path = ("felles_med", number) if key == "joint_with" else ("kopi", number, "navn")
            self.draft.claim(path, part.text, part)

    def _single(self, key: str, span: Span) -> None:
        if key == "done":
            self._one_day(("referat", "ferdig"), span)
            return
        if key == "ends":
            self._ends(span)
            return
        path, read = _ONE_VALUE[key]
        if value := read(span.text):
            self.draft.claim(path, value, span)

    def _when(self, span: Span, *, place: bool) -> None:
        """A day and the hours; what else stands there is the place, where the label says that it may be."""
        left = self._day_and_hours(span)
        words = [part for part in left if _WORD.search(part.raw) and not self._says_nothing(part)]
        if place and len(words) == 1:
            self.draft.claim(("sted",), words[0].text, words[0])
            left = [part for part in left if part is not words[0]]
        self.draft.label(*(part for part in left if self._says_nothing(part)))

    def _day_and_hours(self, span: Span) -> list[Span]:
        """Claims the meeting's day and its hours where they stand there, and gives what is left."""
        cuts: list[tuple[int, int]] = []
        days = list(days_in(span.raw))
        for one in days:
            if one.day == self.day:
                self.draft.claim(("dato",), self.day.isoformat(), span.within(one.start, one.end))
                cuts.append((one.start, one.end))
        blanked = _blanked(span.raw, [(one.start, one.end) for one in days])
        if hours := hours_in(blanked, alone=True):
            self.draft.claim(("start",), hours.begins, span.within(hours.start, hours.until).without("-–— "))
            if hours.ends:
                self.draft.claim(("slutt",), hours.ends, span.within(hours.until, hours.end))
            cuts.append((hours.start, hours.end))
        return _left(span, cuts)

    def _says_nothing(self, span: Span) -> bool:
        known = labels("filler")
        return all(
            known.get(word) or plain(word) in self.names or (word.isdigit() and len(word) == 1)
            for word in _WORD.findall(span.raw)
            if word.strip("/-")
        )

    def _title(self, span: Span, *, known: bool) -> None:
        """A line that only tells what paper it is, of whose meeting and when; its day and its hours are claimed."""
        if found := _CANCELLED.match(span.raw):
            self.draft.claim(("status",), "avlyst", span.within(found.start(), found.end()))
            if why := span.within(found.end(), len(span.raw)):
                self.draft.claim(("avlysning", "grunn"), why.text, why)
            return
        if marked(span.raw):
            self.draft.label(span)
            return
        told = any(one.day == self.day for one in days_in(span.raw))
        if known or labels("case").get(span.text):
            self.draft.label(span)
            return
        left = self._day_and_hours(span) if told else [span]
        self.draft.label(*(part for part in left if self._says_nothing(part)))

    def _signs(self, span: Span) -> bool:
        """Whether it is a signature: a name that is known, or what somebody was in the meeting, and nothing more."""
        return self.known_people(span) or labels("part").get(span.text) in ("chair", "secretary")

    def _one_day(self, path: tuple[str, ...], span: Span) -> None:
        found = [one for one in days_in(span.raw) if one.day]
        if len(found) == 1 and found[0].day:
            self.draft.claim(path, found[0].day.isoformat(), span.within(found[0].start, found[0].end))
        else:
            self.draft.unplaced(NO_DAY, span)

    def _ends(self, span: Span) -> None:
        hours = hours_in(span.raw, alone=True)
        if hours and not hours.ends:
            self.draft.claim(("slutt",), hours.begins, span.within(hours.start, hours.end))

    def _next(self, spans: Sequence[Span]) -> None:
        """The next meeting's day; when in the day and where is the next record's to say."""
        found = [(span, one) for span in spans for one in days_after(span.raw, self.day)]
        days = {one.day for _, one in found}
        if len(days) != 1 or None in days:
            self.draft.unplaced(TWO_NEXT if len(days) > 1 else NO_DAY, *spans)
            return
        for span, one in found:
            self.next_is(one, span.within(one.start, one.end))
        self.draft.unplaced(
            OF_NEXT,
            *(part for span in spans for part in _left(span, [(one.start, one.end) for at, one in found if at is span])
              if _WORD.search(part.raw)),
        )  # fmt: skip

    def next_is(self, found: Found, *spans: Span) -> None:
        """That the next meeting is on the day that was found."""
        if found.day is None:
            return
        remark = None if spans else msg("by what stands in the case about the next meeting")
        if found.assumed and spans:
            remark = msg("the year follows from the day of the meeting")
        if self.next_meeting in (None, found.day):
            self.next_meeting = found.day
            self.draft.claim(("neste_møte",), found.day.isoformat(), *spans, remark=remark)
        else:
            self.draft.unplaced(TWO_NEXT, *spans)

    def _signature(self, span: Span) -> None:
        """When the minutes were done and approved; names and roles that stand elsewhere already are labels."""
        if found := _DONE.match(span.raw):
            self._stated(("referat", "ferdig"), span, *found.span("day"))
        elif found := _APPROVED.match(span.raw):
            self._stated(("referat", "godkjent"), span, *found.span("day"))
            if found["by"]:
                by = span.within(*found.span("by"))
                self.draft.claim(("referat", "godkjent_av"), by.text, by)
        elif labels("line").get(span.text) or self.known_people(span):
            self.draft.label(span)

    def _stated(self, path: tuple[str, ...], span: Span, start: int, end: int) -> None:
        self.draft.label(span.within(0, start))
        self._one_day(path, span.within(start, end))
        after = span.within(end, len(span.raw))
        self.draft.label(after.within(0, 4) if after.raw.startswith(" av ") else after.within(0, 0))

    def known_people(self, span: Span) -> bool:
        """Whether it names none but those who are known already, and says nothing more."""
        read = read_people([span], self.people.known, a_line_each=True)
        return bool(read.people) and not read.others and all(
            self.people.named(one.name.text) in self.people.all for one in read.people
        )  # fmt: skip


def _blanked(text: str, cuts: Sequence[tuple[int, int]]) -> str:
    for start, end in cuts:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    return text


def _left(span: Span, cuts: Sequence[tuple[int, int]]) -> list[Span]:
    found, at = [], 0
    for start, end in sorted(cuts):
        found.append(span.within(at, start).without(",.:–-("))
        at = end
    found.append(span.within(at, len(span.raw)).without(",.:–-)"))
    return [part for part in found if part]
