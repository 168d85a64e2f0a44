"""What may be asked of a register as a whole from within a part of it: names, and no more."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice, takewhile
from typing import Any, NamedTuple

from kps.models.base import Origin
from kps.register.relations import Relations
from kps.source.text import composed


class CouncilName(NamedTuple):
    """What a council may be named by: its folder's name, and its own; ``place`` is its folder's whole path."""

    place: str
    folder: str
    name: str


Question = tuple[str, str]
"""What is asked for, and of what; of nothing where all is asked for."""


@dataclass(frozen=True)
class Surroundings:
    """The names that a register has: of its files, its contacts (their ids) and its councils.

    ``relations`` are what each record tells of whom it concerns, by its file.
    """

    names: frozenset[str] = frozenset()
    relations: Mapping[str, Relations] = field(default_factory=dict)

    @property
    def files(self) -> frozenset[str]:
        """All files."""
        found: frozenset[str] = self.answer(("files", ""))
        return found

    @property
    def contacts(self) -> tuple[str, ...]:
        """The ids of the contacts, by file."""
        found: tuple[str, ...] = self.answer(("contacts", ""))
        return found

    @property
    def councils(self) -> tuple[CouncilName, ...]:
        """What the councils may be named by, by file."""
        found: tuple[CouncilName, ...] = self.answer(("councils", ""))
        return found

    def has_several_contacts(self, day: date) -> bool:
        """Whether more than one contact is in the role on a day."""
        return bool(self.answer(("several contacts", day.isoformat())))

    def has_file(self, file: str) -> bool:
        """Whether the register has a file of this name, in whichever way its letters are put together."""
        return bool(self.answer(("file", file)))

    def files_below(self, folder: str) -> frozenset[str]:
        """The files in a folder and below it, named from there."""
        found: frozenset[str] = self.answer(("files below", folder))
        return found

    def first_below(self, folder: str) -> str | None:
        """The first file in a folder or below it; None where it has none."""
        found: str | None = self.answer(("first below", folder))
        return found

    def answer(self, question: Question) -> Any:
        """What is told when this is asked."""
        asked, of = question
        match asked:
            case "files":
                return self.names
            case "contacts":
                return tuple(dict.fromkeys(Origin(file).stem for file, _ in self._of("politikontakt")))
            case "councils":
                return self._councils
            case "several contacts":
                return self._has_several_contacts(date.fromisoformat(of))
            case "file":
                return composed(of) in self._composed
            case "files below":
                return frozenset(file.removeprefix(_within(of)) for file in self._below(_within(of)))
            case "first below":
                return next(self._below(_within(of)), None)
            case _:
                raise ValueError(asked)

    @cached_property
    def _councils(self) -> tuple[CouncilName, ...]:
        places = ((Origin(file).folder, one.name) for file, one in self._of("politiråd"))
        return tuple(CouncilName(place, place.rpartition("/")[2], name) for place, name in places)

    def _has_several_contacts(self, day: date) -> bool:
        contacts = (one for _, one in self._of("politikontakt"))
        active = (one for one in contacts if one.start and one.start <= day <= (one.end or day))
        return len(tuple(islice(active, 2))) > 1

    def _of(self, kind: str) -> Iterator[tuple[str, Relations]]:
        return ((file, one) for file, one in self.relations.items() if one.kind == kind)

    def _below(self, start: str) -> Iterator[str]:
        files = self._in_order
        return takewhile(lambda file: file.startswith(start), islice(files, bisect_left(files, start), None))

    @cached_property
    def _in_order(self) -> tuple[str, ...]:
        return tuple(sorted(self.names))

    @cached_property
    def _composed(self) -> frozenset[str]:
        return frozenset(map(composed, self.names))


@dataclass(frozen=True)
class Heard(Surroundings):
    """The surroundings of a part: what it asks of those of the whole is taken down, with the answers."""

    whole: Surroundings = field(default_factory=Surroundings)
    answers: dict[Question, Any] = field(default_factory=dict)

    def answer(self, question: Question) -> Any:
        """What is told when this is asked; it is taken down."""
        if question not in self.answers:
            self.answers[question] = self.whole.answer(question)
        return self.answers[question]


def _within(folder: str) -> str:
    return "" if folder == "." else f"{folder}/"
