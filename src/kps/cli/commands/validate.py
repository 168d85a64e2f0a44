"""kps validate: read every register, hold it against the guideline, say what falls short and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from kps.checking.engine import CRASH, check
from kps.checking.finding import SEVERITIES, Finding, Severity
from kps.checking.held_back import held_back
from kps.cli.delivery import deliver
from kps.cli.destinations import Format, destinations, write
from kps.cli.help_pages import ARGUMENTS
from kps.cli.loading import Loaded, found_registers, today
from kps.cli.options import AsOf, Paths, one_of
from kps.cli.progress import showing
from kps.language import mark, msg
from kps.output import baseline as baselines
from kps.output.located import Located, located
from kps.output.outcome import Outcome, UnreadFile
from kps.register.files import given_bytes
from kps.register.index import Register
from kps.register.tree import REGISTER_FILE, shown, shown_file, whole
from kps.workspace.errors import NOTHING_FOUND, Wrong
from kps.workspace.revisions import changed_since
from kps.workspace.scope import Scope, codes

HELP = mark(
    "Say what falls short in every register under the paths, and where. Nothing is ever written. "
    "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong use, a register that cannot be read or a "
    "rule that crashed, 3 nothing found to check."
)


_WORDS: dict[str, Severity] = {
    "error": "error", "feil": "error",
    "warning": "warning", "advarsel": "warning", "åtvaring": "warning",
    "hint": "hint", "tips": "hint",
}  # fmt: skip
"""The severities, as kps's own words and as readers are told them."""


def _severity(text: str) -> Severity:
    found = _WORDS.get(text.strip().casefold())
    if found is None:
        raise Wrong(msg("“{value}” is not one of: {choices}", value=text, choices=", ".join(_WORDS)))
    return found


def run(
    context: typer.Context,
    paths: Paths = None,
    as_of: AsOf = None,
    format: Annotated[
        list[Format] | None,
        typer.Option(**one_of(Format), help=mark("How the findings are told; may be given several times.")),
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help=mark("Write to this file what the --format before it makes; text still comes to the screen."),
        ),
    ] = None,
    fail_on: Annotated[
        Severity,
        typer.Option(
            parser=_severity,
            metavar="|".join(SEVERITIES),
            help=mark("The mildest finding that gives exit status 1; the words that kps tells it by will do."),
        ),
    ] = "error",
    select: Annotated[
        str, typer.Option(metavar="CODE,...", help=mark("Only these codes, or codes that begin so."))
    ] = "",
    ignore: Annotated[
        str, typer.Option(metavar="CODE,...", help=mark("Leave out these codes, or codes that begin so."))
    ] = "",
    since: Annotated[
        str | None,
        typer.Option(
            metavar="REV",
            help=mark("Only findings in files changed since the work left a git revision, as origin/main."),
        ),
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help=mark("Leave out the findings that this file knows."))
    ] = None,
    write_baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help=mark("Write all findings to this file as known, and stop."))
    ] = None,
    show_waived: Annotated[bool, typer.Option("--show-waived", help=mark("Show waived findings too."))] = False,
    all_years: Annotated[
        bool, typer.Option("--all-years", help=mark("What past years lack: of every year, not of the last alone."))
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", help=mark("Nothing on the screen; the exit status tells, and --output writes."))
    ] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help=mark("Count the findings by rule."))] = False,
) -> None:
    """Validate, write the findings, and exit with the status they give."""
    to = destinations(context.meta[ARGUMENTS], format or [], output or [])
    where = paths or [Path()]
    scope = Scope(tuple(map(whole, where)), codes(select), codes(ignore))
    loaded = found_registers(where)
    if not scope.anything([one.register for one in loaded]):
        raise Wrong(msg("there is nothing to check at {paths}", paths=list(map(shown, where))), NOTHING_FOUND)
    if since is not None:
        scope = replace(scope, changed=_changed(loaded, since))
    day = as_of or today()
    outcome = _outcome(loaded, scope, day, all_years=all_years)
    outcome = replace(outcome, show_waived=show_waived, fail_on=fail_on)
    if write_baseline and outcome.complete:
        deliver(baselines.written(outcome.findings), write_baseline)
        raise typer.Exit(int(bool(outcome.unread)))
    if baseline:
        outcome = _held_against(baseline, outcome, _all(loaded, day))
    write(outcome, to, statistics=statistics and not quiet, quiet=quiet)
    raise typer.Exit(outcome.status)


def _all(loaded: Sequence[Loaded], as_of: date) -> tuple[Located, ...]:
    """Every finding of the registers, of every year, with its place."""
    with showing(msg("holding the records against the guideline")):
        findings = check([one.register for one in loaded], as_of)
    return _placed(loaded, findings)


def _placed(loaded: Sequence[Loaded], findings: Iterable[Finding]) -> tuple[Located, ...]:
    with showing(msg("finding the places in the files")):
        return located(findings, {one.register.label: one.tree for one in loaded})


def _outcome(loaded: Sequence[Loaded], scope: Scope, as_of: date, *, all_years: bool) -> Outcome:
    registers = [one.register for one in loaded]
    unusable = {register.label for register in registers if register.charter is None}
    with showing(msg("holding the records against the guideline")):
        findings = check(registers, as_of, all_years=all_years)
    # What kept others from being found is told whatever was asked for.
    found = [
        one
        for one in findings
        if scope.wants(one) or one.code == CRASH or (one.register in unusable and one.file == REGISTER_FILE)
    ]
    unread = tuple(one for register in registers for one in _unread(register, scope))
    outside = sum(not scope.reaches(".", one.file) for one in unread)
    return Outcome(
        findings=_placed(loaded, found),
        as_of=as_of,
        registers=tuple(register.label for register in registers),
        files=scope.records(registers) + outside,
        unread=unread,
        unreadable=bool(unusable),
    )


def _unread(register: Register, scope: Scope) -> Iterator[UnreadFile]:
    """The files that the answer should have drawn on, and what each holds back."""
    for one in held_back(register):
        if scope.draws_on(one.unread, register):
            yield UnreadFile(shown_file(register.label, one.unread.file), one.codes, one.councils)


def _held_against(baseline: Path, outcome: Outcome, everything: Sequence[Located]) -> Outcome:
    """The outcome without what the baseline knows, and told what that is and what it knows in vain."""
    entries = _known(baseline)
    left = baselines.unknown(outcome.findings, entries)
    hidden = sum(one.finding.stands_for for one in outcome.findings) - sum(one.finding.stands_for for one in left)
    return replace(outcome, findings=left, known=hidden, gone=baselines.gone(entries, everything, outcome.unread))


def _changed(loaded: Sequence[Loaded], revision: str) -> frozenset[tuple[str, str]]:
    return frozenset((one.register.label, file) for one in loaded for file in changed_since(one.tree, revision))


def _known(file: Path) -> dict[str, str]:
    try:
        return baselines.known(given_bytes(file).decode("utf-8"))
    except (ValueError, KeyError, RecursionError):
        raise Wrong(msg("{file} is not a baseline; --write-baseline makes one", file=file)) from None
