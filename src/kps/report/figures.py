"""What a year came to, for a municipality, a council, a district or everything: counted, never estimated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kps.models.agreement import Agreement
from kps.models.council import Council
from kps.models.meeting import Meeting
from kps.models.shared import MunicipalityEntry
from kps.register.actions import TrackedAction, track
from kps.register.index import Register
from kps.report.standing import agreement_on, council_on
from kps.rules.finding import SEVERITIES, Finding
from kps.rules.year import owed

Scope = Literal["register", "council", "municipality"]

WAIVED = "waived"
"""What the findings set aside are counted under, beside the severities."""


@dataclass(frozen=True, slots=True)
class AgreementState:
    """An agreement as the status shows it; its days, and the next revision (3)."""

    file: str
    kind: str | None
    status: str | None
    start: date | None
    end: date | None
    next_revision: date | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a council's latest evaluation came to: the scores from 1 to 5, by question; those not given left out (7)."""

    council: str
    file: str
    day: date
    scores: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Figures:
    """A year's figures. ``meetings_owed`` is what 4.1.2 asks; actions are counted as of the day asked about.

    ``findings`` counts those of each severity that are not waived, and the waived ones.
    """

    councils: tuple[tuple[str, str | None], ...] = ()
    agreements: tuple[AgreementState, ...] = ()
    contacts: tuple[str, ...] = ()
    meetings_held: int = 0
    meetings_owed: int = 0
    actions_open: int = 0
    actions_overdue: int = 0
    assessments: tuple[Assessment, ...] = ()
    findings: Mapping[str, int] = field(default_factory=dict)

    @property
    def last_evaluation(self) -> date | None:
        """The day of the latest evaluation of all."""
        return max((one.day for one in self.assessments), default=None)


@dataclass(frozen=True, slots=True)
class Part:
    """What is counted of one register: some municipalities and councils, and whether they are its whole."""

    register: Register
    numbers: tuple[str, ...]
    councils: tuple[Council, ...]
    scope: Scope

    def entries(self, council: Council) -> tuple[MunicipalityEntry, ...]:
        """How the one municipality counted stands in the council; empty where not just one is counted."""
        if self.scope != "municipality":
            return ()
        return tuple(entry for entry in council.municipalities if entry.number in self.numbers)

    def concerns(self, finding: Finding) -> bool:
        """Whether a finding is about what is counted.

        A finding in a council's folder that names no municipality is about all of the council's.
        """
        if finding.register != self.register.label:
            return False
        if self.scope == "register" or set(self.numbers) & set(finding.numbers):
            return True
        return not (self.scope == "municipality" and finding.numbers) and self._holds(finding.file)

    def _holds(self, file: str) -> bool:
        """Whether the file lies in the folder of one of the councils."""
        folders = (council.origin.folder for council in self.councils)
        return any(folder == "." or file.startswith(folder + "/") for folder in folders)


@dataclass(frozen=True, slots=True)
class Year:
    """A year seen on a day, with the findings of that day. What is dated after it is left out."""

    year: int
    as_of: date
    findings: tuple[Finding, ...]

    def figures(self, parts: Sequence[Part]) -> Figures:
        """The figures of some parts together; a meeting, an action or a finding is never counted twice."""
        actions = [action for part in parts for action in self._actions(part)]
        agreements = {(part.register.label, one.file): one for part in parts for one in self._agreements(part)}
        meetings = {(part.register.label, one.origin.file) for part in parts for one in self._meetings(part)}
        return Figures(
            councils=tuple((one.folder, status) for part in parts for one, status in self._councils(part)),
            agreements=tuple(agreements.values()),
            contacts=tuple(dict.fromkeys(id for part in parts for id in self._contacts(part))),
            meetings_held=len(meetings),
            meetings_owed=sum(self._owed(part) for part in parts),
            actions_open=sum(one.open for one in actions),
            actions_overdue=sum(one.overdue(self.as_of) for one in actions),
            assessments=tuple(one for part in parts for one in self._assessments(part)),
            findings=self._count(parts),
        )

    def _councils(self, part: Part) -> Iterator[tuple[Council, str | None]]:
        """The councils there were on the day, each with its status then."""
        for council in part.councils:
            if standing := council_on(council, part.entries(council), self.as_of):
                yield council, standing.status

    def _agreements(self, part: Part) -> Iterator[AgreementState]:
        for agreement in part.register.agreements:
            if part.scope != "register" and not set(part.numbers) & set(agreement.numbers):
                continue
            if standing := agreement_on(agreement, self.as_of):
                yield self._state(agreement, standing.status)

    def _state(self, one: Agreement, status: str | None) -> AgreementState:
        revision = one.next_revision(self.as_of)
        return AgreementState(one.origin.file, one.agreement_kind, status, one.start, one.end, revision)

    def _contacts(self, part: Part) -> Iterator[str]:
        for number in part.numbers:
            yield from (one.origin.stem for one in part.register.contacts_for(number, self.as_of))

    def _meetings(self, part: Part) -> Iterator[Meeting]:
        """The meetings held that year; of one municipality, those while it was in the council."""
        for council in part.councils:
            entries = part.entries(council)
            for meeting in part.register.all_meetings_of(council):
                day = meeting.day
                if day is None or day.year != self.year or not meeting.held(self.as_of):
                    continue
                if not entries or any(entry.covers(day) for entry in entries):
                    yield meeting

    def _owed(self, part: Part) -> int:
        """What the councils owe that year (4.1.2); of one municipality, those it was in at some time of the year."""
        begun = part.register.charter.applies_from if part.register.charter else None
        return sum(
            owed(council, self.year, begun)
            for council in part.councils
            if council.status in ("aktivt", "nedlagt") and council.founded and council.founded <= self.as_of
            if self._within(part.entries(council))
        )

    def _within(self, entries: Sequence[MunicipalityEntry]) -> bool:
        first = date(self.year, 1, 1)
        return not entries or any(
            (one.start is None or one.start <= self.as_of) and (one.end is None or one.end >= first) for one in entries
        )

    def _actions(self, part: Part) -> Iterable[TrackedAction]:
        for council, _ in self._councils(part):
            yield from track(part.register, council, self.as_of)

    def _assessments(self, part: Part) -> Iterator[Assessment]:
        """The latest evaluation of each council, of those carried out by the day asked about."""
        for council, _ in self._councils(part):
            made = [
                Assessment(council.folder, one.origin.file, one.carried_out, _given(one.assessment))
                for one in part.register.evaluations_of(council)
                if one.of_council and one.carried_out and one.carried_out <= self.as_of
            ]
            yield from made[-1:]

    def _count(self, parts: Sequence[Part]) -> dict[str, int]:
        counts = Counter(
            WAIVED if finding.waiver else finding.severity
            for finding in self.findings
            if any(part.concerns(finding) for part in parts)
        )
        return {name: counts[name] for name in (*SEVERITIES, WAIVED)}


def _given(scores: Mapping[str, int | None]) -> dict[str, int]:
    return {key: score for key, score in scores.items() if score is not None}
