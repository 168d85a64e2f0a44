"""kps validate: read every register, hold it against the guideline, say what falls short and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated, cast

import typer

from kps.checking.finding import SEVERITIES, Severity
from kps.cli import groups
from kps.cli.clock import today
from kps.cli.delivery import deliver
from kps.cli.destinations import Destination, FindingsFormat, destinations, write
from kps.cli.help_pages import ARGUMENTS
from kps.cli.kept_answers import Keeper
from kps.cli.notes import tell_each
from kps.cli.options import AsOf, Ignore, IsStaged, Paths, Select, one_of
from kps.cli.progress import TERMINAL
from kps.cli.registers import in_outline
from kps.cli.watching import watch
from kps.language import mark, msg
from kps.output import baseline as baselines
from kps.output.outcome import Outcome
from kps.register.tree import shown, whole
from kps.workspace.cache.parts import KeptFindings
from kps.workspace.errors import NOTHING_FOUND, Wrong
from kps.workspace.opening import Workspace
from kps.workspace.scope import Scope, codes
from kps.workspace.validation import Asked, Validated, changed_files, validated, without_known

HELP = mark(
    "Say what falls short in every register under the paths, and where. Nothing is ever written. "
    "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong use, a register that cannot be read or a "
    "rule that crashed, 3 nothing found to check."
)
GROUP = groups.RULES
EXAMPLE = "kps validate --fail-on error"


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
        list[str] | None,  # typer knows no list of a Literal's words
        typer.Option(**one_of(FindingsFormat), help=mark("How the findings are told; may be given several times.")),
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
    select: Select = "",
    ignore: Ignore = "",
    since: Annotated[
        str | None,
        typer.Option(
            metavar="REV",
            help=mark("Only findings in files changed since the work left a git revision, as origin/main."),
        ),
    ] = None,
    staged: IsStaged = False,
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
    watched: Annotated[
        bool, typer.Option("--watch", help=mark("Look again whenever a file changes, until Ctrl-C is pressed."))
    ] = False,
) -> None:
    """Validate, write the findings, and exit with the status they give."""
    to = destinations(context.meta[ARGUMENTS], cast(list[FindingsFormat], format or []), output or [])
    where = paths or [Path()]
    scope = Scope(tuple(map(whole, where)), codes(select), codes(ignore))
    if staged and since is not None:
        raise Wrong(msg("--since tells of the files as they lie here; it does not go with --staged"))

    asked = _Asked(where, scope, since, as_of, all_years, to, show_waived, fail_on)
    if watched:
        if any((format, output, staged, quiet, statistics, write_baseline)):
            raise Wrong(msg("--watch shows the findings on the screen; it does not go with what is written elsewhere"))
        raise typer.Exit(watch(where, lambda one: _new(asked.answer(one).outcome, baseline, one)))
    keeper: Keeper | None = context.obj
    if keeper:
        keeper.look(where)
    kept = keeper.findings() if keeper else None
    each_told = not (baseline or write_baseline or statistics)
    found = asked.answer(in_outline(where, staged=staged), kept, each_told=each_told)
    outcome, workspace = found.outcome, found.workspace
    tell_each(workspace.unread)
    if write_baseline and outcome.complete:
        deliver(baselines.written(outcome.findings), write_baseline)
        raise typer.Exit(int(bool(outcome.unread)))
    outcome = _new(outcome, baseline, workspace)
    write(outcome, to, statistics=statistics and not quiet, quiet=quiet)
    if keeper and not staged:
        keeper.may_keep(workspace, answer=not (since or baseline or statistics or output))
    raise typer.Exit(outcome.status)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of the registers at some paths, and where the answer goes."""

    paths: Sequence[Path]
    scope: Scope
    since: str | None
    as_of: date | None
    all_years: bool
    to: tuple[Destination, ...]
    show_waived: bool
    fail_on: Severity

    def answer(self, workspace: Workspace, kept: KeptFindings | None = None, *, each_told: bool = False) -> Validated:
        """What is found; in words where it is kept and nothing is done with each finding but to tell it."""
        if not self.scope.anything(workspace.registers):
            raise Wrong(msg("there is nothing to check at {paths}", paths=list(map(shown, self.paths))), NOTHING_FOUND)
        changed = changed_files(workspace, self.since) if self.since is not None else None
        scope = replace(self.scope, changed=changed)
        all_told = scope.takes_all and all(scope.reaches_all(one.label) for one in workspace.registers)
        wording = self.to[0].wording() if kept and each_told and all_told and len(self.to) == 1 else None
        tells_related = any(one.tells_related for one in self.to)
        asked = Asked(self.as_of or today(), self.all_years, tells_related, wording)
        found = validated(workspace, scope, asked, kept, TERMINAL)
        return replace(found, outcome=replace(found.outcome, show_waived=self.show_waived, fail_on=self.fail_on))


def _new(outcome: Outcome, baseline: Path | None, workspace: Workspace) -> Outcome:
    """The outcome without what a baseline knows, where there is one."""
    return without_known(outcome, baseline, workspace, TERMINAL) if baseline else outcome
