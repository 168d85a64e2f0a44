"""What a run of validate came to: the findings to show, and the counts of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kps.checking.engine import CRASH
from kps.checking.finding import SEVERITIES, Severity
from kps.output.located import Located
from kps.output.worded import Worded


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file that could not be read, as the reader knows it, and what is held back for that.

    ``codes`` are the rules, ``councils`` the folders' names of the councils concerned.
    """

    file: str
    codes: tuple[str, ...]
    councils: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The findings of the registers read, on a day. Waived ones are shown on request, and always counted.

    ``unread`` are the files that the answer should have drawn on. ``unreadable``: a kps.yaml could not be read as a
    register, so that its records could not be judged. ``known`` and ``gone`` tell of a baseline: how many findings it
    hides, and how many of its entries are no more; None where there is no baseline. ``worded`` are the findings
    instead, where nothing is asked of them but the words.
    """

    findings: tuple[Located, ...]
    as_of: date
    registers: tuple[str, ...]
    files: int
    unread: tuple[UnreadFile, ...] = ()
    unreadable: bool = False
    known: int | None = None
    gone: int | None = None
    show_waived: bool = False
    fail_on: Severity = "error"
    """The mildest finding that the run fails for."""
    worded: tuple[Worded, ...] = ()

    @property
    def shown(self) -> tuple[Located, ...]:
        """The findings that are to be shown."""
        return tuple(one for one in self.findings if self.shows(one))

    def shows(self, one: Located) -> bool:
        """Whether a finding is to be shown."""
        return self.show_waived or not one.finding.waiver

    @property
    def texts(self) -> Iterator[str]:
        """What is to be shown of the findings that are in words already."""
        return (one.text for one in self.worded if self.show_waived or not one.waived)

    def _counted(self) -> Iterator[tuple[Severity | Literal["waived"], int]]:
        """What each finding counts as, and how often."""
        for one in self.findings:
            yield "waived" if one.finding.waiver else one.finding.severity, one.finding.stands_for
        yield from (("waived" if one.waived else one.severity, one.stands_for) for one in self.worded)

    @property
    def summary(self) -> dict[str, int]:
        """How many files there are, how many of them unread, and findings of each severity; waived ones count apart."""
        counts: Counter[str] = Counter()
        for kind, count in self._counted():
            counts[kind] += count
        told = {"known": self.known, "gone": self.gone}
        return {
            "files": self.files,
            "unread": len(self.unread),
            "errors": counts["error"],
            "warnings": counts["warning"],
            "hints": counts["hint"],
            "waived": counts["waived"],
            "held_back": len(self.unread),
            **{name: count for name, count in told.items() if count is not None},
        }

    @property
    def complete(self) -> bool:
        """Whether all could be judged: every register was read, and no rule crashed."""
        codes = (*(one.finding.code for one in self.findings), *(one.place[-1] for one in self.worded))
        return not self.unreadable and CRASH not in codes

    def fails(self, one: Located) -> bool:
        """Whether the run fails for a finding: one at or above ``fail_on`` that is not waived."""
        return one.finding.severity in self._enough and not one.finding.waiver

    @property
    def _enough(self) -> tuple[Severity, ...]:
        return SEVERITIES[: SEVERITIES.index(self.fail_on) + 1]

    @property
    def status(self) -> int:
        """The exit status: 1 where the run fails for a finding or a file is unread, 2 where not all could be judged."""
        if not self.complete:
            return 2
        enough = self._enough
        return int(bool(self.unread) or any(kind in enough for kind, _ in self._counted()))
