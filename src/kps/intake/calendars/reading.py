"""A calendar read: which of its events are the council's meetings, and what each says of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from kps.intake.calendars.councils import (
    before_word,
    council_of,
    has_word,
    is_reminder,
    own_entry,
    words_besides,
)
from kps.intake.calendars.mapping import CalendarMapping
from kps.intake.claim import Claim, CouncilSubject, MeetingSubject, Reading
from kps.intake.labels import labels
from kps.intake.piece import Piece, Told
from kps.intake.readers.events import Event, Series, events_of, versions_of
from kps.intake.source import Unreadable, Wanted
from kps.language import Message, compound, msg, msgn
from kps.models.date_arithmetic import days_after
from kps.models.meeting import Meeting
from kps.models.places import municipalities
from kps.register.index import Register

_YEAR = 365
_LONGEST_UID = 24
_EXTENDED = ("utvidet", "utvida")
_NOT_CHOSEN = msg("its title has none of the words of velg:")
_REMINDER = msg("kps itself works out what is due")
_OLDER = msg("a later version of it stands in the calendar")
_TWICE = msg("the calendar has it twice, and does not tell which is the later; take one of them out")
_BESIDE = msg("it seems to be about a meeting, and not the meeting; a meeting has another title")
_MAYBE_ELSE = msg(
    "its first words may say that it is something else than a meeting; let the title begin with the council"
)
_INVITED = msg("who was invited is not who came")
_OTHER_WORDS = msg("words of the title that say more than that there is a meeting")
_OWN_AGENDA = msg("the agenda that kps wrote")
_NO_EVENT = msg("it is no event")
_NO_PLACE = msg("a meeting's record has no place for it")
_PLANNED = msg("the meetings are taken as planned: a calendar does not tell which were held")


def read(
    series: Iterable[Series], others: Iterable[str], mapping: CalendarMapping, register: Register, wanted: Wanted
) -> Reading:
    """What the chosen events say is to stand in meetings, and what becomes of the others."""
    made = _Calendar(mapping, register, wanted)
    series = tuple(series)
    for one in series:
        made.take(one)
    for title in others:
        if title:
            made.told.append(Told(Piece(title, title), "unplaced", _NO_EVENT))
    entries = msgn("{n} entry", "{n} entries", len(series))
    meetings = msgn("{n} meeting", "{n} meetings", len(made.meetings))
    about = msg("{entries}, of which {meetings} of known councils", entries=entries, meetings=meetings)
    return Reading(tuple(made.told), tuple(made.claims), tuple(made.remarks), about=about)


@dataclass
class _Calendar:
    mapping: CalendarMapping
    register: Register
    wanted: Wanted
    told: list[Told] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    remarks: list[Message] = field(default_factory=list)
    meetings: set[tuple[CouncilSubject, date]] = field(default_factory=set)

    def take(self, series: Series) -> None:
        """Take each time of a series for a meeting, or tell why not."""
        if not any(has_word(title, word) for title in series.titles for word in self.mapping.chosen):
            self._all(series, "left_out", _NOT_CHOSEN)
            return
        for older in versions_of(series.older):
            self._tell_all(older, "left_out", _OLDER)
        for unsure in versions_of(series.unsure):
            self._tell_all(unsure, "unplaced", _TWICE)
        try:
            events = list(events_of(series, self._until, self.wanted.as_of))
        except Unreadable as error:
            self._all(series, "unplaced", error.message)
            return
        if not events and not series.unsure:
            self._all(series, "unplaced", msg("it has no day up to {day}", day=self._until))
        for place, one in enumerate(events):
            self._event(one, first=place == 0)

    @property
    def _until(self) -> date:
        return self.wanted.until or days_after(self.wanted.as_of, _YEAR)

    def _all(self, series: Series, fate: str, reason: Message) -> None:
        for title in series.titles or ("",):
            piece = Piece(_short(series.uid), title or series.uid)
            self.told.append(Told(piece, "left_out" if fate == "left_out" else "unplaced", reason))

    def _event(self, event: Event, *, first: bool) -> None:
        if is_reminder(event):
            self._tell_all(event, "left_out", _REMINDER)
            return
        if _is_beside(event):
            self._tell_all(event, "unplaced", _BESIDE)
            return
        council = council_of(event, self.register, self.mapping, self.wanted.council)
        if isinstance(council, Message):
            self._tell_all(event, "unplaced", council)
            return
        if own_entry(event) is None and self._may_be_else(event, council):
            self._tell_all(event, "unplaced", _MAYBE_ELSE)
            return
        self._meeting(event, council)
        if first and event.rule:
            self.told.append(Told(Piece(_place(event), event.rule), "label"))

    def _tell_all(self, event: Event, fate: str, reason: Message) -> None:
        for text in (str(event.day), event.start, event.end, event.title, event.place, event.text, event.link,
                     *event.people, *event.others):  # fmt: skip
            if text:
                piece = Piece(_place(event), text)
                self.told.append(Told(piece, "left_out" if fate == "left_out" else "unplaced", reason))

    def _meeting(self, event: Event, council: CouncilSubject) -> None:
        own = own_entry(event)
        meant = date.fromisoformat(own.stem) if own and self._there(council, own.stem) else event.day
        self.meetings.add((council, meant))
        meeting = MeetingSubject(council, meant, () if own else event.known_by)
        moved = meant if meant != event.day else event.moved_from
        remark = msg("moved from {day}", day=moved) if moved else None
        self._claim(meeting, event, ("dato",), str(event.day), remark)
        for key, text in (("start", event.start), ("slutt", event.end), ("sted", event.place), ("lenke", event.link)):
            if text:
                self._claim(meeting, event, (key,), text)
        if event.text and own:
            self.told.append(Told(Piece(_place(event), event.text), "left_out", _OWN_AGENDA))
        elif event.text:
            self._claim(meeting, event, ("notat",), event.text)
        self._status(meeting, event, known=self._there(council, str(meant)) is not None)
        self._title(meeting, event)
        place = _place(event)
        self.told += (Told(Piece(place, one), "unplaced", _INVITED) for one in event.people)
        self.told += (Told(Piece(place, one), "unplaced", _NO_PLACE) for one in event.others)

    def _there(self, council: CouncilSubject, day: str) -> Meeting | None:
        """The council's meeting on a day, if the register has one."""
        found = next((one for one in self.register.councils if one.origin.folder == council.folder), None)
        meetings = self.register.meetings_of(found) if found else ()
        return next((one for one in meetings if str(one.day) == day), None)

    def _claim(
        self, meeting: MeetingSubject, event: Event, path: tuple[str], text: str, remark: Message | None = None
    ) -> None:
        self.claims.append(Claim(meeting, path, text, (Piece(_place(event), text),), remark))

    def _status(self, meeting: MeetingSubject, event: Event, *, known: bool) -> None:
        """Cancelled where the calendar says so; else planned, unless the register knows the meeting already."""
        stated = Piece(_place(event), event.status)
        if event.status == "CANCELLED" or has_word(event.title, "avlyst"):
            pieces = (stated,) if event.status == "CANCELLED" else ()
            told = None if pieces else msg("its title says avlyst")
            self.claims.append(Claim(meeting, ("status",), "avlyst", pieces, told))
            if event.status and not pieces:
                self.told.append(Told(stated, "label"))
            return
        if event.status:
            self.told.append(Told(stated, "label"))
        if not known:
            self.claims.append(Claim(meeting, ("status",), "planlagt", (), _PLANNED))

    def _title(self, meeting: MeetingSubject, event: Event) -> None:
        """The title: it told that there is a meeting, and whose; that it is an extended one stands in the record."""
        if not event.title:
            return
        left = self._further(event.title, meeting.council)
        piece = Piece(_place(event), event.title)
        if left and all(word in _EXTENDED for word in left):
            self.claims.append(Claim(meeting, ("utvidet",), "ja", (piece,)))
        elif left:
            self.told.append(Told(piece, "unplaced", _OTHER_WORDS))
        else:
            self.told.append(Told(piece, "label"))

    def _may_be_else(self, event: Event, council: CouncilSubject) -> bool:
        """Whether words before the council's say that it is another thing: ``Studietur politirådet``."""
        before = self._further(before_word(event.title, self.mapping.chosen), council)
        return any(word not in _EXTENDED for word in before)

    def _further(self, text: str, council: CouncilSubject) -> list[str]:
        """The words of a title that say more than that there is a meeting, and of which council."""
        names = [municipalities()[one].name for one in council.numbers if one in municipalities()]
        known = (*self.mapping.chosen, *self.mapping.councils, council.name, *names)
        words = words_besides(text, tuple(filter(None, known)))
        return [word for word in words if not labels("calendar_meeting").get(word) and not word.isdigit()]


def _is_beside(event: Event) -> bool:
    """Whether a title speaks of what comes before or after a meeting."""
    words: Iterator[str] = iter(words_besides(event.title, ()))
    return any(labels("calendar_about").get(word) for word in words)


def _place(event: Event) -> Message:
    return compound("{day}, {uid}", day=str(event.day), uid=_short(event.uid))


def _short(uid: str) -> str:
    return uid if len(uid) <= _LONGEST_UID else f"{uid[:_LONGEST_UID]}…"
