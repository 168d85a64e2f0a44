"""What a run of validate came to: the findings to show, and the counts of all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from kps.output.located import Located
from kps.rules.engine import CRASH
from kps.rules.finding import SEVERITIES, Severity


@dataclass(frozen=True, slots=True)
class Outcome:
    """The findings of the registers read, on a day. Waived ones are shown on request, and always counted.

    ``unreadable``: a kps.yaml could not be read as a register, so that its records could not be judged.
    """

    findings: tuple[Located, ...]
    as_of: date
    registers: tuple[str, ...]
    files: int
    unreadable: bool = False
    show_waived: bool = False
    fail_on: Severity = "error"
    """The mildest finding that the run fails for."""

    @property
    def shown(self) -> tuple[Located, ...]:
        """The findings that are to be shown."""
        return tuple(one for one in self.findings if self.shows(one))

    def shows(self, one: Located) -> bool:
        """Whether a finding is to be shown."""
        return self.show_waived or not one.finding.waiver

    @property
    def summary(self) -> dict[str, int]:
        """How many files were read, and how many findings of each severity; waived ones count apart."""
        counts = Counter("waived" if one.finding.waiver else one.finding.severity for one in self.findings)
        return {
            "files": self.files,
            "errors": counts["error"],
            "warnings": counts["warning"],
            "hints": counts["hint"],
            "waived": counts["waived"],
        }

    @property
    def complete(self) -> bool:
        """Whether all could be judged: every register was read, and no rule crashed."""
        return not self.unreadable and all(one.finding.code != CRASH for one in self.findings)

    def fails(self, one: Located) -> bool:
        """Whether the run fails for a finding: one at or above ``fail_on`` that is not waived."""
        enough = SEVERITIES[: SEVERITIES.index(self.fail_on) + 1]
        return one.finding.severity in enough and not one.finding.waiver

    @property
    def status(self) -> int:
        """The exit status: 1 where the run fails for a finding, else 0; 2 where not all could be judged."""
        return int(any(map(self.fails, self.findings))) if self.complete else 2
