"""Where findings go: each format to the file named after it, or to the screen."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kps.cli.delivery import deliver
from kps.language import msg
from kps.language.reader import chosen
from kps.output.findings_text import entry, statistics_text, write_text
from kps.output.located import Located
from kps.output.outcome import Outcome
from kps.output.worded import Wording
from kps.workspace.errors import Wrong

FindingsFormat = Literal["text", "json", "sarif", "github", "gitlab", "junit"]
"""What findings can be told as."""


_TWO_FILES = msg("two files are named for one --format; give each --output a --format of its own")


@dataclass(frozen=True, slots=True)
class Destination:
    """A format, and the file it is written to; the screen where there is none."""

    format: FindingsFormat
    file: Path | None = None

    @property
    def tells_related(self) -> bool:
        """Whether it tells of the other places that a finding is about."""
        return self.format in ("json", "sarif")

    def wording(self) -> Wording | None:
        """The words that findings are told in, where each is told for itself, as it is on no terminal."""
        words = _words(self.format)
        return (
            Wording(f"{self.format} {chosen()}", words) if words and not self.file and not sys.stdout.isatty() else None
        )

    def write(self, outcome: Outcome) -> None:
        """Write the findings."""
        if self.file:
            deliver(_maker(self.format)(outcome), self.file)
        elif self.format == "text":
            write_text(outcome, sys.stdout)
        else:
            sys.stdout.write(_maker(self.format)(outcome))


def destinations(
    arguments: Iterable[str], formats: Sequence[FindingsFormat], files: Sequence[Path]
) -> tuple[Destination, ...]:
    """The destinations in the order they were asked for; text on the screen where nothing else comes there.

    ``arguments`` tell the order, in which a file belongs to the format before it that has none, else to the one after
    it, and to text where there is none. Wrong where two files are named for one format.
    """
    found: list[Destination] = []
    left, named = iter(formats), iter(files)
    waiting: Path | None = None
    for option in (argument.partition("=")[0] for argument in arguments):
        if option == "--format":
            found.append(Destination(next(left), waiting))
            waiting = None
        elif option == "--output" and found and found[-1].file is None:
            found[-1] = Destination(found[-1].format, next(named))
        elif option == "--output":
            if waiting:
                raise Wrong(_TWO_FILES)
            waiting = next(named)
    if waiting and found:
        raise Wrong(_TWO_FILES)
    if waiting:
        found.append(Destination("text", waiting))
    return tuple(found) if any(one.file is None for one in found) else (*found, Destination("text"))


def write(outcome: Outcome, to: Sequence[Destination], *, statistics: bool, quiet: bool = False) -> None:
    """Write the findings to every destination, and the count of each rule's after them: beside what programs read.

    ``quiet``: to the files alone.
    """
    for destination in to:
        if destination.file or not quiet:
            destination.write(outcome)
    if statistics:
        for_people = all(one.format == "text" for one in to if one.file is None)
        (sys.stdout if for_people else sys.stderr).write(statistics_text(outcome))


def _text(outcome: Outcome) -> str:
    to = io.StringIO()
    write_text(outcome, to)
    return to.getvalue()


def _words(format: FindingsFormat) -> Callable[[Located], str] | None:
    match format:
        case "json":
            from kps.output.findings_json import item

            return item
        case "text":
            return entry
        case _:
            return None


def _maker(format: FindingsFormat) -> Callable[[Outcome], str]:
    """The maker of a format, imported when asked for."""
    match format:
        case "sarif":
            from kps.output.sarif import as_sarif

            return as_sarif
        case "json":
            from kps.output.findings_json import as_json

            return as_json
        case "text":
            return _text
        case _:
            from kps.output import ci

            makers = {"github": ci.as_github, "gitlab": ci.as_gitlab, "junit": ci.as_junit}
            return makers[format]
