"""What was listed of the parts of a register, kept for the next run: used where all that it hung on is as it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from kps.register.surroundings import Question, Surroundings
from kps.workspace.cache.documents import NOT_AS_WRITTEN, document, keep_documents
from kps.workspace.cache.parts import KeptRegister, as_answers, digest_of, is_told_still
from kps.workspace.cache.plain import Unkept, of_fields, plain_fields

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PartListed(Generic[T]):
    """The entries of a part of a register; ``key`` and ``answers`` are what it hangs on, as of a PartFound."""

    key: str
    answers: tuple[tuple[Question, str], ...]
    entries: tuple[T, ...]


@dataclass(frozen=True)
class KeptListing(Generic[T]):
    """What was listed of a register on a day, under a name: dataclasses of a ``kind``."""

    register: KeptRegister
    name: str
    kind: type[T]

    def all(self, state: str) -> tuple[PartListed[T], ...] | None:
        """The entries of all parts, where the register is in the same state as then."""
        return tuple(self._kept[1].values()) if self._kept and self._kept[0] == state else None

    def part(self, key: str, surroundings: Surroundings) -> PartListed[T] | None:
        """The entries of the part with this key, where it would be told the same of the whole."""
        known = self._kept[1].get(key) if self._kept else None
        return known if known and is_told_still(known.answers, surroundings) else None

    def keep(self, state: str, parts: Iterable[PartListed[T]]) -> None:
        """Keep the entries of all parts; not where something has no plain form, or somebody's number is in it."""
        try:
            plain = [[one.key, one.answers, list(map(plain_fields, one.entries))] for one in parts]
        except Unkept:
            return
        keep_documents(self.register.store, {self._name: {"state": state, "parts": plain}})

    @property
    def _name(self) -> str:
        return f"{self.register.name}-{digest_of(self.name)}"

    @cached_property
    def _kept(self) -> tuple[str, Mapping[str, PartListed[T]]] | None:
        try:
            kept = document(self.register.store, self._name)
            return (kept["state"], {one[0]: self._part(*one) for one in kept["parts"]}) if kept else None
        except NOT_AS_WRITTEN:
            return None

    def _part(self, key: str, answers: list[Any], entries: list[Any]) -> PartListed[T]:
        return PartListed(key, as_answers(answers), tuple(of_fields(self.kind, one) for one in entries))
