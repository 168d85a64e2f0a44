"""Whose records the rows of a table are about: which councils they share, and which rows name one person."""

from __future__ import annotations

from collections.abc import Iterable

from kps.intake.claim import ContactSubject, CouncilSubject
from kps.intake.tables.lines import Line, Table
from kps.intake.tables.meaning import Part
from kps.models.vocabulary import normal


def values_of(table: Table, line: Line, *targets: str) -> list[Part]:
    """What a row says under some targets, as far as it could be read."""
    return [
        part
        for target in targets
        for one in table.of(target)
        for part in line.said.get(one.heading.column, ())
        if part.value and not part.clock
    ]


class Councils:
    """The councils: one for each municipality, or one for all rows with the same ``råd.navn`` or ``råd.mappe``."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self._numbers: dict[str, tuple[str, ...]] = {}
        self._names: dict[str, str] = {}
        self._of: dict[str, list[str]] = {}
        for table in tables:
            for line in table.lines:
                self._add(table, line)

    def _add(self, table: Table, line: Line) -> None:
        said = values_of(table, line, "råd.navn") or values_of(table, line, "råd.mappe")
        if not said or not line.numbers:
            return
        name = normal(said[0].value)
        self._names.setdefault(name, said[0].value)
        self._numbers[name] = tuple(dict.fromkeys((*self._numbers.get(name, ()), *line.numbers)))
        for number in line.numbers:
            if name not in self._of.setdefault(number, []):
                self._of[number].append(name)

    def of(self, table: Table, line: Line) -> CouncilSubject:
        """The council that a row is about."""
        said = values_of(table, line, "råd.navn") or values_of(table, line, "råd.mappe")
        names = [normal(said[0].value)] if said else self._of.get(line.numbers[0], [])
        if len(names) == 1 and len(self._numbers.get(names[0], ())) > 1:
            return CouncilSubject(self._numbers[names[0]], self._names[names[0]])
        return CouncilSubject(line.numbers)


class Contacts:
    """The people: the same by the same name, or by a mail address that stands beside no other name."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self._names: dict[str, str] = {}
        self._of: dict[str, set[str]] = {}
        self._emails: dict[str, str] = {}
        for table in tables:
            for line in table.lines:
                names, emails = _people(table, line)
                for name in names:
                    self._names.setdefault(normal(name), name)
                if len(names) == 1 and len(emails) == 1:
                    self._of.setdefault(normal(emails[0]), set()).add(normal(names[0]))
                    self._emails.setdefault(normal(names[0]), emails[0])

    def is_shared(self, email: str) -> bool:
        """Whether a mail address stands beside several names: then it tells nobody."""
        return len(self._of.get(normal(email), ())) > 1

    def of(self, table: Table, line: Line) -> list[ContactSubject]:
        """The people that a row names, each once."""
        said, emails = _people(table, line)
        names = [normal(name) for name in said]
        if not names and len(emails) == 1:
            names = list(self._of.get(normal(emails[0]), ())) if not self.is_shared(emails[0]) else []
        return [self._subject(name) for name in dict.fromkeys(names)]

    def _subject(self, name: str) -> ContactSubject:
        email = self._emails.get(name, "")
        return ContactSubject(self._names[name], "" if self.is_shared(email) else email)


def _people(table: Table, line: Line) -> tuple[list[str], list[str]]:
    """The names and the mail addresses of contacts in a row."""
    names, emails = values_of(table, line, "kontakt.navn"), values_of(table, line, "kontakt.epost")
    return [one.value for one in names], [one.value for one in emails]
