"""What is wrong, by name: each error and warning with its rule and its place, and what is held back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

from pydantic import Field

from kps.checking.finding import Finding
from kps.checking.held_back import held_back
from kps.language import Message, msgn
from kps.register.tree import shown_file
from kps.report.content import Placed
from kps.report.part import Part
from kps.report.year import Year

Lines = Callable[[Sequence[Finding]], Sequence[int | None]]
"""What tells on which line each finding stands; None where that is not asked for."""


class Shortfall(Placed):
    """An error or a warning that is not waived: which rule, whom it is counted for, and where it stands."""

    numbers: tuple[str, ...] = Field(description="The municipalities that it is counted for.")
    code: str
    severity: Literal["error", "warning"]
    file: str = Field(description="From where the reader stands.")
    line: int | None = Field(None, description="Null where the places were not sought.")
    stands_for: int = Field(1, description="How many findings it tells of.")

    @property
    def place(self) -> str:
        """Where it stands: file and line."""
        return self.file if self.line is None else f"{self.file}:{self.line}"


class HeldBackFindings(Placed):
    """A file that cannot be read, and the rules whose findings are held back for that."""

    file: str
    codes: tuple[str, ...]

    @property
    def told(self) -> Message:
        """What that means for the report."""
        return msgn(
            "{file} cannot be read: the findings of {n} rule are held back, and the figures may be too low.",
            "{file} cannot be read: the findings of {n} rules are held back, and the figures may be too low.",
            len(self.codes),
            file=self.file,
        )


def shortfalls(whole: Part, year: Year, lines: Lines) -> tuple[Shortfall, ...]:
    """The errors and warnings of a part that are not waived, by severity, code and place."""
    found = [
        (one, place)
        for place, some in year.findings.items()
        if whole.concerns(place)
        for one in some
        if not one.waiver and one.severity != "hint"
    ]
    of_one = {number: _municipality(whole, number) for number in whole.numbers}
    of_council = {one.folder: Part(whole.register, one.numbers, (one,), "council") for one in whole.councils}
    told = []
    for (finding, place), line in zip(found, lines([one for one, _ in found]), strict=True):
        told.append(
            Shortfall.of_known(
                district=whole.district,
                councils=tuple(folder for folder, part in of_council.items() if part.concerns(place)),
                numbers=tuple(number for number, part in of_one.items() if part.concerns(place)),
                code=finding.code,
                severity=finding.severity,
                file=shown_file(whole.register.label, finding.file),
                line=line,
                stands_for=finding.stands_for,
            )
        )
    return in_order(told)


def in_order(some: Iterable[Shortfall]) -> tuple[Shortfall, ...]:
    """The errors first, then by rule, district and place."""
    return tuple(sorted(some, key=lambda one: (one.severity, one.code, one.district, one.file, one.line or 0)))


def _municipality(whole: Part, number: str) -> Part:
    councils = tuple(one for one in whole.councils if number in one.numbers)
    return Part(whole.register, (number,), councils, "municipality")


def not_sought(findings: Sequence[Finding]) -> Sequence[None]:
    """No line of any finding."""
    return [None] * len(findings)


def held_back_findings(whole: Part) -> Iterator[HeldBackFindings]:
    """What each file of the register that cannot be read holds back, as far as it concerns the part."""
    wanted = {one.folder: one.name for one in whole.councils}
    for one in held_back(whole.register):
        concerned = tuple(folder for folder in one.councils if folder in wanted)
        if whole.scope == "register" or concerned or not one.councils:
            yield HeldBackFindings.of_known(
                district=whole.district,
                councils=concerned,
                file=shown_file(whole.register.label, one.unread.file),
                codes=one.codes,
            )
