"""kps validate: read every register, hold it against the guideline, say what falls short and where."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kps.cli.errors import Wrong
from kps.cli.loading import Loaded, load_registers, today
from kps.cli.options import AsOf, Paths, one_of
from kps.cli.revision import changed_since
from kps.cli.scope import Scope, codes
from kps.language import mark, msg
from kps.output import baseline as baselines
from kps.output.located import located
from kps.output.outcome import Outcome
from kps.output.text import statistics_text, write_text
from kps.register.tree import shown
from kps.rules.engine import check

HELP = mark(
    "Say what falls short in every register under the paths, and where. Nothing is ever written. "
    "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong use, a register that cannot be read or a "
    "rule that crashed, 3 nothing found to check."
)


class Format(StrEnum):
    """What findings can be told as."""

    text = "text"
    json = "json"
    sarif = "sarif"
    github = "github"
    gitlab = "gitlab"
    junit = "junit"


class FailOn(StrEnum):
    """The mildest finding that makes the exit status 1."""

    error = "error"
    warning = "warning"
    hint = "hint"


def run(
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
        str, typer.Option(metavar="REV", help=mark("Only findings in files changed since a git revision."))
    ] = "",
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
    where = paths or [Path()]
    scope = Scope(tuple(shown(path) for path in where), codes(select), codes(ignore))
    loaded = load_registers(where)
    if since:
        changed = frozenset().union(*(changed_since(since, one.tree.root) for one in loaded))
        scope = replace(scope, changed=changed)
    outcome = replace(_outcome(loaded, scope, as_of or today()), show_waived=show_waived)
    if write_baseline:
        write_baseline.write_text(baselines.written(outcome.findings), encoding="utf-8")
        return
    if baseline:
        outcome = replace(outcome, findings=baselines.unknown(outcome.findings, _known(baseline)))
    _write(outcome, format or [], output or [])
    if statistics:
        sys.stdout.write(statistics_text(outcome))
    raise typer.Exit(outcome.status(fail_on.value))


def _outcome(loaded: Sequence[Loaded], scope: Scope, as_of: date) -> Outcome:
    registers = [one.register for one in loaded]
    found = [one for one in check(registers, as_of) if scope.wants(one)]
    return Outcome(
        findings=located(found, {one.register.label: one.tree for one in loaded}),
        as_of=as_of,
        registers=tuple(register.label for register in registers),
        files=scope.files(registers),
        unreadable=any(register.charter is None for register in registers),
    )


def _known(file: Path) -> frozenset[str]:
    try:
        return baselines.known(file.read_text(encoding="utf-8"))
    except (ValueError, KeyError):
        raise Wrong(msg("{file} is not a baseline; --write-baseline makes one", file=file)) from None


def _write(outcome: Outcome, formats: Sequence[Format], files: Sequence[Path]) -> None:
    """Each format to the file given for it; what is left to the screen, or text where nothing is."""
    if len(files) > len(formats):
        raise Wrong(msg("--output needs a --format before it"))
    for format, file in zip(formats, files, strict=False):
        with file.open("w", encoding="utf-8", newline="\n") as to:
            write_text(outcome, to) if format is Format.text else to.write(_writer(format)(outcome))
    for format in formats[len(files) :] or [Format.text]:
        write_text(outcome, sys.stdout) if format is Format.text else sys.stdout.write(_writer(format)(outcome))


def _writer(format: Format) -> Callable[[Outcome], str]:
    """The maker of a format, imported when asked for."""
    match format:
        case Format.sarif:
            from kps.output.sarif import as_sarif

            return as_sarif
        case Format.json:
            from kps.output.json import as_json

            return as_json
        case _:
            from kps.output import ci

            makers = {Format.github: ci.as_github, Format.gitlab: ci.as_gitlab, Format.junit: ci.as_junit}
            return makers[format]
