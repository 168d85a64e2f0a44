"""Registers judged one after the other that differ in little: what was found in a part that is as it was stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kps.checking.context import Context
from kps.checking.engine import crashed_once, found_in, is_home, told_in_order
from kps.checking.finding import Finding
from kps.register.index import Register
from kps.register.surroundings import Heard, Question


@dataclass(frozen=True, slots=True)
class _Judged:
    """A neighbourhood that was judged: the whole's answers to what was asked within it, and what was found."""

    register: Register
    answers: Mapping[Question, Any]
    found: tuple[Finding, ...]


@dataclass(frozen=True)
class Repeated:
    """Judges registers on a day; each neighbourhood once for as long as it stays as it is."""

    as_of: date
    _judged: dict[frozenset[str], _Judged] = field(default_factory=dict)
    """What was judged last, by its files."""

    def findings(self, register: Register) -> tuple[Finding, ...]:
        """All findings, as ``check`` has them of the register alone."""
        context = Context.of(register, self.as_of, (register,))
        return told_in_order(self._found(context), context)

    def known(self, register: Register) -> tuple[Finding, ...]:
        """All that is found, those findings too that are not told since the fault that they follow from is."""
        return self._found(Context.of(register, self.as_of, (register,)))

    def _found(self, context: Context) -> tuple[Finding, ...]:
        """What is found in all neighbourhoods; in that of kps.yaml last and anew, whose waivers hold in all."""
        elsewhere = tuple(self._elsewhere(context))
        home = [one for part in context.neighbourhoods if is_home(part) for one in found_in(part, None, elsewhere)]
        return crashed_once((*elsewhere, *home))

    def _elsewhere(self, context: Context) -> Iterator[Finding]:
        for part in context.neighbourhoods:
            if is_home(part):
                continue
            before = self._judged.get(part.register.files)
            if before is None or not _is_same(before, part.register):
                found = found_in(part)
                given = part.register.given
                asked = dict(given.answers) if isinstance(given, Heard) else {}
                before = _Judged(part.register, asked, found)
                self._judged[part.register.files] = before
            yield from before.found


def _is_same(before: _Judged, now: Register) -> bool:
    """Whether a neighbourhood is made of the same records and other pieces, and would be told the same of the whole."""
    was = before.register
    pieces = ("flaws", "suspects", "stamps", "garbled", "record_files", "copies", "strays", "judged", "label")
    return (
        _are_same(was.records, now.records)
        and _are_same(was.lent, now.lent)
        and all(getattr(was, name) == getattr(now, name) for name in pieces)
        and all(now.surroundings.answer(question) == answer for question, answer in before.answers.items())
    )


def _are_same(first: tuple[object, ...], second: tuple[object, ...]) -> bool:
    return len(first) == len(second) and all(one is other for one, other in zip(first, second, strict=True))
