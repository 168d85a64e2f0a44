"""What a year came to, for a municipality, a council, a district or everything: counted, never estimated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kps.models.agreement import Agreement
from kps.models.council import Council
from kps.models.meeting import Meeting
from kps.register.actions import TrackedAction, track
from kps.register.index import Register
from kps.rules.finding import Finding
from kps.rules.year import owed

SEVERITIES = {"error": "errors", "warning": "warnings", "hint": "hints"}
"""The severities of findings, and the names their counts go by."""


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
class Figures:
    """A year's figures. ``meetings_owed`` is what 4.1.2 asks; actions are counted as of the day asked about.

    ``findings`` counts errors, warnings, hints and waived ones.
    """

    councils: tuple[tuple[str, str | None], ...] = ()
    agreements: tuple[AgreementState, ...] = ()
    contacts: tuple[str, ...] = ()
    meetings_held: int = 0
    meetings_owed: int = 0
    actions_open: int = 0
    actions_overdue: int = 0
    last_evaluation: date | None = None
    findings: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """What is counted of one register: municipalities and councils, and whether it is the whole register."""

    register: Register
    numbers: tuple[str, ...]
    councils: tuple[Council, ...]
    whole: bool = False

    def concerns(self, finding: Finding) -> bool:
        """Whether a finding is about what is counted."""
        if finding.register != self.register.label:
            return False
        inside = any(finding.file.startswith(council.origin.folder + "/") for council in self.councils)
        return self.whole or inside or bool(set(self.numbers) & set(finding.numbers))


@dataclass(frozen=True, slots=True)
class Year:
    """A year seen on a day, with the findings of that day. What is dated after it is left out."""

    year: int
    as_of: date
    findings: tuple[Finding, ...]

    def figures(self, parts: Sequence[Part]) -> Figures:
        """The figures of some parts together; a meeting, an action or a finding is never counted twice."""
        actions = [action for part in parts for action in self._actions(part)]
        agreements = {id(one): one for part in parts for one in self._agreements(part)}
        meetings = {(part.register.label, one.origin.file) for part in parts for one in self._meetings(part)}
        return Figures(
            councils=tuple((one.folder, one.status) for part in parts for one in part.councils if self._begun(one)),
            agreements=tuple(self._state(one) for one in agreements.values()),
            contacts=tuple(dict.fromkeys(id for part in parts for id in self._contacts(part))),
            meetings_held=len(meetings),
            meetings_owed=sum(self._owed(part) for part in parts),
            actions_open=sum(one.open for one in actions),
            actions_overdue=sum(one.overdue(self.as_of) for one in actions),
            last_evaluation=max(self._evaluated(parts), default=None),
            findings=self._count(parts),
        )

    def _begun(self, council: Council) -> bool:
        day = council.invited or council.founded
        return day is None or day <= self.as_of

    def _agreements(self, part: Part) -> Iterator[Agreement]:
        for number in part.numbers:
            for agreement in part.register.agreements_for(number):
                day = agreement.offered or agreement.start
                if day is None or day <= self.as_of:
                    yield agreement

    def _state(self, one: Agreement) -> AgreementState:
        revision = one.next_revision(self.as_of)
        return AgreementState(one.origin.file, one.agreement_kind, one.status, one.start, one.end, revision)

    def _contacts(self, part: Part) -> Iterator[str]:
        for number in part.numbers:
            yield from (one.origin.stem for one in part.register.contacts_for(number, self.as_of))

    def _meetings(self, part: Part) -> Iterator[Meeting]:
        """The meetings held that year in which one of the municipalities took part."""
        for council in part.councils:
            for meeting in part.register.all_meetings_of(council):
                day = meeting.day
                if day is None or day.year != self.year or not meeting.held(self.as_of):
                    continue
                if any(entry.number in part.numbers and entry.covers(day) for entry in council.municipalities):
                    yield meeting

    def _owed(self, part: Part) -> int:
        begun = part.register.charter.applies_from if part.register.charter else None
        return sum(
            owed(council, self.year, begun)
            for council in part.councils
            if council.status in ("aktivt", "nedlagt") and council.founded
        )

    def _actions(self, part: Part) -> Iterable[TrackedAction]:
        for council in part.councils:
            yield from track(part.register, council, self.as_of)

    def _evaluated(self, parts: Sequence[Part]) -> Iterator[date]:
        for part in parts:
            for council in part.councils:
                for one in part.register.evaluations_of(council):
                    if one.of_council and one.carried_out and one.carried_out <= self.as_of:
                        yield one.carried_out

    def _count(self, parts: Sequence[Part]) -> dict[str, int]:
        counts = Counter(
            "waived" if finding.waiver else SEVERITIES[finding.severity]
            for finding in self.findings
            if any(part.concerns(finding) for part in parts)
        )
        return {name: counts[name] for name in (*SEVERITIES.values(), "waived")}
