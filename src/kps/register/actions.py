"""Actions: born in a held meeting, their state told by later meetings (4.1.2, 4.1.4)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Self

from kps.models.council import Council
from kps.models.meeting import Action, FollowUp, Item, Meeting
from kps.models.task import CLOSED, ActionStatus, Task
from kps.register.index import Register
from kps.source import Path


@dataclass(frozen=True, slots=True)
class Word:
    """One line of a meeting's ``oppfølging``: the word on an action, and the day it counts from."""

    meeting: Meeting
    index: int
    entry: FollowUp
    day: date

    @property
    def path(self) -> Path:
        """Where the line stands in the meeting's record."""
        return ("oppfølging", self.index)

    def told_before(self, meeting: Meeting) -> bool:
        """Whether it was told in an earlier held meeting, be it one of the same day."""
        return self.meeting.status == "avholdt" and self.meeting.order < meeting.order


@dataclass(frozen=True, slots=True)
class Tracked(ABC):
    """A task with what meetings said of it, up to the day that was asked about; ``path`` is where it stands."""

    id: str
    path: Path
    words: tuple[Word, ...]

    @property
    @abstractmethod
    def task(self) -> Task:
        """What is to be done, as it was written first."""

    @property
    def born(self) -> date | None:
        """The day it was set, where that is known."""
        return None

    @property
    def status(self) -> ActionStatus:
        """The latest state told, else not begun."""
        return next((word.entry.status for word in reversed(self.words) if word.entry.status), "ikke_påbegynt")

    @property
    def open(self) -> bool:
        """Whether something is still to be done."""
        return self.status not in CLOSED

    @property
    def closing(self) -> Word | None:
        """The word that closed it, where one did."""
        if self.open:
            return None
        return next((word for word in reversed(self.words) if word.entry.status), None)

    def closed_in(self, year: int) -> bool:
        """Whether the word that closed it was told in a calendar year."""
        closing = self.closing
        return closing is not None and closing.day.year == year

    @property
    def deadline(self) -> date | None:
        """The latest deadline set."""
        word = self.deadline_word
        return word.entry.deadline if word else self.task.deadline

    @property
    def deadline_word(self) -> Word | None:
        """The follow-up that set the latest deadline; None where it is the task's own."""
        return next((word for word in reversed(self.words) if word.entry.deadline), None)

    @property
    def responsible(self) -> tuple[str, ...]:
        """Who is to see to it: whoever took it on last, else those who were named first."""
        word = self.responsible_word
        return tuple(filter(None, word.entry.responsible if word else self.task.responsible))

    @property
    def responsible_word(self) -> Word | None:
        """The follow-up that named them last; None where nobody else has taken it on."""
        return next((word for word in reversed(self.words) if any(word.entry.responsible)), None)

    @property
    def deferrals(self) -> int:
        """How often the deadline was moved; to set the first one is no move."""
        later = sum(1 for word in self.words if word.entry.deadline)
        return later if self.task.deadline else max(0, later - 1)

    def overdue(self, day: date) -> bool:
        """Whether it is open and its deadline lies before ``day``."""
        return self.open and self.deadline is not None and self.deadline < day

    def words_before(self, meeting: Meeting) -> tuple[Word, ...]:
        """What earlier meetings had said of it when ``meeting`` began, and what was written between them by then."""
        day = meeting.day or date.max
        return tuple(word for word in self.words if word.day < day or word.told_before(meeting))

    def before(self, meeting: Meeting) -> Self:
        """The task as it stood when ``meeting`` began."""
        words = self.words_before(meeting)
        return self if len(words) == len(self.words) else replace(self, words=words)


@dataclass(frozen=True, slots=True)
class TrackedAction(Tracked):
    """An action with what later meetings said of it."""

    meeting: Meeting
    item: Item
    action: Action

    @property
    def task(self) -> Action:
        """The action as the meeting set it."""
        return self.action

    @property
    def born(self) -> date:
        """The day of the meeting that set the action."""
        return self.meeting.day or date.max


def action_id(meeting: Meeting, item: Item, place: int) -> str:
    """The id others use: the meeting's file stem, the item's number, the action's place from 1."""
    return f"{meeting.origin.stem}/{item.ordinal}.{place}"


@lru_cache(maxsize=65536)
def same_action(text: str) -> str:
    """An action's id in the form it is compared by: without leading zeros and a year in the item's number."""
    stem, slash, rest = text.strip().partition("/")
    item, dot, place = rest.rpartition(".")
    item = item.partition("/")[0].lstrip("0") or item
    return f"{stem}{slash}{item}{dot}{place.lstrip('0')}"


def track(register: Register, council: Council, as_of: date) -> tuple[TrackedAction, ...]:
    """Every action of the council's own held meetings, in the order they were set, as known on ``as_of``.

    Words count from later held meetings by date and suffix, those of a planned meeting each from its own
    ``dato`` (else from ``as_of``). What a joint meeting set may be followed up by either council.
    """
    return register.once(("actions", council.origin.folder, as_of), lambda: _track(register, council, as_of))


def _track(register: Register, council: Council, as_of: date) -> tuple[TrackedAction, ...]:
    own = words_of(council, register, as_of)
    found = []
    for meeting in register.meetings_of(council):
        if not meeting.held(as_of):
            continue
        joint = len(register.councils_in(meeting)) > 1
        words = _words(meetings_around(register, meeting), as_of) if joint else own
        for id, item, action, path in actions_of(meeting):
            about = tuple(word for word in words.get(same_action(id), ()) if word.meeting.order > meeting.order)
            found.append(TrackedAction(id, path, about, meeting, item, action))
    return tuple(found)


def meetings_around(register: Register, meeting: Meeting) -> tuple[Meeting, ...]:
    """All meetings of all the councils that held ``meeting``."""
    around = {
        one.origin.file: one for council in register.councils_in(meeting) for one in register.all_meetings_of(council)
    }
    return tuple(sorted(around.values(), key=lambda one: one.order))


def actions_of(meeting: Meeting) -> tuple[tuple[str, Item, Action, Path], ...]:
    """The actions a meeting set: id, item, action, and where each stands in the record."""
    return tuple(
        (action_id(meeting, item, place + 1), item, action, ("saker", number, "tiltak", place))
        for number, item in enumerate(meeting.items)
        for place, action in enumerate(item.actions)
    )


def words_of(council: Council, register: Register, as_of: date) -> Mapping[str, Sequence[Word]]:
    """The lines of the council's meetings about each action and measure, by the form in which ids are compared."""
    about = ("words", council.origin.folder, as_of)
    return register.once(about, lambda: _words(register.all_meetings_of(council), as_of))


def _words(meetings: tuple[Meeting, ...], as_of: date) -> dict[str, list[Word]]:
    """The lines about each action: those of held meetings in order, then those written between meetings."""
    held: dict[str, list[Word]] = defaultdict(list)
    between: dict[str, list[Word]] = defaultdict(list)
    for meeting in meetings:
        for index, entry in enumerate(meeting.follow_ups):
            if meeting.held(as_of) and meeting.day:
                held[same_action(entry.action)].append(Word(meeting, index, entry, meeting.day))
            elif meeting.status == "planlagt":
                day = entry.day or as_of
                if day <= as_of:
                    between[same_action(entry.action)].append(Word(meeting, index, entry, day))
    for id, words in between.items():
        held[id] = sorted((*held[id], *words), key=lambda word: word.day)
    return held
