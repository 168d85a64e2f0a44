"""What stands twice in one list, or in two lists of which it can be in one (D006)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from kps.checking.context import Context
from kps.checking.finding import Related, Remark
from kps.checking.phrases import named
from kps.language import Message, msg
from kps.models.agreement import Agreement
from kps.models.base import Record
from kps.models.contact import Contact
from kps.models.council import Council, Member, Slt
from kps.models.evaluation import Evaluation
from kps.models.meeting import FollowUp, Guest, Meeting
from kps.models.person import Person
from kps.models.register import Charter
from kps.models.task import Task
from kps.models.vocabulary import normal
from kps.source import Path


@dataclass(frozen=True, slots=True)
class Entry:
    """What one item of a list names: ``key`` is the same for two that are one, ``path`` leads to it in its mapping."""

    key: tuple[object, ...]
    shown: str
    path: Path
    start: date | None = field(default=None)
    end: date | None = field(default=None)

    def doubles(self, other: Entry) -> bool:
        """Whether the two name one thing, at times that share a day."""
        return (
            self.key == other.key
            and (self.end is None or other.start is None or other.start <= self.end)
            and (other.end is None or self.start is None or self.start <= other.end)
        )


_FIRST = msg("it stands here first")

_TOLD_APART_BY = ("fra", "til", "rolle", "virksomhet")
"""Keys of an item that, if they could be read, might make two of it."""


def listed_twice(context: Context) -> Iterator[Remark]:
    """What stands twice in any list of any record, and who is recorded both as present and as not."""
    for record, path, part in context.parts_of(_Listing):
        for entries in _lists(part):
            yield from _twice(record, path, entries)
        if isinstance(part, Meeting):
            yield from _there_and_not(part)


def _twice(record: Record, path: Path, entries: Sequence[Entry]) -> Iterator[Remark]:
    if len({one.key for one in entries}) == len(entries):
        return
    before: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for one in entries:
        first = next((earlier for earlier in before[one.key] if one.doubles(earlier)), None)
        if first:
            items = ((*path, *entry.path[:2]) for entry in (first, one))
            rests_on = tuple((record, (*item, key)) for item in items for key in _TOLD_APART_BY)
            related = (Related(record, (*path, *first.path), _FIRST),)
            yield Remark(record, (*path, *one.path), _message(one), rests_on=rests_on, related=related)
        before[one.key].append(one)


def _message(one: Entry) -> Message:
    return msg("{what} stands twice in `{list}`", what=one.shown, list=one.path[0])


_Listing = Charter | Slt | Agreement | Contact | Council | Meeting | Task | FollowUp | Evaluation


def _lists(part: _Listing) -> Iterator[tuple[Entry, ...]]:
    """The lists of a mapping in which a thing can stand once."""
    match part:
        case Charter():
            yield _numbers(part.municipalities)
        case Slt():
            yield _numbers(part.municipalities)
            yield _named("deltakere", [one.name for one in part.participants], "navn")
        case Agreement():
            yield _places(part)
            yield _named("mål", [one.id for one in part.goals], "id")
        case Contact():
            yield _places(part)
        case Council():
            yield _places(part)
            yield _people("medlemmer", part.members)
            yield tuple(
                Entry((one.name,), one.name, ("ledelse", index, "navn"), one.start, one.end)
                for index, one in enumerate(part.offices)
                if one.name
            )
        case Meeting():
            yield _people("til_stede", part.present)
            yield _named("forfall", part.apologies)
            yield _named("ikke_møtt", part.absent)
        case Task() | FollowUp():
            yield _named("ansvarlig", part.responsible)
        case Evaluation():
            yield _named("deltakere", [one.name for one in part.participants], "navn")


def _numbers(numbers: Iterable[str]) -> tuple[Entry, ...]:
    return tuple(Entry((one,), named(one), ("kommuner", index)) for index, one in enumerate(numbers) if one)


def _places(part: Agreement | Contact | Council) -> tuple[Entry, ...]:
    return tuple(
        Entry((one.number,), named(one.number), ("kommuner", index, "nr"), one.start, one.end)
        for index, one in enumerate(part.municipalities)
        if one.number
    )


def _named(key: str, names: Sequence[str], *inner: str) -> tuple[Entry, ...]:
    """The names of a list; none where all are different, as in nearly every list."""
    if len(set(names)) == len(names):
        return ()
    return tuple(Entry((one,), one, (key, index, *inner)) for index, one in enumerate(names) if one)


def _people(key: str, people: Sequence[Member | Guest]) -> tuple[Entry, ...]:
    """The people of a list; none where all have different names."""
    if len({one.name for one in people}) == len(people):
        return ()
    return tuple(
        Entry(_person(one), one.name, (key, index, "navn"), *_times(one))
        for index, one in enumerate(people)
        if one.name
    )


def _person(one: Person) -> tuple[object, ...]:
    """Two of one name are told apart by another role or organisation."""
    return one.name, frozenset(normal(role) for role in one.given_roles), one.organisation


def _times(one: Member | Guest) -> tuple[date | None, date | None]:
    return (one.start, one.end) if isinstance(one, Member) else (None, None)


def _there_and_not(meeting: Meeting) -> Iterator[Remark]:
    present = {one.name: index for index, one in reversed(tuple(enumerate(meeting.present))) if one.name}
    for key, names in (("forfall", meeting.apologies), ("ikke_møtt", meeting.absent)):
        for index, name in enumerate(names):
            if name in present:
                message = msg("{name} stands in `til_stede` too, and counts as present", name=name)
                related = (Related(meeting, ("til_stede", present[name], "navn"), _FIRST),)
                yield Remark(meeting, (key, index), message, severity="warning", related=related)
