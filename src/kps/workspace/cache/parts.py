"""What was found in the parts of a register, kept for the next run: used where all that it hung on is as it was."""

from __future__ import annotations

import json
import os
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import blake2b
from typing import Any

from kps.checking.finding import Finding
from kps.output.located import Located
from kps.output.worded import Worded
from kps.register.relations import Relations
from kps.register.summary import Summary
from kps.register.surroundings import Question, Surroundings
from kps.register.tree import Folder
from kps.workspace.cache.documents import NOT_AS_WRITTEN, document, keep_documents
from kps.workspace.cache.findings import Words, finding_of, row
from kps.workspace.cache.plain import Row, Unkept
from kps.workspace.cache.store import Store


@dataclass(frozen=True, slots=True)
class PartFound:
    """What was found in a part of a register, each finding with its place where that was asked for.

    ``key`` is a digest of all that lies in the part, or is seen in it; ``answers`` are digests of what it was told when
    it asked for the names of the whole register. Without a key it is not to be kept.
    """

    key: str
    answers: tuple[tuple[Question, str], ...]
    found: tuple[tuple[Finding, Located | None], ...]

    def placed(self, places: Mapping[int, Located]) -> PartFound:
        """The same with more places; ``places`` are by the findings' identities."""
        return replace(self, found=tuple((one, places.get(id(one), place)) for one, place in self.found))

    @property
    def identity(self) -> str:
        """A digest of all that the findings hang on."""
        return digest_of(self.key, self.answers)


def digest_of(*parts: object) -> str:
    """A digest of names, numbers and lists."""
    return blake2b(json.dumps(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def answered(answers: Mapping[Question, Any]) -> tuple[tuple[Question, str], ...]:
    """Digests of what was told."""
    return tuple((question, _told(answer)) for question, answer in sorted(answers.items()))


def is_told_still(answers: Iterable[tuple[Question, str]], surroundings: Surroundings) -> bool:
    """Whether the same is told of the whole now."""
    return all(_told(surroundings.answer(question)) == told for question, told in answers)


def _told(answer: Any) -> str:
    return digest_of(sorted(answer) if isinstance(answer, frozenset) else answer)


@dataclass(frozen=True)
class KeptFindings:
    """What is kept of registers: ``program`` is a digest of this kps; of all files that are known, sorted, a digest."""

    store: Store
    program: str
    names: tuple[str, ...] = ()
    digests: tuple[str, ...] = ()

    def of_register(self, folder: Folder, as_of: date) -> KeptRegister:
        """What is kept of a register on a day."""
        within = f"{folder.root}{os.sep}"
        begin = bisect_left(self.names, within)
        end = bisect_left(self.names, f"{folder.root}{chr(ord(os.sep) + 1)}")
        length = len(within)
        names = (name[length:] for name in self.names[begin:end])
        own = dict(zip(names, self.digests[begin:end], strict=True))
        name = digest_of(self.program, str(folder.root), folder.label, as_of.isoformat())
        return KeptRegister(self.store, name, folder.label, own)


class KeptRegister:
    """What is kept of a register on a day.

    ``name`` is a digest of this kps, of where the register lies and of the day; ``digests`` are those of its files as
    they are now, as far as that is known without reading them.
    """

    def __init__(self, store: Store, name: str, label: str, digests: Mapping[str, str]) -> None:
        self.store, self.name, self._label = store, name, label
        self.digests = digests

    def summaries(self) -> Mapping[str, Summary]:
        """Of the files that are as they were, what they come to."""
        try:
            found = {file: _summary(rest) for file, *rest in self._document("files") or ()}
        except NOT_AS_WRITTEN:
            return {}
        return {file: one for file, one in found.items() if self.digests.get(file) == one.digest.hex()}

    @property
    def state(self) -> str:
        """The state that the register was in when what is kept was found; empty where nothing is."""
        return self._found[0] if self._found else ""

    def all_found(self, state: str) -> tuple[PartFound, ...] | None:
        """What was found in all parts, where the register is in the same state as then."""
        return tuple(self._found[1].values()) if self._found and state == self.state else None

    def found(self, key: str, surroundings: Surroundings) -> PartFound | None:
        """What was found in the part with this key, where it would be told the same of the whole."""
        known = self._found[1].get(key) if self._found else None
        return known if known and is_told_still(known.answers, surroundings) else None

    @cached_property
    def _found(self) -> tuple[str, dict[str, PartFound]] | None:
        try:
            kept = self._document("findings")
            if kept is None:
                return None
            words = Words(kept["words"])
            parts = (_part(one, self._label, words) for one in kept["parts"])
            return kept["state"], {one.key: one for one in parts}
        except NOT_AS_WRITTEN:
            return None

    def keep(self, state: str, summaries: Mapping[str, Summary], parts: Iterable[PartFound]) -> None:
        """Keep what was found in all parts of the register; not where somebody's number would be kept with it."""
        words, parts = Words(), tuple(parts)
        if not all(one.key for one in parts):
            return
        try:
            plain = [[one.key, one.answers, [row(*some, words) for some in one.found]] for one in parts]
        except Unkept:
            return
        findings = {"state": state, "words": words.data, "parts": plain}
        keep_documents(self.store, {**self._of_files(summaries), f"{self.name}-findings": findings})

    def keep_files(self, summaries: Mapping[str, Summary]) -> None:
        """Keep what the files come to."""
        keep_documents(self.store, self._of_files(summaries))

    def _of_files(self, summaries: Mapping[str, Summary]) -> dict[str, Any]:
        return {f"{self.name}-files": [[file, *_plain(one)] for file, one in summaries.items()]}

    def worded(self, wording: str, state: str) -> tuple[Worded, ...] | None:
        """What was told of the register when it was in this state, in words of that name; None where it is unknown."""
        try:
            kept = self._document(digest_of(wording))
            if kept is None or kept["state"] != state:
                return None
            return tuple(Worded(tuple(place), *rest) for place, *rest in kept["worded"])
        except NOT_AS_WRITTEN:
            return None

    def keep_worded(self, wording: str, state: str, worded: Iterable[Worded]) -> None:
        """Keep what was told of the register in this state."""
        plain = [[one.place, one.severity, one.waived, one.stands_for, one.text] for one in worded]
        keep_documents(self.store, {f"{self.name}-{digest_of(wording)}": {"state": state, "worded": plain}})

    def _document(self, kind: str) -> Any:
        return document(self.store, f"{self.name}-{kind}")


def _part(plain: Row, label: str, words: Words) -> PartFound:
    key, answers, rows = plain
    return PartFound(key, as_answers(answers), tuple(finding_of(one, label, words) for one in rows))


def as_answers(plain: Row) -> tuple[tuple[Question, str], ...]:
    """Answers that were kept."""
    return tuple(((asked, of), answer) for (asked, of), answer in plain)


def _plain(one: Summary) -> Row:
    return [one.role, one.digest.hex(), int(one.stamped), int(one.unread), _relations(one.relations)]


def _summary(plain: Row) -> Summary:
    role, digest, stamped, unread, relations = plain
    return Summary(role, bytes.fromhex(digest), _as_relations(relations), bool(stamped), bool(unread))


def _relations(one: Relations | None) -> Row | None:
    if one is None:
        return None
    days = [day.toordinal() if day else None for day in (one.start, one.end)]
    return [one.kind, one.shared, one.councils, one.name, *days, int(one.boundless)]


def _as_relations(plain: Row | None) -> Relations | None:
    if plain is None:
        return None
    kind, shared, councils, name, start, end, boundless = plain
    ties = tuple((one, of) for one, of in shared)
    return Relations(kind, ties, tuple(councils), name, _day(start), _day(end), bool(boundless))


def _day(plain: int | None) -> date | None:
    return date.fromordinal(plain) if plain else None
