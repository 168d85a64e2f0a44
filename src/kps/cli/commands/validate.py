"""kps validate: read every register, hold it against the guideline, say what falls short and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kps.cli.delivery import deliver
from kps.cli.loading import Loaded, load_registers, today
from kps.cli.options import AsOf, Paths, one_of
from kps.cli.outlets import Format, outlets, write
from kps.cli.progress import showing
from kps.cli.scope import Scope, codes
from kps.cli.usage import ARGUMENTS
from kps.language import mark, msg
from kps.output import baseline as baselines
from kps.output.located import located
from kps.output.outcome import Outcome
from kps.register.tree import RECORD_ENDINGS, REGISTER_FILE, shown, whole
from kps.rules.engine import CRASH, check
from kps.workspace.errors import NOTHING_FOUND, Wrong
from kps.workspace.revisions import changed_since

HELP = mark(
    "Say what falls short in every register under the paths, and where. Nothing is ever written. "
    "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong use, a register that cannot be read or a "
    "rule that crashed, 3 nothing found to check."
)


class FailOn(StrEnum):
    """The mildest finding that makes the exit status 1."""

    error = "error"
    warning = "warning"
    hint = "hint"


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
        FailOn, typer.Option(**one_of(FailOn), help=mark("The mildest finding that gives exit status 1."))
    ] = FailOn.error,
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
    statistics: Annotated[bool, typer.Option("--statistics", help=mark("Count the findings by rule."))] = False,
) -> None:
    """Validate, write the findings, and exit with the status they give."""
    to = outlets(context.meta[ARGUMENTS], format or [], output or [])
    where = paths or [Path()]
    scope = Scope(tuple(map(whole, where)), codes(select), codes(ignore))
    loaded = load_registers(where)
    if not scope.files([one.register for one in loaded], *RECORD_ENDINGS, ".md"):
        raise Wrong(msg("there is nothing to check at {paths}", paths=list(map(shown, where))), NOTHING_FOUND)
    if since is not None:
        scope = replace(scope, changed=_changed(loaded, since))
    outcome = replace(_outcome(loaded, scope, as_of or today()), show_waived=show_waived, fail_on=fail_on.value)
    if write_baseline and outcome.complete:
        deliver(baselines.written(outcome.findings), write_baseline)
        return
    if baseline:
        outcome = replace(outcome, findings=baselines.unknown(outcome.findings, _known(baseline)))
    write(outcome, to, statistics=statistics)
    raise typer.Exit(outcome.status)


def _outcome(loaded: Sequence[Loaded], scope: Scope, as_of: date) -> Outcome:
    registers = [one.register for one in loaded]
    unread = {register.label for register in registers if register.charter is None}
    with showing(msg("holding the records against the guideline")):
        findings = check(registers, as_of)
    # What kept others from being found is told whatever was asked for.
    found = [
        one
        for one in findings
        if scope.wants(one) or one.code == CRASH or (one.register in unread and one.file == REGISTER_FILE)
    ]
    with showing(msg("finding the places in the files")):
        places = located(found, {one.register.label: one.tree for one in loaded})
    return Outcome(
        findings=places,
        as_of=as_of,
        registers=tuple(register.label for register in registers),
        files=scope.files(registers, *RECORD_ENDINGS),
        unreadable=bool(unread),
    )


def _changed(loaded: Sequence[Loaded], revision: str) -> frozenset[tuple[str, str]]:
    return frozenset((one.register.label, file) for one in loaded for file in changed_since(one.tree, revision))


def _known(file: Path) -> frozenset[str]:
    try:
        return baselines.known(file.read_text(encoding="utf-8"))
    except (ValueError, KeyError):
        raise Wrong(msg("{file} is not a baseline; --write-baseline makes one", file=file)) from None
