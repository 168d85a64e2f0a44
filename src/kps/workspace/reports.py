"""The yearly status put together: from records, from other registers' JSON reports, or from both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from kps.checking.finding import Finding
from kps.language import Message, msg
from kps.language.reasons import reason
from kps.output.located import located
from kps.register.files import given_bytes
from kps.register.tree import Tree, shown
from kps.report.exchange import read_json
from kps.report.shortfalls import Lines
from kps.report.year_status import Status, merged, of_district
from kps.workspace.errors import Wrong


def lines_in(trees: Mapping[str, Tree]) -> Lines:
    """What finds out on which line of its file each finding stands; ``trees`` are the registers' files, by label."""

    def lines(findings: Sequence[Finding]) -> Sequence[int | None]:
        found = {id(one.finding): one.span.line for one in located(findings, trees)}
        return [found.get(id(one)) for one in findings]

    return lines


def read_report(file: Path) -> Status:
    """The report in a file; Wrong where it is not one that kps has written."""
    try:
        return read_json(given_bytes(file))
    except OSError as error:
        raise Wrong(msg("{file}: {reason}", file=shown(file), reason=reason(error))) from None
    except (ValueError, RecursionError):
        raise Wrong(
            msg(
                "{file} is not a report that this kps can read; make it with: kps report --format json",
                file=shown(file),
            )
        ) from None


def together(
    own: Sequence[Status], files: Sequence[Path], year: int | None, district: str
) -> tuple[Status, tuple[Message, ...]]:
    """The reports as one, of the year asked for, else of the one they share, and which of them are of an earlier day.

    Wrong where they are of several years.
    """
    reports = {file: read_report(file) for file in files}
    wanted = year or next(iter((*own, *reports.values()))).year
    for file, report in reports.items():
        if report.year != wanted:
            raise Wrong(
                msg(
                    "{file} is the report of {year}, not of {wanted}", file=shown(file), year=report.year, wanted=wanted
                )
            )
    chosen = [of_district(one, district) if district else one for one in reports.values()]
    whole = merged([*own, *chosen])
    earlier = tuple(
        msg("{file} is as of {day}, earlier than {as_of}", file=shown(file), day=report.as_of, as_of=whole.as_of)
        for file, report in reports.items()
        if report.as_of != whole.as_of
    )
    return whole, earlier
